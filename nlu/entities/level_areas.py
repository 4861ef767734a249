"""The floors of one building measured one by one: «همکف ۱۲۰ و دو طبقه ۱۰۰ متری», «۱۲۰ متر همکف، ۱۰۰ متر طبقه اول». They
add up to the whole building and its floors. Floors that are all alike are `per_floor`'s."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlu.entities.doc import Doc, Found, holds
from nlu.entities.numbers import Number

_GROUND = r"(?:طبقه )?(?:ی )?(?:هم ?کف|hamkaf)(?:ش|م|ه)?"
_NTH = (
    r"طبقه (?:ی )?(?:اول|دوم|سوم|چهارم|پنجم|ششم|هفتم|بالا|بالایی|پایین|پایینی|اخر)(?:ش|م|ی|یش)?|"
    r"(?:اولی|دومی|سومی|چهارمی|بالایی|پایینی)(?:ش)?"
)
_SEVERAL = r"(?P<count>\w+) ?(?:تا )?(?:طبقه|طبقات)(?: ?ی)?(?: (?:بالا|بالایی|بعدی|دیگه|دیگر|بالاش|روش|رویش))?"
_LEVEL = rf"(?<!\w)(?:{_SEVERAL}|{_GROUND}|{_NTH})"
_BETWEEN = r"(?: (?:هم|هر ?کدوم|هر ?کدام|هر ?یک|هرکدومش|حدود|حدودا|متراژش|مساحتش|مغازه|تجاری|مسکونی|با|را|رو)|:)*"
_BEFORE = re.compile(rf"{_LEVEL}{_BETWEEN} ?$")
_UNIT = re.compile(r" ?(?:متر ?مربع|متری|متره|متر|m2|metr|م(?!\w))?(?!\w)")
_AFTER = re.compile(rf"(?: (?:برای|واسه|در|تو|مال))? ?{_LEVEL}(?!\w)")
_NUMBERED = re.compile(r" ?(?:تا )?(?:طبقه|واحد|باب|نفر|هزار|میلی|سال|درصد|توم|ریال)")
_SMALLEST, _LARGEST = 15, 10_000
_AREAS = frozenset({"building_area_m2", "floor_area_m2", "unit_area_m2"})
_COUNTS = frozenset({"floors", "floor", "units_per_floor"})
_OR = re.compile(r"(?<!\w)(?:یا|ya)(?!\w)")
_IN_LEVELS = ("کف", "طبقه", "hamkaf")


@dataclass(frozen=True, slots=True)
class _Level:
    """So many floors of so many metres, and where that stands."""

    floors: int
    area: int | float
    start: int
    end: int


def added_up(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """The values with floors that are measured one by one as one building."""
    if len(doc.numbers) < 2 or not holds(doc.plain, _IN_LEVELS) or _OR.search(doc.plain):
        return list(found)
    levels = list(_levels(doc, found))
    if len(levels) < 2 or len({each.area for each in levels}) == 1 == len({each.floors for each in levels} - {1}):
        return list(found)
    if any(first.end > second.start for first, second in pairwise(levels)):
        return list(found)
    start, end = levels[0].start, levels[-1].end
    whole = sum(each.floors * each.area for each in levels)
    kept = [one for one in found if not (one.name in _AREAS | _COUNTS and start <= one.start < end)]
    if any(one.name in ("building_area_m2", "floors") for one in kept):
        return list(found)
    building = Found("building_area_m2", whole, start, end)
    floors = Found("floors", sum(each.floors for each in levels), levels[0].start, levels[0].end)
    return sorted([*kept, building, floors], key=lambda one: one.start)


def _levels(doc: Doc, found: Sequence[Found]) -> Iterator[_Level]:
    """Numbers with the floors they measure right before or right after them, as it is with the first."""
    others = [one for one in found if one.name not in _AREAS | _COUNTS]
    first: bool | None = None
    for number in doc.numbers:
        if not _is_area(doc, number, others):
            continue
        before, after = _before(doc, number), _after(doc, number)
        level = (before or after) if first is not False else (after or before)
        if level is not None:
            first = level is before if first is None else first
            yield level


def _is_area(doc: Doc, number: Number, others: Sequence[Found]) -> bool:
    plain = not number.ordinal and number.scaled == 1 and _SMALLEST <= number.value <= _LARGEST
    free = not any(one.start < number.end and number.start < one.end for one in others)
    return plain and free and _NUMBERED.match(doc.plain[number.end :]) is None


def _before(doc: Doc, number: Number) -> _Level | None:
    text = doc.before(number.start, 48)
    match = _BEFORE.search(text)
    if match is None or (floors := _count(doc, match, number.start - len(text))) is None:
        return None
    unit = _UNIT.match(doc.plain, number.end)
    end = unit.end() if unit else number.end
    return _Level(floors, number.plain_value, number.start - len(text) + match.start(), end)


def _after(doc: Doc, number: Number) -> _Level | None:
    unit = _UNIT.match(doc.plain, number.end)
    match = _AFTER.match(doc.plain, unit.end() if unit else number.end)
    if match is None or (floors := _count(doc, match, 0)) is None:
        return None
    return _Level(floors, number.plain_value, number.start, match.end())


def _count(doc: Doc, match: re.Match[str], offset: int) -> int | None:
    """How many floors the words name: one, or the number before «طبقه»."""
    if match["count"] is None:
        return 1
    at = offset + match.start("count")
    number = next((one for one in doc.numbers if one.start <= at < one.end), None)
    return int(number.value) if number is not None and number.whole is not None and not number.ordinal else None
