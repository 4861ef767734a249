"""Inquiries: registered on one's own file, one open of a type, not while overdue levies block it. An inquiry is a
request of its own and goes through the stages of its type."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from integrations.reference.case import debts, notices, steps
from integrations.reference.case.catalogue import needs_of
from integrations.reference.problems import Refused
from integrations.reference.rules import files as file_rules
from integrations.reference.stages import FIRST, load_stages
from integrations.reference.tables import files, holders
from integrations.reference.written import jalali_year


def register(
    connection: Connection, national_id: str, *, inquiry_type: str, request_no: str, note: str | None, today: date
) -> dict[str, object]:
    parent = file_rules.find(connection, national_id, request_no=request_no, today=today)
    kind = f"inquiry_{inquiry_type}"
    needs = needs_of(kind)
    if needs.debt_blocks:
        debts.refuse_overdue(connection, parent, today=today)
    row = {
        "type": kind,
        "stage": FIRST,
        "nosazi_code": parent.nosazi_code,
        "district": parent.district,
        "address": parent.address,
        "entered_on": today,
        "missing_docs": [],
        "note": note,
        "parent_id": parent.id,
        "open_inquiry": inquiry_type,
    }
    try:
        with connection.begin_nested():
            file_id, number = _insert(connection, row, year=jalali_year(today))
    except IntegrityError:
        # The unique index decides, not a look before: two at once cannot both pass.
        same = (files.c.parent_id == parent.id) & (files.c.open_inquiry == inquiry_type)
        raise Refused("already_open", **file_rules.standing(connection, national_id, same, today=today)) from None
    _copy_holders(connection, parent.id, file_id)
    opened = steps.locked(connection, file_id)
    notices.tell_holders(connection, opened, "request_opened", event=f"opened:{file_id}", today=today)
    return {"tracking_no": number, "inquiry_label": load_stages().types[kind].label, "due_days": needs.days}


def _insert(connection: Connection, row: dict[str, object], *, year: int) -> tuple[int, str]:
    """The new request's id and its number."""
    new = insert(files).values(**row, request_no=f"new-{row['parent_id']}-{row['type']}").returning(files.c.id)
    file_id = connection.execute(new).scalar_one()
    return file_id, file_rules.number(connection, file_id, year=year)


def _copy_holders(connection: Connection, parent_id: int, file_id: int) -> None:
    """Who may act on the file may follow the inquiry."""
    source = select(holders.c.national_id, holders.c.role, holders.c.valid_to).where(holders.c.file_id == parent_id)
    rows = [{**row, "file_id": file_id} for row in connection.execute(source).mappings()]
    connection.execute(insert(holders), rows)
