"""Bank card numbers in a message. They have no business in a conversation: what holds one is cut before anything else
reads it."""

from __future__ import annotations

import re

CUT = "•••"
_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640]")
_CARD = re.compile(r"(?<!\d)\d{4}(?P<between>[ \-_./]{0,3})\d{4}(?P=between)\d{4}(?P=between)\d{4}(?!\d)")
_NUMBER = re.compile(r"(?<![A-Za-z])\d(?:[ \-_./]?\d){2,}")


def holds_card(text: str) -> bool:
    """Sixteen digits that begin as bank cards of the country do, or whose check digit is a card's."""
    folded = _UNSEEN.sub("", text).translate(_DIGITS)
    for match in _CARD.finditer(folded):
        digits = re.sub(r"\D", "", match.group())
        if digits[0] in "56" or (digits[0] != "0" and _luhn(digits)):
            return True
    return False


def without_numbers(text: str) -> str:
    """The text with every number of three digits and more cut out: beside a card stand its code, date and password."""
    folded = _UNSEEN.sub("", text).translate(_DIGITS)
    return _NUMBER.sub(CUT, folded)


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(digits)]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0
