"""Two values of which only one carries its word: «سه یا چهار طبقه», «سه طبقه بهتره یا چهار؟». What the word belongs to
is found by the other recognisers; here the bare number beside it takes the same name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlu.entities.doc import Doc, Found, holds
from nlu.entities.numbers import Number

COUNTS = frozenset({"floors", "units"})
NAMES = COUNTS | {"land_area_m2", "building_area_m2", "unit_area_m2"}
_IN_ALTERNATIVES = (" یا ", " و ", " ya ")
_OR = re.compile(r" (?:یا|ya) ")
_AND = re.compile(r" (?:یا|و|ya) ")
_OR_ELSE = re.compile(r"(?: [^\W\d]+){0,2} (?:یا|ya) ")
_ENDS = re.compile(r"\s*(?:$|[؟?!،.])| (?:تا|تاش|رو|را|بهتره|بهتر|باشه|باشد|بسازم|بسازیم|چی)(?!\w)")
_OF_SOMETHING = re.compile(
    r"(?:پلاک|کوچه|منطقه|شماره|کد|واحد|طبقه|خیابان|خیابون|فرعی|بلوک|قطعه|ماده|pelak|kooche|mantaghe) ?$"
)


def added(doc: Doc, found: Iterable[Found]) -> list[Found]:
    """What was found, and the bare numbers that stand beside a value as another one of its kind."""
    settled = list(found)
    if not holds(doc.plain, _IN_ALTERNATIVES):
        return settled
    while more := list(_others(doc, settled)):  # «سه یا چهار یا پنج طبقه»: one leads to the next
        settled += more
    return sorted(settled, key=lambda one: one.start)


def _others(doc: Doc, settled: list[Found]) -> Iterator[Found]:
    for number in doc.numbers:
        if number.ordinal or number.whole is None or number.scaled > 1:
            continue
        if doc.plain[number.start : number.end] == "نه":  # «یا نه» is a no
            continue
        if any(one.start < number.end and number.start < one.end for one in settled):
            continue
        if _OF_SOMETHING.search(doc.plain[: number.start]):
            continue
        if beside := next((one for one in settled if one.name in NAMES and _belongs(doc, one, number)), None):
            yield Found(beside.name, int(number.value), number.start, number.end, beside.rank)


def _belongs(doc: Doc, one: Found, number: Number) -> bool:
    if number.end <= one.start:
        joins = _AND if one.name in COUNTS else _OR
        return joins.fullmatch(doc.plain[number.end : one.start]) is not None
    between = doc.plain[one.end : number.start]
    return _OR_ELSE.fullmatch(between) is not None and _ENDS.match(doc.plain[number.end :]) is not None
