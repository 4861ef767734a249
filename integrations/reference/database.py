"""Opens the reference backend's database and runs units of work on it: SQLite file or PostgreSQL."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text

import integrations.reference.case.tables  # noqa: F401 - adds its tables to the metadata
from integrations.reference.tables import metadata

# Any number, the same in every process: two programs starting at once must not both create the tables.
_ADVISORY_LOCK = 7_381_405


class Database:
    """One database. `reading` sees a snapshot; `writing` is one transaction, serial on SQLite."""

    def __init__(self, url: str) -> None:
        self._engine = _open(url)
        # The same pool; only the first statement of a transaction differs.
        self._writer = self._engine.execution_options(writes=True)
        with self.writing() as connection:  # on SQLite BEGIN IMMEDIATE is the lock
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
            metadata.create_all(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()


def _open(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=8, max_overflow=8, hide_parameters=True)
    engine = create_engine(url, pool_size=8, max_overflow=32, hide_parameters=True, connect_args={"timeout": 30})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # sqlite3 would begin transactions by itself, late and deferred: we say when.
    connection.isolation_level = None
    _turn_to_wal(connection)
    for pragma in ("busy_timeout=30000", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _turn_to_wal(connection: sqlite3.Connection) -> None:
    """SQLite does not wait here, whatever the time-out: of two that turn a new file at once, one is refused."""
    for _ in range(200):
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode=WAL")
            return
        time.sleep(0.01)
    connection.execute("PRAGMA journal_mode=WAL")


def _begin(connection: Connection) -> None:
    # IMMEDIATE takes the write lock before the first read, so that what was read is still true at commit.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
