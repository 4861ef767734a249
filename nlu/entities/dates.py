"""Jalali dates, absolute and simply relative, weekdays and years. Vague ones are given back word for word.

A weekday said beside its date («دوشنبه ۲۸ مهر») is given too: whether the two agree is for who asks to see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from nlu.entities.bare import stands_alone
from nlu.entities.calendar_words import DAYS, MONTHS, WEEKDAYS
from nlu.entities.doc import Doc, Found, holds
from nlu.entities.jalali import NO_SUCH_DAY, full_year, iso, moved, on, today, yearless
from nlu.entities.numbers import Number

_PARTS = r"(?P<{a}>{first}) ?(?P<{a}_mark>[/.-]) ?(?P<{a}_month>\d{{1,2}}) ?(?P={a}_mark) ?(?P<{a}_{b}>{last})"
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?:"
    + _PARTS.format(a="year", first=r"1[34]\d\d|20[12]\d|19\d\d", b="day", last=r"\d{1,2}")
    + "|"
    + _PARTS.format(a="day", first=r"\d{1,2}", b="year", last=r"1[34]\d\d")
    + "|"
    + _PARTS.format(a="short", first=r"0\d|10|[89]\d", b="day", last=r"\d{1,2}")
    + r")(?!\d| ?[/.-] ?\d)"
)
_MONTH_AND_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?![\d/.-])")
_MONTH_NAME = f"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_NAMED_MONTH = re.compile(
    rf"(?<![\d/.-])(?:(?P<year>1[34]\d\d)[-/. ](?P<y_month>{_MONTH_NAME})[-/. ](?P<y_day>\d{{1,2}})"
    rf"|(?P<day>\d{{1,2}})[-/.](?P<d_month>{_MONTH_NAME})[-/.](?P<d_year>1[34]\d\d))(?!\d)"
)
_YEAR_AFTER = (
    r"(?: ?،? ?(?:سال)? ?(?P<year>1[34]\d\d|\d\d|پارسال|امسال|سال (?:بعد|اینده|قبل|گذشته))"
    r"(?!\d|[/.:-]|\w| ?(?:متر|طبقه|واحد)))?"
)
_MONTH = re.compile(rf"^ ?(?:ام |م |ماه |ِ |کم )?(?P<month>{_MONTH_NAME})(?: ?ماه)?(?!\w){_YEAR_AFTER}")
_OF_MONTH = re.compile(
    r"^ ?(?:ام |م |(?P<first>کم ))?(?:(?P<this>همین|این) ماه|ماه (?P<next>بعدی?|اینده|دیگه|دیگر)|"
    r"ماه (?P<past>قبل|گذشته|پیش))(?!\w)"
)
_NOWADAYS = ("این روز", "همین روز")  # a day only where one was asked for
_PARTS_OF_MONTH = ("نیمه ", "دهه ", "هفته ", "نیمه ی ", "دهه ی ", "هفته ی ")
_WEEKDAY_NAME = f"(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})"
_WEEKDAY = re.compile(
    rf"(?<!\w)(?<!چند )(?<!چن )(?<!چند)(?:(?P<this>این|همین) |(?P<week>هفته ?(?:ی )?(?:دیگه|دیگر|اینده|بعدی?)) )?"
    rf"(?P<day>{_WEEKDAY_NAME})(?!\w)"
    r"(?: ?(?:ی )?(?:(?P<next>(?:هفته ?(?:ی )?)?(?:دیگه|دیگر|اینده|بعدی?|dige|bad))|(?P<same>(?:همین|این) هفته)"
    r"|(?P<past>(?:هفته ?(?:ی )?)?(?:پیش|قبل|گذشته)))(?!\w| از| ظهر| ?ساعت دیگه))?"
)
_DAY = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(DAYS, key=len, reverse=True))})(?!\w)")
_LATER = re.compile(
    r"^ ?(?P<unit>روز|هفته|ماه|سال|rooz|ruz|hafte|mah)(?: ?ی)? ?"
    r"(?P<way>دیگه|دیگر|بعد|اینده|پیش|قبل|dige|bad|pish)(?!\w| ?از)"
)
_HOLIDAY = r"(?:عید(?: نوروز)?|نوروز|تعطیلات(?: عید| نوروز)?|(?:ماه )?(?:رمضان|رمضون|محرم)|سیزده ?بدر|اربعین)"
_VAGUE = re.compile(
    r"(?<!\w)(?:(?:هفته|ماه|سال)(?: ?ی)? ?(?:دیگه|دیگر|اینده|بعدی?|پیش|قبل|گذشته)"
    rf"|(?:اخر ?(?:های|ای|ا|ها)|اواخر|اوایل|اواسط|اول ?(?:های|ای|ا|ها)|نیمه(?: ی)?(?: اول| دوم)?|وسط ?(?:های|ای|ا|ها)?|"
    rf"میانه(?: ی|های)?|اخر|avakher|avayel|avaset|akhar(?:aye|e)?|vasat(?:aye|e)?) ?(?:این |همین |in )?"
    rf"(?:هفته|ماه|سال|تابستون|تابستان|پاییز|زمستون|زمستان|بهار|mah|hafte|{_MONTH_NAME})(?: ?ی)?"
    rf"(?: ماه)?(?: ?(?:دیگه|دیگر|اینده|بعدی?|dige|bad))?"
    r"|اول ?(?:این |همین )?(?:هفته|ماه|سال)(?: ?(?:دیگه|دیگر|اینده|بعد))?"
    r"|اخر هفته|همین روز ?ه?ا|این روز ?ه?ا|همین هفته|این هفته|همین ماه|این ماه"
    r"|(?:چند|چن) (?:روز|هفته|ماه|سال) (?:دیگه|دیگر|پیش|قبل)"
    rf"|پارسال|امسال|پیرارسال|{_MONTH_NAME} ماه(?: 1[34]\d\d)?|ماه {_MONTH_NAME}"
    rf"|{_MONTH_NAME} (?:1[34]\d\d|پارسال|امسال)"
    rf"|(?:دهه|هفته) ?(?:ی )?(?:اول|دوم|سوم|چهارم|اخر) ?(?:ی )?(?:{_MONTH_NAME}|(?:این )?ماه)(?: ماه)?"
    rf"|(?:بعد|قبل|پیش)(?: از)? {_HOLIDAY}|(?:شب|دم|نزدیک|نزدیکی|ایام) {_HOLIDAY}"
    r"|(?:hafte(?:ye)?|mahe?|sale?) (?:ayande|badi?|dige|dg|pish|ghabl))(?!\w)"
)
_QUANTITY = r" ?(?:متر|واحد|طبقه|نفر|تا(?!\w| ?1[34]\d\d| ?\d\d(?!\d))|تومن|تومان|ریال|میلی|هزار|بار|عدد)"
_YEAR = re.compile(
    rf"(?<!\w)(?:(?:سال|sal|سالهای|سنه) ?(?:های )?(?P<year>1[34]\d\d|\d\d)|(?:ساخت|احداث) (?P<built>[4-9]\d))"
    rf"(?!\d|{_QUANTITY}| ?سال| ?درصد|[./,-]\d)"
    rf"|(?<![\d/.-])(?P<bare>1[34]\d\d)(?!\d)(?![/.-]\d|{_QUANTITY})"
)
_IN_DAYS = ("روز", "فردا", "شب", "emr", "ems", "farda", "dir", "par")
_IN_WEEKDAYS = ("شنبه", "جمعه", "ادینه", "shanbe", "shambe", "jome")
_IN_VAGUE = (
    "هفته",
    "ماه",
    "سال",
    "روز",
    "عید",
    "تعطیلات",
    "رمض",
    "محرم",
    "سیزده",
    "اربعین",
    "تابست",
    "پاییز",
    "زمست",
    "بهار",
    "mah",
    "hafte",
    "sale",
)
_IN_COUNTED = (*_IN_VAGUE, "سنه", "sal", "rooz", "ruz")
_OR = re.compile(r" ?(?:یا|ya) ?")
_PLACED = ("this", "week", "next", "same", "past")
_YEAR_WORD = re.compile(r"(?<!\w)(?:سال|sal|سنه) ?(?:های )?$")


def find(doc: Doc) -> Iterator[Found]:
    now = today(doc.now)
    in_month = holds(doc.plain, MONTHS)
    yield from _numeric(doc, in_month=in_month)
    for number in doc.numbers if in_month or holds(doc.plain, _IN_COUNTED) else ():
        found = _month_day(doc, number, now) or _later(doc, number, now) or _year_in_words(doc, number)
        if found is not None:
            yield found
    if holds(doc.plain, _IN_DAYS):
        for match in _DAY.finditer(doc.plain):
            yield _dated(now + timedelta(days=DAYS[match.group()]), match.start(), match.end(), rank=56)
    if holds(doc.plain, _IN_WEEKDAYS):
        yield from _weekdays(doc, now)
    if doc.expecting == "date" and doc.numbers and (stands_alone(doc, doc.numbers[0]) or _day_named(doc)):
        yield from _slashed(doc, now)
        yield from _coming_day(doc.numbers[0], now)
    if in_month or holds(doc.plain, _IN_VAGUE):
        yield from _vague(doc)
    if doc.numbers:
        yield from _years(doc)


def _years(doc: Doc) -> Iterator[Found]:
    for match in _YEAR.finditer(doc.plain):
        named = match.group("year") or match.group("built")
        year = full_year(int(named or match.group("bare")))
        yield Found("year", year, match.start(), match.end(), rank=44 if named else 34)


def _vague(doc: Doc) -> Iterator[Found]:
    for match in _VAGUE.finditer(doc.plain):
        if doc.expecting == "date" or not match.group().startswith(_NOWADAYS):
            yield _as_said(doc, match.start(), match.end(), rank=55)


def _numeric(doc: Doc, *, in_month: bool) -> Iterator[Found]:
    if not doc.numbers:
        return
    for match in _NUMERIC.finditer(doc.plain) if holds(doc.plain, "/.-") else ():
        if match.group("day"):
            parts = match.group("day_year", "day_month", "day")
        elif match.group("year"):
            parts = match.group("year", "year_month", "year_day")
        else:
            parts = match.group("short", "short_month", "short_day")
        year, month, day = (int(part) for part in parts)
        value, sound = on(full_year(year), month, day)
        if sound:
            yield Found("date", value, match.start(), match.end(), rank=97 if year > 100 else 88)
        elif year > 100:
            yield Found("date", "-".join(parts), match.start(), match.end(), rank=93, fault=NO_SUCH_DAY)
    for match in _NAMED_MONTH.finditer(doc.plain) if in_month else ():
        name = match.group("y_month") or match.group("d_month")
        year, day = int(match.group("year") or match.group("d_year")), int(match.group("y_day") or match.group("day"))
        value, sound = on(year, MONTHS[name], day)
        yield Found("date", value, match.start(), match.end(), rank=97, fault=None if sound else NO_SUCH_DAY)
    if doc.expecting == "date" and (solid := re.fullmatch(r"(1[34]\d\d)(\d\d)(\d\d)", doc.plain)):
        value, sound = on(*(int(part) for part in solid.groups()))
        if sound:
            yield Found("date", value, 0, len(doc.plain), rank=97)


def _month_day(doc: Doc, number: Number, now: JalaliDate) -> Found | None:
    """«۲۰ مهر ۱۴۰۴», «بیستم همین ماه»."""
    if number.whole is None or not 1 <= number.value <= 31 or number.approximate:
        return None
    after = doc.plain[number.end : number.end + 36]
    day = int(number.value)
    if (match := _MONTH.match(after)) and not doc.plain[: number.start].endswith(_PARTS_OF_MONTH):
        value, sound = yearless(now, MONTHS[match.group("month")], day, said=match.group("year"))
        fault = None if sound else NO_SUCH_DAY
        return Found("date", value, number.start, number.end + match.end(), rank=84, fault=fault)
    match = _OF_MONTH.match(after)
    if match is not None and (
        number.ordinal or match.group("this") or match.group("first")
    ):  # «دو ماه پیش» is no day of a month
        month = moved(now, months=1 if match.group("next") else -1 if match.group("past") else 0)
        value, sound = on(month.year, month.month, day)
        return Found("date", value, number.start, number.end + match.end(), 84, None if sound else NO_SUCH_DAY)
    return None


def _day_named(doc: Doc) -> bool:
    """«روز بیست و پنجم»."""
    number = doc.numbers[0]
    return len(doc.numbers) == 1 and number.ordinal and doc.plain[: number.start].endswith(("روز ", "rooz ", "ruz "))


def _slashed(doc: Doc, now: JalaliDate) -> Iterator[Found]:
    """«۷/۲۵», when a day was asked for and only one of the two can be the month."""
    match = _MONTH_AND_DAY.search(doc.plain)
    if match is None:
        return
    first, second = int(match.group(1)), int(match.group(2))
    if first <= 12 < second <= 31 or second <= 12 < first <= 31:
        value, sound = yearless(now, min(first, second), max(first, second), said=None)
        yield Found("date", value, match.start(), match.end(), rank=90, fault=None if sound else NO_SUCH_DAY)


def _coming_day(number: Number, now: JalaliDate) -> Iterator[Found]:
    """«بیستم», when a day was asked for: the next one that there is."""
    if number.whole is not None and 1 <= number.value <= 31:
        month = now if number.value >= now.day else moved(now, months=1)
        value, sound = on(month.year, month.month, int(number.value))
        yield Found("date", value, number.start, number.end, rank=35, fault=None if sound else NO_SUCH_DAY)


def _later(doc: Doc, number: Number, now: JalaliDate) -> Found | None:
    """«سه روز دیگه» is a day; «دو سه روز دیگه» and «دو ماه دیگه» say no day."""
    match = _LATER.match(doc.plain[number.end : number.end + 20])
    first = doc.plain[number.start : number.end] == "اول"  # «اول هفته بعد» is a part of it, not one week from now
    if match is None or number.value > 400 or first:
        return None
    end = number.end + match.end()
    unit, way = match.group("unit", "way")
    another = number.value == 1 and unit == "روز" and way in {"دیگه", "دیگر"}  # «یه روز دیگه»: some other day
    if number.whole is None or number.approximate or another or unit in {"ماه", "سال", "mah"}:
        lead = (
            doc.plain[: number.start].rfind(" ", 0, max(0, number.start - 1)) + 1
            if number.approximate
            else number.start
        )
        return _as_said(doc, lead, end, rank=68)
    days = int(number.value) * (7 if unit in {"هفته", "hafte"} else 1)
    sign = -1 if way in {"پیش", "قبل", "pish"} else 1
    return _dated(now + timedelta(days=sign * days), number.start, end, rank=68)


def _year_in_words(doc: Doc, number: Number) -> Found | None:
    """«سال هشتاد و هشت»."""
    likely = number.whole is not None and (40 <= number.value < 100 or 1300 <= number.value < 1500)
    if (
        not likely
        or number.digits is not None
        or not _YEAR_WORD.search(doc.plain[max(0, number.start - 12) : number.start])
    ):
        return None
    return Found("year", full_year(int(number.value)), number.start, number.end, rank=44)


def _weekdays(doc: Doc, now: JalaliDate) -> Iterator[Found]:
    """«دوشنبه یا سه‌شنبهٔ هفتهٔ بعد»: both are of next week."""
    matches = list(_WEEKDAY.finditer(doc.plain))
    after_or = False  # does the next one say «next» for this one too?
    for at in range(len(matches) - 1, -1, -1):
        match = matches[at]
        yield _weekday(match, now, next_week=after_or and not any(map(match.group, _PLACED)))
        joined = at > 0 and _OR.fullmatch(doc.plain[matches[at - 1].end() : match.start()]) is not None
        after_or = joined and bool(match.group("next"))


def _weekday(match: re.Match[str], now: JalaliDate, *, next_week: bool = False) -> Found:
    name, place = WEEKDAYS[match.group("day")]
    gregorian: date = now.to_gregorian()
    since_saturday = (gregorian.weekday() - 5) % 7
    in_this_week = place - since_saturday
    if match.group("same"):
        days = in_this_week
    elif match.group("next") or match.group("week") or next_week:
        days = in_this_week + 7
    elif match.group("past"):
        days = in_this_week - 7 if "هفته" in match.group("past") or in_this_week >= 0 else in_this_week
    elif match.group("this"):
        days = in_this_week % 7
    else:
        return Found("weekday", name, match.start(), match.end(), rank=54)
    return _dated(now + timedelta(days=days), match.start(), match.end(), rank=57)


def _as_said(doc: Doc, start: int, end: int, *, rank: int) -> Found:
    since, to = doc.normal.raw_span(start, end)
    return Found("date_text", doc.normal.raw[since:to], start, end, rank)


def _dated(made: JalaliDate, start: int, end: int, *, rank: int) -> Found:
    return Found("date", iso(made), start, end, rank)
