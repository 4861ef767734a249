"""Votes of the Article 100 commissions and what a final one does: a fine becomes a bill, an acquittal lets the file go
on, a demolition ends it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select, update

from integrations.reference.case import article100, bills, notices, objections, steps
from integrations.reference.case.article100 import APPEALED, FINAL, NOTICED, VOTED
from integrations.reference.case.asking import Answer, Desk
from integrations.reference.case.catalogue import words
from integrations.reference.case.pages import AnyRow
from integrations.reference.case.tables import article100 as table
from integrations.reference.problems import Refused
from integrations.reference.tables import files


def record(desk: Desk, *, request_no: str, vote: str, fine_rial: int | None) -> Answer:
    """The first vote, served on the owner today; or the appeal commission's, which is final.

    Raises:
        Refused: `wrong_desk`, `not_found`, `not_now` before the owner has defended or the days for it are over,
            `amount_needed` for a fine without one.
    """
    if desk.role not in ("art100", "manager"):
        raise Refused("wrong_desk")
    file = desk.tx.execute(select(files).where(files.c.request_no == request_no).with_for_update()).first()
    row = article100.record(desk.tx, file) if file is not None else None
    if file is None or row is None:
        raise Refused("not_found")
    if file.stage != article100.STAGE:
        raise Refused("not_now", stage=file.stage)
    if vote == "fine" and not fine_rial:
        raise Refused("amount_needed")
    still_defends = (
        row.phase == NOTICED and row.defence is None and desk.today <= article100.defence_until(row.noticed_on)
    )
    if still_defends or row.phase not in (NOTICED, APPEALED):
        raise Refused("not_now", stage=file.stage)
    _write(desk.tx, file, vote=vote, fine_rial=fine_rial if vote == "fine" else None, served_on=desk.today)
    if row.phase == APPEALED:
        objections.close_votes(desk, file, words("votes")[vote])
        finish(desk.tx, file, today=desk.today)
    else:
        _serve(desk.tx, file, vote, today=desk.today)
    row = article100.record(desk.tx, file)
    return article100.shown(file.request_no, row, noticed_on=None, today=desk.today)


def finish(tx: Connection, file: AnyRow, *, today: date) -> None:
    """The vote is final: its effects."""
    row = tx.execute(select(table).where(table.c.file_id == file.id)).one()
    _write(tx, file, phase=FINAL)
    label = words("votes")[row.vote]
    event = f"article100:{file.id}:final:{row.noticed_on}"
    notices.tell_holders(tx, file, "article100_final", event=event, today=today, vote_label=label)
    if row.vote == "demolish":
        steps.move(tx, file, "rejected", by="vote", today=today, public_note=label)
    elif row.vote == "fine":
        bills.issue(tx, file, row.fine_rial, levy="art100", today=today)
        steps.onward(tx, file, by="vote", today=today, public_note=label)
    elif file.type == "art100":
        steps.move(tx, file, "delivered", by="vote", today=today, public_note=label)
    else:
        steps.onward(tx, file, by="vote", today=today, public_note=label)


def _serve(tx: Connection, file: AnyRow, vote: str, *, today: date) -> None:
    _write(tx, file, phase=VOTED)
    until = article100.objection_until(today)
    event = f"article100:{file.id}:voted:{today}"
    label = words("votes")[vote]
    notices.tell_holders(tx, file, "article100_voted", event=event, today=today, until=until, vote_label=label)


def _write(tx: Connection, file: AnyRow, **values: object) -> None:
    tx.execute(update(table).where(table.c.file_id == file.id).values(**values))
