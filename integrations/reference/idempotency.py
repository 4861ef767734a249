"""Acts done once per key: the key, the act and its answer are one transaction, so an answer that got lost can be
asked for, and a repeated request gets the first answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from integrations.reference.database import Database
from integrations.reference.problems import Refused
from integrations.reference.tables import operations

Body = Mapping[str, object]
Work = Callable[[Connection], Body]
# PostgreSQL ended the transaction for another one's sake: deadlock, serialisation. Nothing was done.
UNDONE = ("40P01", "40001")


@dataclass(frozen=True, slots=True)
class Act:
    """One act a citizen asks for. `body` is compared when the key comes again."""

    mobile: str
    client_key: str
    operation: str
    body: Body
    status: int

    @property
    def body_hash(self) -> str:
        text = json.dumps([self.operation, self.body], sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Body
    replay: bool


def perform(database: Database, act: Act, work: Work, *, now: datetime) -> Answer:
    """Does the work once for this key.

    Raises:
        Refused: the work's own refusal, the same again for the same key; `key_reused`; `operation_withdrawn`.
    """
    try:
        with database.writing() as connection:
            refusal, body = _first(connection, act, work, now=now)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in UNDONE:
            raise Refused("unavailable") from None
        raise
    except _KeyTaken:
        with database.reading() as connection:
            stored = _stored(connection, act.mobile, act.client_key)
        if stored is None:
            # The key's other transaction was undone in this very moment: nothing has been done.
            raise Refused("unavailable") from None
        return _replay(act, stored)
    if refusal is not None:
        raise refusal
    return Answer(act.status, body, replay=False)


def what_became(connection: Connection, mobile: str, client_key: str) -> dict[str, object]:
    row = _stored(connection, mobile, client_key)
    if row is None:
        raise Refused("not_found")
    return _told(row)


def withdraw(database: Database, mobile: str, client_key: str, *, now: datetime) -> dict[str, object]:
    """Takes the key, so that an act still on its way is refused; or tells what the key already did."""
    row = {"mobile": mobile, "client_key": client_key, "outcome": "withdrawn", "status": 409, "data": {}, "at": now}
    try:
        with database.writing() as connection:
            _claim(connection, row)
    except _KeyTaken:
        pass
    with database.reading() as connection:
        return what_became(connection, mobile, client_key)


class _KeyTaken(Exception):
    """Another transaction has this key. On PostgreSQL the insert waits until that one has ended."""


def _first(connection: Connection, act: Act, work: Work, *, now: datetime) -> tuple[Refused | None, Body]:
    row = {
        "mobile": act.mobile,
        "client_key": act.client_key,
        "operation": act.operation,
        "body_hash": act.body_hash,
        "outcome": "accepted",
        "status": act.status,
        "data": {},
        "at": now,
    }
    _claim(connection, row)
    refusal: Refused | None = None
    body: Body = {}
    try:
        with connection.begin_nested():
            body = work(connection)
    except Refused as error:
        refusal = error
    values: dict[str, object] = {"data": dict(body)}
    if refusal is not None:
        values = {"data": refusal.data, "outcome": "rejected", "code": refusal.code}
    this = (operations.c.mobile == act.mobile) & (operations.c.client_key == act.client_key)
    connection.execute(update(operations).where(this).values(**values))
    return refusal, body


def _claim(connection: Connection, row: Mapping[str, object]) -> None:
    try:
        with connection.begin_nested():
            connection.execute(insert(operations).values(**row))
    except IntegrityError:
        raise _KeyTaken from None


def _stored(connection: Connection, mobile: str, client_key: str) -> Row[tuple[object, ...]] | None:
    this = (operations.c.mobile == mobile) & (operations.c.client_key == client_key)
    return connection.execute(select(operations).where(this)).first()


def _replay(act: Act, row: Row[tuple[object, ...]]) -> Answer:
    if row.outcome == "withdrawn":
        raise Refused("operation_withdrawn")
    if row.body_hash != act.body_hash:
        raise Refused("key_reused")
    if row.outcome == "rejected":
        raise Refused(row.code, **row.data)
    return Answer(row.status, row.data, replay=True)


def _told(row: Row[tuple[object, ...]]) -> dict[str, object]:
    return {
        "client_key": row.client_key,
        "operation": row.operation,
        "outcome": row.outcome,
        "code": row.code,
        "data": row.data,
    }
