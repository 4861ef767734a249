"""Floors of a building, one floor of it, units, and units on each floor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found
from nlu.entities.numbers import Number

_FLOOR = r"(?:طبقه|طبقات|اشکوب|tabaghe|tabaghat|tabage|tabaqe)"
_UNIT = r"(?:واحد|اپارتمان|vahed|vahedi)"
_SUFFIX = r"(?:ای|ی|ها|ه|ست|است|س)?(?!\w)"
_AFTER_FLOOR = re.compile(rf" ?(?:تا )?{_FLOOR} ?{_SUFFIX}")
_AFTER_UNIT = re.compile(rf" ?(?:تا )?{_UNIT} ?{_SUFFIX}")
_BEFORE_FLOORS = re.compile(r"(?:تعداد طبقات|تعداد طبقه|طبقات|tedad tabaghat)(?: ?(?:ش|اش|مون|ها))? ?[:=]? ?$")
_BEFORE_FLOOR = re.compile(rf"(?<!هر )(?<!har ){_FLOOR} ?(?:شماره )?$")
_BEFORE_UNITS = re.compile(r"(?:تعداد واحدها|تعداد واحد ها|تعداد واحد|واحدها|tedad vahed)(?: ?(?:ش|اش|مون))? ?[:=]? ?$")
_PER_FLOOR = re.compile(rf"(?:هر|توی هر|در هر|به ازای هر|har) ?{_FLOOR} ?(?:اش|ش|هم|از)? ?$")
_PER_FLOOR_AFTER = re.compile(rf"^ ?(?:در|توی|تو|برای)? ?هر ?{_FLOOR}")
_NAMED_FLOOR = re.compile(r"(?<!\w)(?:طبقه ?)?(?:هم ?کف|همکف|hamkaf)(?!\w)")
_SINGLE_UNIT = re.compile(r"(?<!\w)(?:تک ?واحد(?:ی|ه|یه|ست)?|tak vahedi)(?!\w)")


def find(doc: Doc) -> Iterator[Found]:
    for number in doc.numbers:
        if number.whole is None or number.scaled > 1:
            continue
        found = _count(doc, number)
        if found is not None:
            yield found
    for match in _SINGLE_UNIT.finditer(doc.plain):
        yield Found("units", 1, match.start(), match.end(), rank=58)
    for match in _NAMED_FLOOR.finditer(doc.plain):
        yield Found("floor", 0, match.start(), match.end(), rank=30)


def _count(doc: Doc, number: Number) -> Found | None:
    before, after = doc.before(number.start), doc.after(number.end)
    value = int(number.value)
    unit = _AFTER_UNIT.match(after)
    if unit is not None and not number.ordinal:
        per_floor = _PER_FLOOR.search(before) or _PER_FLOOR_AFTER.match(after[unit.end() :])
        name = "units_per_floor" if per_floor else "units"
        return Found(name, value, number.start, number.end + unit.end(), rank=64)
    floor = _AFTER_FLOOR.match(after)
    if floor is not None and not number.ordinal:
        return Found("floors", value, number.start, number.end + floor.end(), rank=64)
    if _PER_FLOOR.search(before) and value < 50 and not re.match(r" ?متر", after):
        return Found("units_per_floor", value, number.start, number.end, rank=55)
    for pattern, name in ((_BEFORE_FLOORS, "floors"), (_BEFORE_UNITS, "units"), (_BEFORE_FLOOR, "floor")):
        match = pattern.search(before)
        if match is not None and value < 200:
            start = number.start - (len(before) - match.start()) if name == "floor" else number.start
            return Found(name, value, start, number.end, rank=63)
    if floor is not None:
        return Found("floor", value, number.start, number.end + floor.end(), rank=63)
    return None
