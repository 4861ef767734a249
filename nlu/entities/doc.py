"""What a recogniser is given and what it gives back. No recogniser lives here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from nlu.entities.numbers import Number
from nlu.text import Normal
from nlu.types import EntityValue


@dataclass(frozen=True, slots=True)
class Run:
    """Digits written together, and what the words beside them call them; `groups` when they were said in groups."""

    digits: str
    start: int
    end: int
    label: str | None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doc:
    """One message as the recognisers see it. `plain` has the length of `normal.text`."""

    normal: Normal
    plain: str
    numbers: tuple[Number, ...]
    now: datetime
    expecting: str | None
    runs: tuple[Run, ...] = ()

    def before(self, at: int, width: int = 30) -> str:
        """The text just before a place, not beyond the clause it stands in."""
        return _CLAUSE_END.split(self.plain[max(0, at - width) : at])[-1]

    def only(self, start: int, end: int) -> Doc:
        """The same message with nothing but one stretch of it left, in its place."""
        plain = self.plain[start:end].rjust(end).ljust(len(self.plain))
        numbers = tuple(number for number in self.numbers if start <= number.start and number.end <= end)
        return replace(self, plain=plain, numbers=numbers)

    def up_to(self, number: Number) -> bool:
        """«۲۰۰ تا ۲۵۰» is about as much."""
        last = number.start - len(_UP_TO)
        if self.plain[max(0, last) : number.start] != _UP_TO:
            return False
        return any(other.end == last and 0 < other.value < number.value for other in self.numbers)

    def after(self, at: int, width: int = 24) -> str:
        return _CLAUSE_END.split(self.plain[at : at + width])[0]


@dataclass(frozen=True, slots=True)
class Found:
    """A recognised value. `start`/`end` index the normal text; of two that overlap the higher `rank` stays."""

    name: str
    value: EntityValue
    start: int
    end: int
    rank: int = 50
    fault: str | None = None


_UP_TO = " تا "
_CLAUSE_END = re.compile(r"[؟!؛\n]|[.،](?!\d)")


def holds(plain: str, parts: Iterable[str]) -> bool:
    """Does the text hold one of these letters anywhere? A cheap no before patterns that need one of them."""
    for part in parts:  # noqa: SIM110 - `any` over a generator costs twice as much, and this runs often
        if part in plain:
            return True
    return False


def near(text: str, words: Iterable[str]) -> bool:
    """Is one of the words in the text, as a word (suffixes allowed)?"""
    return last_of(text, words) >= 0


def last_of(text: str, words: Iterable[str]) -> int:
    """Where the last of the words ends in the text; -1 when none is there."""
    end = -1
    for match in any_of(tuple(words)).finditer(text):
        end = match.end()
    return end


@lru_cache(maxsize=512)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for phrases in plain text: spaces inside a phrase may be missing, a suffix may follow."""
    forms = sorted({phrase_pattern(word) for word in words}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)}){SUFFIX}(?!\w)")


def phrase_pattern(phrase: str) -> str:
    return " ?".join(re.escape(word) for word in phrase.replace("\u200c", " ").replace("آ", "ا").split())


SUFFIX = (
    r"(?: ?(?:های|هایی|هایم|هایش|هایمان|هایشان|هام|هامو|هاش|هامون|هاشون|ها|یم|یش|یمان|یشان|ی|ام|ات|اش|م|مو|ت|تو|ش|شو|"
    r"مون|مونو|مونه|شونه|مه|شه|(?<!ساخت)مان|تون|تان|شون|شان|رو|و|ه|ست|است|را|اس|س)|(?:ye|am|m|em|esh|ish|sh|e|i|im|emun|emoon|emoun))?"
)
