"""The one thread that writes to SQLite: takes what is queued, one savepoint each, one COMMIT for all.
Whose write it is does not matter here; transactions on PostgreSQL do not pass through here."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, Engine

from bot.errors import Code, Defect
from bot.failpoints import hit
from integrations.prepared import savepoint

MOST_IN_ONE_COMMIT = 64
TAKEN_IN = "taken_in"
"""Set on a transaction's `info` by `inbox.put`, so that the failpoint before the acknowledgement can be found."""

Work = Callable[[Connection], Any]
Outcome = Future[Any] | asyncio.Future[Any]
_Result = tuple[Outcome, Any, BaseException | None]


class Writer:
    """Runs works one after the other in the order they were given. A future resolves after its COMMIT."""

    def __init__(self, engine: Engine, *, most: int = MOST_IN_ONE_COMMIT) -> None:
        self._engine = engine
        self._most = most
        self._queue: queue.SimpleQueue[tuple[Work, Outcome] | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="storage-writer", daemon=True)
        self._thread.start()

    def give(self, work: Work) -> Future[Any]:
        """For a thread that will wait."""
        future: Future[Any] = Future()
        self._put(work, future)
        return future

    def give_from(self, loop: asyncio.AbstractEventLoop, work: Work) -> asyncio.Future[Any]:
        """For a task of this loop."""
        future: asyncio.Future[Any] = loop.create_future()
        self._put(work, future)
        return future

    def _put(self, work: Work, outcome: Outcome) -> None:
        if threading.current_thread() is self._thread:
            raise Defect(Code.STORE_UNREACHABLE, why="a write inside a write would wait for itself")
        with self._closing:  # nothing may slip in behind the end mark: it would wait for ever
            if self._closed:
                raise Defect(Code.STORE_UNREACHABLE, why="the store is closed")
            self._queue.put((work, outcome))

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

    def _commit_together(self, connection: Connection, first: tuple[Work, Outcome]) -> bool:
        """Run `first` and what waits behind it in one transaction. True when the end mark was met."""
        results: list[_Result] = []
        running: Outcome | None = first[1]
        ended = False
        item: tuple[Work, Outcome] | None = first
        try:
            with connection.begin():
                while item is not None:
                    work, running = item
                    if _still_wanted(running):
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
        _tell(results)
        return ended

    def _next(self, done: int) -> tuple[tuple[Work, Outcome] | None, bool]:
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


def _still_wanted(outcome: Outcome) -> bool:
    """Nobody waits for a cancelled one any more."""
    return not outcome.cancelled() if isinstance(outcome, asyncio.Future) else outcome.set_running_or_notify_cancel()


def _tell(results: Sequence[_Result]) -> None:
    """Let everybody know; the tasks of one loop together, because waking it up is what costs."""
    tasks: dict[asyncio.AbstractEventLoop, list[_Result]] = {}
    for result in results:
        if isinstance(result[0], asyncio.Future):
            tasks.setdefault(result[0].get_loop(), []).append(result)
        else:
            _settle([result])
    for loop, ready in tasks.items():
        with suppress(RuntimeError):  # that loop has ended, and who waited with it
            loop.call_soon_threadsafe(_settle, ready)


def _settle(results: Sequence[_Result]) -> None:
    for outcome, value, failure in results:
        if isinstance(outcome, asyncio.Future) and outcome.done():  # given up while it was being written
            continue
        if failure is None:
            outcome.set_result(value)
        else:
            outcome.set_exception(failure)


def _run_alone(connection: Connection, work: Work) -> tuple[Any, BaseException | None]:
    try:
        with savepoint(connection):
            return work(connection), None
    except Exception as error:  # the giver gets it; the works beside it go on
        return None, error
