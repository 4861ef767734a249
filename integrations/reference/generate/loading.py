"""Loads tables in bulk: rows stream through in batches, COPY on PostgreSQL and executemany on SQLite's own driver, and
indexes are built after the rows are in. Values are as the driver writes them: dates as ISO text, JSON as text."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

AT_ONCE = 20_000
Values = Sequence[object]


class NotEmpty(Exception):
    """The database already has rows where a city would be written."""


def require_empty(connection: Connection, tables: Sequence[Table]) -> None:
    for table in tables:
        if connection.execute(select(table).limit(1)).first() is not None:
            raise NotEmpty(table.name)


@contextmanager
def indexes_afterwards(connection: Connection, tables: Sequence[Table]) -> Iterator[None]:
    """Without the tables' indexes inside; with them again at the end. Keys and uniqueness stay."""
    indexes = [index for table in tables for index in sorted(table.indexes, key=lambda index: str(index.name))]
    for index in indexes:
        index.drop(connection)
    # Millions of short-lived tuples are no cycles: looking for some costs a third of the time.
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
    for index in indexes:
        index.create(connection)
    _settle(connection, tables)


def load(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Values]) -> int:
    """Writes the rows; how many there were."""
    if connection.dialect.name == "postgresql":
        return _copy(connection, table, columns, rows)
    places = ", ".join("?" for _ in columns)
    # Names of our own tables and columns; the values are bound.
    statement = f"INSERT INTO {table.name} ({_quoted(columns)}) VALUES ({places})"  # noqa: S608
    cursor = connection.connection.cursor()
    count, waiting = 0, iter(rows)
    while batch := list(islice(waiting, AT_ONCE)):
        cursor.executemany(statement, batch)
        count += len(batch)
    cursor.close()
    return count


def _copy(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Values]) -> int:
    driver: Any = connection.connection.driver_connection
    count = 0
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({_quoted(columns)}) FROM STDIN") as copy:
        for count, row in enumerate(rows, 1):  # noqa: B007 - the last number is how many there were
            copy.write_row(row)
    return count


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _settle(connection: Connection, tables: Sequence[Table]) -> None:
    """Lets numbering go on after the highest id, and the planner know how many rows there are."""
    if connection.dialect.name == "postgresql":
        for table in tables:
            sequence = connection.execute(
                text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": table.name}
            ).scalar() if "id" in table.c else None  # fmt: skip
            if sequence is not None:
                highest = select(func.setval(sequence, func.coalesce(func.max(table.c.id), 1)))
                connection.execute(highest)
    connection.execute(text("ANALYZE"))
