"""Calls to the outside that turns have asked for. The row is made in the turn's transaction, before anything is
sent. States: waiting → running (leased) → done | dead; `unknown` while nobody knows and we keep asking by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, insert, literal, or_, select, update

from bot.storage.tables import LONG_AGO, Moment, calls
from dialogs.codec import identity_from_json, identity_to_json
from dialogs.effects import Call
from dialogs.ports import Identity, Json


@dataclass(frozen=True, slots=True)
class Pending:
    """A call in hand. `asking`: it was sent and its outcome is unknown, so ask by key and never send anew.
    `doubtful`: its runner died, so it may have been sent; the same key makes that harmless."""

    id: str
    conversation_id: str
    trace_id: str
    action: str
    args: Mapping[str, Json]
    identity: Identity | None
    attempts: int
    asking: bool
    doubtful: bool
    unknown_at: datetime | None


def add(
    tx: Connection,
    wanted: Sequence[Call],
    *,
    conversation_id: str,
    trace_id: str,
    identity: Identity | None,
    now: datetime,
) -> None:
    if not wanted:
        return
    common = {
        "conversation_id": conversation_id,
        "trace_id": trace_id,
        "identity": None if identity is None else identity_to_json(identity),
        "not_before": now,
        "created_at": now,
    }
    tx.execute(
        insert(calls),
        [{**common, "id": call.call_id, "action": call.action, "args": dict(call.args)} for call in wanted],
    )


def claim(tx: Connection, *, now: datetime, lease_until: datetime, limit: int) -> list[Pending]:
    """Take calls whose time has come, and those whose runner died with them."""
    due = or_(
        and_(calls.c.status.in_(("waiting", "unknown")), calls.c.not_before <= now),
        and_(calls.c.status.in_(("running", "asking")), calls.c.lease_until <= now),
    )
    query = select(calls).where(due).order_by(calls.c.not_before, calls.c.created_at).limit(limit)
    found = [_pending(row) for row in tx.execute(query.with_for_update(skip_locked=True))]
    for call in found:
        _set(
            tx,
            call.id,
            status="asking" if call.asking else "running",
            lease_until=lease_until,
            attempts=call.attempts + 1,
        )
    return found


def mark_unknown(tx: Connection, call_id: str, *, now: datetime, ask_at: datetime) -> None:
    """Sent, and nobody knows. Ask again at `ask_at`. The first time is kept."""
    first = func.coalesce(calls.c.unknown_at, literal(now, Moment()))
    tx.execute(
        update(calls)
        .where(calls.c.id == call_id)
        .values(status="unknown", not_before=ask_at, lease_until=None, unknown_at=first)
    )


def finish(tx: Connection, call_id: str, *, now: datetime, status: str = "done") -> None:
    """What was sent with it is needed no more: it may say who asked for what, and from where."""
    _set(tx, call_id, status=status, done_at=now, lease_until=None, args={})


def release(tx: Connection) -> int:
    """End every lease at once: whoever held them is known to be dead. How many there were."""
    held = update(calls).where(calls.c.status.in_(("running", "asking"))).values(lease_until=LONG_AGO)
    return tx.execute(held).rowcount


def depth(tx: Connection) -> dict[str, int]:
    """How many calls are in each state that needs looking at."""
    rows = tx.execute(
        select(calls.c.status, func.count().label("number")).where(calls.c.status != "done").group_by(calls.c.status)
    )
    return {row.status: row.number for row in rows}


def _set(tx: Connection, call_id: str, **values: Any) -> None:
    tx.execute(update(calls).where(calls.c.id == call_id).values(values))


def _pending(row: Any) -> Pending:
    return Pending(
        id=row.id,
        conversation_id=row.conversation_id,
        trace_id=row.trace_id,
        action=row.action,
        args=row.args,
        identity=None if row.identity is None else identity_from_json(row.identity),
        attempts=row.attempts,
        asking=row.status in {"unknown", "asking"},
        doubtful=row.status == "running",
        unknown_at=row.unknown_at,
    )
