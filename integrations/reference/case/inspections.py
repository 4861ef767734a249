"""Inspections: a day and slot that the citizen picks and the district confirms or moves; never two for one inspector
at once; the report sends the file on."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from integrations.reference.case import notices, numbers, slots, steps
from integrations.reference.case.appointments import ACTIVE, CENTRE, STAGE, active, ahead, next_of, shown
from integrations.reference.case.asking import Answer, Ask, Desk
from integrations.reference.case.catalogue import words
from integrations.reference.case.pages import AnyRow, page
from integrations.reference.case.tables import inspections
from integrations.reference.problems import Refused
from integrations.reference.rules import files as file_rules
from integrations.reference.tables import files, holders
from integrations.reference.written import jalali


def due(ask: Ask, *, booked: bool | None) -> Answer:
    """The citizen's files that wait for an inspection. `booked`: only those with an appointment, or without."""
    me = {"holder": ask.national_id, "today": ask.today}
    waiting = ask.tx.execute(file_rules.NEWEST.where(files.c.stage == STAGE), me).all()
    booked_ones = ahead(ask.tx, [row.id for row in waiting], today=ask.today)
    wanted = [row for row in waiting if booked is None or (row.id in booked_ones) is booked]
    items = [{**_about(row), "inspection": _standing(booked_ones.get(row.id), row)} for row in wanted]
    return {"items": items, "count": len(items), "waiting": len(waiting)}


def offered(ask: Ask, *, request_no: str) -> Answer:
    """The days and slots that can be chosen for this file and how many inspectors are free in each."""
    file = file_rules.find(ask.tx, ask.national_id, request_no=request_no, today=ask.today)
    if file.stage != STAGE:
        raise Refused("not_now", **file_rules.stage_of(file))
    days = slots.days(ask.today)
    taken = _taken(ask.tx, _district(file), days)
    free = slots.inspectors()
    return {
        **_about(file),
        "inspection": _standing(next_of(ask.tx, file.id, today=ask.today), file),
        "first_day": jalali(days[0]),
        "days": [
            {
                **_day(day),
                "slots": [
                    {"slot": slot, "label": words("slots")[slot], "free": max(0, free - taken.get((day, slot), 0))}
                    for slot in slots.slots()
                ],
            }
            for day in days
        ],
        "closed": [{**_day(day), "reason": reason} for day, reason in slots.closed(ask.today)],
    }


def book(ask: Ask, *, request_no: str, day: str, slot: str) -> Answer:
    """Asks for a day and slot.

    Raises:
        Refused: `not_found`, `not_now`, `slot_closed` for what cannot be chosen, `slot_taken`, `already_booked`.
    """
    file = steps.own_file(ask, request_no)
    if file.stage != STAGE:
        raise Refused("not_now", **file_rules.stage_of(file))
    standing = active(ask.tx, file.id)
    if standing is not None and standing.day >= ask.today:
        raise Refused("already_booked")
    chosen = _chosen(day, slot, today=ask.today)
    if standing is not None:  # its day went by and nobody reported: whoever asks again was not visited
        _set(ask.tx, standing.id, status="missed")
    row = place(ask.tx, file, chosen, slot)
    _tell(ask.tx, file, row, "inspection_booked", today=ask.today)
    return shown(row, file.request_no)


def change(ask: Ask, *, inspection_no: str, day: str, slot: str) -> Answer:
    """Another day or slot instead; the old one is kept when the new one is taken."""
    row, file = _own(ask, inspection_no)
    chosen = _chosen(day, slot, today=ask.today)
    if row.day <= ask.today:
        raise Refused("too_late")
    moved = _moved(ask.tx, row, chosen, slot, status="requested")
    _tell(ask.tx, file, moved, "inspection_booked", today=ask.today)
    return shown(moved, file.request_no)


def cancel(ask: Ask, *, inspection_no: str) -> Answer:
    row, file = _own(ask, inspection_no)
    if row.day <= ask.today:
        raise Refused("too_late")
    _set(ask.tx, row.id, status="cancelled")
    ask.tx.execute(update(files).where(files.c.id == file.id).values(inspection_on=None))
    return shown(_row(ask.tx, row.id), file.request_no)


def mine(ask: Ask, *, cursor: str | None, limit: int) -> Answer:
    in_force = or_(holders.c.valid_to.is_(None), holders.c.valid_to >= ask.today)
    query = select(inspections, files.c.request_no)
    query = query.select_from(inspections.join(files).join(holders, holders.c.file_id == files.c.id))
    query = query.where(holders.c.national_id == ask.national_id, in_force)

    def show(row: AnyRow) -> dict[str, object]:
        return shown(row, row.request_no)

    return page(ask.tx, query, inspections.c.id, cursor=cursor, limit=limit, show=show)


def decide(desk: Desk, *, inspection_no: str, day: str | None, slot: str | None) -> Answer:
    """The district confirms the citizen's wish, or moves it to another day and slot, which is then certain."""
    row, file = _known(desk, inspection_no)
    if (day is None) != (slot is None):
        raise Refused("slot_closed")
    if day is not None and slot is not None:
        moved = _moved(desk.tx, row, _chosen(day, slot, today=desk.today), slot, status="confirmed")
        _tell(desk.tx, file, moved, "inspection_moved", today=desk.today)
        return shown(moved, file.request_no)
    _set(desk.tx, row.id, status="confirmed")
    confirmed = _row(desk.tx, row.id)
    _tell(desk.tx, file, confirmed, "inspection_confirmed", today=desk.today)
    return shown(confirmed, file.request_no)


