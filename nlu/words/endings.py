"""Spoken endings of nouns and what they are formally: «ـمو» → «ـم را», «ـا» → «ـها», «ـه» → «است». No word list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from nlu.text import ZWNJ
from nlu.words.joining import ends_silent, key, owned, plural
from nlu.words.memory import MOST

_OWNERS = {
    "م": "م", "ت": "ت", "ش": "ش", "مون": "مان", "تون": "تان", "شون": "شان", "مان": "مان", "تان": "تان", "شان": "شان",
}  # fmt: skip
_AFTER_PLURAL = {"م": "یم", "ت": "یت", "ش": "یش", "یم": "یم", "یت": "یت", "یش": "یش"}

StemReader = Callable[[str, bool], tuple[str, int] | None]
"""The formal spelling of a known stem, and how often it is said. `everyday`: only words of the domain count."""


@dataclass(frozen=True, slots=True)
class Ending:
    said: str
    write: Callable[[str], str]
    everyday: bool
    """Many other words also end so: only stems that the domain uses count."""


def formal_by_ending(word: str, formal_stem: StemReader) -> str | None:
    """The formal word for a spoken one; stems of the domain before others, and long endings before short ones."""
    if ZWNJ in word:
        return _after_joiner(word, formal_stem)
    for everyday in (True, False):
        for ending in _endings():
            if word.endswith(ending.said) and len(word) - len(ending.said) >= 2 and everyday >= ending.everyday:
                written = _written(word[: -len(ending.said)], ending, everyday, formal_stem)
                if written is not None:
                    return written if written != word else None
    return None


def _after_joiner(word: str, formal_stem: StemReader) -> str | None:
    """«پرونده‌مونو»: the half-space shows where the ending begins."""
    stem, _, said = word.rpartition(ZWNJ)
    ending = next((one for one in _endings() if one.said == said and not said.startswith("ا")), None)
    if ending is None or said in {"ه", "و"}:
        return None
    known = formal_stem(stem, False)
    if known is None:
        return None
    written = ending.write(stem if key(known[0]) == key(stem) else known[0])
    return written if written != word else None


def _written(stem: str, ending: Ending, everyday: bool, formal_stem: StemReader) -> str | None:
    if stem[-1] in "اآ" and ending.said[0] in "اه":
        return None  # no word is said so
    if len(ending.said) > 1 and ending.said[0] == "ا" and formal_stem(f"{stem}ا", False) is not None:
        return None  # «اجراش» is of «اجرا»
    plain = formal_stem(stem, everyday) if len(stem) >= 3 else None
    if plain and ending.said in {"م", "ت", "ش"}:
        return f"{stem}{ending.said}" if plain[0][-1] == "ی" else ending.write(plain[0])
    swallowed = formal_stem(f"{stem}ه", True) if len(stem) >= 3 and _swallows(stem, ending) else None
    if swallowed and ends_silent(swallowed[0]) and (not plain or swallowed[1] > plain[1]):
        return ending.write(swallowed[0])  # «پروندم», «پروندمون»
    return ending.write(plain[0]) if plain else None


def _swallows(stem: str, ending: Ending) -> bool:
    return ending.said != "ه" and stem[-1] not in "اآویه"


@cache
def _endings() -> tuple[Ending, ...]:
    """Every ending with the way it is written formally, longest first."""
    found: dict[str, Ending] = {}
    for ending in _made():
        found.setdefault(ending.said, ending)
    return tuple(found[said] for said in sorted(found, key=lambda one: (-len(one), one)))


def _made() -> Iterator[Ending]:
    for said, proper in _OWNERS.items():
        yield Ending(said, _owner(proper), len(said) < 3)
        yield Ending(f"{said}و", _owner(proper, " را"), everyday=False)
        yield Ending(f"{said}رو", _owner(proper, " را"), everyday=False)
    for many in ("ا", "ها"):
        everyday = many == "ا"
        yield Ending(many, plural, everyday)
        yield Ending(f"{many}رو", _plural(" را"), everyday)
        yield Ending(f"{many}ی", _plural("ی"), everyday)
        yield Ending(f"{many}یی", _plural("یی"), everyday)
        for said, proper in [*_OWNERS.items(), *((one, one) for one in ("یم", "یت", "یش"))]:
            tail = _AFTER_PLURAL.get(proper, f"ی{proper}")
            yield Ending(f"{many}{said}", _plural(tail), everyday)
            yield Ending(f"{many}{said}و", _plural(f"{tail} را"), everyday)
    yield Ending("و", lambda stem: f"{stem} را", everyday=True)
    yield Ending("رو", lambda stem: f"{stem} را", everyday=True)
    for said in ("ه", "س", "ست"):
        yield Ending(said, _is, everyday=True)


def _owner(proper: str, after: str = "") -> Callable[[str], str]:
    return lambda stem: owned(stem, proper) + after


def _plural(tail: str) -> Callable[[str], str]:
    return lambda stem: plural(stem) + tail


def _is(stem: str) -> str:
    return f"{stem}ست" if stem[-1] in "اآ" else f"{stem} است"


@lru_cache(maxsize=MOST)
def bare(compact: str) -> tuple[str, ...]:
    """What is left of a word's key when an ending is taken off: to see whether an inflected word is known."""
    return tuple(
        compact[: -len(ending)] for ending in _BARE if compact.endswith(ending) and len(compact) - len(ending) >= 3
    )


_BARE = (
    "هایشان", "هایتان", "هایمان", "هایی", "هایم", "هایت", "هایش", "های", "ها", "مان", "تان", "شان", "ترین", "تر", "ام",
    "ات", "اش", "ای", "ایم", "اید", "اند", "یم", "یت", "یش", "یی", "ی", "م", "ت", "ش", "ان", "است", "ست", "ها",
)  # fmt: skip
