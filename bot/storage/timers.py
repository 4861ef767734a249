"""When a conversation is to be woken. One time a conversation; the last wins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.sql import Executable

from bot.envelopes import Kind
from bot.storage import inbox
from bot.storage.insert import insert_for
from bot.storage.tables import timers
from integrations.prepared import Prepared


def set_at(tx: Connection, conversation_id: str, at: datetime | None) -> None:
    """Wake this conversation at that time; None takes the standing time back."""
    if at is None:
        _CLEAR.run(tx, conversation_id=conversation_id)
    else:
        _SET.run(tx, conversation_id=conversation_id, at=at)


def ring(tx: Connection, *, now: datetime, limit: int = 50) -> int:
    """Put `woke` into the inbox of every conversation whose time has come; how many were woken."""
    query = select(timers).where(timers.c.at <= now).order_by(timers.c.at).limit(limit)
    due = tx.execute(query.with_for_update(skip_locked=True)).all()
    for row in due:
        stamp = row.at.isoformat()
        inbox.put_for(tx, row.conversation_id, kind=Kind.WOKE, message_id=stamp, body={}, trace_id="", now=now)
    if due:
        tx.execute(delete(timers).where(timers.c.conversation_id.in_([row.conversation_id for row in due])))
    return len(due)


def _set(dialect: str) -> Executable:
    fresh = insert_for(dialect, timers)
    return fresh.on_conflict_do_update(index_elements=[timers.c.conversation_id], set_={"at": fresh.excluded.at})


_SET = Prepared(_set, keys=("conversation_id", "at"))
_CLEAR = Prepared(delete(timers).where(timers.c.conversation_id == bindparam("conversation_id")))
