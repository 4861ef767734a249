"""Article 100: notice, defence, first vote, objection, each with its deadline. Days of the law are calendar days.
What a vote does to the file is in `votes.py`."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, insert, select, update

from integrations.reference.case import notices
from integrations.reference.case.asking import Answer, Ask
from integrations.reference.case.catalogue import load_catalogue, words
from integrations.reference.case.pages import AnyRow
from integrations.reference.case.tables import article100
from integrations.reference.problems import Refused
from integrations.reference.rules import files as file_rules
from integrations.reference.tables import files
from integrations.reference.written import jalali

STAGE = "art100"
NOTICED, VOTED, APPEALED, FINAL = "noticed", "voted", "appealed", "final"


def begin(tx: Connection, file: AnyRow, *, today: date) -> None:
    """The notice: from now on the owner may defend in writing. A file that comes again begins anew."""
    row = {"phase": NOTICED, "noticed_on": today, "defence": None, "vote": None, "fine_rial": None, "served_on": None}
    changed = tx.execute(update(article100).where(article100.c.file_id == file.id).values(**row))
    if not changed.rowcount:
        tx.execute(insert(article100).values(file_id=file.id, **row))
    until = defence_until(today)
    event = f"article100:{file.id}:noticed:{today}"
    notices.tell_holders(tx, file, "article100_noticed", event=event, today=today, until=until)


def record(tx: Connection, file: AnyRow) -> AnyRow | None:
    """The case of a file; made now for a file that came to us while it stood before the commission. None for a file
    that never did."""
    query = select(article100).where(article100.c.file_id == file.id)
    row = tx.execute(query).first()
    if row is None and file.stage == STAGE:
        tx.execute(insert(article100).values(file_id=file.id, phase=NOTICED, noticed_on=file.entered_on))
        row = tx.execute(query).first()
    return row


def lookup(ask: Ask, *, request_no: str) -> Answer:
    """The case of one's own file: where it stands, what was voted, every deadline. Refuses `not_found`, `not_now` for a
    file that is not before the commission."""
    file = file_rules.find(ask.tx, ask.national_id, request_no=request_no, today=ask.today)
    row = ask.tx.execute(select(article100).where(article100.c.file_id == file.id)).first()
    if row is None and file.stage != STAGE:
        raise Refused("not_now", stage=str(file.stage))
    return shown(str(file.request_no), row, noticed_on=file.entered_on, today=ask.today)


def defend(ask: Ask, *, request_no: str, text: str) -> Answer:
    """The owner's written answer, once, within its days. Refuses `not_found`, `not_now`, `too_late`, `already_open`."""
    file, row = _own(ask, request_no)
    if row.phase != NOTICED:
        raise Refused("not_now", stage=file.stage)
    if ask.today > defence_until(row.noticed_on):
        raise Refused("too_late")
    if row.defence is not None:
        raise Refused("already_open")
    ask.tx.execute(update(article100).where(article100.c.file_id == file.id).values(defence=text))
    return shown(file.request_no, record(ask.tx, file), noticed_on=row.noticed_on, today=ask.today)


def object_to(tx: Connection, file: AnyRow, *, today: date) -> None:
    """An objection to the first vote sends the case to the appeal commission. Refuses `not_now`, `too_late`."""
    row = record(tx, file)
    if row is None or row.phase != VOTED:
        raise Refused("not_now", stage=file.stage)
    if today > objection_until(row.served_on):
        raise Refused("too_late")
    tx.execute(update(article100).where(article100.c.file_id == file.id).values(phase=APPEALED))


def defence_until(noticed_on: date) -> date:
    return noticed_on + timedelta(days=load_catalogue()["article100"]["defence_days"])


def objection_until(served_on: date) -> date:
    return served_on + timedelta(days=load_catalogue()["article100"]["objection_days"])


def shown(request_no: str, row: AnyRow | None, *, noticed_on: object, today: date) -> dict[str, object]:
    first = row.noticed_on if row is not None else noticed_on if isinstance(noticed_on, date) else today
    phase = row.phase if row is not None else NOTICED
    defence = row.defence if row is not None else None
    vote = row.vote if row is not None else None
    served = row.served_on if row is not None else None
    may_defend = phase == NOTICED and defence is None and today <= defence_until(first)
    may_object = phase == VOTED and served is not None and today <= objection_until(served)
    todo = phase
    if phase == NOTICED and not may_defend:
        todo = "defence_over" if defence is None else "defended"
    elif phase == VOTED and not may_object:
        todo = "objection_over"
    commission = defence_until(first) + timedelta(days=load_catalogue()["article100"]["commission_days"])
    return {
        "request_no": request_no,
        "phase": phase,
        "phase_label": words("article100_phases")[phase],
        "next_step": words("article100_next")[phase],
        "citizen_todo": words("article100_todo")[todo],
        "noticed_on": jalali(first),
        "defence_until": jalali(defence_until(first)),
        "defended": defence is not None,
        "commission_until": jalali(commission) if phase == NOTICED else None,
        "vote": vote,
        "vote_label": words("votes")[vote] if vote else None,
        "fine_rial": row.fine_rial if row is not None else None,
        "served_on": jalali(served) if served else None,
        "objection_until": jalali(objection_until(served)) if served and phase == VOTED else None,
        "may_defend": may_defend,
        "may_object": may_object,
    }


def _own(ask: Ask, request_no: str) -> tuple[AnyRow, AnyRow]:
    found = file_rules.find(ask.tx, ask.national_id, request_no=request_no, today=ask.today)
    file = ask.tx.execute(select(files).where(files.c.id == found.id).with_for_update()).one()
    row = record(ask.tx, file)
    if row is None:
        raise Refused("not_now", stage=file.stage)
    return file, row
