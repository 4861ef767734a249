"""Reads real data (CSV with the fixtures' field names, GeoJSON, Shapefile): the good rows are written, every rejected
row is listed with its place and the reason. A dry run does the same and takes it all back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection

from integrations.reference.database import Database
from integrations.reference.fixtures import READERS, read_fixtures
from integrations.reference.layers import Line, read_rows
from integrations.reference.seed import People, write_row
from integrations.reference.written import local_day

KINDS = tuple(READERS)
PLACE = re.compile(r"\w+\[(\d+)\](?:\.(\w+))?")
AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is not taken. `line` counts from 1: lines of a table with its header, features of a map layer."""

    line: int
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class Import:
    accepted: int
    rejected: tuple[Rejected, ...]


class _TakeBack(Exception):
    """Ends the transaction of a dry run."""


def import_table(database: Database, kind: str, path: Path, *, now: datetime, dry_run: bool) -> Import:
    """Imports one kind in one transaction, a few thousand rows in memory at a time.

    Raises:
        ValueError: for a kind that does not exist, or a file that is not of its format.
        OSError: when the file cannot be read.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    accepted, rejected = 0, []
    lines = read_rows(path)
    try:
        with database.writing() as connection:
            while some := list(islice(lines, AT_ONCE)):
                refused = list(_write(connection, kind, some, now=now))
                accepted += len(some) - len({row.line for row in refused})
                rejected += refused
            if dry_run:
                raise _TakeBack
    except _TakeBack:
        pass
    return Import(accepted, tuple(rejected))


def _write(connection: Connection, kind: str, lines: list[Line], *, now: datetime) -> Iterator[Rejected]:
    """Writes the good ones of these rows; the others, with the reason."""
    today = local_day(now)
    for line in lines:
        city = read_fixtures({kind: [line.fields]}, today=today, people=People(connection))
        for problem in city.problems:
            found = PLACE.fullmatch(problem.path)
            yield Rejected(line.number, (found.group(2) if found else None) or "", problem.code)
        for row in city.rows[kind]:
            column = write_row(connection, kind, row, today=today)
            if column is not None:
                yield Rejected(line.number, column, "unknown")
