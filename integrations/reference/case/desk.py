"""The municipality's side of a file: what waits for a desk, the whole file with its private notes, its next step."""

from __future__ import annotations

from sqlalchemy import select

from integrations.reference.case import bills, codes, documents, machine, steps
from integrations.reference.case.asking import Answer, Desk
from integrations.reference.case.numbers import written
from integrations.reference.case.pages import AnyRow, page
from integrations.reference.case.tables import inspections, instalment_plans, objections
from integrations.reference.case.tables import steps as step_table
from integrations.reference.problems import Refused
from integrations.reference.stages import load_stages
from integrations.reference.tables import bills as bill_table
from integrations.reference.tables import files
from integrations.reference.written import ascii_digits, jalali


def waiting(desk: Desk, *, cursor: str | None, limit: int) -> Answer:
    """The files in the stages of this desk, the oldest first; all open files for the manager."""
    stages = load_stages()
    sample = next(iter(stages.types.values())).stages
    mine = [code for code, stage in sample.items() if _belongs(stage.desk, code, desk.role)]
    query = select(files).where(files.c.stage.in_(mine))
    return page(desk.tx, query, files.c.id, cursor=cursor, limit=limit, show=_summary, newest_first=False)


def whole_file(desk: Desk, *, request_no: str) -> Answer:
    """One file with everything the municipality knows of it, and the moves this desk may make."""
    file = find(desk, request_no)
    place = steps.place_of(desk.tx, file)
    rows = desk.tx.execute(select(step_table).where(step_table.c.file_id == file.id).order_by(step_table.c.id)).all()
    due = desk.tx.execute(select(bill_table).where(bill_table.c.request_no == file.request_no)).all()
    return {
        **_summary(file),
        "note": file.note,
        "self_declared": place.self_declared,
        "moves": sorted(to for to, movers in machine.moves(place).items() if desk.role in movers),
        "documents": documents.listed(desk.tx, file),
        "steps": [_step(place.type, row) for row in rows],
        "bills": [{"bill_id": row.bill_id, "amount_rial": row.amount_rial, "status": row.status} for row in due],
        "open": _open_matters(desk, file),
    }


def move(
    desk: Desk,
    *,
    request_no: str,
    to: str,
    public_note: str | None,
    private_note: str | None,
    amount_rial: int | None,
) -> Answer:
    """Takes a file one step. To wait for payment its levies must be named: the bill is issued with the step.

    Raises:
        Refused: `not_found`, `illegal_step`, `wrong_desk`, `amount_needed`, `debt`.
    """
    file = find(desk, request_no)
    file = steps.locked(desk.tx, file.id)
    if to == "awaiting_payment" and amount_rial is None:
        raise Refused("amount_needed")
    moved = steps.move(
        desk.tx, file, to, by=desk.role, today=desk.today, public_note=public_note, private_note=private_note
    )
    if to == "awaiting_payment":
        moved = charge(desk, moved, amount_rial or 0)
    return _summary(moved)


def charge(desk: Desk, file: AnyRow, amount_rial: int) -> AnyRow:
    """The bill of a file that has come to wait for payment. Nothing to pay sends it on at once."""
    if amount_rial >= codes.THOUSAND:
        bills.issue(desk.tx, file, amount_rial, levy=bills.levy_of(file.type), today=desk.today)
        return file
    if bills.settled(desk.tx, file.request_no):
        return steps.onward(desk.tx, file, by="payment", today=desk.today)
    return file


def find(desk: Desk, request_no: str) -> AnyRow:
    row = desk.tx.execute(select(files).where(files.c.request_no == ascii_digits(request_no).strip())).first()
    if row is None:
        raise Refused("not_found")
    return row


def _belongs(stage_desk: str, stage: str, role: str) -> bool:
    if role == "manager":
        return stage not in load_stages().ends
    forward = machine.load_machine()["forward"].get(stage)
    return role in (stage_desk, forward) or (role, stage) == ("office_expert", "docs_defect")


def _summary(file: AnyRow) -> dict[str, object]:
    stages = load_stages()
    stage = stages.of(file.type, file.stage)
    return {
        "request_no": file.request_no,
        "type": file.type,
        "type_label": file.type_label or stages.types[file.type].label,
        "stage": file.stage,
        "stage_label": file.stage_label or stage.label,
        "actor": stage.desk,
        "district": file.district,
        "entered_on": jalali(file.entered_on),
    }


def _step(type_code: str, row: AnyRow) -> dict[str, object]:
    return {
        "stage": row.stage,
        "stage_label": load_stages().of(type_code, row.stage).label,
        "entered_on": jalali(row.entered_on),
        "left_on": jalali(row.left_on) if row.left_on else None,
        "left_by": row.left_by,
        "public_note": row.public_note,
        "private_note": row.private_note,
    }


def _open_matters(desk: Desk, file: AnyRow) -> list[dict[str, str]]:
    """What of this file waits for a decision: kind and number."""
    found: list[dict[str, str]] = []
    for kind, table, waits in (
        ("inspection", inspections, inspections.c.status.in_(("requested", "confirmed"))),
        ("objection", objections, objections.c.status == "open"),
    ):
        rows = desk.tx.execute(select(table.c.id).where(table.c.file_id == file.id, waits)).scalars()
        found += [{"kind": kind, "number": written(kind, row_id)} for row_id in rows]
    plans = select(instalment_plans.c.id).join(bill_table, bill_table.c.bill_id == instalment_plans.c.bill_id)
    plans = plans.where(bill_table.c.request_no == file.request_no, instalment_plans.c.status == "open")
    found += [{"kind": "plan", "number": written("plan", row_id)} for row_id in desk.tx.execute(plans).scalars()]
    return found
