"""Conversations: finding one, and saving a turn's state behind its fence. Who takes turns in them: `claims`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from bot.errors import Code, Defect
from bot.storage.tables import conversations
from dialogs.codec import state_from_json, state_to_json
from dialogs.state import State
from integrations.prepared import Prepared


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
    found: str | None = _FIND.scalar(tx, channel=channel, channel_user=channel_user)
    return found


def load(tx: Connection, conversation_id: str) -> Conversation:
    return _conversation(tx.execute(select(conversations).where(conversations.c.id == conversation_id)).one())


def save(tx: Connection, state: State, *, expected: int, last_seq: int, now: datetime) -> None:
    """Write the state a turn ended with.

    Raises:
        Defect: STALE_STATE when somebody else has saved since `expected` was read.
    """
    saved = _SAVE.run(
        tx,
        conversation_id=state.conversation_id,
        expected=expected,
        new_version=state.version,
        new_mode=state.mode.value,
        new_state=state_to_json(state),
        new_seq=last_seq,
        now=now,
    )
    if saved != 1:
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


_FIND = Prepared(
    select(conversations.c.id).where(
        conversations.c.channel == bindparam("channel"), conversations.c.channel_user == bindparam("channel_user")
    )
)
_SAVE = Prepared(
    update(conversations)
    .where(conversations.c.id == bindparam("conversation_id"), conversations.c.version == bindparam("expected"))
    .values(
        version=bindparam("new_version"),
        mode=bindparam("new_mode"),
        state=bindparam("new_state"),
        last_seq=bindparam("new_seq"),
        updated_at=bindparam("now"),
    )
)
