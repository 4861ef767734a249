"""«طبقه‌ای صد و بیست متر», «۴ طبقه هر کدوم ۱۳۰»: the area of one floor or one unit, and not of the building or the
land."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlu.entities.counts import NO_EACH
from nlu.entities.doc import Doc, Found, holds
from nlu.entities.numbers import Number

_EACH = r"(?:هر ?طبقه|طبقه ?ای|تو هر طبقه|در هر طبقه|har tabaghe|tabaghei|tabaghe i)"
_BEFORE = re.compile(rf"(?<!\w){_EACH}(?: ?(?:ش|شم|اش|شون)(?!\w)| هم| رو| را| حدود| حدودا| تقریبا| فقط| متراژ\w*)* ?$")
_ANY = re.compile(r"(?:تو |در )?(?:هر|har)")
"""«منطقه ۶ هر طبقه ۱۰۰ متر» counts no floors before it."""
_METRES = re.compile(r" ?(?:متر ?مربع|متری|متر|متره|مترس|metr|metre|m2|م(?!\w))?(?!\w)")
_AFTER = re.compile(rf"^ ?(?:متر ?مربع|متر|متره|metr|metre|m2)? ?(?:در |تو |توی |برای |dar )?{_EACH}(?!\w)")
_COUNTED = re.compile(r" ?(?:تا )?(?:واحد|تا|vahed)")
_SMALLEST = 15
_BUILDING, _FLOOR, _UNIT, _LAND = "building_area_m2", "floor_area_m2", "unit_area_m2", "land_area_m2"
_NAMED_WHOLE = ("زیربنا", "زیر بنا", "بنا", "متراژ", "کلا", "کل ")
_CALLED_WHOLE = re.compile(r"(?<!\w)(?:زیر ?بنا|بنا)\w{0,2}(?: (?:ی|ش|کل|رو|هم|حدود|حدودا|تقریبا)){0,2} $")
_A_HOUSE_OF = re.compile(r"(?<!\w)(?:خونه|خانه|ساختمون|ساختمان|ملک|منزل|ویلا)(?: (?!زیر|بنا|نه|یا|اگه)\w+){0,3} $")
_IN_EACH = ("طبقه", "هر", "tabaghe")
_EACH_ONE = r"(?:هر ?(?:کدوم|کدام|یک|یکی)(?:ش|شون|شان|شم|اش|اشون|شونم)?)"
_EACH_BEFORE = re.compile(rf"(?<!\w){_EACH_ONE}(?: هم| حدود| حدودا| تقریبا| فقط| متراژ\w*| مساحت\w*|:)* ?$")
_EACH_AFTER = re.compile(rf"^ ?(?:متر ?مربع|متری|متره|متر|metr|metre|m2)? ?{_EACH_ONE}(?= ?(?:$|[،,.؛!؟]))")
_LAST_COUNTED = re.compile(r"(?<!\w)(?:(?P<unit>واحد|اپارتمان)|طبقه|اشکوب)")
_LEAST = 50
"""Below this a number after «هر کدوم» without metres counts something."""
_OF_EACH = re.compile(r"(?P<several> ?تا)? ?طبقه(?: ?ی)? ?$")
_METRED = re.compile(r" ?متری(?!\w)")
_WHOLE = re.compile(r"(?<!\w)(?:ساختمان|ساختمون|خانه|خونه|ملک|بنا|زیربنا|زیر بنا|اپارتمان|ویلا|برج|مجتمع|منزل)")


def find(doc: Doc) -> Iterator[Found]:
    if not holds(doc.plain, _IN_EACH):
        return
    yield from _of_each_one(doc)
    for number in doc.numbers:
        if number.ordinal or number.value < _SMALLEST or _COUNTED.match(doc.plain[number.end :]):
            continue
        after = doc.plain[number.end :]
        each = _BEFORE.search(doc.before(number.start))
        each_one = each and (_ANY.match(each.group()) or not _counted(doc, number.start - len(each.group())))
        if each_one or _before_each(doc, number.end):
            unit = _METRES.match(after)
            value = int(number.value) if number.whole is not None else float(number.value)
            yield Found("floor_area_m2", value, number.start, number.end + (unit.end() if unit else 0), rank=75)


def _counted(doc: Doc, at: int) -> bool:
    """Is it the second half of «سه طبقه‌ای», how many floors there are?"""
    return any(one.end in (at, at - 1) and not NO_EACH.match(doc.plain, one.start) for one in doc.numbers)


def _before_each(doc: Doc, end: int) -> bool:
    """«۱۲۰ متر هر طبقه»; but «زمین ۲۰۰ متر طبقه‌ای ۱۲۰ متر» goes on with the floor's own number."""
    each = _AFTER.match(doc.plain[end:])
    return each is not None and not any(0 <= one.start - end - each.end() <= 1 for one in doc.numbers)


