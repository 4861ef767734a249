"""The consonant skeleton of a word, the same for Persian and Latin writing. For features, never for values."""

from __future__ import annotations

import re
from functools import lru_cache

_PERSIAN = str.maketrans(
    {
        "ا": "", "آ": "", "و": "", "ی": "", "ع": "", "ط": "t", "ت": "t", "ث": "s", "س": "s",
        "ص": "s", "ذ": "z", "ز": "z",
        "ض": "z", "ظ": "z", "ه": "h", "ح": "h", "ق": "g", "غ": "g", "گ": "g", "ب": "b", "پ": "p", "ج": "j", "چ": "w",
        "خ": "x", "د": "d", "ر": "r", "ژ": "j", "ش": "c", "ف": "f", "ک": "k", "ل": "l", "م": "m", "ن": "n",
    }
)  # fmt: skip
_DIGRAPHS = (("sh", "c"), ("ch", "w"), ("kh", "x"), ("gh", "g"), ("zh", "j"), ("ph", "f"), ("ck", "k"))
_LATIN = str.maketrans(
    {"a": "", "e": "", "i": "", "o": "", "u": "", "y": "", "w": "", "v": "", "'": "", "q": "g", "c": "k", "x": "ks"}
)
_LATIN_KEPT = {"c": "\x01", "w": "\x02", "x": "\x03", "g": "\x04"}
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """Consonants of one word in one small alphabet; empty when the word has none."""
    bones = _latin_bones(word) if word.isascii() else word.removesuffix("ه").translate(_PERSIAN)
    return _DOUBLED.sub(r"\1", bones)


def _latin_bones(word: str) -> str:
    word = re.sub(r"(?<=[aeiou])h$|(?<=e)h$", "", word)
    for pair, letter in _DIGRAPHS:
        word = word.replace(pair, _LATIN_KEPT.get(letter, letter))
    bones = word.translate(_LATIN)
    for letter, mark in _LATIN_KEPT.items():
        bones = bones.replace(mark, letter)
    return bones
