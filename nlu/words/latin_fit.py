"""How well a word in Latin letters spells a Persian one: 0 is letter for letter, each point about one wrong letter."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

_UNIT = re.compile(r"sh|ch|kh|gh|zh|ph|ck|oo|ou|ee|ei|ey|ai|ay|aa|'|[a-z]")
_VOWEL_UNITS = frozenset({"a", "e", "i", "o", "u", "y", "oo", "ou", "ee", "ei", "ey", "ai", "ay", "aa", "'"})
_CONSONANTS = {
    "ب": {"b"}, "پ": {"p"}, "ت": {"t"}, "ط": {"t"}, "ث": {"s"}, "س": {"s"}, "ص": {"s"}, "ج": {"j"}, "چ": {"ch"},
    "ح": {"h"}, "خ": {"kh", "x"}, "د": {"d"}, "ذ": {"z"}, "ز": {"z"}, "ض": {"z"}, "ظ": {"z"}, "ر": {"r"},
    "ژ": {"zh", "j"}, "ش": {"sh"}, "غ": {"gh", "q", "g"}, "ق": {"gh", "q", "g"}, "ف": {"f", "ph"},
    "ک": {"k", "c", "ck"}, "گ": {"g"}, "ل": {"l"}, "م": {"m"}, "ن": {"n"}, "ه": {"h"}, "و": {"v", "w"}, "ی": {"y"},
}  # fmt: skip
_VOWELS = {
    "ا": {"a": 0.0, "aa": 0.0, "o": 0.4, "e": 0.4, "oo": 0.3, "u": 0.3},
    "آ": {"a": 0.0, "aa": 0.0, "o": 0.6},
    "و": {"o": 0.1, "oo": 0.0, "u": 0.0, "ou": 0.0},
    "ی": {"i": 0.0, "ee": 0.0, "y": 0.0, "ei": 0.1, "ey": 0.1, "ai": 0.2, "ay": 0.2, "e": 0.5},
    "ع": {"a": 0.1, "e": 0.1, "o": 0.1, "'": 0.0, "aa": 0.2},
}
_LOOSE = {("چ", "c"): 0.1, ("ش", "s"): 0.4, ("س", "c"): 0.1}
_UNWRITTEN = {"a": 0.15, "e": 0.1, "o": 0.15, "'": 0.0, "y": 0.4, "u": 0.45, "i": 0.5}
_SILENT = {"ع": 0.05, "ا": 0.6, "آ": 0.7, "و": 0.6, "ی": 0.6, "ه": 0.4}
_WRONG = 1.5


@lru_cache(maxsize=4096)
def units(latin: str) -> tuple[str, ...]:
    return tuple(_UNIT.findall(latin))


def misfit(latin: str, persian: str, limit: float = 99.0) -> float:
    """The cheapest way to read the Latin letters as the Persian ones; beyond `limit` only that it is more."""
    said = units(latin)
    letters, skips = _silence(persian)
    above = [0.0, *accumulate(skips)]
    for row, unit in enumerate(said):
        extra = _extra(said, row)
        current = [above[0] + extra]
        for column, skip in enumerate(skips):
            over = min(above[column + 1] + extra, current[column] + skip)
            read = above[column] + _read(unit, letters, column) if above[column] < over else over
            current.append(min(over, read))
        if min(current) > limit:
            return min(current)
        above = current
    return above[-1]


@lru_cache(maxsize=8192)
def _silence(persian: str) -> tuple[str, tuple[float, ...]]:
    """The letters of a Persian word, and what it costs to leave each unsaid."""
    letters = persian.replace("\u200c", "")
    return letters, tuple([_skipped(letters, at) for at in range(len(letters))])


def _read(unit: str, letters: str, at: int) -> float:
    letter = letters[at]
    if unit in _CONSONANTS.get(letter, ()):
        return 0.0
    if letter == "ه" and at == len(letters) - 1 and unit in {"e", "a", "eh"}:
        return 0.0 if unit == "e" else 0.3
    if letter == "ا" and at == 0 and unit in _VOWEL_UNITS:
        return 0.05
    return _VOWELS.get(letter, {}).get(unit, _LOOSE.get((letter, unit), _WRONG))


def _extra(said: tuple[str, ...], at: int) -> float:
    """A Latin letter that no Persian letter stands for: a short vowel, a doubled consonant, an ezafe at the end."""
    unit = said[at]
    if at and said[at - 1] == unit:
        return 0.05
    if unit == "h" and at == len(said) - 1 and at and said[at - 1] in {"e", "a"}:
        return 0.05
    if at == 0 and unit in _VOWEL_UNITS:
        return 0.6  # a word that begins with a vowel is written with ا or ع
    if unit == "y" and at == len(said) - 2 and said[-1] == "e":
        return 0.1
    if at == len(said) - 1 and unit in {"a", "o"}:
        return 0.6  # at the end these are written
    return _UNWRITTEN.get(unit, _WRONG)


def _skipped(letters: str, at: int) -> float:
    """A Persian letter that is not said."""
    letter = letters[at]
    if letter == "و" and at and letters[at - 1] == "خ" and letters[at + 1 : at + 2] == "ا":
        return 0.0  # «خواستن», «خواهر»
    if at and letters[at - 1] == letter:
        return 0.1  # «تغییر»
    if at == 0 and letter == "ا" and letters[1:2] in {"ی", "و"}:
        return 0.05  # «ایران», «او»
    return _SILENT.get(letter, _WRONG)
