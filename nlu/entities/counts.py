"""Floors of a building, one floor of it, units, and units on each floor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.changes import changed_by
from nlu.entities.doc import Doc, Found, holds
from nlu.entities.numbers import Number

_FLOOR = r"(?:طبقه|طبقات|اشکوب|tabaghe|tabaghat|tabage|tabaqe|tabaghei)"
_UNIT = r"(?:واحد|اپارتمان|vahed|vahede|vahedi)"
_SUFFIX = r"(?:یه|ایه|ایم|یم|ای|ی|ه|ست|است|س|اش|ش|ام|م)?(?!\w)"
_NO_BUILDING = r"(?! ?(?:درامد|شهرسازی|درسی|پول|صدور|مالی))"
_AFTER_FLOOR = re.compile(rf" ?(?:تا )?(?!طبقات|tabaghat)(?:{_FLOOR}|سقف) ?{_SUFFIX}")
NO_EACH = re.compile(r"نه طبقه ?ای ?(?:حدود |حدودا |تقریبا )?\d")
"""«نه، طبقه‌ای ۱۸۰ متر» is a no, and not nine floors."""
_AFTER_UNIT = re.compile(rf" ?(?:تا )?{_UNIT} ?{_SUFFIX}{_NO_BUILDING}")
_ENDING = r"(?: ?(?:ها|های|هام|هاش|ش|اش|م|ام|مون|شون|ساختمون|ساختمان|ملک|خونه))*"
_BEFORE_FLOORS = re.compile(
    rf"(?:تعداد طبقات|تعداد طبقه|طبقات|tedad tabaghat|tedade tabaghat){_ENDING} ?[:=]? ?$|طبقه ?ها(?:ش|م|ی)? ?[:=]? ?$"
)
_BEFORE_FLOOR = re.compile(rf"(?<!هر )(?<!har ){_FLOOR} ?(?:ی )?(?:شماره )?(?P<minus>منفی |- ?)?$")
_BEFORE_UNITS = re.compile(
    rf"(?:تعداد واحدها|تعداد واحد ها|تعداد واحد|واحدها|tedad vahed|tedade vahed){_ENDING} ?[:=]? ?$"
)
_PER_FLOOR = re.compile(
    rf"(?:(?:هر|به ازای هر|har) ?{_FLOOR}|طبقه ?ای|هر ?(?:کدوم|کدام)(?: از طبقات| طبقه)?)"
    r" ?(?:اش|ش|شم|ای|ی|یم|یش|هم|از|رو|را|فقط|شامل|دارای|:)* ?$"
)
_PER_FLOOR_AFTER = re.compile(rf"^ ?(?:ی |ه |هست |است )?(?:در|توی|تو|برای|به ازای|واسه|dar|to)? ?(?:هر|har) ?{_FLOOR}")
_IN_ALL = re.compile(r"(?<!\w)(?:کلا|در کل|کل|جمعا|مجموعا|در مجموع|روی ?هم|رو ?هم|سرجمع|kolan|jaman)(?!\w)")
_SHOPS = re.compile(r" ?(?:تا |باب |دهنه |عدد )?(?:باب )?(?:مغازه|دکان|دکون|دفتر|سوله|maghaze)(?:ست|س|ه|ی)?(?!\w)")
"""Units, where they are asked for."""
_ONE_UNIT = re.compile(r"(?<!\w)(?:یدونه|یه دونه|یک دانه|یدانه|yedune) واحد(?!\w)")
_NAMED_FLOOR = re.compile(
    r"(?<!\w)(?:طبقه ?(?:ی )?)?(?:هم ?کف|hamkaf)(?:یم|م|ه|ش|شه|مون)?(?!\w)|(?<!\w)طبقه (?P<under>زیر ?زمین)(?!\w)"
)
_SINGLE_UNIT = re.compile(r"(?<!\w)(?:تک ?واحد(?:ی|ه|یه|ست)?|(?<=طبقه )تو ?واحد|tak vahedi)(?!\w)")
_CELLAR = re.compile(r"(?<!\w)(?:طبقه )?زیر ?زمین(?:م|ه|یم)?(?!\w)")
_ONE_MORE = re.compile(
    r" ?(?:رو |را )?(?:می ?خوام |می ?خواهم |هم )?(?:دیگه|دیگر|اضافه|اضاف|بیشتر|dige|ezafe)(?! ?اشکوب)"
)
_UNDER = re.compile(r" ?(?:هم )?(?:زیر ?زمین|zirzamin|(?:پارکینگ|پیلوت)(?! ?(?:هم|دار)))")
"""«یک طبقه هم زیرزمین داره» does not say how many floors there are."""
_AN_APARTMENT = re.compile(r"(?:یه|یک|ye|yek) (?:اپارتمان|aparteman)")  # says that there is one, not how many
_NUMBERED = re.compile(r"(?<!هر )(?<!هر)(?<!\w)(?:واحد|طبقه|پلاک|شماره|کوچه|قطعه|بلوک|vahed|tabaghe|pelak) $")
_NAMES_NEXT = re.compile(r" ?(?:\d|هم ?کف|(?:اول|دوم|سوم|چهارم|پنجم|ششم|هفتم|هشتم|یک|دو|سه|چهار|پنج|شش)(?!\w))")
_MEASURE_NEXT = re.compile(r" ?[\d.]+ ?(?:متر|metr)")
_SIZE_AFTER = re.compile(r" ?(?:متر|metr|در |x|×|\*|هزار|میلی)")


_TALLEST = 60
_IN_COUNTS = (
    "مغازه",
    "دکان",
    "دکون",
    "دفتر",
    "سوله",
    "maghaze",
    "طبق",
    "واحد",
    "اشکوب",
    "سقف",
    "اپارتمان",
    "کف",
    "هر ک",
    "زیر",
    "tabag",
    "tabaq",
    "vahed",
    "hamkaf",
)


def find(doc: Doc) -> Iterator[Found]:
    if not holds(doc.plain, _IN_COUNTS):
        return
    for number in doc.numbers:
        if number.whole is None or number.scaled > 1 or changed_by(doc, number):
            continue
        found = _count(doc, number)
        if found is not None:
            yield found
    for match in (*_SINGLE_UNIT.finditer(doc.plain), *_ONE_UNIT.finditer(doc.plain)):
        each = _PER_FLOOR.search(doc.before(match.start())) or _PER_FLOOR_AFTER.match(doc.after(match.end()))
        name = "units_per_floor" if each or doc.expecting == "units_per_floor" else "units"
        yield Found(name, 1, match.start(), match.end(), rank=65)
    for match in _NAMED_FLOOR.finditer(doc.plain):
        yield Found("floor", -1 if match.group("under") else 0, match.start(), match.end(), rank=30)
    if doc.expecting == "floor" and (cellar := _CELLAR.search(doc.plain)):
        yield Found("floor", -1, cellar.start(), cellar.end(), rank=31)


def _count(doc: Doc, number: Number) -> Found | None:
    before, after = doc.before(number.start), doc.after(number.end)
    unit = None if number.ordinal else _AFTER_UNIT.match(after)
    if doc.expecting == "units" and not number.ordinal:
        unit = unit or _SHOPS.match(after)
    if unit is not None and _AN_APARTMENT.match(doc.plain, number.start) and doc.expecting != "units":
        return None
    if unit is not None and _ONE_MORE.match(after[unit.end() :]):
        return None
    if unit is not None and not _is_name(before, after[unit.end() :]):
        asked = doc.expecting == "units_per_floor" and not _IN_ALL.search(doc.plain)
        per_floor = asked or _PER_FLOOR.search(_across(doc, number)) or _PER_FLOOR_AFTER.match(after[unit.end() :])
        name = "units_per_floor" if per_floor else "units"
        return _counted(name, number, number.end + unit.end(), rank=64)
    floor = _floors(doc, number, after)
    if floor is not None and not number.ordinal and _ONE_MORE.match(after[floor.end() :]):
        return None
    if floor is not None and not number.ordinal and not _is_name(before, after[floor.end() :]):
        return _counted("floors", number, number.end + floor.end(), rank=64)
    if _PER_FLOOR.search(before) and number.value < 50 and not _SIZE_AFTER.match(after):
        return _counted("units_per_floor", number, number.end, rank=55)
    named = _named_before(number, before, after)
    if named is None and floor is not None and number.ordinal:
        return Found("floor", int(number.value), number.start, number.end + floor.end(), rank=63)
    return named


def _floors(doc: Doc, number: Number, after: str) -> re.Match[str] | None:
    """The word for floors after a number; not where it says something else of them."""
    found = None if NO_EACH.match(doc.plain, number.start) else _AFTER_FLOOR.match(after)
    if found is None or _UNDER.match(after[found.end() :]):
        return None
    tall = number.value > _TALLEST and _NAMES_NEXT.match(after[found.end() :]) is not None
    return None if tall else found  # «زیربنا ۳۶۰ طبقه ۳»: the word is the next number's


def _is_name(before: str, after: str) -> bool:
    """«واحد ۵ طبقه ۲»: the five names one unit, since what follows is named so too; but not before a measure."""
    named_next = _NAMES_NEXT.match(after) is not None and _MEASURE_NEXT.match(after) is None
    return named_next and _NUMBERED.search(before) is not None


def _named_before(number: Number, before: str, after: str) -> Found | None:
    """«تعداد طبقات: ۴», «طبقه سوم»."""
    if number.value >= 200 or _SIZE_AFTER.match(after):
        return None
    for pattern, name in ((_BEFORE_FLOORS, "floors"), (_BEFORE_UNITS, "units")):
        if pattern.search(before):
            return _counted(name, number, number.end, rank=63)
    match = _BEFORE_FLOOR.search(before)
    if match is None:
        return None
    value = -int(number.value) if match.group("minus") else int(number.value)
    return Found("floor", value, number.start - (len(before) - match.start()), number.end, rank=63)


def _across(doc: Doc, number: Number) -> str:
    """What stands before, also over a comma: «هر طبقه، دو واحد»."""
    return doc.plain[max(0, number.start - 24) : number.start].rstrip(" ،").replace("،", " ") + " "


def _counted(name: str, number: Number, end: int, *, rank: int) -> Found:
    fault = "approximate" if number.approximate else None
    return Found(name, int(number.value), number.start, end, rank, fault)