def report(desk: Desk, *, inspection_no: str, result: str, text: str) -> Answer:
    """What the inspector found. `seen` sends the file on; `violation` also to the review of violations; `missed`
    leaves it waiting for another day."""
    row, file = _known(desk, inspection_no)
    if result == "missed":
        _set(desk.tx, row.id, status="missed", report=text)
        desk.tx.execute(update(files).where(files.c.id == file.id).values(inspection_on=None))
        event = f"inspection:{row.id}:missed"
        notices.tell_holders(desk.tx, file, "inspection_missed", event=event, today=desk.today, reason=text)
        return shown(_row(desk.tx, row.id), file.request_no)
    _set(desk.tx, row.id, status="done", report=text)
    desk.tx.execute(update(files).where(files.c.id == file.id).values(inspection_on=desk.today))
    file = steps.move(desk.tx, file, "inspected", by="inspection", today=desk.today, private_note=text)
    if result == "violation":
        steps.move(desk.tx, file, "violation_review", by="manager", today=desk.today, private_note=text)
    return shown(_row(desk.tx, row.id), file.request_no)


def place(tx: Connection, file: AnyRow, day: date, slot: str) -> AnyRow:
    """Books the first free inspector. The unique index decides, not a look before. Refuses `slot_taken`."""
    base = {"file_id": file.id, "district": _district(file), "day": day, "slot": slot, "status": "requested"}
    for inspector in range(1, slots.inspectors() + 1):
        try:
            with tx.begin_nested():
                new = insert(inspections).values(**base, inspector=inspector).returning(inspections.c.id)
                row_id = tx.execute(new).scalar_one()
        except IntegrityError:
            continue
        tx.execute(update(files).where(files.c.id == file.id).values(inspection_on=day))
        return _row(tx, row_id)
    raise Refused("slot_taken")


def _moved(tx: Connection, row: AnyRow, day: date, slot: str, *, status: str) -> AnyRow:
    for inspector in range(1, slots.inspectors() + 1):
        try:
            with tx.begin_nested():
                _set(tx, row.id, day=day, slot=slot, inspector=inspector, status=status)
        except IntegrityError:
            continue
        tx.execute(update(files).where(files.c.id == row.file_id).values(inspection_on=day))
        return _row(tx, row.id)
    raise Refused("slot_taken")


def _chosen(day: str, slot: str, *, today: date) -> date:
    found = slots.bookable(day, slot, today=today)
    if found is None:
        raise Refused("slot_closed", first_day=jalali(slots.first_day(today)))
    return found


def _district(file: AnyRow) -> int:
    return file.district or CENTRE


def _taken(tx: Connection, district: int, days: list[date]) -> dict[tuple[date, str], int]:
    query = select(inspections.c.day, inspections.c.slot, func.count())
    query = query.where(inspections.c.district == district, inspections.c.day.in_(days))
    query = query.where(inspections.c.status.in_(ACTIVE)).group_by(inspections.c.day, inspections.c.slot)
    return {(row[0], row[1]): row[2] for row in tx.execute(query)}


def _about(file: AnyRow) -> dict[str, object]:
    return {"request_no": file.request_no, "type_label": file_rules.type_label(file), "address": file.address}


def _standing(row: AnyRow | None, file: AnyRow) -> dict[str, object] | None:
    return shown(row, file.request_no) if row is not None else None


def _day(day: date) -> dict[str, object]:
    return {"day": jalali(day), "weekday": words("weekdays")[str(day.isoweekday())]}


def _own(ask: Ask, inspection_no: str) -> tuple[AnyRow, AnyRow]:
    """The citizen's inspection that is still to come and its file, both held until the transaction ends."""
    in_force = or_(holders.c.valid_to.is_(None), holders.c.valid_to >= ask.today)
    query = select(inspections.c.file_id).select_from(
        inspections.join(files).join(holders, holders.c.file_id == files.c.id)
    )
    this = inspections.c.id == numbers.row_id("inspection", inspection_no)
    mine = (holders.c.national_id == ask.national_id) & in_force
    file_id = ask.tx.execute(query.where(this, mine, inspections.c.status.in_(ACTIVE))).scalar()
    if file_id is None:
        raise Refused("not_found")
    file = steps.locked(ask.tx, file_id)
    row = active(ask.tx, file_id)
    if row is None or row.id != numbers.row_id("inspection", inspection_no):
        raise Refused("not_found")
    return row, file


def _known(desk: Desk, inspection_no: str) -> tuple[AnyRow, AnyRow]:
    if desk.role not in ("inspector", "manager"):
        raise Refused("wrong_desk")
    row_id = numbers.row_id("inspection", inspection_no)
    file_id = desk.tx.execute(select(inspections.c.file_id).where(inspections.c.id == row_id)).scalar()
    file = steps.locked(desk.tx, file_id) if file_id else None
    row = active(desk.tx, file.id) if file is not None else None
    if file is None or row is None or row.id != row_id:
        raise Refused("not_found")
    return row, file


def _row(tx: Connection, row_id: int) -> AnyRow:
    return tx.execute(select(inspections).where(inspections.c.id == row_id)).one()


def _set(tx: Connection, row_id: int, **values: object) -> None:
    tx.execute(update(inspections).where(inspections.c.id == row_id).values(**values))


def _tell(tx: Connection, file: AnyRow, row: AnyRow, kind: str, *, today: date) -> None:
    event = f"inspection:{row.id}:{row.status}:{row.day}:{row.slot}"
    slot = words("slots")[row.slot]
    notices.tell_holders(tx, file, kind, event=event, today=today, until=row.day, day=jalali(row.day), slot=slot)
