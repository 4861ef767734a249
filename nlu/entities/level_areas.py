"""The floors of one building measured one by one: «همکف ۱۲۰ و دو طبقه ۱۰۰ متری», «۱۲۰ متر همکف، ۱۰۰ متر طبقه اول». They
add up to the whole building and its floors, and stay known one by one (`levels`); one floor alone («همکفش ۸۰ متر
باشه») is no whole building, and which one it is (`which_floor`) tells in the place of which it may stand. Floors that
are all alike are `per_floor`'s."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nlu.entities.area import GUESSED, SHOP
from nlu.entities.doc import Doc, Found, holds
from nlu.entities.numbers import Number

_GROUND = r"(?:(?:طبقه )?(?:ی )?(?:هم ?کف|hamkaf)(?:ش|م|ه)?|زیرش|زیرشم|پایینش|پایینشم)"
_NTH = (
    r"طبقه (?:ی )?(?:اول|دوم|سوم|چهارم|پنجم|ششم|هفتم|بالا|بالایی|پایین|پایینی|اخر)(?:ش|م|ی|یش)?|"
    r"(?:اولی|دومی|سومی|چهارمی|بالایی|پایینی)(?:ش)?"
)
_SHORT_NTH = r"(?:اول|دوم|سوم|چهارم)(?!\w)"
"""«همکف ۱۰۰ اول ۱۲۰ دوم ۱۲۰»: in a list of floors."""
_LISTED = rf"(?P<listed>(?:{_NTH}|{_SHORT_NTH})(?:(?: ?، ?| و )(?:{_NTH}|{_SHORT_NTH}))+)"
_SEVERAL = r"(?P<count>\w+) ?(?:تا )?(?:طبقه|طبقات)(?: ?ی)?(?: (?:بالا|بالایی|بعدی|دیگه|دیگر|بالاش|روش|رویش))?"
_LEVEL = rf"(?<!\w)(?:{_SEVERAL}|{_LISTED}|{_GROUND}|{_NTH}|{_SHORT_NTH})"
_BETWEEN = (
    r"(?: (?:هم|یه|یک|هر ?کدوم|هر ?کدام|هر ?یک|هرکدومش|حدود|حدودا|متراژش|مساحتش|مغازه|تجاری|مسکونی|با|را|رو|"
    r"خونه|خانه|هر ?طبقه|می ?خوام|می ?زنم|بزنم|بزنیم|می ?سازم|بسازم|بسازیم|می ?ذارم|بذارم|می ?شه|باشه|داره)|:)*"
)
_TO_BE = r"(?: (?:به|بکن|بکنید|کن|کنید|کنم|بشه|بشود|باشه|باشد|شد|بذار|بگیر|بگیرید))*"
_FIRST = r"(?:^|(?<=نه )|(?<=[،,] ))"
_WAS = r"(?: (?:به ?جای|بجای|از|عوض) \d+(?: ?متر(?: ?مربع)?)?)?"
_ONE = re.compile(rf"(?<!\w)(?:{_GROUND}|{_NTH}|{_FIRST}{_SHORT_NTH}(?= (?:رو|را) )){_BETWEEN}{_WAS}{_TO_BE} ?$")
_BARE = re.compile(rf"(?:نه|نخیر|خیر)?[،,]? ?(?:{_GROUND}|{_NTH}){_BETWEEN} ?")
"""Nothing but a floor before its number."""
_DONE_TO = re.compile(
    r"(?: (?:را|رو|به|به ?جای \d+|بجای \d+|بکن|بکنید|کن|کنید|کنم|بشه|بشود|باشه|باشد|شد|بذار|بگیر|بگیرید)) ?$"
)
_TOLD = re.compile(r"(?: (?:بکن|بکنید|کن|کنید|بشه|بشود|باشه|باشد|است|هست|حساب کن|حساب کنید))* ?[.!]?$")
_MANY = r"(?: (?P<many>\w+) ?(?:تا|باب|دهنه) ?(?:مغازه|واحد تجاری)(?: ?(?:ی|ها))?)?"
"""«همکف دو تا مغازه ۳۰ متری» has sixty metres."""
_BEFORE = re.compile(rf"{_LEVEL}{_BETWEEN}{_MANY} ?$")
_UNIT = re.compile(r" ?(?:متر ?مربع|متری|متره|متر|m2|metr|م(?!\w))?(?!\w)")
_AFTER = re.compile(rf"(?: (?:برای|واسه|در|تو|مال))? ?{_LEVEL}(?!\w)")
_NUMBERED = re.compile(
    r" ?(?:تا )?(?:طبقه(?! (?:ی )?(?:اول|دوم|سوم|چهارم|پنجم|ششم|هفتم|بالا|پایین|اخر))|"
    r"واحد|باب|نفر|هزار|میلی|سال|درصد|توم|ریال)"
)
_SMALLEST, _LARGEST = 15, 10_000
_AREAS = frozenset({"building_area_m2", "floor_area_m2", "unit_area_m2"})
_COUNTS = frozenset({"floors", "floor", "units_per_floor"})
_AND = re.compile(r" ?، ?| و ")
_OR = re.compile(r"(?<!\w)(?:یا|ya)(?!\w)")
_IN_LEVELS = ("کف", "طبقه", "hamkaf")
_IN_ONE = (*_IN_LEVELS, "اول", "دوم", "سوم", "چهارم")
_SHOP = re.compile(r"(?<!\w)(?:مغازه|تجاری|فروشگاه|دکان|دکون|maghaze|tejari)")
_A_SHOP = re.compile(
    r"(?<!\w)(?<!تا )(?<!باب )(?<!دهنه )(?:مغازه|فروشگاه|دکان|دکون)(?:ش|م|ی)?(?: (?:یه|یک|حدود|متراژش|با))* ?$"
)
_AND_FLOORS = re.compile(
    r"(?: (?:دارم|داره|دارد|هست|باشه|می ?خوام|بزنم|بسازم))*(?: ?[،,] ?| و | با |(?= (?:بالاش|روش|رویش)))"
    r" ?(?:(?:بالاش|بالای اون|روش|رویش|هم) )*\w+ ?(?:تا )?طبقه"
)
_METRES = re.compile(r" ?(?:متر(?!ی(?!\w))|metr|m2|م(?!\w))")
LEVEL = "level_area_m2"
HOMES = "homes_area_m2"
WHOLE = "building_area_m2"
LEVELS, WHICH = "levels", "which_floor"
GROUND, TOP = 0, -1
_NAMED = re.compile(
    r"(?P<ground>هم ?کف|hamkaf|پایین|زیرش)|(?P<top>بالا|اخر)|"
    r"(?<!\w)(?P<nth>اول|دوم|سوم|چهارم|پنجم|ششم|هفتم)(?:ی|ش|م|یش)?(?!\w)"
)
_NTH_OF = {"اول": 1, "دوم": 2, "سوم": 3, "چهارم": 4, "پنجم": 5, "ششم": 6, "هفتم": 7}
MOST_FLOORS = 100
"""What counts more is no building, and is not written down floor by floor."""


@dataclass(frozen=True, slots=True)
class _Level:
    """So many floors of so many metres, and where that stands; which ones, where they are called by their place."""

    floors: int
    area: int | float
    start: int
    end: int
    places: tuple[int, ...] = ()


def added_up(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """The values with floors that are measured one by one as one building."""
    if not doc.numbers or not holds(doc.plain, _IN_ONE if doc.expecting == WHOLE else _IN_LEVELS):
        return list(found)
    levels = [] if _OR.search(doc.plain) else list(_levels(doc, found))
    count = sum(each.floors for each in levels)
    if not _told_apart(levels) or count > MOST_FLOORS:
        return list(found)
    if any(first.end > second.start for first, second in pairwise(levels)):
        return list(found)
    start, end = levels[0].start, levels[-1].end
    whole = sum(each.floors * each.area for each in levels)
    within = [one for one in found if start <= one.start < end]
    kept = [one for one in found if one not in within or not (one.name in _AREAS | _COUNTS or _guessed(doc, one))]
    if any(one.name in ("building_area_m2", "floors") for one in kept):
        return list(found)
    building = Found(WHOLE, whole, start, end - 1)
    floors = Found("floors", count, end - 1, end)
    shops = _shops(doc, levels)
    if not 0 < len(shops) < len(levels):
        listed = Found(LEVELS, _one_by_one(levels, ()), start, start)
        return sorted([*kept, listed, building, floors], key=lambda one: one.start)
    shop = sum(each.floors * each.area for each in shops)
    first, homes = shops[0], next(each for each in levels if each not in shops)
    kept = [one for one in kept if one.name not in ("use", SHOP)]
    parts = [  # each where nothing else stands
        Found("use", "mixed", first.start, first.start + 1),
        Found(LEVELS, _one_by_one(levels, shops), first.start + 1, first.start + 1),
        Found(SHOP, shop, first.start + 1, first.end - 1),
        Found(HOMES, whole - shop, homes.start, homes.end - 1),
    ]
    return sorted([*kept, *parts, floors], key=lambda one: one.start)


def _told_apart(levels: Sequence[_Level]) -> bool:
    """Several, and not one number of floors that are all alike, unless they are named («اول و دوم هر کدوم ۱۳۰»)."""
    if sum(len(each.places) for each in levels) > 1:
        return True
    alike = len({each.area for each in levels}) == 1 == len({each.floors for each in levels} - {1})
    return len(levels) > 1 and not alike


def _one_by_one(levels: Sequence[_Level], shops: Sequence[_Level]) -> str:
    """Each floor as `place:area:what its area is a part of`, from the ground up. Those that are only counted («دو طبقهٔ
    ۱۰۰ متری») stand above those that are named."""
    named = [place for each in levels for place in each.places if place != TOP]
    above, parts = max(named, default=0), dict[int, str]()
    for each in levels:
        places = [place for place in each.places if place != TOP]
        for _ in range(each.floors - len(places)):
            above += 1
            places.append(above)
        name = WHOLE if not shops else SHOP if each in shops else HOMES
        parts |= {place: f"{place}:{each.area}:{name}" for place in places}
    return " ".join(parts[place] for place in sorted(parts))


def _places(words: str) -> tuple[int, ...]:
    """The floors that are called by their place: the ground floor, the second, the top."""
    return tuple(
        GROUND if match["ground"] else TOP if match["top"] else _NTH_OF[match["nth"]]
        for match in _NAMED.finditer(words)
    )


def _shops(doc: Doc, levels: Sequence[_Level]) -> list[_Level]:
    """«همکف ۶۰ متر تجاری و دو طبقه ۱۰۰ متری مسکونی»: the floors of which the words say that they are shops."""
    ends = [*(each.start for each in levels[1:]), len(doc.plain)]
    return [one for one, end in zip(levels, ends, strict=True) if _SHOP.search(doc.plain, one.start, end)]


def one_alone(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """The values with a single floor's metres as such, which were read as those of the building."""
    if not doc.numbers or not holds(doc.plain, _IN_ONE) or _OR.search(doc.plain):
        return list(found)
    others = [one for one in found if one.name not in _AREAS | _COUNTS and not _guessed(doc, one)]
    made = [one for number in doc.numbers if _is_area(doc, number, others) and (one := _of_level(doc, number, found))]
    if len(made) != 1:
        return list(found)
    level = made[0]
    spoken_for = _AREAS | _COUNTS
    within = [one for one in found if one.start < level.end and level.start < one.end]
    kept = [one for one in found if one not in within or not (one.name in spoken_for or _guessed(doc, one))]
    places = _places(doc.plain[level.start : level.end])[:1]
    which = [Found(WHICH, place, level.start, level.start) for place in places]
    return sorted([*kept, *which, level], key=lambda one: one.start)


