"""Requests of all kinds: opened for one's own property, taken back while nothing is calculated yet. A request that
needs documents is a draft until they are there."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, insert, select

from integrations.reference.case import debts, notices, properties, steps
from integrations.reference.case.asking import Answer, Ask
from integrations.reference.case.catalogue import document_label, load_catalogue, needed_documents, needs_of
from integrations.reference.case.machine import load_machine
from integrations.reference.case.machine import path as path_of
from integrations.reference.case.pages import AnyRow
from integrations.reference.case.properties import Holding
from integrations.reference.case.tables import cases
from integrations.reference.case.tables import properties as property_table
from integrations.reference.problems import Refused
from integrations.reference.rules import files as file_rules
from integrations.reference.stages import load_stages
from integrations.reference.tables import files, holders
from integrations.reference.written import jalali_year


def submit(ask: Ask, *, type: str, nosazi_code: str, self_declaration: bool, note: str | None) -> Answer:  # noqa: A002
    """Opens a request.

    Raises:
        Refused: `not_offered` for a type that is not in the catalogue, `not_found` for a property that is not the
            citizen's, `no_certificate` for a declaration that leans on nothing, `debt`, `already_open` with the number
            and stage of the request that is open.
    """
    if type not in load_catalogue()["types"]:
        raise Refused("not_offered")
    held = properties.holding(ask, nosazi_code)
    if held is None:
        raise Refused("not_found")
    needs = needs_of(type)
    if self_declaration and not (needs.self_declaration and held.may_declare):
        raise Refused("no_certificate")
    people = properties.holders_of(ask, held.nosazi_code)
    owners = [str(person["national_id"]) for person in people if person["role"] == "owner"]
    if needs.debt_blocks:
        debts.owed(ask.tx, owners, held.nosazi_code, today=ask.today)
    _refuse_second(ask, held, type)
    wanted = [document_label(code) for code in needed_documents(type, role=held.role)]
    file = _open(ask, held, type, wanted, self_declared=self_declaration, note=note)
    ask.tx.execute(insert(holders), [{**person, "file_id": file.id} for person in people])
    _tell(ask, file, wanted)
    stage = load_stages().of(type, file.stage)
    return {
        "request_no": file.request_no,
        "type": type,
        "type_label": load_stages().types[type].label,
        "stage": stage.code,
        "stage_label": stage.label,
        "next_step": load_stages().next_step(type, stage.code, path_of(type, self_declared=self_declaration)),
        "citizen_todo": stage.todo,
        "missing": len(wanted),
        "self_declared": self_declaration,
    }


def cancel(ask: Ask, *, request_no: str) -> Answer:
    """Takes a request back. Refuses `not_found`, and `not_now` once levies are calculated or it has ended."""
    file = steps.own_file(ask, request_no)
    if file.stage not in load_machine()["cancellable"]:
        raise Refused("not_now", stage=file.stage)
    file = steps.move(ask.tx, file, load_machine()["cancelled"], by="citizen", today=ask.today)
    stage = load_stages().of(file.type, file.stage)
    return {"request_no": file.request_no, "stage": stage.code, "stage_label": stage.label}


def _refuse_second(ask: Ask, held: Holding, type_code: str) -> None:
    # Requests of one property are opened one after the other: without this two at once would both find none open.
    lock = select(property_table.c.nosazi_code).where(property_table.c.nosazi_code == held.nosazi_code)
    if ask.tx.execute(lock.with_for_update()).first() is None:
        first = select(files.c.id).where(files.c.nosazi_code == held.nosazi_code).order_by(files.c.id).limit(1)
        ask.tx.execute(first.with_for_update())
    same: ColumnElement[bool] = (files.c.nosazi_code == held.nosazi_code) & (files.c.type == type_code)
    still_open = files.c.stage.not_in(sorted(load_stages().ends))
    count = ask.tx.execute(select(func.count()).select_from(files).where(same, still_open)).scalar_one()
    if count >= load_catalogue()["open_at_once"]:
        raise Refused(
            "already_open", **file_rules.standing(ask.tx, ask.national_id, same & still_open, today=ask.today)
        )


def _open(
    ask: Ask, held: Holding, type_code: str, wanted: list[str], *, self_declared: bool, note: str | None
) -> AnyRow:
    first = "draft" if wanted else path_of(type_code, self_declared=self_declared)[0]
    row: dict[str, object] = {
        "type": type_code,
        "stage": first,
        "nosazi_code": held.nosazi_code,
        "district": held.district,
    }
    row |= {"address": held.address, "entered_on": ask.today, "missing_docs": wanted, "note": note}
    # Numbered by its own id, which is only known afterwards.
    new = insert(files).values(**row, request_no=f"new-{ask.national_id}-{type_code}-{held.nosazi_code}"[:40])
    file_id = int(ask.tx.execute(new.returning(files.c.id)).scalar_one())
    file_rules.number(ask.tx, file_id, year=jalali_year(ask.today))
    case = {"file_id": file_id, "self_declared": self_declared, "applicant_role": held.role}
    ask.tx.execute(insert(cases).values(**case))
    steps.opened(ask.tx, file_id, stage=first, today=ask.today)
    return steps.locked(ask.tx, file_id)


def _tell(ask: Ask, file: AnyRow, wanted: list[str]) -> None:
    kind = "documents_wanted" if wanted else "request_opened"
    listed = "، ".join(wanted)
    notices.tell_holders(ask.tx, file, kind, event=f"opened:{file.id}", today=ask.today, documents=listed)
