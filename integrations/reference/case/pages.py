"""Lists in pages: newest first, continued by a cursor. The cursor is the last row's id in base 36: opaque to callers,
harmless to guess because every page is filtered by its owner anyway."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, Connection, Row, Select

from integrations.reference.case.numbers import LARGEST_ID

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
AnyRow = Row[Any]


def page(
    tx: Connection,
    query: Select[Any],
    key: Column[int],
    *,
    cursor: str | None,
    limit: int,
    show: Callable[[AnyRow], dict[str, object]],
    newest_first: bool = True,
) -> dict[str, object]:
    """`items` and `next_cursor`, which is null on the last page. `key` must be an id column of the query."""
    if cursor is not None:
        last = min(int(cursor, 36), LARGEST_ID)
        query = query.where(key < last if newest_first else key > last)
    rows = tx.execute(
        query.add_columns(key.label("page_key")).order_by(key.desc() if newest_first else key).limit(limit + 1)
    ).all()
    more = len(rows) > limit
    last_id = rows[limit - 1].page_key if more else 0
    return {"items": [show(row) for row in rows[:limit]], "next_cursor": _base36(last_id) if more else None}


def cursor_after(row_id: int) -> str:
    """The cursor that continues after this row."""
    return _base36(row_id)


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
        if not number:
            return digits
