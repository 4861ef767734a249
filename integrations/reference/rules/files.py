"""Files: whose they are, and a file's stage explained. Only owners and attorneys in force see a file."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Connection, Date, Row, and_, bindparam, func, or_, select, update

from integrations.prepared import Prepared
from integrations.reference.case.appointments import coming, shown
from integrations.reference.case.machine import path as path_of
from integrations.reference.case.tables import cases
from integrations.reference.problems import Refused
from integrations.reference.stages import Stage, load_stages
from integrations.reference.tables import files, holders
from integrations.reference.workdays import load_calendar
from integrations.reference.written import ascii_digits, jalali

LISTED = 50
FileRow = Row[tuple[object, ...]]
# Who holds a file today:
HELD = and_(
    holders.c.national_id == bindparam("holder"),
    or_(holders.c.valid_to.is_(None), holders.c.valid_to >= bindparam("today", type_=Date)),
)
MINE = select(files).join(holders).where(HELD)
NEWEST = MINE.order_by(files.c.entered_on.desc(), files.c.id.desc()).limit(LISTED)
FIRST_PAGE = Prepared(NEWEST)
COUNT = Prepared(select(func.count()).select_from(files.join(holders)).where(HELD))
BY_NUMBER = Prepared(
    MINE.add_columns(cases.c.self_declared).outerjoin(cases).where(files.c.request_no == bindparam("number"))
)
# For what is asked together with the file: of one that is not the citizen's there is nothing.
MY_FILE = MINE.with_only_columns(files.c.id).where(files.c.request_no == bindparam("number")).scalar_subquery()
VISIT = Prepared(coming(MY_FILE))


def my_files(connection: Connection, national_id: str, *, today: date) -> dict[str, object]:
    """The citizen's files, newest first."""
    rows = FIRST_PAGE.rows(connection, holder=national_id, today=today)
    count = len(rows) if len(rows) < LISTED else COUNT.scalar(connection, holder=national_id, today=today)
    return {"files": [_summary(row) for row in rows], "count": count}


def file_status(connection: Connection, national_id: str, *, request_no: str, today: date) -> dict[str, object]:
    visit = VISIT.ahead(connection, number=as_number(request_no), holder=national_id, today=today)
    row = find(connection, national_id, request_no=request_no, today=today)
    way = path_of(str(row.type), self_declared=bool(row.self_declared))
    inspection = next((shown(found, str(row.request_no)) for found in visit()), None)
    return {"file": _explained(row, way, inspection, today=today)}


def stage_of(row: FileRow) -> dict[str, str]:
    """Where a file stands: what comes with a refusal."""
    return {"stage": str(row.stage), "stage_label": str(row.stage_label or load_stages().of(row.type, row.stage).label)}


def type_label(row: FileRow) -> str:
    return str(row.type_label or load_stages().types[str(row.type)].label)


def find(connection: Connection, national_id: str, *, request_no: str, today: date) -> FileRow:
    """The citizen's file with this number. One query for both, so that a foreign file and none cannot be told apart,
    not even by time."""
    number = as_number(request_no)
    row: FileRow | None = BY_NUMBER.first(connection, number=number, holder=national_id, today=today)
    if row is None:
        raise Refused("not_found")
    return row


def as_number(written: str) -> str:
    """A file's number as it is kept."""
    return ascii_digits(written).strip()


def standing(connection: Connection, national_id: str, where: ColumnElement[bool], *, today: date) -> dict[str, str]:
    """What may be told of the file that stands in the way: its number and stage, to whoever holds it. Of a foreign one,
    nothing."""
    query = MINE.where(where).order_by(files.c.id.desc()).limit(1)
    row = connection.execute(query, {"holder": national_id, "today": today}).first()
    if row is None:
        return {}
    shown = _summary(row)
    return {"request_no": str(shown["request_no"]), "stage_label": str(shown["stage_label"])}


def number(connection: Connection, file_id: int, *, year: int) -> str:
    """Gives a new file its number: the Jalali year and the id, or the next such number that no older file has."""
    found = year * 1_000_000 + file_id
    while connection.execute(select(files.c.id).where(files.c.request_no == str(found))).first():
        found += 100_000
    connection.execute(update(files).where(files.c.id == file_id).values(request_no=str(found)))
    return str(found)


def owner_of(connection: Connection, file_id: int) -> str | None:
    """The first owner's national ID."""
    query = select(holders.c.national_id).where(holders.c.file_id == file_id, holders.c.role == "owner")
    return connection.execute(query.order_by(holders.c.national_id).limit(1)).scalar_one_or_none()


def _summary(row: FileRow) -> dict[str, object]:
    stages = load_stages()
    return {
        "request_no": row.request_no,
        "type": row.type,
        "type_label": type_label(row),
        "stage": row.stage,
        "stage_label": row.stage_label or stages.of(row.type, row.stage).label,
        "district": row.district,
        "address": row.address,
        "nosazi_code": row.nosazi_code,
        "entered_on": jalali(row.entered_on),
    }


def _explained(
    row: FileRow, path: tuple[str, ...], inspection: dict[str, object] | None, *, today: date
) -> dict[str, object]:
    stages = load_stages()
    stage: Stage = stages.of(row.type, row.stage)
    if inspection is not None:
        stage = stage.booked or stage
    waited = load_calendar().passed(row.entered_on, today)
    return {
        **_summary(row),
        "meaning": stage.meaning,
        "next_actor": stage.actor,
        "next_step": stages.next_step(str(row.type), str(row.stage), path, booked=inspection is not None),
        "citizen_todo": stage.todo,
        "must_act": stage.must_act or bool(row.missing_docs),
        "usual_days": stage.days,
        "days_in_stage": waited,
        "remaining_days": max(0, stage.days - waited),
        # A stage without a usual time (hold, end) is never late.
        "late_days": max(0, waited - stage.days) if stage.days else 0,
        "step": path.index(row.stage) + 1 if row.stage in path else 0,
        "steps": len(path),
        "inspection_on": jalali(row.inspection_on) if row.inspection_on else None,
        "inspection": inspection,
        "issued_on": jalali(row.issued_on) if row.issued_on else None,
        "missing_docs": [{"label": label} for label in row.missing_docs],
    }
