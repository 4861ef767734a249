"""Writes fixtures into the database: new rows are added, known ones are brought up to date, so twice is once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Table, delete, func, insert, select

from integrations.reference.case import appointments
from integrations.reference.case.fixtures import write_property
from integrations.reference.city import known
from integrations.reference.city import writing as register
from integrations.reference.city.writing import put
from integrations.reference.database import Database
from integrations.reference.entry import Problem
from integrations.reference.fixtures import City, FixtureError, Row, read_fixtures
from integrations.reference.stages import load_stages
from integrations.reference.tables import (
    bills,
    block_prices,
    citizens,
    course_details,
    courses,
    enrolments,
    files,
    holders,
    offices,
)
from integrations.reference.written import local_day

PLAIN: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "citizens": (citizens, ("national_id",)),
    "bills": (bills, ("bill_id",)),
    "offices": (offices, ("code",)),
    "block_prices": (block_prices, ("district", "use", "year")),
}


@dataclass(frozen=True, slots=True)
class Summary:
    """How many entries of each kind were written, and what was taken with a guess."""

    written: Mapping[str, int]
    warnings: tuple[Problem, ...]


def seed(database: Database, data: Mapping[str, object], *, now: datetime) -> Summary:
    """All of the document or nothing.

    Raises:
        FixtureError: with every problem's path and code.
    """
    city = read(database, data, now=now)
    if city.problems:
        raise FixtureError(city.problems)
    return write(database, city, now=now)


def read(database: Database, data: Mapping[str, object], *, now: datetime) -> City:
    """The document read against the citizens that are there already."""
    with database.reading() as connection:
        return read_fixtures(data, today=local_day(now), people=People(connection))


def write(database: Database, city: City, *, now: datetime) -> Summary:
    """All rows, or nothing.

    Raises:
        FixtureError: for rows that name a street, an office or a file that the city does not have.
    """
    with database.writing() as connection:
        problems = [
            Problem(f"{kind}[{place}].{column}", "unknown")
            for kind, rows in city.rows.items()
            for place, row in enumerate(rows)
            if (column := write_row(connection, kind, row, today=local_day(now)))
        ]
        if problems:
            raise FixtureError(problems)
    written = {kind: len(rows) for kind, rows in city.rows.items() if rows}
    return Summary(written, tuple(city.warnings))


def write_row(connection: Connection, kind: str, row: Row, *, today: date) -> str | None:
    """Writes one row; or names the column that refers to what the city does not have, and writes nothing."""
    if kind == "files":
        _file(connection, row, today=today)
    elif kind == "classes":
        _course(connection, row)
    elif kind == "properties":
        write_property(connection, row)
        _note_property(connection, row)
    elif kind in PLAIN:
        put(connection, *PLAIN[kind], row)
    else:
        try:
            register.write(connection, kind, row)
        except register.Unlinked as unlinked:
            return unlinked.column
    return None


class People(dict[str, str]):
    """National IDs by mobile, name and national ID, asked for one by one: a city has a million citizens."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def get(self, text: str, default: str | None = None) -> str | None:  # type: ignore[override]
        for column in (citizens.c.national_id, citizens.c.mobile, citizens.c.name):
            if text in self:
                return self[text]
            found = self._connection.execute(select(citizens.c.national_id).where(column == text).limit(1)).scalar()
            if found is not None:
                self[text] = str(found)
        return super().get(text, default)


def is_empty(database: Database) -> bool:
    with database.reading() as connection:
        return not any(connection.execute(select(table).limit(1)).first() for table in (citizens, courses))


def _file(connection: Connection, row: Row, *, today: date) -> None:
    people, slot = row.pop("holders"), row.pop("inspection_slot")
    known = connection.execute(select(files).where(files.c.request_no == row["request_no"])).first()
    if row["entered_on"] is None:
        # Without a date a file has entered its stage when we first heard of it.
        row["entered_on"] = known.entered_on if known and known.stage == row["stage"] else today
    if row["stage"] in load_stages().ends:
        row["open_inquiry"] = None
    put(connection, files, ("request_no",), row)
    file = connection.execute(select(files).where(files.c.request_no == row["request_no"])).one()
    _note_property(connection, row)
    appointments.bring(connection, file, slot=str(slot) if slot else None, today=today)
    connection.execute(delete(holders).where(holders.c.file_id == file.id))
    if isinstance(people, list) and people:
        # The owner comes first: one who is both stays owner.
        unique = {person["national_id"]: person for person in reversed(people)}
        connection.execute(insert(holders), [{**person, "file_id": file.id} for person in unique.values()])


def _note_property(connection: Connection, row: Row) -> None:
    known.note(connection, nosazi_code=row["nosazi_code"], district=row["district"], address=row["address"])


def _course(connection: Connection, row: Row) -> None:
    ours = select(func.count()).where(enrolments.c.course_id == row["id"], enrolments.c.status == "enrolled")
    taken = int(str(row["registered_elsewhere"])) + connection.execute(ours).scalar_one()
    row["taken"] = min(taken, int(str(row["capacity"])))
    details = {"course_id": row["id"], "fee_rial": row.pop("fee_rial"), "hour": row.pop("hour")}
    put(connection, courses, ("id",), row)
    put(connection, course_details, ("course_id",), details)
