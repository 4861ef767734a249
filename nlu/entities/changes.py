"""By how much a value is to change: «یه طبقه بیشتر», «۵۰ متر بیشتر بسازم», «یه هفته دیرتر». Not what it is to be
(`counts`, `told_counts`, `area`), nor what was built already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlu.entities.area_cues import nearest
from nlu.entities.doc import Doc, Found, holds
from nlu.entities.kinds import CHANGES
from nlu.entities.numbers import Number

FLOORS, UNITS, BUILDING, LAND = "floors_change", "units_change", "building_area_change", "land_area_change"
SHOP = "shop_area_change"
_METRES = "metres"
_COUNTED = {
    FLOORS: re.compile(r" ?(?:تا )?طبقه(?: ?ای)?(?!\w)"),
    UNITS: re.compile(r" ?(?:تا )?واحد(?: ?ی)?(?!\w)"),
    _METRES: re.compile(
        r" ?متر(?: مربع)?(?!\w)(?: (?:به |از )?(?:زیربنا|زیر بنا|بنا|متراژ|ساختمون|ساختمان|زمین|عرصه|"
        r"(?:بخش )?تجاری|مغازه)(?:ش|م|ی)?(?!\w))?"
    ),
}
_DO = (
    r"کنم|کنیم|کن|کنید|بکن|بکنم|بکنید|بشه|شه|بشود|شود|بسازم|بسازیم|باشه|باشد|بود|بزنم|بزنیم|بگیرم|بگیریم|بگیر|"
    r"داشته باشم|داشته باشه|داشته باشد"
)
_BETWEEN = r"(?: (?:رو|را|هم|بهش|بهشون|بهش هم|دیگه|دیگر|به اون|به این|ازش|از اون|روش|روش هم|می ?خوام|می ?خواهم))*"
_NOT = r"(?! ?(?:نیست|ندار|نشد|نمی|نبود))"
"""«۱۰۰ متر بیشتر نیست» is so much and no more."""
_MORE_AFTER = re.compile(
    rf"{_BETWEEN} (?:اضافه|اضاف|بیشتر|زیادتر|بالاتر|بزرگ ?تر|ezafe|bishtar)(?: تر(?!\w))?{_NOT}"
    rf"(?! ?(?:تر|اشکوب|بنا|دار|هست|از (?:پروانه|جواز|مجوز)))(?: (?:{_DO}))?(?!\w)"
)
_ANOTHER_AFTER = re.compile(
    r" (?:هم )?(?:دیگه|دیگر)(?: (?:هم|روش|بهش|بالاش|رو|را))* (?:بسازم|بسازیم|بزنم|بزنیم|باشه|باشد|داشته باشم|"
    r"داشته باشه|ببرم بالا|ببریم بالا)(?!\w)"
)
_LESS_AFTER = re.compile(
    rf"{_BETWEEN} (?:کمترش?{_NOT}|کوچک ?تر|کوچیک ?تر|کمش|کم(?= (?:{_DO}))|حذف|نسازم|نسازیم|بردارم|برداریم)"
    rf"(?: (?:{_DO}))?(?!\w)"
)
_MORE_BEFORE = re.compile(rf"(?<!\w)(?:اضافه|بیشتر) (?:{_DO}) $")
_DONE = re.compile(r"(?:[^؟!؛\n]{0,12} )?(?:ساختم|ساختیم|ساخته|ساختن|زدم|زدیم|زده|کردم|کردیم|کرده)(?!\w)")
_LIMIT = re.compile(r"(?:از|حداکثر|حداقل|نهایتا) $")
"""«از ۲۰۰ متر کمتر» is a limit."""
_IN_CHANGES = ("بیش", "اضاف", "زیاد", "بالا", "بزرگ", "دیگ", "کم", "کوچ", "حذف", "نساز", "بردار", "ezafe", "bishtar")
_WHOLE = 66
"""The rank of metres that change, above areas; of floors and units with all their words: a request outranks it by the
same words."""
_COUNTS_WHOLE, _COUNTS_ALONE, _MOVE = 43, 20, 76
_REQUEST = "request_type"
DAYS = "days_change"
_A_SPAN = re.compile(r" ?(?P<unit>روز|هفته)(?!\w)")
_MOVING = r"(?: (?:رو|را|هم|بازدید\w*|وقت\w*|نوبت\w*|بی?نداز\w*|ببر\w*|بذار\w*|بگذار\w*))*"
_LATER, _EARLIER = r"عقب ?تر|دیر ?تر|عقبش?", r"جلو ?تر|زود ?تر|جلوش?"
_MOVED_AFTER = re.compile(
    rf"{_MOVING} (?:(?P<later>{_LATER})|{_EARLIER})(?!\w)(?: (?:بی?نداز|بیفت|ببر|بذار|بگذار|باش)\w*)?"
)
_MOVED_BEFORE = re.compile(
    r"(?<!\w)(?:(?P<later>عقبش?)|جلوش?) (?:بی?نداز|بیفت|ببر)\w* $"
    r"|(?<!\w)(?:بی?نداز|بیفت|ببر|بکش)\w* (?:(?P<put_off>عقب|دیر)|جلو|زود)(?: ?تر)? $"
)
"""A day put off is «عقب» and one brought forward «جلو»."""
_IN_MOVES = ("عقب", "دیر", "جلو", "زود")
_OF_IT = r"(?:تر(?: ?ش)?|ش|شم|شو| از (?:اون|ان|این|همون|همان)(?: (?:روز|تاریخ|وقت))?)"
_AFTER_IT = re.compile(rf" ?(?:(?P<later>بعد)|قبل) ?{_OF_IT}(?!\w)")
_NEXT_TO_IT = re.compile(
    rf"(?<!\w)(?:(?P<unit>روز|هفته)(?: ?ی)? ?(?:(?P<later>بعد)|قبل) ?{_OF_IT}"
    r"|(?P<after>پس ?فردا|فردا) ?(?:ی?ش|شم|شو|ی (?:اون|ان|همون|همان)(?: روز)?))(?!\w)"
)
"""«دو روز بعدش», «روز قبلش», «فرداش»: than the day that was spoken of."""
_NEXT_ONE = re.compile(r"(?<!\w)(?P<after>)(?P<unit>روز)(?: ?ی)? (?:(?P<later>بعد)|قبل)(?:ی?(?:ش|شو)?|یه)(?!\w| ?از)")
"""«روز بعدی», where a day or an hour was asked for."""
_DAY_ASKED = ("date", "time", "move_ok", "book_ok")
_ASKS_FOR_NEWS = re.compile(r"[^؟!؛\n]{0,25}(?:خبر|یاد|پیام|زنگ|لغو|کنسل|نیومد|نیامد)")
"""«یه روز قبلش خبرم کنید» moves no day."""
_IN_NEXT_TO_IT = ("بعد", "قبل", "فردا")
TIMES = "*"
"""Begins a change that multiplies: «دو برابر» is `*2`."""
_THING = {
    SHOP: r"(?:تجاری|مغازه)",
    BUILDING: r"(?:زیربنا|زیر بنا|بنا|متراژ|ساختمون|ساختمان)",
    LAND: r"(?:زمین|عرصه)",
    FLOORS: r"(?:طبقه ?ها|طبقات|تعداد طبقه)",
    UNITS: r"(?:واحد ?ها|واحدا|تعداد واحد)",
}
_OF_SHOP = re.compile(r"(?<!\w)(?:تجاری|مغازه)(?:ش|یش)?(?: (?:رو|را|هم|از))*(?= ?$)|(?:به|از) (?:بخش )?(?:تجاری|مغازه)")
_OWN = r"(?: ?(?:ها|ی کل|کل|ش|شو|م|مو|ی|ا|اش))*(?: (?:رو|را|هم|فقط|حدود))*"
_TO_BE = rf"(?: (?:بیشتر|کمتر))?(?: (?:{_DO}|باشن|بشن))(?!\w)"
_RATIO = re.compile(
    r"(?:(?P<number>\d+(?:\.\d+)?|دو|سه|چهار|پنج) ?برابر|(?P<half>نصف|نیم|نصفش)|(?P<percent>\d+) ?(?:درصد|٪|%))"
)
_WORD_TIMES = {"دو": "2", "سه": "3", "چهار": "4", "پنج": "5"}
_LESS = re.compile(r" (?:کمتر|کم|کوچیک|کوچک)")
_MORE = re.compile(r" (?:بیشتر|اضافه|زیادتر|زیاد|بزرگ)")
_IN_RATIOS = ("برابر", "نصف", "درصد", "٪", "%")
_MOST = {FLOORS: 200, UNITS: 200, _METRES: 100_000, DAYS: 60}


def find(doc: Doc) -> Iterator[Found]:
    moves = holds(doc.plain, _IN_MOVES)
    for number in doc.numbers:
        yield from changes(doc, number)
        if moves:
            yield from _days(doc, number)
    if holds(doc.plain, _IN_NEXT_TO_IT):
        yield from _days_from_it(doc)
    if holds(doc.plain, _IN_RATIOS):
        yield from _ratios(doc)


def _ratios(doc: Doc) -> Iterator[Found]:
    """«زیربنا دو برابر بشه», «زیربنا رو نصف کنم», «۲۰ درصد از متراژ کم کنم»: of what is named beside it."""
    for match in _RATIO.finditer(doc.plain):
        before, after = doc.before(match.start()), doc.after(match.end(), 40)
        factor = _factor(match, after)
        if factor is None or _DONE.match(after.lstrip()):
            continue
        for what, thing in _THING.items():
            named = re.search(rf"(?<!\w){thing}{_OWN} ?$", before)
            held = re.match(rf" (?:از |به )?{thing}{_OWN}(?!\w)", after)
            if (named or held) and re.search(_TO_BE, after + " ") is not None:
                start = match.start() - len(before) + named.start() if named else match.start()
                end = match.end() + (held.end() if held else 0)
                yield Found(what, f"{TIMES}{factor:g}", start, end, rank=_WHOLE)
                break


def _factor(match: re.Match[str], after: str) -> float | None:
    if match["half"]:
        return 0.5
    if match["number"]:
        return float(_WORD_TIMES.get(match["number"], match["number"]))
    less, more = _LESS.search(after), _MORE.search(after)
    percent = int(match["percent"]) / 100
    if (less is None) is (more is None) or not 0 < percent < 1:
        return None
    return round(1 - percent if less else 1 + percent, 4)


def _days_from_it(doc: Doc) -> Iterator[Found]:
    """«دو روز بعدش», «فرداش», «هفتهٔ بعدش»."""
    counted: set[int] = set()
    for number in doc.numbers:
        span = _A_SPAN.match(doc.plain, number.end)
        said = _AFTER_IT.match(doc.plain, span.end()) if span else None
        if span is None or said is None or number.whole is None or number.ordinal:
            continue
        counted.add(span.start("unit"))
        days = int(number.value) * (7 if span["unit"] == "هفته" else 1)
        if 0 < days < _MOST[DAYS] and not _ASKS_FOR_NEWS.match(doc.plain, said.end()):
            yield Found(DAYS, days if said["later"] else -days, number.start, said.end(), rank=_MOVE)
    single = [*_NEXT_TO_IT.finditer(doc.plain)]
    if doc.expecting in _DAY_ASKED and not single and not doc.numbers:  # «دو روز بعد» is a day
        single = [*_NEXT_ONE.finditer(doc.plain)]
    for match in single:
        if match.start() in counted or _ASKS_FOR_NEWS.match(doc.plain, match.end()):
            continue
        days = 2 if (match["after"] or "").startswith("پس") else 7 if match["unit"] == "هفته" else 1
        before = match["unit"] and not match["later"]
        yield Found(DAYS, -days if before else days, match.start(), match.end(), rank=_MOVE)


def _days(doc: Doc, number: Number) -> Iterator[Found]:
    """«یه هفته دیرتر», «دو روز بندازید جلو», «عقب بندازید سه روز»."""
    span = _A_SPAN.match(doc.plain, number.end)
    if span is None or number.whole is None or number.ordinal or not 0 < number.value < _MOST[DAYS]:
        return
    after, before = _MOVED_AFTER.match(doc.plain, span.end()), _MOVED_BEFORE.search(doc.plain[: number.start])
    said = after or before
    if said is None:
        return
    days = int(number.value) * (7 if span["unit"] == "هفته" else 1)
    start = number.start if before is None else before.start()
    later = said["later"] or (before is not None and said is before and before["put_off"])
    yield Found(DAYS, days if later else -days, start, after.end() if after else span.end(), rank=_MOVE)


def changes(doc: Doc, number: Number) -> Iterator[Found]:
    """«یه طبقه بیشتر», «دو واحد کمترش کن». Where other words of the message name a wish of their own by these
    («طبقه اضافه»), the number alone still tells it. What was built already is to be changed no more."""
    if number.whole is None or number.ordinal or number.scaled > 1 or not holds(doc.plain, _IN_CHANGES):
        return
    after = doc.plain[number.end :]
    for what, pattern in _COUNTED.items():
        counted = pattern.match(after)
        if counted is None or not 0 < number.value < _MOST[what]:
            continue
        at = number.end + counted.end()
        end, less = _said(doc, number, at)
        if end is None:
            continue
        value = -int(number.value) if less else int(number.value)
        if what == _METRES:
            yield Found(_area(doc, number, end), value, number.start, end, rank=_WHOLE)
        else:
            yield Found(what, value, number.start, end, rank=_COUNTS_WHOLE)
            yield Found(what, value, number.start, number.end, rank=_COUNTS_ALONE)


def changed_by(doc: Doc, number: Number) -> bool:
    """Does the number say how many more or fewer, and not how many there are?"""
    return next(changes(doc, number), None) is not None


def _said(doc: Doc, number: Number, at: int) -> tuple[int | None, bool]:
    """Where the words end that say more or fewer, and whether fewer; None without them."""
    rest, before = doc.plain[at:], doc.plain[: number.start]
    less = _LESS_AFTER.match(rest)
    said = less or _MORE_AFTER.match(rest) or _ANOTHER_AFTER.match(rest)
    if _LIMIT.search(before) or (said is None and not _MORE_BEFORE.search(before)):
        return None, False
    end = at + (said.end() if said else 0)
    return (None, False) if _DONE.match(doc.plain[end:].lstrip()) else (end, less is not None)


def _area(doc: Doc, number: Number, end: int) -> str:
    """Metres more of the building, unless words beside them say the land, or the shop in it."""
    if _OF_SHOP.search(doc.before(number.start)) or _OF_SHOP.search(doc.plain[number.end : end]):
        return SHOP
    named = nearest(doc.plain[number.end : end]) or nearest(doc.before(number.start))
    return LAND if named == "land_area_m2" else BUILDING


def shared(found: Sequence[Found]) -> list[Found]:
    """«یه طبقه اضافه کنم» names a request by the same words: the number is the change's, the rest names the request."""
    numbers = [one.end for one in found if one.name in CHANGES and one.rank == _COUNTS_ALONE]
    return [_without_number(one, numbers) if one.name == _REQUEST else one for one in found]


def _without_number(one: Found, ends: Sequence[int]) -> Found:
    at = next((end for end in ends if one.start < end < one.end), None)
    return one if at is None else replace(one, start=at + 1)
