"""How much of a building is a shop and how much of it homes: «مغازه ۶۰ متر و مسکونی ۳۲۰ متر», «۵۰ مترش تجاری باشه». One
part measured in a message that speaks of nothing else is told as that part too; whether it is all there is, the dialog
knows (`dialogs/shares.py`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nlu.entities.area import SHOP
from nlu.entities.doc import Doc, Found, holds
from nlu.entities.mixed_use import shop_below
from nlu.entities.numbers import Number

HOMES = "homes_area_m2"
_NAMES = {
    SHOP: r"(?:مغازه|تجاری|فروشگاه|دکان|دکون|maghaze|tejari)",
    HOMES: r"(?:مسکونی|خونه|خانه|اپارتمان|maskooni|maskuni|khune)",
}
_END = r"(?: ?(?:ها|های|هام|هاش|ش|شو|شم|اش|م|ی|یش|یم|یه|ه|مون|شون|است|ست|س))?(?!\w)"
_OF = r"(?:(?:بخش|قسمت|متراژ|مساحت|زیربنای|طبقه|واحد|واحدهای|یه|یک) )*"
_BEFORE_LINK = r"(?: (?:هم|رو|را|حدود|حدودا|تقریبا|فقط|متراژش|مساحتش|زیربناش|میشه|می شه|باشه|به|بکن|کن|کنم))*"
_AFTER_LINK = (
    r" ?(?:(?:ش|شو|اش|مربع|رو|را|هم|برای|واسه|برا|از|از اون|"
    r"زیربنا|زیربناش|بنا|ساختمون|ساختمان|همکف|پایین|زیر|پایینش|زیرش|همکفش|طبقه اول|مال|توش|"
    r"بشه|باشه|بخش|یه|یک|سهم|زیربنای|هم برای|کن) )*"
)
_BEFORE = {name: re.compile(rf"(?<!\w)(?P<word>{words}{_END}){_BEFORE_LINK} ?:? ?$") for name, words in _NAMES.items()}
_AFTER = {name: re.compile(rf"{_AFTER_LINK}{_OF}(?P<word>{words}{_END})") for name, words in _NAMES.items()}
_SEVERAL = re.compile(r"(?:خونه|خانه|اپارتمان) ?(?:ها\w*|هم)|مسکونی|هم (?:خونه|خانه)|(?:بخش|قسمت|سهم) (?:خونه|خانه)")
"""Homes that are told apart from something beside them."""
_OR = re.compile(r"(?<!\w)(?:یا|ya|یه بار|یک بار)(?!\w)")
_WHOLE_OF_IT = re.compile(r"متری(?!\w)")
"""«مغازه ۵۰ متری» is one shop, and all there is."""
_PART_OF_IT = re.compile(r"متر ?(?:ش|شو|اش)(?!\w)|متر (?:از|از اون)(?!\w)")
_COUNTED = re.compile(r" ?(?:تا|طبقه|واحد|باب|دهنه|میلی|هزار|درصد|نفر|روز|ماه|سال|در |x|×|توم|ریال)")
_OF_ALL = re.compile(r"(?<!\w)(?:زیربنا|زیر بنا|بنا)(?:ش|م|ی کل)?(?: (?:کل|هم|کلا|حدود))* ?:? ?$")
_MANY = re.compile(r" (?:(?:تا|باب|دهنه|واحد) )*")
_BUILT = frozenset({"building_area_m2", "unit_area_m2", SHOP})
_BESIDE = frozenset({"use", "floors", "floor", "units", "units_per_floor", SHOP, "shop_floors"})
"""Values beside a single part that leave it one: with a place or land the message tells what is to be built."""
_LEAST = 10
_ASKED = frozenset({SHOP, "building_area_m2"})
_IN_PARTS = ("مغازه", "تجاری", "فروشگاه", "دکان", "دکون", "مسکونی", "خونه", "خانه", "اپارتمان", "maghaze", "tejari")


@dataclass(frozen=True, slots=True)
class _Part:
    """A measured part: which one, the value as it was found, and where its word stands."""

    name: str
    found: Found
    word: tuple[int, int]


def measured(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """The values with the areas of parts told as such. Of one use and another the building is mixed."""
    told_by_floors = any(one.name == HOMES for one in found)
    if told_by_floors or not holds(doc.plain, _IN_PARTS) or not doc.numbers or _OR.search(doc.plain):
        return list(found)
    parts = list(_parts(doc, found))
    names = {part.name for part in parts}
    below = shop_below(doc)
    if len(parts) == 1 and _whole(doc, parts[0].found) and not (_told_mixed(found) or below):
        return _several_shops(doc, found, parts[0])
    mixed = _told_mixed(found) or (below and any(one.name == "floor_area_m2" for one in found))
    if len(parts) != len(names) or not (len(parts) == len(_NAMES) or _one(doc, found, parts, mixed=mixed)):
        return list(found)
    kept = [one for one in found if not any(_spoken_for(one, part, mixed=mixed) for part in parts)]
    told = [_told(doc, part) for part in parts]
    if len(parts) == len(_NAMES):  # the word of the first says that both are there
        first = parts[0]
        told[0] = replace(told[0], start=first.found.start, end=first.found.end)
        kept = [one for one in kept if one.name != "use"] + [Found("use", "mixed", *first.word)]
    return sorted([*kept, *told], key=lambda one: one.start)


def _told(doc: Doc, part: _Part) -> Found:
    """The area by its part's name, with the word that says so; of «دو تا مغازه ۳۰ متری» that of both."""
    start, end = min(part.found.start, part.word[0]), max(part.found.end, part.word[1])
    several = _how_many(doc, start) if _whole(doc, part.found) else None
    value = float(str(part.found.value)) * (several or 1)
    found = int(value) if value.is_integer() else value
    return replace(part.found, name=part.name, value=found, start=start, end=end)


