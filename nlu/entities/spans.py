"""What a vague date («هفته دیگه», «اواخر مهر») leaves open, as the first and the last day it may mean. Finding the
words in a message is `dates`'."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from persiantools.jdatetime import JalaliDate

from nlu.entities.calendar_words import MONTHS
from nlu.entities.jalali import iso, moved, today
from nlu.text import normalise

Span = tuple[str, str]
"""Two Jalali days, `YYYY-MM-DD`, both included."""

_NEXT = r"(?:دیگه|دیگر|اینده|بعدی?|dige|dg|bad|badi|ayande)"
_MONTH_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_EARLY = r"(?:اوایل|اول ?(?:های|ای|ا|ها)?|دهه ?(?:ی )?اول|نیمه ?(?:ی )?اول|avayel)"
_MIDDLE = r"(?:اواسط|وسط ?(?:های|ای|ا|ها)?|میانه ?(?:ی|های)?|نیمه(?: ی)?|دهه ?(?:ی )?دوم|avaset|vasate?)"
_LATE = r"(?:اواخر|اخر ?(?:های|ای|ا|ها)?|دهه ?(?:ی )?(?:سوم|اخر)|نیمه ?(?:ی )?دوم|avakher|akhare?)"
_PART = rf"(?:(?P<early>{_EARLY})|(?P<late>{_LATE})|(?P<middle>{_MIDDLE}))? ?(?:این |همین |in )?"
_WEEK = re.compile(rf"{_PART}(?:هفته|hafte)(?:ye| ?ی)? ?(?P<next>{_NEXT})?$")
_MONTH = re.compile(
    rf"{_PART}(?:(?P<name>{_MONTH_NAME})(?: ماه)?(?: ?(?P<year>1[34]\d\d))?|(?:ماه|mah)(?:e| ?ی)? ?"
    rf"(?:(?P<named>{_MONTH_NAME})|(?P<next>{_NEXT}))?)$"
)
_SOON = re.compile(r"(?:چند|چن|دو سه|سه چهار|2 3|3 4|2 یا 3) روز (?:دیگه|دیگر|بعد)$")
_IN_WEEK = {"early": (0, 1), "middle": (2, 3), "late": (4, 5)}
_IN_MONTH = {"early": (1, 10), "middle": (11, 20), "late": (21, 31)}


def span_of(said: str, *, now: datetime) -> Span | None:
    """The days that the words may mean, from today on; None when they say none («یه روز دیگه») or are over."""
    plain = normalise(said).plain.strip()
    day = today(now)
    readings: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], JalaliDate], Span | None]], ...] = (
        (_WEEK, _week),
        (_MONTH, _month),
        (_SOON, lambda _, start: _days(start + timedelta(days=2), start + timedelta(days=7))),
    )
    for pattern, read in readings:
        if match := pattern.match(plain):
            return read(match, day)
    return None


def _week(match: re.Match[str], day: JalaliDate) -> Span | None:
    gregorian: date = day.to_gregorian()
    since_saturday = (gregorian.weekday() - 5) % 7
    part = _part(match)
    first, last = _IN_WEEK[part] if part else (0, 6)
    # «اول هفته» on a Tuesday is the next one's.
    later = 7 if match.group("next") or (part and last < since_saturday) else 0
    start = day + timedelta(days=later - since_saturday)
    return _days(max(day, start + timedelta(days=first)), start + timedelta(days=last))


def _month(match: re.Match[str], day: JalaliDate) -> Span | None:
    name = match.group("name") or match.group("named")
    if name:
        number = MONTHS[name]
        year = int(match.group("year") or (day.year if number >= day.month else day.year + 1))
        start = JalaliDate(year, number, 1)
    else:
        start = moved(day.replace(day=1), months=1 if match.group("next") else 0)
    part = _part(match)
    first, last = _IN_MONTH[part] if part else (1, 31)
    length = JalaliDate.days_in_month(start.month, start.year)
    return _days(max(day, start.replace(day=first)), start.replace(day=min(last, length)))


def _part(match: re.Match[str]) -> str | None:
    return next((name for name in ("early", "middle", "late") if match.group(name)), None)


def _days(first: JalaliDate, last: JalaliDate) -> Span | None:
    return (iso(first), iso(last)) if first <= last else None
