"""Opens the reference backend's database and runs units of work on it: SQLite file or PostgreSQL."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

import integrations.reference.case.tables  # noqa: F401 - adds its tables to the metadata
from integrations.prepared import forget, read_together
from integrations.reference.city import tables as register_tables  # noqa: F401 - puts its tables beside the others
from integrations.reference.tables import metadata

if TYPE_CHECKING:
    from integrations.gathering import Gathering

T = TypeVar("T")
# Any number, the same in every process: two programs starting at once must not both create the tables.
_ADVISORY_LOCK = 7_381_405
KEPT = 4  # connections at hand for the next read
LONGEST_READ_MS = 5_000


class Database:
    """One database. `writing` is one transaction, serial on SQLite. `reading` sees one snapshot on SQLite; on
    PostgreSQL each statement sees its own, as in every transaction there by default."""

    def __init__(self, url: str) -> None:
        self._engine = _open(url)
        # The same pool; only the first statement of a transaction differs.
        self._writer = self._engine.execution_options(writes=True)
        self._reader = _reader(url) or self._engine
        self._kept: list[Connection] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._gathering: Gathering | None = None
        # Of the driver too: statements prepared on it raise what it raises.
        self._broken = (DBAPIError, self._reader.dialect.loaded_dbapi.Error)
        with self.writing() as connection:  # on SQLite BEGIN IMMEDIATE is the lock
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
            metadata.create_all(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        # Lending from the pool and taking back would cost more than most reads do.
        connection = self._at_hand() or self._connected()
        try:
            yield connection
        except self._broken:
            connection.invalidate()
            raise
        finally:
            self._take_back(connection)

    def gather(self) -> None:
        """From now on the questions of this event loop travel together, where the database is a server."""
        if self._reader is not self._engine:
            self._loop = asyncio.get_running_loop()

    async def answer(self, rule: Callable[[Connection], T]) -> T:
        """What a rule that only reads returns or raises. A server that was restarted meanwhile costs nobody's answer:
        the rule is asked once more, on a new connection."""
        if self._loop is not asyncio.get_running_loop():
            with self.reading() as tx:
                return rule(tx)
        gathering = self._gathered()
        try:
            return await gathering.run(rule)
        except self._broken:
            if not gathering.broken:
                raise
        if self._gathering is gathering:
            self._gathering = None
            gathering.close()
        return await self._gathered().run(rule)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self._writer.begin() as connection:
            yield connection

    def tidy(self) -> None:
        """After much was written at once: what PostgreSQL would otherwise do later, while people wait for answers."""
        if self._reader is not self._engine:
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM"))

    def _at_hand(self) -> Connection | None:
        with suppress(IndexError):
            return self._kept.pop()
        return None

    def _connected(self) -> Connection:
        connection = self._reader.connect()
        if self._reader is not self._engine:
            read_together(connection)
        return connection

    def _gathered(self) -> Gathering:
        from integrations.gathering import Gathering  # noqa: PLC0415 - the driver, which SQLite does not need

        if self._gathering is None:
            self._gathering = Gathering(self._reader.connect())
        return self._gathering

    def _take_back(self, connection: Connection) -> None:
        connection.rollback()
        if connection.invalidated or len(self._kept) >= KEPT:
            connection.close()
        else:
            forget(connection)
            self._kept.append(connection)

    def close(self) -> None:
        if self._gathering is not None:
            self._gathering.close()
        while self._kept:
            self._kept.pop().close()
        self._reader.dispose()
        self._engine.dispose()


def _open(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=8, max_overflow=8, hide_parameters=True)
    engine = create_engine(url, pool_size=8, max_overflow=32, hide_parameters=True, connect_args={"timeout": 30})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _reader(url: str) -> Engine | None:
    """Connections that only read, on PostgreSQL: beginning a transaction around a read, and taking it back before the
    connection is lent again, would be two more journeys to the server."""
    if url.startswith("sqlite"):
        return None
    return create_engine(
        url,
        pool_size=8,
        max_overflow=8,
        hide_parameters=True,
        isolation_level="AUTOCOMMIT",
        pool_reset_on_return=None,
        # Reads are answered one after the other: none may keep the others waiting for long.
        connect_args={"options": f"-c statement_timeout={LONGEST_READ_MS}"},
    )


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # sqlite3 would begin transactions by itself, late and deferred: we say when.
    connection.isolation_level = None
    _turn_to_wal(connection)
    # A city's database is larger than SQLite's two megabytes of cache: read it where the operating system keeps it.
    for pragma in ("busy_timeout=30000", "synchronous=NORMAL", "foreign_keys=ON", "mmap_size=2147418112"):
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
    # On the driver: around a look-up of a few microseconds SQLAlchemy's way there would take longer than it.
    connection.connection.driver_connection.execute("BEGIN IMMEDIATE" if writes else "BEGIN")  # type: ignore[union-attr]
