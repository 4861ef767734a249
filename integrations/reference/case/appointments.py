"""Appointments of inspections as they stand: which one a file has, how it is shown, and those that fixtures bring.
Booking, moving and deciding are in `inspections.py`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, Connection, Date, Select, bindparam, insert, literal_column, select, update

from integrations.prepared import Prepared
from integrations.reference.case import numbers, slots
from integrations.reference.case.catalogue import words
from integrations.reference.case.pages import AnyRow
from integrations.reference.case.tables import inspections
from integrations.reference.written import jalali

STAGE = "inspection_scheduled"
ACTIVE = ("requested", "confirmed")
# A file whose district nobody knows is inspected by the staff of the centre.
CENTRE = 0
# The slot of an appointment that was brought from elsewhere without its hour. Where no inspector of ours is kept busy,
# the file stands in the inspector's place, so that two appointments of one day do not collide.
UNTIMED = ""


def standing(file: ColumnElement[int]) -> Select[tuple[object, ...]]:
    """The appointment of a file that is neither over nor given up: there is at most one."""
    # Written out, not bound: by these words the database sees that its partial index has the row.
    active = inspections.c.status.in_([literal_column(f"'{status}'") for status in ACTIVE])
    return select(inspections).where(inspections.c.file_id == file, active)


def coming(file: ColumnElement[int]) -> Select[tuple[object, ...]]:
    """The appointment of a file that is still to come `today`."""
    return standing(file).where(inspections.c.day >= bindparam("today", type_=Date))


ACTIVE_ONE = Prepared(standing(bindparam("file")))
NEXT_ONE = Prepared(coming(bindparam("file")))


def active(tx: Connection, file_id: int) -> AnyRow | None:
    """The appointment of a file that is neither over nor given up."""
    row: AnyRow | None = ACTIVE_ONE.first(tx, file=file_id)
    return row


def next_of(tx: Connection, file_id: int, *, today: date) -> AnyRow | None:
    """The appointment of a file that is still to come."""
    row: AnyRow | None = NEXT_ONE.first(tx, file=file_id, today=today)
    return row


def ahead(tx: Connection, file_ids: Iterable[int], *, today: date) -> dict[int, AnyRow]:
    """The appointments of these files that are still to come."""
    query = select(inspections).where(inspections.c.file_id.in_(list(file_ids)), inspections.c.status.in_(ACTIVE))
    return {row.file_id: row for row in tx.execute(query.where(inspections.c.day >= today))}


def shown(row: AnyRow, request_no: str) -> dict[str, object]:
    return {
        "inspection_no": numbers.written("inspection", row.id),
        "request_no": request_no,
        "day": jalali(row.day),
        "weekday": words("weekdays")[str(row.day.isoweekday())],
        "slot": row.slot or None,
        "slot_label": words("slots")[row.slot] if row.slot else None,
        "status": row.status,
        "status_label": words("inspection_statuses")[row.status],
    }


def bring(tx: Connection, file: AnyRow, *, slot: str | None, today: date) -> None:
    """Makes the appointment of a file what a fixture says of it: its day, its hour when that is known, or none."""
    day = file.inspection_on if file.stage == STAGE else None
    row = active(tx, file.id)
    if day is None or day < today:
        if row is not None:
            tx.execute(update(inspections).where(inspections.c.id == row.id).values(status="cancelled"))
        return
    if row is not None and row.day == day and slot in (None, row.slot):
        return
    district = file.district or CENTRE
    inspector = _free(tx, district, day, slot) if slot else None
    place = {"day": day, "slot": slot or UNTIMED, "inspector": inspector or -file.id, "status": "confirmed"}
    if row is not None:
        tx.execute(update(inspections).where(inspections.c.id == row.id).values(**place))
        return
    tx.execute(insert(inspections).values(file_id=file.id, district=district, **place))


def _free(tx: Connection, district: int, day: date, slot: str) -> int | None:
    query = select(inspections.c.inspector).where(inspections.c.district == district, inspections.c.day == day)
    busy = set(tx.execute(query.where(inspections.c.slot == slot, inspections.c.status.in_(ACTIVE))).scalars())
    return next((one for one in range(1, slots.inspectors() + 1) if one not in busy), None)