def _of_level(doc: Doc, number: Number, found: Sequence[Found]) -> Found | None:
    """«همکفش ۸۰ متر», «طبقهٔ دوم رو بکن ۱۲۰»: read as the building, or with no metres as nothing yet."""
    read = [one for one in found if one.start <= number.start < one.end and one.name not in _COUNTS]
    if any((one.name != WHOLE and not _guessed(doc, one)) or _several_in(doc, one) for one in read):
        return None
    text = doc.before(number.start, 48)
    before = _ONE.search(text)
    unit = _METRES.match(doc.plain, number.end)
    alone = _TOLD.match(doc.plain, number.end) and _BARE.fullmatch(doc.plain[: number.start])
    if before is None or not (unit or alone or _DONE_TO.search(before.group())):
        return None
    return Found(LEVEL, number.plain_value, number.start - len(text) + before.start(), _end_of(doc, number))


def _guessed(doc: Doc, one: Found) -> bool:
    """Is it read so because that was asked for, and by no word beside it? Of a shop's area a floor may tell."""
    return one.name == doc.expecting != SHOP and one.rank <= GUESSED


def _several_in(doc: Doc, one: Found) -> bool:
    """Was it added up of several?"""
    return sum(one.start <= number.start < one.end for number in doc.numbers) > 1