def _several_shops(doc: Doc, found: Sequence[Found], part: _Part) -> list[Found]:
    """«۳ تا مغازه ۲۰ متری»: three shops, and all that is built is three times as large."""
    whole, count = _told(doc, part), _how_many(doc, part.word[0])
    if part.name != SHOP or count is None or part.found not in found:
        return list(found)
    made = [replace(one, value=whole.value) if one is part.found else one for one in found]
    counted = any(one.name in ("units", "units_per_floor") for one in found)
    units = [] if counted else [Found("units", count, part.word[0], part.word[0])]
    return sorted([*made, *units], key=lambda one: one.start)


def _how_many(doc: Doc, at: int) -> int | None:
    """The number before a part: «دو تا مغازه»."""
    before = doc.plain[:at]
    count = next((one for one in doc.numbers if _MANY.fullmatch(before[one.end :]) and not one.ordinal), None)
    return int(count.value) if count and count.whole is not None and 1 < count.value < _LEAST else None


def _told_mixed(found: Sequence[Found]) -> bool:
    return any(one.name == "use" and one.value == "mixed" for one in found)


def _one(doc: Doc, found: Sequence[Found], parts: Sequence[_Part], *, mixed: bool) -> bool:
    """Is the one part told apart from the rest: of a mixed building, of one whose whole is told too, or alone?"""
    if not parts:
        return False
    own = parts[0]
    beside = [one for one in found if not _same(one, own.found)]
    if mixed or any(one.name == "building_area_m2" for one in beside):
        return True
    unmeasured = own.found not in found and doc.expecting not in _ASKED
    if unmeasured or any(one.name not in _BESIDE for one in beside):
        return False
    return own.name == SHOP or _SEVERAL.search(doc.plain) is not None


def _parts(doc: Doc, found: Sequence[Found]) -> Iterator[_Part]:
    """The areas beside whose number a part's word stands: right before it or right after, as it is with the first."""
    areas = [one for one in found if one.name in _BUILT and one.fault is None]
    areas = [one for one in areas if not _OF_ALL.search(doc.before(one.start))]
    areas += _bare(doc, found)
    first: bool | None = None
    for one in sorted(areas, key=lambda each: each.start):
        before, after = _before(doc, one), _after(doc, one)
        part = (before or after) if first is not False else (after or before)
        if part is not None:
            first = part is before if first is None else first
            yield part


def _before(doc: Doc, one: Found) -> _Part | None:
    text = doc.before(one.start, 40)
    for name, pattern in _BEFORE.items():
        if match := pattern.search(text):
            at = one.start - len(text)
            return _Part(name, one, (at + match.start(), at + match.end("word")))
    return None


def _after(doc: Doc, one: Found) -> _Part | None:
    for name, pattern in _AFTER.items():
        if match := pattern.match(doc.plain, one.end):
            return _Part(name, one, match.span("word"))
    return None


def _bare(doc: Doc, found: Sequence[Found]) -> Iterator[Found]:
    """«مغازه ۶۰، خونه ۲۰۰»: numbers without «متر», right after the word of a part."""
    for number in doc.numbers:
        free = not any(one.start < number.end and number.start < one.end for one in found)
        if free and _is_area(doc, number):
            one = Found("building_area_m2", number.plain_value, number.start, number.end)
            if _before(doc, one) is not None:
                yield one


def _is_area(doc: Doc, number: Number) -> bool:
    plain = not number.ordinal and number.scaled == 1 and number.value >= _LEAST
    return plain and _COUNTED.match(doc.plain[number.end :]) is None


def _whole(doc: Doc, one: Found) -> bool:
    said = doc.plain[one.start : one.end + 4]
    return _WHOLE_OF_IT.search(said) is not None and _PART_OF_IT.search(said) is None


def _same(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _spoken_for(one: Found, part: _Part, *, mixed: bool) -> bool:
    """The area itself, and the use that its word was read as."""
    if _same(one, part.found):
        return one.name != "floors"  # counted beside it: «همکف ۱۰۰ متر، طبقه اول ۱۲۰ متر»
    read = one.name == "use" and not (mixed and one.value == "mixed")
    return read and one.start < part.word[1] and part.word[0] < one.end
