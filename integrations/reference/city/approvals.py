"""Approvals of commission 5, the plans and the council: found by their words, newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, Row, Select, Subquery, bindparam, literal_column, or_, select

from integrations.prepared import Prepared
from integrations.reference.city.paging import after, page_of
from integrations.reference.city.tables import of_zone, plan_approvals, plan_zones
from integrations.reference.city.text_index import asked_words, having, wanted
from integrations.reference.city.words import names
from integrations.reference.written import jalali

PAGE = 10
PER_DAY = 100_000
NEWEST = 400
# What is told of one: not what it is found by, which is its words once more.
TOLD = tuple(column.key for column in plan_approvals.c if column is not plan_approvals.c.search_text)
# Null equals nothing.
OF_PLACE = Prepared(
    select(*(plan_approvals.c[name] for name in TOLD))
    .where(
        or_(
            plan_approvals.c.zone_code == of_zone(plan_zones.c.code),
            plan_approvals.c.nosazi_code == bindparam("parcel"),
        )
    )
    .order_by(plan_approvals.c.id.desc())
    .limit(5)
)


@cache
def _search(*asked: str, among_newest: bool = False) -> Prepared:
    """The newest approvals by what is asked of them: a statement for each choice of `district`, `body`, `beyond` and
    `words`. One for all of them, with "or nothing was asked", is planned for the worst of them by PostgreSQL.

    `among_newest`: of the 400 newest alone (those before `beyond`). There is one way to read these, whatever the words
    are, so the plan is kept.
    """
    source = _newest(*asked) if among_newest else plan_approvals
    query = select(*(source.c[name] for name in TOLD))
    for name in ("district", "body"):
        if name in asked:
            query = query.where(source.c[name] == bindparam(name))

    def build(dialect: str) -> Select[Any]:
        found, key = having(dialect, query, source) if "words" in asked else (query, source.c.id)
        if "beyond" in asked and not among_newest:
            found = found.where(key < bindparam("beyond"))
        # Written out, not bound: a planner that knows how few are wanted reads from the newest on.
        return found.order_by(key.desc()).limit(literal_column(str(PAGE + 1), Integer))

    return Prepared(build, planned_anew="words" in asked and not among_newest)


def _newest(*asked: str) -> Subquery:
    query = select(plan_approvals, literal_column("plan_approvals.words").label("words"))
    if "beyond" in asked:
        query = query.where(plan_approvals.c.id < bindparam("beyond"))
    return query.order_by(plan_approvals.c.id.desc()).limit(literal_column(str(NEWEST), Integer)).subquery("newest")


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
    asked: dict[str, object] = {name: value for name, value in given.items() if value is not None}
    page = page_of(_with_words(connection, words, asked) if words else _search(*asked).rows(connection, **asked), PAGE)
    return {"approvals": [shown(row) for row in page.rows], "next_cursor": page.next_cursor}


def _with_words(connection: Connection, words: list[tuple[str, ...]], asked: dict[str, object]) -> list[Any]:
    """Words as they are written; only when no approval has them, longer words that begin with them."""
    dialect = connection.dialect.name
    rows = _having(connection, asked | {"words": wanted(dialect, words, begun=False)})
    return rows or _having(connection, asked | {"words": wanted(dialect, words, begun=True)})


def _having(connection: Connection, asked: dict[str, object]) -> list[Any]:
    """PostgreSQL's index of words has no order: for words that many approvals have it reads all of them to find the
    newest. Enough of those are among the newest of all, which is looked at first; for rarer words it costs little."""
    if connection.dialect.name == "postgresql":
        rows = _search(*asked, among_newest=True).rows(connection, **asked)
        if len(rows) > PAGE:
            return rows
    return _search(*asked).rows(connection, **asked)


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
