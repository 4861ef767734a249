"""Reckoning in the Jalali calendar. Which words mean a date is `dates`' work."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate

TEHRAN = ZoneInfo("Asia/Tehran")
NO_SUCH_DAY = "no_such_day"
_FAR = 270  # days: a month and day farther off than this are of the neighbouring year
_YEARS_OFF = {"امسال": 0, "پارسال": -1, "سال قبل": -1, "سال گذشته": -1, "سال بعد": 1, "سال اینده": 1}


def today(now: datetime) -> JalaliDate:
    return _jalali(now.astimezone(TEHRAN).date())


@lru_cache(maxsize=8)
def _jalali(day: date) -> JalaliDate:
    """Remembered, since every message asks for the same day."""
    return JalaliDate(day)


def full_year(year: int) -> int:
    """A year of two digits is of this century up to 1419, else of the last."""
    if year >= 100:
        return year
    return 1400 + year if year < 20 else 1300 + year


def iso(day: JalaliDate) -> str:
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def on(year: int, month: int, day: int) -> tuple[str, bool]:
    """A date as `YYYY-MM-DD` and whether there is such a day. Years from 1900 on are Gregorian."""
    if year >= 1900:
        try:
            return iso(JalaliDate(date(year, month, day))), True
        except ValueError:
            return f"{year}-{month:02d}-{day:02d}", False
    return f"{year:04d}-{month:02d}-{day:02d}", JalaliDate.check_date(year, month, day)


def yearless(now: JalaliDate, month: int, day: int, *, said: str | None) -> tuple[str, bool]:
    """A day and month, in the year said; without one, in this year, or its neighbour when that lies much nearer."""
    if said is not None:
        year = full_year(int(said)) if said.isdecimal() else now.year + _YEARS_OFF[said]
        return on(year, month, day)
    value, sound = on(now.year, month, day)
    if not sound:
        return value, False
    ahead = (JalaliDate(now.year, month, day) - now).days
    near = now.year + (1 if ahead < -_FAR else -1 if ahead > _FAR else 0)
    return on(near, month, day)


def moved(day: JalaliDate, *, months: int) -> JalaliDate:
    """The first of the month so many months on."""
    count = day.year * 12 + day.month - 1 + months
    return JalaliDate(count // 12, count % 12 + 1, 1)


def later(day: str, days: int) -> str | None:
    """The day so many days after `YYYY-MM-DD`, or before; None where that is no day."""
    try:
        return iso(JalaliDate(*(int(part) for part in day.split("-"))) + timedelta(days=days))
    except (TypeError, ValueError, OverflowError):
        return None
