"""Jalali dates, absolute and simply relative, weekdays and years. Vague ones are given back word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate

from nlu.entities.doc import Doc, Found
from nlu.entities.numbers import Number

TEHRAN = ZoneInfo("Asia/Tehran")
MONTHS = {
    "فروردین": 1, "فرودین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "امرداد": 5,
    "شهریور": 6, "مهر": 7, "ابان": 8,
    "اذر": 9, "دی": 10, "بهمن": 11, "اسفند": 12, "farvardin": 1, "ordibehesht": 2, "khordad": 3, "tir": 4, "mordad": 5,
    "shahrivar": 6, "mehr": 7, "aban": 8, "azar": 9, "dey": 10, "bahman": 11, "esfand": 12,
}  # fmt: skip
WEEKDAYS = {
    "شنبه": ("saturday", 5), "یکشنبه": ("sunday", 6), "یک شنبه": ("sunday", 6),
    "دوشنبه": ("monday", 0), "دو شنبه": ("monday", 0),
    "سه شنبه": ("tuesday", 1), "سشنبه": ("tuesday", 1), "چهارشنبه": ("wednesday", 2), "چهار شنبه": ("wednesday", 2),
    "چارشنبه": ("wednesday", 2), "پنجشنبه": ("thursday", 3), "پنج شنبه": ("thursday", 3), "پنشنبه": ("thursday", 3),
    "جمعه": ("friday", 4), "shanbe": ("saturday", 5), "yekshanbe": ("sunday", 6), "doshanbe": ("monday", 0),
    "seshanbe": ("tuesday", 1), "chaharshanbe": ("wednesday", 2), "panjshanbe": ("thursday", 3), "jome": ("friday", 4),
}  # fmt: skip
_DAYS = {
    "امروز": 0, "emrooz": 0, "emruz": 0, "فردا": 1, "farda": 1, "پس فردا": 2, "پسفردا": 2,
    "پس اون فردا": 3, "دیروز": -1, "پریروز": -2,
    "امشب": 0, "دیشب": -1,
}  # fmt: skip
_NUMERIC = re.compile(
    r"(?<![\d/.-])(1[34]\d\d)([/.-])(\d{1,2})\2(\d{1,2})(?![\d])(?![/.-]\d)"
    r"|(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\6(1[34]\d\d)(?![\d])(?![/.-]\d)"
)
_MONTH = re.compile(
    rf"^ ?(?:ام |م |ماه )?(?P<month>{'|'.join(MONTHS)})(?!\w)"
    r"(?: ?ماه)?(?: ?(?:سال)? ?(?P<year>1[34]\d\d|\d\d)(?!\d|[/.-]))?"
)
_WEEKDAY = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})(?!\w)")
_DAY = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_DAYS, key=len, reverse=True))})(?!\w)")
_NEXT_WEEK = re.compile(r"^ ?(?:ی )?(?:هفته ?(?:ی )?)?(?:دیگه|دیگر|اینده|بعد|بعدی)(?!\w)")
_LATER = re.compile(r"^ ?(?P<unit>روز|هفته)(?: ?ی)? ?(?P<way>دیگه|دیگر|بعد|اینده|پیش|قبل)(?!\w)")
_VAGUE = re.compile(
    r"(?<!\w)(?:(?:هفته|ماه|سال)(?: ?ی)? ?(?:دیگه|دیگر|اینده|بعد|بعدی|پیش|قبل|گذشته)"
    r"|(?:اخر|اول|اواخر|اوایل|اواسط) ?(?:این |همین )?"
    r"(?:هفته|ماه|سال)|اخر هفته|همین روزا|چند روز (?:دیگه|پیش)|پارسال|امسال)(?!\w)"
)
_YEAR = re.compile(
    r"(?<!\w)(?:سال|sal|سالهای|سنه) ?(?:های )?(?P<year>1[34]\d\d|\d\d)(?!\d| ?(?:متر|واحد|طبقه|سال))"
    r"|(?<![\d/.-])(?P<bare>1[34]\d\d)(?![\d])(?![/.-]\d| ?(?:متر|تومن|تومان|ریال))"
)


def find(doc: Doc) -> Iterator[Found]:
    today = JalaliDate(doc.now.astimezone(TEHRAN).date())
    yield from _numeric(doc)
    for number in doc.numbers:
        found = _month_day(doc, number, today) or _later(doc, number, today)
        if found is not None:
            yield found
    for match in _DAY.finditer(doc.plain):
        yield _dated(today + timedelta(days=_DAYS[match.group()]), match.start(), match.end(), rank=56)
    for match in _WEEKDAY.finditer(doc.plain):
        yield _weekday(doc, match, today)
    for match in _VAGUE.finditer(doc.plain):
        start, end = doc.normal.raw_span(match.start(), match.end())
        yield Found("date_text", doc.normal.raw[start:end], match.start(), match.end(), rank=50)
    for match in _YEAR.finditer(doc.plain):
        year = int(match.group("year") or match.group("bare"))
        yield Found("year", _full_year(year), match.start(), match.end(), rank=44 if match.group("year") else 34)


def _numeric(doc: Doc) -> Iterator[Found]:
    for match in _NUMERIC.finditer(doc.plain):
        parts = match.group(1, 3, 4) if match.group(1) else match.group(8, 7, 5)
        made = _date(int(parts[0]), int(parts[1]), int(parts[2]))
        if made is None:
            yield Found("date", "-".join(parts), match.start(), match.end(), rank=93, fault="no_such_day")
        else:
            yield _dated(made, match.start(), match.end(), rank=97)


def _month_day(doc: Doc, number: Number, today: JalaliDate) -> Found | None:
    match = _MONTH.match(doc.plain[number.end : number.end + 30])
    if match is None or number.whole is None or not 1 <= number.value <= 31:
        return None
    year = _full_year(int(match.group("year"))) if match.group("year") else today.year
    made = _date(year, MONTHS[match.group("month")], int(number.value))
    start = number.start
    weekday = re.search(rf"(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))}) ?،? ?$", doc.plain[:start])
    if weekday is not None:
        start = weekday.start()
    if made is None:
        return None
    return _dated(made, start, number.end + match.end(), rank=84)


def _later(doc: Doc, number: Number, today: JalaliDate) -> Found | None:
    match = _LATER.match(doc.plain[number.end : number.end + 20])
    if match is None or number.whole is None or number.value > 400:
        return None
    days = int(number.value) * (7 if match.group("unit") == "هفته" else 1)
    sign = -1 if match.group("way") in {"پیش", "قبل"} else 1
    return _dated(today + timedelta(days=sign * days), number.start, number.end + match.end(), rank=68)


def _weekday(doc: Doc, match: re.Match[str], today: JalaliDate) -> Found:
    name, number = WEEKDAYS[match.group()]
    later = _NEXT_WEEK.match(doc.plain[match.end() : match.end() + 14])
    if later is None:
        return Found("weekday", name, match.start(), match.end(), rank=54)
    now: date = today.to_gregorian()
    since_saturday = (now.weekday() - 5) % 7
    made = today + timedelta(days=7 - since_saturday + (number - 5) % 7)
    return _dated(made, match.start(), match.end() + later.end(), rank=57)


def _date(year: int, month: int, day: int) -> JalaliDate | None:
    return JalaliDate(year, month, day) if JalaliDate.check_date(year, month, day) else None


def _dated(made: JalaliDate, start: int, end: int, *, rank: int) -> Found:
    return Found("date", f"{made.year:04d}-{made.month:02d}-{made.day:02d}", start, end, rank)


def _full_year(year: int) -> int:
    if year >= 1300:
        return year
    return 1400 + year if year < 20 else 1300 + year
