"""The clock of the demo: does what the municipality's desks would have done by now, and what deadlines do themselves.
A file takes at most one step a call, and none on the day it entered its stage: twice on one day is once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, and_, or_, select, update

from integrations.reference.case import (
    appointments,
    article100,
    desk,
    inspections,
    machine,
    notices,
    numbers,
    slots,
    steps,
    votes,
)
from integrations.reference.case.asking import Answer, Desk
from integrations.reference.case.bills import void
from integrations.reference.case.catalogue import needs_of
from integrations.reference.case.pages import AnyRow
from integrations.reference.case.tables import bill_details, certificates
from integrations.reference.labels import vocabulary
from integrations.reference.problems import Refused
from integrations.reference.stages import load_stages
from integrations.reference.tables import bills, files
from integrations.reference.workdays import load_calendar
from integrations.reference.written import jalali

CLOCK_NAME = "clock"
# How long before its end a certificate's holder is told.
WARNING_DAYS = 14


def advance(asked: Desk, *, limit: int) -> Answer:
    """Looks at the files that have waited longest, `limit` of them. Gives how many were moved and what became due."""
    if asked.role != "manager":
        raise Refused("wrong_desk")
    moved = sum(_file(asked, file_id) for file_id in _oldest(asked, limit))
    return {
        "day": jalali(asked.today),
        "moved": moved,
        "overdue_bills": _bills(asked.tx, asked.today),
        "ended_certificates": _certificates(asked.tx, asked.today),
    }


def _oldest(asked: Desk, limit: int) -> list[int]:
    ends = sorted(load_stages().ends)
    query = select(files.c.id).where(files.c.stage.not_in(ends), files.c.entered_on < asked.today)
    return list(asked.tx.execute(query.order_by(files.c.entered_on, files.c.id).limit(limit)).scalars())


def _file(asked: Desk, file_id: int) -> bool:
    file = steps.locked(asked.tx, file_id)
    waited = load_calendar().passed(file.entered_on, asked.today)
    rule = STAGES.get(file.stage, _by_its_desk)
    try:
        with asked.tx.begin_nested():
            return rule(asked, file, waited)
    except Refused as refused:
        if refused.code == "debt":
            amount = f"{int(refused.data['debt_rial']):,}"
            event = f"debt:{file.id}:{amount}"
            notices.tell_holders(asked.tx, file, "debt_blocks", event=event, today=asked.today, amount=amount)
        return False


def _by_its_desk(asked: Desk, file: AnyRow, waited: int) -> bool:
    """The desk has had its usual days: it takes the file on."""
    stage = load_stages().of(file.type, file.stage)
    if not stage.days or waited < stage.days or stage.desk in ("citizen", "none"):
        return False
    as_desk = Desk(asked.tx, asked.now, CLOCK_NAME, stage.desk)
    to = machine.onward_of(steps.place_of(asked.tx, file))
    if to is None:
        return False
    moved = steps.move(asked.tx, file, to, by=stage.desk, today=asked.today)
    if to == "awaiting_payment":
        desk.charge(as_desk, moved, needs_of(file.type).demo_levy_rial)
    return True


def _inspection(asked: Desk, file: AnyRow, waited: int) -> bool:
    """An inspection whose day has come is made; who picks no day gets the first one that is free."""
    row = appointments.active(asked.tx, file.id)
    if row is None:
        return waited >= load_stages().of(file.type, file.stage).days and _pick(asked, file)
    inspector = Desk(asked.tx, asked.now, CLOCK_NAME, "inspector")
    number = numbers.written("inspection", row.id)
    if row.day <= asked.today:
        inspections.report(inspector, inspection_no=number, result="seen", text=CLOCK_NAME)
        return True
    if row.status == "requested":
        inspections.decide(inspector, inspection_no=number, day=None, slot=None)
    return False


def _pick(asked: Desk, file: AnyRow) -> bool:
    for day in slots.days(asked.today):
        for slot in slots.slots():
            try:
                row = inspections.place(asked.tx, file, day, slot)
            except Refused:
                continue
            number = numbers.written("inspection", row.id)
            inspector = Desk(asked.tx, asked.now, CLOCK_NAME, "inspector")
            inspections.decide(inspector, inspection_no=number, day=None, slot=None)
            return False
    return False


def _expiring(asked: Desk, file: AnyRow, waited: int) -> bool:
    """A request that waits for its citizen too long loses its validity; a fine goes back to the commission."""
    rules = machine.load_machine()
    fine = file.type == article100.STAGE and file.stage == "awaiting_payment"
    if waited < (rules["fine_days"] if fine else rules["expires"][file.stage]):
        return False
    if fine:
        # The commission decides anew: the bill of the old vote is void.
        void(asked.tx, file.request_no)
    steps.move(asked.tx, file, article100.STAGE if fine else "expired", by=machine.CLOCK, today=asked.today)
    return True


def _article100(asked: Desk, file: AnyRow, waited: int) -> bool:  # noqa: ARG001
    """A vote nobody objected to in time is final. Votes themselves are people's."""
    row = article100.record(asked.tx, file)
    if row is None or row.phase != article100.VOTED or asked.today <= article100.objection_until(row.served_on):
        return False
    votes.finish(asked.tx, file, today=asked.today)
    return True


def _never(asked: Desk, file: AnyRow, waited: int) -> bool:  # noqa: ARG001
    return False


STAGES = {
    "inspection_scheduled": _inspection,
    "draft": _expiring,
    "docs_defect": _expiring,
    "awaiting_payment": _expiring,
    "art100": _article100,
    "on_hold": _never,
    "violation_review": _never,
    "commission5": _never,
}


def _bills(tx: Connection, today: date) -> int:
    query = select(bills).join(bill_details, bill_details.c.bill_id == bills.c.bill_id)
    late = tx.execute(query.where(bills.c.status == "unpaid", bill_details.c.due_on < today)).all()
    for row in late:
        tx.execute(update(bills).where(bills.c.bill_id == row.bill_id).values(status="overdue"))
        words: dict[str, Any] = {"levy_label": vocabulary("levies").label(row.levy), "amount": f"{row.amount_rial:,}"}
        event = f"overdue:{row.bill_id}"
        notices.tell(tx, row.owner, "bill_overdue", event=event, today=today, bill_id=row.bill_id, **words)
    return len(late)


def _certificates(tx: Connection, today: date) -> int:
    """Tells the holders of certificates that end soon or have ended, each once; how many have ended."""
    soon = today + timedelta(days=WARNING_DAYS)
    table = certificates
    untold = or_(table.c.told == "", and_(table.c.told == "expiring", table.c.valid_until < today))
    query = select(files, table.c.id.label("certificate"), table.c.valid_until).join(table)
    ended = 0
    for row in tx.execute(query.where(table.c.valid_until <= soon, untold)).all():
        state = "expired" if row.valid_until < today else "expiring"
        ended += state == "expired"
        tx.execute(update(table).where(table.c.id == row.certificate).values(told=state))
        number = numbers.written("certificate", row.certificate)
        until = row.valid_until
        event = f"certificate:{number}:{state}"
        notices.tell_holders(
            tx, row, f"certificate_{state}", event=event, today=today, until=until, certificate_no=number
        )
    return ended
