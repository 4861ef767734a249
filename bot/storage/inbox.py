"""What came in, in order, once. A committed `put` is the promise that the message will be answered.
Turns are taken elsewhere (`bot.turn`)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, literal_column, select, union_all, update

from bot.envelopes import Inbound, Kind
from bot.errors import Code, Defect
from bot.storage.conversations import find
from bot.storage.files import take_in
from bot.storage.insert import insert_for
from bot.storage.tables import calls, conversations, inbox
from bot.storage.writer import TAKEN_IN
from dialogs.ports import Json
from integrations.prepared import Prepared

OWN_CHANNELS = frozenset({"call", "console", "desk", "notice", "staff", "timer"})
"""Not the citizen's: on these the `channel_user` of an inbound is the id of the conversation it is for."""

_OWN = {
    Kind.CALL_ANSWERED: "call",
    Kind.FILE: "call",
    Kind.FILE_REFUSED: "call",
    Kind.STAFF_TOOK: "staff",
    Kind.STAFF_SAID: "staff",
    Kind.STAFF_RELEASED: "staff",
    Kind.WOKE: "timer",
    Kind.NOTICED: "notice",
}
# Written out, not bound: SQLite plans a statement anew for each value of a parameter that decides on a partial index.
WAITING = inbox.c.status == literal_column("'waiting'")
_CALL_RUNS = calls.c.status.in_((literal_column("'waiting'"), literal_column("'running'")))


@dataclass(frozen=True, slots=True)
class Receipt:
    """Which conversation took the message. `new` is False when it had been taken before."""

    conversation_id: str
    inbox_id: int
    trace_id: str
    new: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """The message whose turn it is. `attempts` counts the turns that failed on it."""

    id: int
    conversation_id: str
    inbound: Inbound
    attempts: int


def _fresh_id() -> str:
    return uuid.uuid4().hex


def put(tx: Connection, inbound: Inbound, *, now: datetime, new_id: Callable[[], str] = _fresh_id) -> Receipt:
    """Take a message in; the conversation is made on first contact. Acknowledge only after the commit.

    Raises:
        Defect: DATA_INVALID when an own channel names a conversation that does not exist.
    """
    conversation_id = _conversation_of(tx, inbound, now=now, new_id=new_id)
    trace_id = inbound.trace_id or uuid.uuid5(uuid.NAMESPACE_OID, f"{conversation_id}:{inbound.message_id}").hex
    if inbound.content is not None:
        if before := _taken(tx, conversation_id, inbound):  # its file is stored already, and counted
            return before
        inbound = replace(inbound, trace_id=trace_id)
        inbound = take_in(tx, inbound, conversation_id=conversation_id, now=now, new_id=new_id)
    inbox_id = _PUT.scalar(
        tx,
        conversation_id=conversation_id,
        channel=inbound.channel,
        message_id=inbound.message_id,
        kind=inbound.kind.value,
        body=dict(inbound.body),
        trace_id=trace_id,
        received_at=now,
    )
    if inbox_id is not None:
        tx.info[TAKEN_IN] = inbound.channel not in OWN_CHANNELS
        return Receipt(conversation_id, inbox_id, trace_id, new=True)
    before = _taken(tx, conversation_id, inbound)
    if before is None:
        raise Defect(Code.STORE_UNREACHABLE, why="a message that is there and cannot be read")
    return before


def put_for(
    tx: Connection,
    conversation_id: str,
    *,
    kind: Kind,
    message_id: str,
    body: Mapping[str, Json],
    trace_id: str,
    now: datetime,
) -> Receipt:
    """Take in something of our own for a conversation: a call's answer, an act of staff, a wake-up."""
    channel = _OWN[kind]
    return put(tx, Inbound(channel, conversation_id, message_id, kind, body, trace_id), now=now)


def finish(tx: Connection, inbox_id: int, *, now: datetime, wiped: dict[str, Any] | None = None) -> None:
    """Answered. `wiped` replaces what was written when it must not stay (a one-time code)."""
    if wiped is None:
        _FINISH.run(tx, inbox_id=inbox_id, now=now)
    else:
        _FINISH_WIPED.run(tx, inbox_id=inbox_id, now=now, wiped=wiped)


