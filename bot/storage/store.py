"""The store: one transaction per unit of work, the same on SQLite (one writer thread) and PostgreSQL (a pool).
No queries live here; each repository beside this file takes the transaction as its first argument."""

from __future__ import annotations

import asyncio
import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from bot.errors import Code, Defect
from bot.settings import Settings
from bot.storage.migrate import migrate
from bot.storage.recovery import free_the_dead
from bot.storage.seal import give_keys, read_keys
from bot.storage.writer import Writer, announce

Tx = Connection
T = TypeVar("T")

READERS = 4
POOL = 8
# A frozen worker's transaction is ended by the server, so its late commit fails: the database is the fence.
_POSTGRES = "-c idle_in_transaction_session_timeout=15000 -c lock_timeout=10000 -c timezone=UTC"


class Store:
    """Runs units of work. `work` gets the transaction, must not commit it, and may run in another thread."""

    def __init__(self, reading: Engine, *, writer: Writer | None, writing: Engine, lock: int | None = None) -> None:
        self._reading = reading
        self._writing = writing
        self._writer = writer
        self._lock = lock
        self._threads = ThreadPoolExecutor(READERS if writer else POOL, thread_name_prefix="storage")
        self._looking = threading.Lock()
        self._lens: Connection | None = None
        self._closed = False

    @property
    def shared(self) -> bool:
        """True when other processes may be at work on the same rows (PostgreSQL, or a second SQLite process)."""
        return self._lock is None

    def write(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in a transaction of its own and return once that is committed."""
        if self._writer is not None:
            result: T = self._writer.give(work).result()
            return result
        with self._writing.connect() as connection:
            with connection.begin():
                value = work(connection)
            announce(connection)
        return value

    def read(self, work: Callable[[Tx], T]) -> T:
        """Run `work` on one consistent look at the committed rows. Nothing it changes is kept."""
        with self._reading.connect() as connection:
            connection.begin()
            return work(connection)

    async def awrite(self, work: Callable[[Tx], T]) -> T:
        """`write` without blocking the loop."""
        if self._writer is not None:
            result: T = await self._writer.give_from(asyncio.get_running_loop(), work)
            return result
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.write, work)

    async def aread(self, work: Callable[[Tx], T]) -> T:
        """`read` without blocking the loop."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.read, work)

    async def aglance(self, work: Callable[[Tx], T]) -> T:
        """`aread` for a look at a few rows by their key. On SQLite such a look is ten times shorter than the way to
        another thread and back, so it is taken right here; nothing that scans or sorts may be asked this way."""
        if self._writer is None:
            return await self.aread(work)
        with self._looking:  # one loop at a time; a program has one
            if self._lens is None:
                self._lens = self._reading.connect()
            try:
                self._lens.begin()
                return work(self._lens)
            finally:
                self._lens.rollback()

    def ping(self) -> None:
        """Raise when the database cannot be reached."""
        self.read(lambda tx: tx.execute(text("SELECT 1")).scalar())

    def close(self) -> None:
        """Finish what was given, then let go of the database."""
        if self._closed:
            return
        self._closed = True
        if self._writer is not None:
            self._writer.close()
        self._threads.shutdown(wait=True)
        if self._lens is not None:
            self._lens.close()
        self._reading.dispose()
        self._writing.dispose()
        if self._lock is not None:
            os.close(self._lock)


def open_store(settings: Settings) -> Store:
    """Open the database of the settings and bring it to the newest shape.

    Raises:
        Defect: STORE_UNREACHABLE when the server does not answer.
    """
    url = make_url(settings.database)
    return _open_sqlite(settings) if url.get_backend_name() == "sqlite" else _open_postgres(settings)


def _open_sqlite(settings: Settings) -> Store:
    url = make_url(settings.database)
    path = Path(url.database or "")
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = read_keys(settings)
    writing = create_engine(url, poolclass=NullPool)
    reading = create_engine(url, pool_size=READERS + 1, max_overflow=0)
    for engine in (writing, reading):
        event.listen(engine, "connect", _set_up_sqlite)
        give_keys(engine, keys)
    event.listen(writing, "begin", _begin_immediate)
    event.listen(reading, "begin", _begin_reading)
    migrate(writing)
    lock = _lock_file(path)
    if lock is not None:
        with writing.begin() as connection:
            free_the_dead(connection)
    return Store(reading, writer=Writer(writing), writing=writing, lock=lock)


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    _turn_to_wal(connection)
    # NORMAL: a killed process loses nothing; what a power cut can lose is in docs/adr/0002.
    for pragma in ("synchronous=NORMAL", "busy_timeout=5000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _turn_to_wal(connection: Any) -> None:
    """SQLite does not wait here, whatever the time-out: of two that turn a new file at once, one is refused."""
    for _ in range(200):
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode=WAL")
            return
        time.sleep(0.01)
    connection.execute("PRAGMA journal_mode=WAL")


def _begin_immediate(connection: Connection) -> None:
    # A plain BEGIN that turns into a write later fails with "database is locked" whatever the time-out.
    _driver(connection).execute("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    _driver(connection).execute("BEGIN")


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _lock_file(database: Path) -> int | None:
    """The mark of the process that serves this SQLite file; None when another process has it."""
    handle = os.open(database.with_name(database.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def _open_postgres(settings: Settings) -> Store:
    url = make_url(settings.database).set(drivername="postgresql+psycopg")
    engine = create_engine(
        url,
        pool_size=POOL,
        max_overflow=settings.workers,
        pool_pre_ping=True,
        connect_args={"options": _POSTGRES, "connect_timeout": 5},
    )
    give_keys(engine, read_keys(settings))
    try:
        migrate(engine)
    except OperationalError:
        raise Defect(Code.STORE_UNREACHABLE, why="the database server does not answer") from None
    return Store(engine, writer=None, writing=engine)
