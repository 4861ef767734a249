"""Pages of long lists: a cursor is the last row's id, written so that nobody counts on what is in it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from integrations.reference.problems import Refused

LARGEST = 2**53


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Any]
    next_cursor: str | None


def page_of(rows: Sequence[Any], size: int) -> Page:
    """A page from up to `size` + 1 rows that have an `id`: the one too many only says that there are more."""
    if len(rows) <= size:
        return Page(rows, None)
    return Page(rows[:size], cursor_at(rows[size - 1].id))


def cursor_at(row_id: int) -> str:
    return base64.urlsafe_b64encode(f"after:{row_id}".encode()).decode().rstrip("=")


def after(cursor: str) -> int:
    """The id a cursor stands for.

    Raises:
        Refused: `not_found` when we did not write it.
    """
    try:
        word, _, number = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").partition(":")
        found = int(number)
    except (binascii.Error, ValueError):
        raise Refused("not_found") from None
    if word != "after" or not 0 <= found < LARGEST or cursor_at(found) != cursor:
        raise Refused("not_found")
    return found
