"""Reads tables of real data (CSV with the fixtures' field names as its header): the good rows are written, every
rejected row is listed with its line and the reason. A dry run writes nothing."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from integrations.reference.database import Database
from integrations.reference.fixtures import READERS
from integrations.reference.seed import read, write

KINDS = tuple(READERS)
PLACE = re.compile(r"\w+\[(\d+)\](?:\.(\w+))?")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is not taken. `line` counts from 1 and includes the header."""

    line: int
    column: str
    code: str


@dataclass(frozen=True, slots=True)
class Import:
    accepted: int
    rejected: tuple[Rejected, ...]


def import_table(database: Database, kind: str, path: Path, *, now: datetime, dry_run: bool) -> Import:
    """Imports one kind. ValueError for a kind that does not exist; OSError when the file cannot be read."""
    if kind not in KINDS:
        raise ValueError(kind)
    rows, lines = _rows(path)
    city = read(database, {kind: rows}, now=now)
    if not dry_run:
        write(database, city, now=now)
    rejected = [_rejected(problem.path, problem.code, lines) for problem in city.problems]
    return Import(len(city.rows[kind]), tuple(rejected))


def _rows(path: Path) -> tuple[list[Mapping[str, object]], list[int]]:
    # Spreadsheets write a byte order mark.
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows: list[Mapping[str, object]] = []
        lines: list[int] = []
        for row in reader:
            rows.append({str(name): value for name, value in row.items() if name})
            lines.append(reader.line_num)
    return rows, lines


def _rejected(path: str, code: str, lines: list[int]) -> Rejected:
    found = PLACE.fullmatch(path)
    if found is None:
        return Rejected(1, path, code)
    return Rejected(lines[int(found.group(1))], found.group(2) or "", code)
