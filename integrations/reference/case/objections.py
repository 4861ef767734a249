"""Objections: to a rejection, to calculated levies, to an Article 100 vote. One open objection of a kind for a file."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from integrations.reference.case import article100, bills, notices, numbers, steps
from integrations.reference.case.asking import Answer, Ask, Desk
from integrations.reference.case.catalogue import load_catalogue, words
from integrations.reference.case.machine import reopened_at
from integrations.reference.case.pages import AnyRow, page
from integrations.reference.case.tables import objections
from integrations.reference.problems import Refused
from integrations.reference.tables import files
from integrations.reference.workdays import load_calendar
from integrations.reference.written import jalali

# The stage in which there is something of this kind to object to.
STAGES = {"rejected": "rejected", "levies": "awaiting_payment", "vote": article100.STAGE}
ANSWER_DAYS = {"rejected": 10, "levies": 5, "vote": 30}


def file_one(ask: Ask, *, request_no: str, about: str, text: str) -> Answer:
    """Files an objection.

    Raises:
        Refused: `not_found`, `not_now` when there is nothing of this kind to object to, `too_late`, `already_open`.
    """
    file = steps.own_file(ask, request_no)
    if file.stage != STAGES[about]:
        raise Refused("not_now", stage=file.stage)
    if about == "vote":
        # Its own deadline and its own commission.
        article100.object_to(ask.tx, file, today=ask.today)
    elif reopened_at(steps.place_of(ask.tx, file)) is None:
        raise Refused("not_now", stage=file.stage)
    elif ask.today > file.entered_on + timedelta(days=load_catalogue()["objections"][about]):
        raise Refused("too_late")
    row = {"file_id": file.id, "national_id": ask.national_id, "about": about, "text": text, "status": "open"}
    row["filed_on"] = ask.today
    try:
        with ask.tx.begin_nested():
            new_id = ask.tx.execute(insert(objections).values(**row).returning(objections.c.id)).scalar_one()
    except IntegrityError:
        raise Refused("already_open") from None
    found = ask.tx.execute(select(objections).where(objections.c.id == new_id)).one()
    return _shown(found, file.request_no)


def mine(ask: Ask, *, cursor: str | None, limit: int) -> Answer:
    query = select(objections, files.c.request_no).select_from(objections.join(files))

    def show(row: AnyRow) -> dict[str, object]:
        return _shown(row, row.request_no)

    found = query.where(objections.c.national_id == ask.national_id)
    return page(ask.tx, found, objections.c.id, cursor=cursor, limit=limit, show=show)


def decide(desk: Desk, *, objection_no: str, decision: str, answer: str) -> Answer:
    """The manager's answer. An accepted one takes the file back to where it is looked at again; levies that were
    calculated are void then. A vote is answered by the appeal commission's vote instead."""
    if desk.role != "manager":
        raise Refused("wrong_desk")
    this = objections.c.id == numbers.row_id("objection", objection_no)
    row = desk.tx.execute(select(objections).where(this).with_for_update()).first()
    if row is None:
        raise Refused("not_found")
    file = steps.locked(desk.tx, row.file_id)
    if row.status != "open" or row.about == "vote" or file.stage != STAGES[row.about]:
        raise Refused("not_now", stage=file.stage)
    desk.tx.execute(update(objections).where(this).values(status=decision, answer=answer))
    event = f"objection:{row.id}"
    notices.tell_holders(desk.tx, file, f"objection_{decision}", event=event, today=desk.today, answer=answer)
    if decision == "accepted":
        _reopen(desk, file, answer)
    return _shown(desk.tx.execute(select(objections).where(this)).one(), file.request_no)


def close_votes(desk: Desk, file: AnyRow, answer: str) -> None:
    """The appeal commission has voted: the open objection to the first vote has its answer."""
    this = (objections.c.file_id == file.id) & (objections.c.about == "vote") & (objections.c.status == "open")
    desk.tx.execute(update(objections).where(this).values(status="accepted", answer=answer))


def _reopen(desk: Desk, file: AnyRow, answer: str) -> None:
    if file.stage == "awaiting_payment":
        bills.void(desk.tx, file.request_no)
    to = reopened_at(steps.place_of(desk.tx, file))
    if to is None:
        raise Refused("not_now", stage=file.stage)
    steps.move(desk.tx, file, to, by="objection", today=desk.today, public_note=answer)


def _shown(row: AnyRow, request_no: str) -> dict[str, object]:
    due: date = load_calendar().after(row.filed_on, ANSWER_DAYS[row.about])
    return {
        "objection_no": numbers.written("objection", row.id),
        "request_no": request_no,
        "about": row.about,
        "about_label": words("objection_kinds")[row.about],
        "status": row.status,
        "status_label": words("decision_statuses")[row.status],
        "filed_on": jalali(row.filed_on),
        "answer_by": jalali(due),
        "answer": row.answer,
    }