def note_failure(tx: Connection, inbox_id: int, *, error: str) -> None:
    """One more turn failed on it; it stays at the head of its conversation."""
    tx.execute(update(inbox).where(inbox.c.id == inbox_id).values(attempts=inbox.c.attempts + 1, error=error))


def give_up(tx: Connection, inbox_id: int, *, now: datetime, error: str, wiped: dict[str, Any] | None) -> None:
    """Dead: kept to be looked at, no longer in the way of what came after it."""
    values: dict[str, Any] = {"status": "dead", "done_at": now, "error": error, "attempts": inbox.c.attempts + 1}
    if wiped is not None:
        values["body"] = wiped
    tx.execute(update(inbox).where(inbox.c.id == inbox_id).values(values))


def quiet(tx: Connection, trace_id: str) -> bool:
    """True when nothing of this trace is under way any more. A call whose outcome is unknown counts as
    finished: the citizen has been told that we are checking."""
    return _UNDER_WAY.first(tx, trace_id=trace_id) is None


def depth(tx: Connection) -> dict[str, int]:
    """How many wait and how many are dead (for gauges and readiness)."""
    rows = tx.execute(
        select(inbox.c.status, func.count().label("number"))
        .where(inbox.c.status.in_(("waiting", "dead")))
        .group_by(inbox.c.status)
    )
    found = {row.status: row.number for row in rows}
    return {"waiting": found.get("waiting", 0), "dead": found.get("dead", 0)}


def _taken(tx: Connection, conversation_id: str, inbound: Inbound) -> Receipt | None:
    """The receipt this message got before."""
    key = {"conversation_id": conversation_id, "channel": inbound.channel, "message_id": inbound.message_id}
    first = _FIRST.first(tx, **key)
    return None if first is None else Receipt(conversation_id, first.id, first.trace_id, new=False)


def _conversation_of(tx: Connection, inbound: Inbound, *, now: datetime, new_id: Callable[[], str]) -> str:
    if inbound.channel in OWN_CHANNELS:
        found = _KNOWN.scalar(tx, conversation_id=inbound.channel_user)
        if found is None:
            raise Defect(Code.DATA_INVALID, what="inbound for a conversation that does not exist")
        return str(found)
    found = find(tx, inbound.channel, inbound.channel_user)
    if found is None:
        _MAKE.run(
            tx,
            id=new_id(),
            channel=inbound.channel,
            channel_user=inbound.channel_user,
            version=0,
            mode="bot",
            created_at=now,
            updated_at=now,
        )
        found = find(tx, inbound.channel, inbound.channel_user)  # perhaps another process made it in this very moment
    return str(found)


_KNOWN = Prepared(select(conversations.c.id).where(conversations.c.id == bindparam("conversation_id")))
_MAKE = Prepared(
    lambda dialect: insert_for(dialect, conversations).on_conflict_do_nothing(),
    keys=("id", "channel", "channel_user", "version", "mode", "created_at", "updated_at"),
)
_PUT = Prepared(
    lambda dialect: insert_for(dialect, inbox).on_conflict_do_nothing().returning(inbox.c.id),
    keys=("conversation_id", "channel", "message_id", "kind", "body", "trace_id", "received_at"),
)
_FIRST = Prepared(
    select(inbox.c.id, inbox.c.trace_id).where(
        inbox.c.conversation_id == bindparam("conversation_id"),
        inbox.c.channel == bindparam("channel"),
        inbox.c.message_id == bindparam("message_id"),
    )
)
_DONE = update(inbox).where(inbox.c.id == bindparam("inbox_id"))
_FINISH = Prepared(_DONE.values(status="done", done_at=bindparam("now"), error=None))
_FINISH_WIPED = Prepared(_DONE.values(status="done", done_at=bindparam("now"), error=None, body=bindparam("wiped")))
_UNDER_WAY = Prepared(
    union_all(
        select(inbox.c.trace_id).where(inbox.c.trace_id == bindparam("trace_id"), WAITING),
        select(calls.c.trace_id).where(calls.c.trace_id == bindparam("trace_id"), _CALL_RUNS),
    ).limit(1)
)
