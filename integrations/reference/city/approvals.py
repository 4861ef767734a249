"""Approvals of commission 5, the plans and the council: found by their words, newest first, a page at a time."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Connection, Row, or_, select

from integrations.reference.city.paging import after, page_of
from integrations.reference.city.tables import plan_approvals
from integrations.reference.city.text_index import asked_words, matches
from integrations.reference.city.words import names
from integrations.reference.written import jalali

PAGE = 20
PER_DAY = 100_000


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
    query = select(plan_approvals).order_by(plan_approvals.c.id.desc()).limit(PAGE + 1)
    words = asked_words(text or "")
    if words:
        query = query.where(matches(connection, plan_approvals, words))
    elif text:
        return {"approvals": [], "next_cursor": None}  # signs only: no approval has no words
    if district is not None:
        query = query.where(plan_approvals.c.district == district)
    if body is not None:
        query = query.where(plan_approvals.c.body == body)
    if cursor is not None:
        query = query.where(plan_approvals.c.id < after(cursor))
    page = page_of(connection.execute(query).all(), PAGE)
    return {"approvals": [shown(row) for row in page.rows], "next_cursor": page.next_cursor}


def of_place(connection: Connection, *, zone_code: str | None, nosazi_code: str | None) -> list[dict[str, object]]:
    """The newest five about a parcel or its zone."""
    about: list[ColumnElement[bool]] = []
    if nosazi_code is not None:
        about.append(plan_approvals.c.nosazi_code == nosazi_code)
    if zone_code is not None:
        about.append(plan_approvals.c.zone_code == zone_code)
    query = select(plan_approvals).where(or_(*about)).order_by(plan_approvals.c.id.desc()).limit(5)
    return [shown(row) for row in connection.execute(query)] if about else []


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
