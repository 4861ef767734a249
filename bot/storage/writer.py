"""The one thread that writes to SQLite: takes what is queued, one savepoint each, one COMMIT for all.
Whose write it is does not matter here; transactions on PostgreSQL do not pass through here."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from sqlalchemy import Connection, Engine

from bot.errors import Code, Defect
from bot.failpoints import hit

MOST_IN_ONE_COMMIT = 64
TAKEN_IN = "taken_in"
"""Set on a transaction's `info` by `inbox.put`, so that the failpoint before the acknowledgement can be found."""

Work = Callable[[Connection], Any]


class Writer:
    """Runs works one after the other in the order they were given. A future resolves after its COMMIT."""

    def __init__(self, engine: Engine, *, most: int = MOST_IN_ONE_COMMIT) -> None:
        self._engine = engine
        self._most = most
        self._queue: queue.SimpleQueue[tuple[Work, Future[Any]] | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="storage-writer", daemon=True)
        self._thread.start()

    def give(self, work: Work) -> Future[Any]:
        if threading.current_thread() is self._thread:
            raise Defect(Code.STORE_UNREACHABLE, why="a write inside a write would wait for itself")
        future: Future[Any] = Future()
        with self._closing:  # nothing may slip in behind the end mark: it would wait for ever
            if self._closed:
                raise Defect(Code.STORE_UNREACHABLE, why="the store is closed")
            self._queue.put((work, future))
        return future

    def close(self) -> None:
        """Finish what was given, then stop."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        with self._engine.connect() as connection:
            while (first := self._queue.get()) is not None:
                if self._commit_together(connection, first):
                    return

    def _commit_together(self, connection: Connection, first: tuple[Work, Future[Any]]) -> bool:
        """Run `first` and what waits behind it in one transaction. True when the end mark was met."""
        results: list[tuple[Future[Any], Any, BaseException | None]] = []
        running: Future[Any] | None = first[1]
        ended = False
        item: tuple[Work, Future[Any]] | None = first
        try:
            with connection.begin():
                while item is not None:
                    work, running = item
                    if running.set_running_or_notify_cancel():  # nobody waits for a cancelled one any more
                        results.append((running, *_run_alone(connection, work)))
                    running = None
                    item, ended = self._next(len(results))
        except Exception as error:  # BEGIN or COMMIT failed (locked, disk full): nobody's write happened
            if running is not None and not running.cancelled():
                results.append((running, None, error))
            results = [(future, None, error) for future, _, _ in results]
            connection.invalidate()  # whatever state it is in, the next batch starts on a new one
            connection.rollback()
        else:
            announce(connection)
        for future, value, failure in results:
            if failure is None:
                future.set_result(value)
            else:
                future.set_exception(failure)
        return ended

    def _next(self, done: int) -> tuple[tuple[Work, Future[Any]] | None, bool]:
        if done >= self._most:
            return None, False
        try:
            item = self._queue.get_nowait()
        except queue.Empty:
            return None, False
        return item, item is None


def announce(connection: Connection) -> None:
    """Committed, and nobody has been told yet."""
    if connection.info.pop(TAKEN_IN, False):
        hit("K1")


def _run_alone(connection: Connection, work: Work) -> tuple[Any, BaseException | None]:
    savepoint = connection.begin_nested()
    try:
        value = work(connection)
    except Exception as error:  # the giver gets it; the works beside it go on
        savepoint.rollback()
        return None, error
    savepoint.commit()
    return value, None
