"""Approvals of commission 5, the plans and the council: found by their words, newest first, a page at a time."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Connection, Row, bindparam, or_, select

from integrations.reference.city.paging import after, page_of
from integrations.reference.city.tables import plan_approvals
from integrations.reference.city.text_index import asked_words, having
from integrations.reference.city.words import names
from integrations.reference.written import jalali

PAGE = 10
PER_DAY = 100_000
# Built once: putting a statement together costs more than the database's answer. Null equals nothing.
OF_PLACE = (
    select(plan_approvals)
    .where(or_(plan_approvals.c.zone_code == bindparam("zone"), plan_approvals.c.nosazi_code == bindparam("parcel")))
    .order_by(plan_approvals.c.id.desc())
    .limit(5)
)


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
    beyond = None if cursor is None else after(cursor)
    narrow: list[ColumnElement[bool]] = []
    if district is not None:
        narrow.append(plan_approvals.c.district == district)
    if body is not None:
        narrow.append(plan_approvals.c.body == body)
    # Words as they are written; only when no approval has them, longer words that begin with them.
    for begun in (False, True):
        query = select(plan_approvals).where(*narrow)
        key: ColumnElement[int] = plan_approvals.c.id
        if words:
            query, key = having(connection, query, plan_approvals, words, begun=begun)
        if beyond is not None:
            query = query.where(key < beyond)
        rows = connection.execute(query.order_by(key.desc()).limit(PAGE + 1)).all()
        if rows or not words:
            break
    page = page_of(rows, PAGE)
    return {"approvals": [shown(row) for row in page.rows], "next_cursor": page.next_cursor}


def of_place(connection: Connection, *, zone_code: str | None, nosazi_code: str) -> list[dict[str, object]]:
    """The newest five about a parcel or its zone."""
    return [shown(row) for row in connection.execute(OF_PLACE, {"zone": zone_code, "parcel": nosazi_code})]


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