def _end_of(doc: Doc, number: Number) -> int:
    unit = _UNIT.match(doc.plain, number.end)
    return unit.end() if unit else number.end


def _levels(doc: Doc, found: Sequence[Found]) -> Iterator[_Level]:
    """Numbers with the floors they measure right before or right after them, as it is with the first."""
    others = [one for one in found if one.name not in _AREAS | _COUNTS and not _guessed(doc, one)]
    first: bool | None = None
    for number in doc.numbers:
        if not _is_area(doc, number, others):
            continue
        before, after = _before(doc, number), _after(doc, number)
        if first is None and before is None and (below := _shop_below(doc, number)) is not None:
            yield below
            continue
        level = (before or after) if first is not False else (after or before)
        if level is not None:
            first = level is before if first is None else first
            yield level


def _shop_below(doc: Doc, number: Number) -> _Level | None:
    """«مغازه ۸۰ متری و سه طبقه هر طبقه ۱۰۰ متر»: a shop beside floors stands under them."""
    text = doc.before(number.start, 24)
    match, unit = _A_SHOP.search(text), _UNIT.match(doc.plain, number.end)
    if match is None or unit is None or _AND_FLOORS.match(doc.plain, unit.end()) is None:
        return None
    return _Level(1, number.plain_value, number.start - len(text) + match.start(), unit.end(), (GROUND,))


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
    places = () if match["count"] else _places(match.group())[:floors]
    at = number.start - len(text)
    several = _number_at(doc, at + match.start("many")) if match["many"] else 1
    return _Level(floors, number.plain_value * (several or 1), at + match.start(), end, places)


def _after(doc: Doc, number: Number) -> _Level | None:
    unit = _UNIT.match(doc.plain, number.end)
    match = _AFTER.match(doc.plain, unit.end() if unit else number.end)
    if match is None or (floors := _count(doc, match, 0)) is None:
        return None
    places = () if match["count"] else _places(match.group())[:floors]
    return _Level(floors, number.plain_value, number.start, match.end(), places)


def _count(doc: Doc, match: re.Match[str], offset: int) -> int | None:
    """How many floors the words name: one, those of a list, or the number before «طبقه»."""
    if match["listed"] is not None:
        return len(_AND.split(match["listed"]))
    if match["count"] is None:
        return 1
    return _number_at(doc, offset + match.start("count"))


def _number_at(doc: Doc, at: int) -> int | None:
    number = next((one for one in doc.numbers if one.start <= at < one.end), None)
    return int(number.value) if number is not None and number.whole is not None and not number.ordinal else None
