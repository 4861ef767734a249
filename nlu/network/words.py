"""A word as the pieces a network knows it by: itself, its letters, its consonants. Training and serving share this."""

from __future__ import annotations

import re
from functools import lru_cache

from nlu.skeleton import skeleton
from nlu.text import ZWNJ

_LONGEST = 20  # letters of a word that are looked at
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=8192)
def pieces(word: str) -> tuple[str, ...]:
    """Names of the pieces of a normal word, each once; the first letter of a name tells its kind."""
    plain = word.replace("آ", "ا")
    joined = plain.replace(ZWNJ, "")
    found = ["w" + joined, *("c" + piece for piece in _letters(f"<{joined[:_LONGEST]}>"))]
    bones = skeleton(joined)
    if bones:
        found.append("s" + bones)
    if ZWNJ in plain:
        found += ["z" + part for part in plain.split(ZWNJ)]
    if _DIGIT.search(joined):
        found += ["D", "d" + _DIGIT.sub("0", joined)]
    if joined.isascii():
        found.append("L")
    return tuple(dict.fromkeys(found))


def _letters(marked: str) -> list[str]:
    """Runs of three to five letters, and the two at each end."""
    runs = [marked[at : at + size] for size in (3, 4, 5) for at in range(len(marked) - size + 1)]
    return [marked[:2], marked[-2:], *runs]
