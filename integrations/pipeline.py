"""Statements to PostgreSQL that travel together: libpq's pipeline mode, for connections that only read. What is asked
waits until somebody needs an answer; then everything that waits is one journey to the server and back. A journey costs
more than most of the statements it carries (docs/adr/0010)."""

from __future__ import annotations

import itertools
import select
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import errors
from psycopg.abc import Buffer
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, ExecStatus
from psycopg.pq.abc import PGresult

_ANSWERED = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


class Reply:
    """What the server will answer to one statement."""

    __slots__ = ("_pipeline", "packed", "prepared", "sql", "told")

    def __init__(self, pipeline: Pipeline, sql: str, packed: Sequence[Buffer | None], *, prepared: bool) -> None:
        self._pipeline = pipeline
        self.sql = sql
        self.packed = packed
        self.prepared = prepared
        self.told: list[Any] | psycopg.Error | None = None

    def rows(self) -> list[Any]:
        """The rows, as tuples.

        Raises:
            psycopg.Error: what the server refused of this statement, or that it is gone.
        """
        if self.told is None:
            self._pipeline.travel()
        if isinstance(self.told, list):
            return self.told
        raise self.told or psycopg.OperationalError("forgotten")


class Pipeline:
    """Of one connection in autocommit, lent to one thread at a time."""

    def __init__(self, driver: psycopg.Connection[Any]) -> None:
        self._wire = driver.pgconn
        self._values = Transformer(driver)
        self._names: dict[str, bytes] = {}
        self._numbers = itertools.count()
        self._waiting: list[Reply] = []
        self._readable, self._writable = select.poll(), select.poll()
        self._readable.register(driver.fileno(), select.POLLIN)
        self._writable.register(driver.fileno(), select.POLLIN | select.POLLOUT)

    def ask(self, sql: str, values: Sequence[Any], *, prepared: bool) -> Reply:
        """Nothing is sent yet. `sql` has its values as `$1`, `$2`. `prepared`: the server keeps the statement and may
        keep its plan; otherwise it plans for these values."""
        packed = self._values.dump_sequence(values, [PyFormat.TEXT] * len(values))
        reply = Reply(self, sql, packed, prepared=prepared)
        self._waiting.append(reply)
        return reply

    def forget(self) -> None:
        """Nobody needs what waits any more."""
        self._waiting.clear()

    def travel(self) -> None:
        """Sends what waits and takes what is answered: rows, or what was refused, or that the server is gone. Behind a
        statement that is refused the server answers no other of the same journey: those set out once more."""
        waiting, self._waiting = self._waiting, []
        while waiting:
            self._journey(waiting)
            waiting = [reply for reply in waiting if reply.told is None]

    def _journey(self, waiting: list[Reply]) -> None:
        try:
            self._wire.enter_pipeline_mode()
            sent: list[tuple[Reply, bool]] = []
            for reply in waiting:
                self._send(reply, sent)
            self._wire.pipeline_sync()
            while self._wire.flush():
                self._writable.poll()
                self._wire.consume_input()
            self._receive(sent)
            self._wire.exit_pipeline_mode()
        except psycopg.Error as broken:
            for reply in waiting:
                reply.told = broken if reply.told is None else reply.told

    def _send(self, reply: Reply, sent: list[tuple[Reply, bool]]) -> None:
        """`sent`: for each result to come whose it is, and whether it is the answer (or a preparation's)."""
        if not reply.prepared:
            self._wire.send_query_params(reply.sql.encode(), reply.packed)
        else:
            name = self._names.get(reply.sql)
            if name is None:
                name = self._names[reply.sql] = b"read_%d" % next(self._numbers)
                self._wire.send_prepare(name, reply.sql.encode())
                sent.append((reply, False))
            self._wire.send_query_prepared(name, reply.packed)
        sent.append((reply, True))

    def _receive(self, sent: list[tuple[Reply, bool]]) -> None:
        """Until the server says that this was all."""
        answering = iter(sent)
        while (result := self._next()) is None or result.status != ExecStatus.PIPELINE_SYNC:
            if result is None:  # between the answers of two statements
                continue
            reply, answer = next(answering)
            if result.status in _ANSWERED:
                if answer:
                    self._values.set_pgresult(result)
                    reply.told = self._values.load_rows(0, result.ntuples, tuple)
            elif result.status != ExecStatus.PIPELINE_ABORTED:
                reply.told = errors.error_from_result(result)
                self._names.clear()  # it may have been a statement's preparation, and others were behind it

    def _next(self) -> PGresult | None:
        while self._wire.is_busy():
            self._readable.poll()
            self._wire.consume_input()
        if self._wire.status != ConnStatus.OK:
            raise psycopg.OperationalError("the server is gone")
        return self._wire.get_result()
