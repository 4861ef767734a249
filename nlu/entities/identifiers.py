"""Check digits of Iranian identifiers, as pure functions. Finding them in a text is each recogniser's own work."""

from __future__ import annotations

import re


def national_id_sound(digits: str) -> bool:
    """Ten digits whose last one is right. All digits equal is nobody's number. Prefixes are not judged."""
    if not re.fullmatch(r"[0-9]{10}", digits) or len(set(digits)) == 1:
        return False
    rest = sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9])) % 11
    return int(digits[9]) == (rest if rest < 2 else 11 - rest)


def legal_id_sound(digits: str) -> bool:
    """The eleven digits of a company or office: the tenth, by two, moves every other one before it is weighed."""
    if not re.fullmatch(r"[0-9]{11}", digits) or len(set(digits)) == 1 or digits[3:9] == "000000":
        return False
    shift = int(digits[9]) + 2
    weights = (29, 27, 23, 19, 17) * 2
    rest = sum((int(digit) + shift) * weight for digit, weight in zip(digits, weights, strict=False)) % 11
    return int(digits[10]) == rest % 10


def postal_code_sound(digits: str) -> bool:
    """Ten digits in the shape the post gives out; there is no check digit."""
    return bool(re.fullmatch(r"[13-9]{4}[1346-9][013-9]{5}", digits))


def mobile_of(text: str) -> str | None:
    """A mobile number in any usual form as `09…`; None when it is not one."""
    match = re.fullmatch(r"(?:(?:\+?98|0098)0?|0)?(9\d{9})", re.sub(r"[\s()./_-]", "", text))
    return f"0{match.group(1)}" if match else None


def bill_id_sound(digits: str) -> bool:
    """A bill ID: at least six digits, the last of which checks the others."""
    stripped = digits.lstrip("0")
    return 6 <= len(stripped) <= 13 and _check_digit(stripped[:-1]) == int(stripped[-1])


def payment_id_sound(digits: str, *, bill_id: str) -> bool:
    """A payment ID for this bill ID: both of its check digits are right."""
    stripped = digits.lstrip("0")
    if not 6 <= len(stripped) <= 13:
        return False
    first = _check_digit(stripped[:-2]) == int(stripped[-2])
    second = _check_digit(bill_id.lstrip("0") + stripped[:-1]) == int(stripped[-1])
    return first and second


def payment_amount_rial(payment_id: str) -> int:
    """The amount a payment ID carries: all but its last five digits, in thousands of rial."""
    return int(payment_id[:-5] or 0) * 1000


def _check_digit(body: str) -> int:
    weights = (2 + at % 6 for at in range(len(body)))
    rest = sum(int(digit) * weight for digit, weight in zip(reversed(body), weights, strict=False)) % 11
    return 0 if rest < 2 else 11 - rest
