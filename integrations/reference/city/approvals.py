"""Approvals of commission 5, the plans and the council: found by their words, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, Row, Select, bindparam, literal_column, or_, select

from integrations.prepared import Prepared
from integrations.reference.city.paging import after, page_of
from integrations.reference.city.tables import of_zone, plan_approvals, plan_zones
from integrations.reference.city.text_index import asked_words, having, wanted
from integrations.reference.city.words import names
from integrations.reference.written import jalali

PAGE = 10
PER_DAY = 100_000
# What is told of one: not what it is found by, which is its words once more.
TOLD = select(*(column for column in plan_approvals.c if column is not plan_approvals.c.search_text))
# Null equals nothing.
OF_PLACE = Prepared(
    TOLD.where(
        or_(
            plan_approvals.c.zone_code == of_zone(plan_zones.c.code),
            plan_approvals.c.nosazi_code == bindparam("parcel"),
        )
    )
    .order_by(plan_approvals.c.id.desc())
    .limit(5)
)


@cache
def _search(*asked: str) -> Prepared:
    """The newest approvals by what is asked of them: a statement for each choice of `district`, `body`, `beyond` and
    `words`. One for all of them, with "or nothing was asked", is planned for the worst of them by PostgreSQL."""
    conditions = {
        "district": plan_approvals.c.district == bindparam("district"),
        "body": plan_approvals.c.body == bindparam("body"),
    }
    query = TOLD.where(*(conditions[name] for name in asked if name in conditions))

    def build(dialect: str) -> Select[Any]:
        found, key = having(dialect, query, plan_approvals) if "words" in asked else (query, plan_approvals.c.id)
        if "beyond" in asked:
            found = found.where(key < bindparam("beyond"))
        # Written out, not bound: a planner that knows how few are wanted reads from the newest on.
        return found.order_by(key.desc()).limit(literal_column(str(PAGE + 1), Integer))

    return Prepared(build, planned_anew="words" in asked)


def first_id(approved_on: date) -> int:
    """The lowest id of that day's approvals: later days have higher ids."""
    return approved_on.toordinal() * PER_DAY


def found(
    connection: Connection, *, text: str | None, district: int | None, body: str | None, cursor: str | None
) -> dict[str, object]:
    """Those with every word of the text; without one, all of them.

    Raises:
        Refused: `not_found` for a cursor that is not ours.
    """
    words = asked_words(text or "")
    if text and not words:
        return {"approvals": [], "next_cursor": None}  # signs only: no approval has no words
    given = {"district": district, "body": body, "beyond": None if cursor is None else after(cursor)}
    asked = {name: value for name, value in given.items() if value is not None}
    page = page_of(_with_words(connection, words, asked) if words else _search(*asked).rows(connection, **asked), PAGE)
    return {"approvals": [shown(row) for row in page.rows], "next_cursor": page.next_cursor}


def _with_words(connection: Connection, words: list[tuple[str, ...]], asked: Mapping[str, object]) -> list[Any]:
    """Words as they are written; only when no approval has them, longer words that begin with them."""
    dialect, search = connection.dialect.name, _search(*asked, "words")
    rows = search.rows(connection, **asked, words=wanted(dialect, words, begun=False))
    return rows or search.rows(connection, **asked, words=wanted(dialect, words, begun=True))


def of_place(connection: Connection, *, zone: int | None, nosazi_code: str) -> Callable[[], list[dict[str, object]]]:
    """The newest five about a parcel or its zone. Asked now, told when called."""
    found = OF_PLACE.ahead(connection, zone=zone, parcel=nosazi_code)
    return lambda: [shown(row) for row in found()]


def shown(row: Row[tuple[object, ...]]) -> dict[str, object]:
    return {
        "approval_no": row.approval_no,
        "body": row.body,
        "body_label": names("bodies").label(row.body),
        "title": row.title,
        "content": row.content,
        "district": row.district,
        "zone": row.zone_code,
        "nosazi_code": row.nosazi_code,
        "approved_on": jalali(row.approved_on),
    }
