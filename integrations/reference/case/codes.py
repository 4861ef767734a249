"""Bill and payment numbers with their check digits. Pure; strings, because leading zeros count."""

from __future__ import annotations

# The municipality's place in the national scheme; the sub-company of the demo is invented.
SERVICE = "6"
SUBCOMPANY = "999"
THOUSAND = 1_000


def check_digit(digits: str) -> str:
    """Weights 2 to 7, again and again from the right, modulo 11."""
    total = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(digits)))
    rest = total % 11
    return str(0 if rest < 2 else 11 - rest)


def bill_id(file_number: int) -> str:
    """13 digits for a number below 10**8."""
    body = f"{file_number:08d}{SUBCOMPANY}{SERVICE}"
    return body + check_digit(body)


def payment_id(amount_rial: int, bill: str, *, year: int, period: int) -> str:
    """The payment number of a bill. `amount_rial` is a multiple of 1,000; one digit of the year, two of the period."""
    body = f"{amount_rial // THOUSAND}{year % 10}{period:02d}"
    first = check_digit(body)
    return body + first + check_digit(bill + body + first)


def fits(bill: str, payment: str) -> bool:
    """All three check digits are right."""
    if not (bill.isdigit() and payment.isdigit() and len(bill) >= 6 and len(payment) >= 6):
        return False
    return (
        check_digit(bill[:-1]) == bill[-1]
        and check_digit(payment[:-2]) == payment[-2]
        and check_digit(bill + payment[:-1]) == payment[-1]
    )


def amount_of(payment: str) -> int:
    """Rial, as the payment number says it."""
    return int(payment[:-5]) * THOUSAND


def whole_thousands(amount_rial: int) -> int:
    """Cut to what a payment number can say."""
    return amount_rial // THOUSAND * THOUSAND
