"""Conversations: finding one, claiming those with something to do, saving a turn's state behind its fence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from bot.errors import Code, Defect
from bot.storage.tables import conversations, inbox
from dialogs.codec import state_from_json, state_to_json
from dialogs.state import State


@dataclass(frozen=True, slots=True)
class Conversation:
    """One citizen on one channel. `last_seq` is the number of the newest row of the transcript."""

    id: str
    channel: str
    channel_user: str
    state: State
    last_seq: int
    created_at: datetime
    updated_at: datetime


def find(tx: Connection, channel: str, channel_user: str) -> str | None:
    found: str | None = tx.execute(
        select(conversations.c.id).where(
            conversations.c.channel == channel, conversations.c.channel_user == channel_user
        )
    ).scalar()
    return found


def load(tx: Connection, conversation_id: str) -> Conversation:
    return _conversation(tx.execute(select(conversations).where(conversations.c.id == conversation_id)).one())


def claim(tx: Connection, limit: int) -> list[Conversation]:
    """Conversations with a waiting message, held by this transaction: nobody else takes a turn in them.

    On PostgreSQL the conversation is locked, never the message: two messages of one citizen in two
    workers' hands would be out of order.
    """
    waiting = (
        select(inbox.c.conversation_id)
        .where(inbox.c.status == "waiting")
        .group_by(inbox.c.conversation_id)
        .order_by(func.min(inbox.c.id))
    )
    if tx.dialect.name == "postgresql":
        # Locked ones are skipped, so look at more than we take: others may hold the oldest.
        candidates = list(tx.execute(waiting.limit(limit * 8)).scalars())
        if not candidates:
            return []
        query = select(conversations).where(conversations.c.id.in_(candidates)).limit(limit)
        query = query.with_for_update(skip_locked=True)
    else:
        candidates = list(tx.execute(waiting.limit(limit)).scalars())
        if not candidates:
            return []
        query = select(conversations).where(conversations.c.id.in_(candidates))
    return sorted((_conversation(row) for row in tx.execute(query)), key=lambda found: candidates.index(found.id))


def save(tx: Connection, state: State, *, expected: int, last_seq: int, now: datetime) -> None:
    """Write the state a turn ended with.

    Raises:
        Defect: STALE_STATE when somebody else has saved since `expected` was read.
    """
    done = tx.execute(
        update(conversations)
        .where(conversations.c.id == state.conversation_id, conversations.c.version == expected)
        .values(
            version=state.version,
            mode=state.mode.value,
            state=state_to_json(state),
            last_seq=last_seq,
            updated_at=now,
        )
    )
    if done.rowcount != 1:
        raise Defect(Code.STALE_STATE, conversation=state.conversation_id, expected=expected)


def note_last_seq(tx: Connection, conversation_id: str, last_seq: int) -> None:
    """The transcript grew without a turn (an apology)."""
    tx.execute(update(conversations).where(conversations.c.id == conversation_id).values(last_seq=last_seq))


def _conversation(row: Any) -> Conversation:
    state = State(conversation_id=row.id) if row.state is None else state_from_json(row.state)
    return Conversation(
        id=row.id,
        channel=row.channel,
        channel_user=row.channel_user,
        state=state,
        last_seq=row.last_seq,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
