"""How one value reads in Persian: numbers, money, dates, codes. Whole texts are put together in `texts`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from persiantools.jdatetime import JalaliDate

from dialogs.ports import Json
from nlu.entities.kinds import CHANGES
from nlu.text import isolate, persian_digits

KINDS = (
    *("text", "prose", "number", "money", "toman", "code", "date", "clock", "weekday"),
    *("mobile", "bytes", "label", "list", "link"),
)

_BIDI_CONTROLS = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9۰-۹٠-٩]")
_LATIN = re.compile(r"[A-Za-z]")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})\Z")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_DAY_WITHIN = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_WEEKDAYS = ("شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه")
_LINK = re.compile(r"https?://[^\s<>\"]{1,500}\Z")
_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip


def number(value: Json) -> str:
    """`12345.5` as ۱۲٬۳۴۵٫۵. What is no number is shown as text."""
    amount = _amount(value)
    if amount is None:
        return text(value)
    whole = f"{amount:,.2f}".rstrip("0").rstrip(".") if isinstance(amount, float) else f"{amount:,}"
    return persian_digits(whole.replace(",", "٬").replace(".", "٫"))


def money(value: Json) -> str:
    """Rial in, both units out, so that nobody is wrong by a factor of ten."""
    return f"{toman(value)} ({number(value)} ریال)"


def toman(value: Json) -> str:
    amount = _amount(value)
    if amount is None:
        return text(value)
    tenth = amount / 10
    return f"{number(int(tenth) if tenth.is_integer() else tenth)} تومان"


def code(value: Json) -> str:
    """Left to right whatever it holds: an identifier with dashes must not be read from its end. One with Latin letters
    keeps its Latin digits."""
    shown = plain(value)
    return _left_to_right(shown if _LATIN.search(shown) else persian_digits(shown))


def date(value: Json) -> str:
    """`1404-07-20` as یکشنبه ۲۰ مهر ۱۴۰۴."""
    found = _DATE.match(value) if isinstance(value, str) else None
    if not found:
        return text(value)
    year, month, day = (int(part) for part in found.groups())
    try:
        weekday = _WEEKDAYS[JalaliDate(year, month, day).weekday()]
    except ValueError:
        return text(value)
    return persian_digits(f"{weekday} {day} {_MONTHS[month - 1]} {year}")


def clock(value: Json) -> str:
    """`08:00` as ۸, `08:30` as ۸:۳۰."""
    found = _CLOCK.match(value) if isinstance(value, str) else None
    if not found:
        return text(value)
    hour, minute = int(found[1]), found[2]
    return persian_digits(str(hour)) if minute == "00" else _left_to_right(persian_digits(f"{hour}:{minute}"))


def weekday(value: Json) -> str:
    """The day's name; 0 is Saturday."""
    known = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < len(_WEEKDAYS)
    return _WEEKDAYS[value] if known and isinstance(value, int) else text(value)


def mobile(value: Json) -> str:
    """Enough to recognise one's own, too little for anybody else."""
    digits = plain(value)
    masked = digits if "*" in digits else f"{digits[:4]}***{digits[-4:]}"
    return _left_to_right(persian_digits(masked))


def link(value: Json) -> str:
    """An address as it is: it stands alone on its line, where no bidi mark is needed that a messenger would take for
    its end. What is no web address is not shown."""
    address = plain(value)
    return address if _LINK.match(address) else ""


def size(value: Json) -> str:
    """Bytes as people say them: ۳۵۰ کیلوبایت, ۱٫۲ مگابایت."""
    amount = _amount(value)
    if amount is None:
        return text(value)
    if amount < 1_000_000:
        return f"{number(max(1, round(amount / 1_000)))} کیلوبایت"
    return f"{number(round(amount / 1_000_000, 1))} مگابایت"


def text(value: Json) -> str:
    """As it is, without bidi controls from outside; isolated when it could turn a line round."""
    shown = plain(value)
    if not _LATIN.search(shown):
        shown = persian_digits(shown)
    return isolate(shown) if _LATIN_OR_DIGIT.search(shown) else shown


def prose(value: Json) -> str:
    """Sentences of the municipality: dates in words, numbers in Persian digits and thousands."""
    shown = _DAY_WITHIN.sub(lambda found: date(found.group()), plain(value))
    shown = persian_digits(_THOUSANDS.sub("٬", shown))
    return isolate(shown) if _LATIN.search(shown) else shown


def _left_to_right(value: str) -> str:
    return f"\u2066{value}\u2069"


def plain(value: Json) -> str:
    if isinstance(value, bool):
        return "بله" if value else "نه"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).translate(_BIDI_CONTROLS)


SHOW: Mapping[str, Callable[[Json], str]] = {
    "text": text,
    "prose": prose,
    "number": number,
    "money": money,
    "toman": toman,
    "code": code,
    "date": date,
    "clock": clock,
    "weekday": weekday,
    "mobile": mobile,
    "link": link,
    "bytes": size,
}

_KIND_OF_ENTITY: Mapping[str, str] = {
    **dict.fromkeys(
        ("request_no", "file_no", "tracking_no", "nosazi_code", "postal_code", "bill_id", "payment_id", "permit_no"),
        "code",
    ),
    **dict.fromkeys(("amount_rial", "regional_price_rial"), "money"),
    **dict.fromkeys(("district", "floors", "floor", "units", "units_per_floor", "frontage_m", "instalments"), "number"),
    **dict.fromkeys(("land_area_m2", "building_area_m2", "floor_area_m2", "unit_area_m2", "excess_area_m2"), "number"),
    **dict.fromkeys(("shop_area_m2", "homes_area_m2", "shop_floors"), "number"),
    **dict.fromkeys(CHANGES, "number"),
    "national_id": "code",
    "date": "date",
    "mobile": "mobile",
}


def kind_of(entity: str) -> str:
    """How a value of this entity is shown when no text says so (corrections)."""
    return _KIND_OF_ENTITY.get(entity, "text")


def _amount(value: Json) -> int | float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, int):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?\d+", value, re.ASCII):
        return int(value)
    return None