def _of_each_one(doc: Doc) -> Iterator[Found]:
    """«۴ طبقه هر کدوم ۱۳۰», «۴ واحد هر کدوم ۹۰ متر», «سه تا طبقه ۱۲۰ متری»."""
    for number in doc.numbers:
        after, unit = doc.plain[number.end :], _METRES.match(doc.plain[number.end :])
        measured = bool(unit and unit.group().strip())
        if number.ordinal or number.value < (_SMALLEST if measured else _LEAST) or _COUNTED.match(after):
            continue
        each = _EACH_BEFORE.search(doc.plain[: number.start]) or _EACH_AFTER.match(after)
        if each or _floors_measured(doc, number):
            value = int(number.value) if number.whole is not None else float(number.value)
            end = number.end + (unit.end() if unit else 0)
            yield Found(_of_which(doc, number.start), value, number.start, end, rank=75)


def _of_which(doc: Doc, at: int) -> str:
    """Each floor, or each unit: what was counted last."""
    counted = list(_LAST_COUNTED.finditer(doc.plain[:at]))
    return "unit_area_m2" if counted and counted[-1].group("unit") else "floor_area_m2"


def _floors_measured(doc: Doc, number: Number) -> bool:
    """«سه طبقه ۱۲۰ متری» measures each floor; «ساختمون سه طبقه ۳۶۰ متری» all of it."""
    if not _METRED.match(doc.plain[number.end :]):
        return False
    floors = _OF_EACH.search(doc.before(number.start))
    start = number.start - len(floors.group()) if floors else 0
    count = next((one for one in doc.numbers if one.end == start and not one.ordinal), None)
    if floors is None or count is None:
        return False
    since = max((one.end for one in doc.numbers if one.end <= count.start), default=0)
    return bool(floors.group("several")) or _WHOLE.search(doc.plain[since : count.start]) is None


def beside_whole(plain: str, found: Sequence[Found]) -> list[Found]:
    """«خونه ۲۰۰ متری، سه طبقه، هر طبقه ۱۲۰ متر», «خونه دویست متره، هر طبقه یه واحد ۱۲۰ متری»: what measures so and is
    not what the floors or the flats come to is the land; named as the whole («زیربنا»), or as much, it says what they
    do. One of the two, never both."""
    values = {one.name: one for one in found}
    if _LAND not in values and (land := _house_of(plain, [one for one in found if one.name == _BUILDING])):
        return [replace(one, name=_LAND) if one is land else one for one in found]
    whole, each = values.get(_BUILDING), values.get(_FLOOR) or values.get(_UNIT)
    if whole is None or each is None or whole.fault or each.fault:
        return list(found)
    counts = [values[name].value for name in ("floors", "units") if name in values]
    alike = any(count * each.value == whole.value for count in counts)  # type: ignore[operator]  # all are numbers
    if alike or holds(plain, _NAMED_WHOLE):
        return [one for one in found if one is not each]
    if _LAND in values:
        return [one for one in found if one is not whole]
    return [replace(one, name=_LAND) if one is whole else one for one in found]


def _house_of(plain: str, wholes: Sequence[Found]) -> Found | None:
    """«یه خونه ۲۰۰ متری با زیربنای ۳۰۰ متر»: of two measures the one that is not called the building is its land."""
    called = [one for one in wholes if _CALLED_WHOLE.search(plain[: one.start])]
    if len(wholes) != len(called) + 1 or len(called) != 1:
        return None
    other = next(one for one in wholes if one not in called)
    return other if not other.fault and _A_HOUSE_OF.search(plain[: other.start]) else None
