"""The numbers that case work gives to citizens: eight digits and more, one series a kind. Pure."""

from __future__ import annotations

SERIES = {
    "document": 21_000_000,
    "inspection": 22_000_000,
    "payment": 23_000_000,
    "plan": 24_000_000,
    "objection": 25_000_000,
    "certificate": 26_000_000,
    "ticket": 27_000_000,
    "notice": 28_000_000,
}
LARGEST_ID = 2**31 - 1


def written(kind: str, row_id: int) -> str:
    return str(SERIES[kind] + row_id)


def row_id(kind: str, number: str) -> int:
    """The row's id; 0, which no row has, for a number of another series."""
    found = int(number) - SERIES[kind] if number.isascii() and number.isdigit() else 0
    return found if 0 < found <= LARGEST_ID else 0
