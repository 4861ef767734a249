"""A file's steps: the timeline the citizen sees, and the only way a file changes its stage. What a new stage brings
with it (a notice, a certificate) is in `arrivals.py`."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, insert, select, update

from integrations.reference.case import arrivals, machine
from integrations.reference.case.asking import Answer, Ask
from integrations.reference.case.machine import Place
from integrations.reference.case.pages import AnyRow
from integrations.reference.case.tables import cases, steps
from integrations.reference.problems import Refused
from integrations.reference.rules import files as file_rules
from integrations.reference.stages import load_stages
from integrations.reference.tables import files
from integrations.reference.workdays import load_calendar
from integrations.reference.written import jalali


def own_file(ask: Ask, request_no: str) -> AnyRow:
    """The citizen's file, held until the transaction ends. Refuses foreign and unknown numbers alike."""
    found = file_rules.find(ask.tx, ask.national_id, request_no=request_no, today=ask.today)
    return locked(ask.tx, int(str(found.id)))


def locked(tx: Connection, file_id: int) -> AnyRow:
    """The file, held until the transaction ends, so that what is read of it is still true at commit."""
    return tx.execute(select(files).where(files.c.id == file_id).with_for_update()).one()


def place_of(tx: Connection, file: AnyRow) -> Place:
    row = tx.execute(select(cases).where(cases.c.file_id == file.id)).first()
    if row is None:
        return Place(file.type, file.stage)
    return Place(file.type, file.stage, self_declared=row.self_declared, back_to=row.back_to)


def move(
    tx: Connection,
    file: AnyRow,
    to: str,
    *,
    by: str,
    today: date,
    public_note: str | None = None,
    private_note: str | None = None,
) -> AnyRow:
    """Takes the file to another stage; the file as it is afterwards. `file` must be locked.

    Raises:
        Refused: `illegal_step` when no such move exists, `wrong_desk` when it is not `by`'s to make.
    """
    place = place_of(tx, file)
    movers = machine.moves(place).get(to)
    if movers is None:
        raise Refused("illegal_step", stage=place.stage)
    if by not in movers:
        raise Refused("wrong_desk", stage=place.stage)
    arrivals.before(tx, file, to, today=today)
    step_id = _turn_over(tx, file, to, by=by, today=today, public_note=public_note, private_note=private_note)
    _remember_detour(tx, file, machine.detour_start(place, to))
    changed = {"stage": to, "stage_label": None, "entered_on": today}
    if to in load_stages().ends:
        changed["open_inquiry"] = None
    tx.execute(update(files).where(files.c.id == file.id).values(**changed))
    moved = locked(tx, file.id)
    arrivals.after(tx, moved, step_id, today=today)
    return locked(tx, file.id)


def onward(tx: Connection, file: AnyRow, *, by: str, today: date, public_note: str | None = None) -> AnyRow:
    """To the next stage of the file's path. Refuses `illegal_step` at its end."""
    to = machine.onward_of(place_of(tx, file))
    if to is None:
        raise Refused("illegal_step", stage=file.stage)
    return move(tx, file, to, by=by, today=today, public_note=public_note)


def opened(tx: Connection, file_id: int, *, stage: str, today: date) -> int:
    """The first step of a new file."""
    new = insert(steps).values(file_id=file_id, stage=stage, entered_on=today).returning(steps.c.id)
    return int(tx.execute(new).scalar_one())


def timeline(ask: Ask, *, request_no: str) -> Answer:
    """What was, what is, and what is usually still to come, with the day each open step should be over by."""
    file = file_rules.find(ask.tx, ask.national_id, request_no=request_no, today=ask.today)
    rows = ask.tx.execute(select(steps).where(steps.c.file_id == file.id).order_by(steps.c.id)).all()
    place = place_of(ask.tx, file)
    past = [_shown(place, row.stage, entered=row.entered_on, left=row.left_on, note=row.public_note) for row in rows]
    if not rows:
        entered = file.entered_on
        past = [_shown(place, place.stage, entered=entered if isinstance(entered, date) else ask.today, left=None)]
    way = machine.path(place.type, self_declared=place.self_declared)
    here = machine.onward_of(place)
    ahead = way[way.index(here) :] if here in way else ()
    shown = past + [_shown(place, stage, entered=None, left=None) for stage in ahead]
    return {"request_no": file.request_no, "steps": shown, "self_declared": place.self_declared}


def _turn_over(
    tx: Connection, file: AnyRow, to: str, *, by: str, today: date, public_note: str | None, private_note: str | None
) -> int:
    """Ends the open step and begins the next. A file from elsewhere has no step yet: its first one is written now."""
    open_step = (steps.c.file_id == file.id) & steps.c.left_on.is_(None)
    if tx.execute(select(steps.c.id).where(open_step)).first() is None:
        tx.execute(insert(steps).values(file_id=file.id, stage=file.stage, entered_on=file.entered_on))
    left = {"left_on": today, "left_by": by, "public_note": public_note, "private_note": private_note}
    tx.execute(update(steps).where(open_step).values(**left))
    return opened(tx, file.id, stage=to, today=today)


def _remember_detour(tx: Connection, file: AnyRow, start: str | None) -> None:
    changed = tx.execute(update(cases).where(cases.c.file_id == file.id).values(back_to=start))
    if not changed.rowcount and start is not None:
        row = {"file_id": file.id, "self_declared": False, "applicant_role": "owner", "back_to": start}
        tx.execute(insert(cases).values(**row))


def _shown(
    place: Place, stage_code: str, *, entered: date | None, left: date | None, note: str | None = None
) -> dict[str, object]:
    way = machine.path(place.type, self_declared=place.self_declared)
    stage = load_stages().of(place.type, stage_code)
    state = "ahead" if entered is None else "done" if left else "now"
    due = load_calendar().after(entered, stage.days) if entered and not left and stage.days else None
    return {
        "stage": stage_code,
        "stage_label": stage.label,
        "state": state,
        "actor": stage.desk,
        "actor_label": stage.actor,
        "sla_days": stage.days,
        "entered_on": jalali(entered) if entered else None,
        "left_on": jalali(left) if left else None,
        "due_on": jalali(min(due, entered + timedelta(days=3660))) if due and entered else None,
        "meaning": stage.meaning,
        "next_step": load_stages().next_step(place.type, stage_code, way),
        "citizen_todo": stage.todo if state == "now" else None,
        "note": note,
    }
