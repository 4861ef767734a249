"""Tickets of the 137 line: a report or a complaint with its place, seen only by who opened it."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from integrations.reference.case import notices, numbers
from integrations.reference.case.asking import Answer, Ask, Desk
from integrations.reference.case.catalogue import load_catalogue, words
from integrations.reference.case.pages import AnyRow, page
from integrations.reference.case.tables import tickets
from integrations.reference.problems import Refused
from integrations.reference.tables import citizens
from integrations.reference.workdays import load_calendar
from integrations.reference.written import jalali

ENDED = ("done", "refused")


def open_one(ask: Ask, *, kind: str, text: str, place: str, district: int | None) -> Answer:
    row: dict[str, object] = {
        "mobile": ask.mobile,
        "kind": kind,
        "text": text,
        "place": place,
        "district": district,
        "status": "open",
    }
    row |= {"opened_on": ask.today, "entered_on": ask.today}
    new_id = ask.tx.execute(insert(tickets).values(**row).returning(tickets.c.id)).scalar_one()
    return _shown(ask.tx.execute(select(tickets).where(tickets.c.id == new_id)).one())


def status(ask: Ask, *, ticket_no: str) -> Answer:
    this = tickets.c.id == numbers.row_id("ticket", ticket_no)
    row = ask.tx.execute(select(tickets).where(this, tickets.c.mobile == ask.mobile)).first()
    if row is None:
        raise Refused("not_found")
    return _shown(row)


def mine(ask: Ask, *, cursor: str | None, limit: int) -> Answer:
    query = select(tickets).where(tickets.c.mobile == ask.mobile)
    return page(ask.tx, query, tickets.c.id, cursor=cursor, limit=limit, show=_shown)


def answer(desk: Desk, *, ticket_no: str, status: str, answer: str) -> Answer:
    """`sent` to whoever mends it, `done`, or `refused` with the reason as its answer. Nothing follows an end."""
    this = tickets.c.id == numbers.row_id("ticket", ticket_no)
    row = desk.tx.execute(select(tickets).where(this).with_for_update()).first()
    if row is None:
        raise Refused("not_found")
    if row.status in ENDED:
        raise Refused("not_now")
    values = {"status": status, "answer": answer, "entered_on": desk.today}
    desk.tx.execute(update(tickets).where(this).values(**values))
    found = _shown(desk.tx.execute(select(tickets).where(this)).one())
    # A ticket belongs to a mobile; who is no known citizen asks for the answer by its number.
    known = select(citizens.c.national_id).where(citizens.c.mobile == row.mobile)
    for national_id in desk.tx.execute(known).scalars().all():
        notices.tell(
            desk.tx,
            national_id,
            "ticket_answered",
            event=f"ticket:{row.id}:{status}",
            today=desk.today,
            ticket_no=ticket_no,
            status_label=found["status_label"],
            answer=answer,
        )
    return found


def _shown(row: AnyRow) -> dict[str, object]:
    days = load_catalogue()["tickets"]["days"][row.kind]
    return {
        "ticket_no": numbers.written("ticket", row.id),
        "kind": row.kind,
        "kind_label": words("ticket_kinds")[row.kind],
        "text": row.text,
        "place": row.place,
        "district": row.district,
        "status": row.status,
        "status_label": words("ticket_statuses")[row.status],
        "opened_on": jalali(row.opened_on),
        "due_on": jalali(load_calendar().after(row.opened_on, days)),
        "answer": row.answer,
    }
