"""Named checks of slot values. Each takes the canonical value and says whether it may stay. No texts, no I/O."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from dialogs.ports import Json

_MOST = {"plot": 200_000, "building": 500_000}
LARGE = "large"
"""The fault of a number that is more than there can be."""
_MOBILE = re.compile(r"09\d{9}\Z")


def _number(value: Json) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def _digits(value: Json) -> str:
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""


def positive_number(value: Json) -> bool:
    number = _number(value)
    return number is not None and 0 < number < 10_000_000


def area(value: Json) -> bool:
    """Square metres of land or of a building: nothing is built on less than a few."""
    return _metres(value, least=5)


def plot(value: Json) -> bool:
    """Square metres of land to build on: more is a district."""
    return _metres(value, least=15, most=_MOST["plot"])


def building(value: Json) -> bool:
    """Square metres of a whole building: the smallest shop has as many, and no building more than the largest."""
    return _metres(value, least=10, most=_MOST["building"])


def _metres(value: Json, *, least: float, most: float = 10_000_000) -> bool:
    number = _number(value)
    return number is not None and least <= number < most


def excess(check: str | None, value: Json) -> str | None:
    """Is this number unsound for being too large? Then that is what is wrong with it."""
    number = _number(value)
    return LARGE if check in _MOST and number is not None and number >= _MOST[check] else None


def district(value: Json) -> bool:
    number = _number(value)
    return number is not None and number.is_integer() and 1 <= number <= 15


def place(value: Json) -> bool:
    """A district by its number, or anything else that tells of a place: a point, a code, words."""
    if isinstance(value, dict) or property_code(value):
        return isinstance(value, dict) or not _digits(value).isdecimal()
    return district(value) or (isinstance(value, str) and any(letter.isalpha() for letter in value))


def mobile(value: Json) -> bool:
    return _MOBILE.match(_digits(value)) is not None


def national_id(value: Json) -> bool:
    """Ten digits whose last is the check digit (weighted sum modulo 11)."""
    digits = _digits(value)
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()) or len(set(digits)) == 1:
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return int(digits[9]) == (rest if rest < 2 else 11 - rest)


def request_no(value: Json) -> bool:
    digits = _digits(value)
    return digits.isascii() and digits.isdigit() and 4 <= len(digits) <= 12


def property_code(value: Json) -> bool:
    """A nosazi code (district, area, block, parcel, and up to three more), or the number of a request for the place."""
    return request_no(value) or re.fullmatch(r"[0-9]{1,5}(-[0-9]{1,5}){3,6}", str(value)) is not None


def bill_number(value: Json) -> bool:
    """A bill or payment ID. Its check digits are understanding's and the backend's to judge."""
    digits = _digits(value)
    return digits.isascii() and digits.isdigit() and 6 <= len(digits) <= 18


def instalments(value: Json) -> bool:
    number = _number(value)
    return number is not None and number.is_integer() and 2 <= number <= 36


def code(value: Json) -> bool:
    digits = _digits(value)
    return digits.isascii() and digits.isdigit() and len(digits) == 6


def word(value: Json) -> bool:
    """The name of one of many things, told before they are listed: whether it is among them is found out later."""
    return isinstance(value, str) and 0 < len(value) <= 60


def floors(value: Json) -> bool:
    number = _number(value)
    return number is not None and number.is_integer() and 1 <= number <= 60


def units(value: Json) -> bool:
    number = _number(value)
    return number is not None and number.is_integer() and 1 <= number <= 2_000


VALIDATORS: Mapping[str, Callable[[Json], bool]] = {
    "positive_number": positive_number,
    "area": area,
    "plot": plot,
    "building": building,
    "district": district,
    "place": place,
    "mobile": mobile,
    "national_id": national_id,
    "request_no": request_no,
    "property_code": property_code,
    "code": code,
    "bill_number": bill_number,
    "instalments": instalments,
    "floors": floors,
    "units": units,
    "word": word,
}
