"""Who did what to which conversation, and when. Names and numbers only: no text a citizen or staff wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from bot.storage.store import Tx
from bot.storage.tables import audit
from dialogs.ports import Json

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Entry:
    at: datetime
    actor: str
    action: str
    conversation_id: str | None
    detail: Mapping[str, Json]


def record(
    tx: Tx,
    *,
    actor: str,
    action: str,
    now: datetime,
    conversation_id: str | None = None,
    detail: Mapping[str, Json] | None = None,
) -> None:
    """Add a row in the transaction of the deed itself: neither exists without the other. `actor` is a staff id
    or `SYSTEM`."""
    row = {"at": now, "actor": actor, "action": action, "conversation_id": conversation_id}
    tx.execute(insert(audit).values(**row, detail=dict(detail or {})))


def of_conversation(tx: Tx, conversation_id: str) -> list[Entry]:
    """Everything recorded about one conversation, oldest first."""
    rows = tx.execute(select(audit).where(audit.c.conversation_id == conversation_id).order_by(audit.c.id))
    return [Entry(row.at, row.actor, row.action, row.conversation_id, row.detail) for row in rows]


def of_actor(tx: Tx, actor: str) -> list[Entry]:
    """Everything one member of staff did, oldest first."""
    rows = tx.execute(select(audit).where(audit.c.actor == actor).order_by(audit.c.id))
    return [Entry(row.at, row.actor, row.action, row.conversation_id, row.detail) for row in rows]
