"""Writes fixtures into the database: new rows are added, known ones are brought up to date, so twice is once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from integrations.reference.case.fixtures import write_property
from integrations.reference.database import Database
from integrations.reference.entry import Problem
from integrations.reference.fixtures import City, FixtureError, Row, read_fixtures
from integrations.reference.stages import load_stages
from integrations.reference.tables import bills, block_prices, citizens, courses, enrolments, files, holders, offices
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
        people: dict[str, str] = {}
        for row in connection.execute(select(citizens)):
            people |= {row.mobile: row.national_id, row.name: row.national_id, row.national_id: row.national_id}
    return read_fixtures(data, today=local_day(now), people=people)


def write(database: Database, city: City, *, now: datetime) -> Summary:
    with database.writing() as connection:
        for kind, rows in city.rows.items():
            for row in rows:
                if kind == "files":
                    _file(connection, row, today=local_day(now))
                elif kind == "classes":
                    _course(connection, row)
                elif kind == "properties":
                    write_property(connection, row)
                else:
                    _put(connection, *PLAIN[kind], row)
    written = {kind: len(rows) for kind, rows in city.rows.items() if rows}
    return Summary(written, tuple(city.warnings))


def is_empty(database: Database) -> bool:
    with database.reading() as connection:
        return not any(connection.execute(select(table).limit(1)).first() for table in (citizens, courses))


def _put(connection: Connection, table: Table, keys: tuple[str, ...], row: Row) -> None:
    this = [table.c[key] == row[key] for key in keys]
    changed = connection.execute(update(table).where(*this).values(**row))
    if not changed.rowcount:
        connection.execute(insert(table).values(**row))


def _file(connection: Connection, row: Row, *, today: date) -> None:
    people = row.pop("holders")
    known = connection.execute(select(files).where(files.c.request_no == row["request_no"])).first()
    if row["entered_on"] is None:
        # Without a date a file has entered its stage when we first heard of it.
        row["entered_on"] = known.entered_on if known and known.stage == row["stage"] else today
    if row["stage"] in load_stages().ends:
        row["open_inquiry"] = None
    _put(connection, files, ("request_no",), row)
    file_id = connection.execute(select(files.c.id).where(files.c.request_no == row["request_no"])).scalar_one()
    connection.execute(delete(holders).where(holders.c.file_id == file_id))
    if isinstance(people, list) and people:
        # The owner comes first: one who is both stays owner.
        unique = {person["national_id"]: person for person in reversed(people)}
        connection.execute(insert(holders), [{**person, "file_id": file_id} for person in unique.values()])


def _course(connection: Connection, row: Row) -> None:
    ours = select(func.count()).where(enrolments.c.course_id == row["id"], enrolments.c.status == "enrolled")
    taken = int(str(row["registered_elsewhere"])) + connection.execute(ours).scalar_one()
    row["taken"] = min(taken, int(str(row["capacity"])))
    _put(connection, courses, ("id",), row)
