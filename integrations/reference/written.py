"""Reads numbers, dates and names as people and registers write them: digits in three scripts, Jalali or Gregorian,
letters with several shapes. Pure; knows nothing of the database."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate

TEHRAN = ZoneInfo("Asia/Tehran")
DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ی"})
NOT_LETTERS = re.compile(r"[^0-9a-z\u0621-\u064a\u066e-\u06d3]+")
DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
# A date relative to the day of seeding keeps a demo city fresh: "+12", "-5".
RELATIVE = re.compile(r"([+-]\d{1,4})")


def ascii_digits(text: str) -> str:
    return text.translate(DIGITS)


def fold(text: str) -> str:
    """The same string for all spellings of a name: no spaces, half-spaces, signs, cases or letter shapes."""
    return NOT_LETTERS.sub("", ascii_digits(text).translate(LETTERS).lower())


def words(text: str) -> frozenset[str]:
    """The folded words of three letters and more."""
    parts = (fold(part) for part in re.split(r"[\s\u200c_\-،,]+", text))
    return frozenset(part for part in parts if len(part) >= 3)


def whole_number(value: object) -> int | None:
    """An integer from a number or from text that holds one («منطقه ۵»), None when there is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    found = re.search(r"\d+", ascii_digits(str(value)).replace(",", "").replace("٬", ""))
    return int(found.group()) if found else None


def day(value: object, *, today: date) -> date | None:
    """A date from text: Jalali or Gregorian by its year, or relative to today. None when it is not one."""
    text = ascii_digits(str(value)).strip()
    relative = RELATIVE.fullmatch(text)
    if relative:
        return today + timedelta(days=int(relative.group(1)))
    found = DATE.search(text)
    if not found:
        return None
    year, month, number = (int(part) for part in found.groups())
    try:
        return date(year, month, number) if year >= 1700 else from_jalali(year, month, number)
    except ValueError:
        return None


def from_jalali(year: int, month: int, number: int) -> date:
    """ValueError when there is no such day."""
    gregorian: date = JalaliDate(year, month, number).to_gregorian()
    return gregorian


@lru_cache(maxsize=50_000)  # a list of fifty images is fifty dates, and a city has few thousand days
def jalali(value: date) -> str:
    """`YYYY-MM-DD` Jalali."""
    converted = JalaliDate(value)
    return f"{converted.year:04d}-{converted.month:02d}-{converted.day:02d}"


def jalali_year(value: date) -> int:
    return int(jalali(value)[:4])


def local_day(moment: datetime) -> date:
    """The day in Isfahan at this moment."""
    return moment.astimezone(TEHRAN).date()


def valid_national_id(text: str) -> bool:
    """Ten digits with a right check digit, not all the same."""
    if not re.fullmatch(r"[0-9]{10}", text) or len(set(text)) == 1:
        return False
    rest = sum(int(digit) * (10 - place) for place, digit in enumerate(text[:9])) % 11
    return int(text[9]) == (rest if rest < 2 else 11 - rest)
