"""What a new stage brings with it: debts are looked at before an issue; the certificate, the bill's notice and what the
citizen has to do come after a file has arrived."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, update

from integrations.reference.case import article100, certificates, debts, notices
from integrations.reference.case.catalogue import needs_of
from integrations.reference.case.pages import AnyRow
from integrations.reference.case.slots import first_day
from integrations.reference.case.tables import inspections
from integrations.reference.stages import load_stages
from integrations.reference.tables import files
from integrations.reference.workdays import load_calendar
from integrations.reference.written import jalali

OWN_WORDS = {
    "inspection_scheduled": "inspection_wanted",
    "rejected": "refused",
    "expired": "lapsed",
    "cancelled_by_citizen": "taken_back",
    "on_hold": "stopped",
}
"""Arrivals that are told in words of their own."""


def before(tx: Connection, file: AnyRow, to: str, *, today: date) -> None:
    """Refuses `debt` when the file may not be issued because levies of its property are overdue."""
    if to == "issued" and needs_of(file.type).debt_blocks:
        debts.refuse_overdue(tx, file, today=today)


def after(tx: Connection, file: AnyRow, step_id: int, *, today: date) -> None:
    if file.stage in load_stages().ends:
        # Nobody comes to a file that has ended.
        due = (inspections.c.file_id == file.id) & inspections.c.status.in_(("requested", "confirmed"))
        tx.execute(update(inspections).where(due).values(status="cancelled"))
    if file.stage == "art100":
        article100.begin(tx, file, today=today)
    if file.stage == "issued":
        tx.execute(update(files).where(files.c.id == file.id).values(issued_on=today))
        certificates.issue(tx, file, today=today)
        return
    stage = load_stages().of(file.type, file.stage)
    kind = OWN_WORDS.get(file.stage) or ("moved_waits" if stage.must_act else "moved")
    until = load_calendar().after(today, stage.days) if stage.must_act and stage.days else None
    notices.tell_holders(
        tx,
        file,
        kind,
        event=f"step:{step_id}",
        today=today,
        until=until,
        stage_label=stage.label,
        meaning=stage.meaning,
        todo=stage.todo,
        next=stage.next,
        first_day=jalali(first_day(today)),
    )
