"""What a worker takes in hand: conversations with something to do, each with its oldest waiting message, sealed.
Opening is apart from taking, so that one row nobody can read does not hold up the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select, type_coerce
from sqlalchemy.types import Text

from bot.envelopes import Inbound, Kind
from bot.storage.conversations import Conversation
from bot.storage.inbox import WAITING, Waiting
from bot.storage.seal import opened
from bot.storage.tables import conversations, inbox
from dialogs.codec import state_from_json
from dialogs.state import Mode, State
from integrations.prepared import Prepared

_LOOK_AHEAD = 8


@dataclass(frozen=True, slots=True)
class Claim:
    """One conversation and its head, as they lie in the database."""

    row: Any

    @property
    def conversation_id(self) -> str:
        return str(self.row.conversation_id)

    @property
    def inbox_id(self) -> int:
        return int(self.row.inbox_id)

    @property
    def trace_id(self) -> str:
        return str(self.row.trace_id)

    @property
    def attempts(self) -> int:
        """How many turns have failed on the message."""
        return int(self.row.attempts)

    def conversation(self, tx: Connection) -> Conversation:
        """Raises whatever a spoilt state makes decoding raise."""
        sealed = opened(tx.dialect, self.row.state)
        return self._conversation(state_from_json(sealed) if sealed else State(self.conversation_id))

    def conversation_without_state(self) -> Conversation:
        """For saying sorry: all that is known without opening anything."""
        return self._conversation(State(self.conversation_id, version=self.row.version, mode=Mode(self.row.mode)))

    def waiting(self, tx: Connection) -> Waiting:
        """Raises whatever a spoilt body makes decoding raise."""
        row = self.row
        body = opened(tx.dialect, row.body)
        inbound = Inbound(row.channel, self.conversation_id, row.message_id, Kind(row.kind), body, row.trace_id)
        return Waiting(row.inbox_id, self.conversation_id, inbound, row.attempts)

    def _conversation(self, state: State) -> Conversation:
        row = self.row
        return Conversation(
            id=row.conversation_id,
            channel=row.home,
            channel_user=row.channel_user,
            state=state,
            last_seq=row.last_seq,
            created_at=row.created_at,
            updated_at=row.updated_at,
        )


def take(tx: Connection, limit: int, *, aside: Collection[str] = ()) -> list[Claim]:
    """Up to `limit` of them, longest waiting first, held by this transaction: nobody else takes a turn in them.
    `aside`: conversations to leave alone.

    On PostgreSQL the conversation is locked, never the message: two messages of one citizen in two workers'
    hands would be out of order.
    """
    if tx.dialect.name == "postgresql":
        return _lock_and_take(tx, limit, aside)
    return look(tx, limit, aside=aside)


def look(tx: Connection, limit: int, *, aside: Collection[str] = ()) -> list[Claim]:
    """What `take` would offer to somebody alone, held by nobody: for reading ahead only."""
    if not aside:
        return [Claim(row) for row in _TAKE.rows(tx, most=limit)]
    oldest = _oldest().where(inbox.c.conversation_id.not_in(aside)).limit(limit)
    return [Claim(row) for row in tx.execute(_heads(oldest))]


def _lock_and_take(tx: Connection, limit: int, aside: Collection[str]) -> list[Claim]:
    # Locked ones are skipped, so look at more than we take: others may hold the oldest.
    names = _CANDIDATES.rows(tx, most=limit * _LOOK_AHEAD + len(aside))
    candidates = [row.conversation_id for row in names if row.conversation_id not in aside]
    if not candidates:
        return []
    query = select(conversations.c.id).where(conversations.c.id.in_(candidates)).limit(limit)
    held: Sequence[str] = list(tx.execute(query.with_for_update(skip_locked=True)).scalars())
    # Read only now: between the look and the lock another worker may have finished what was the head.
    return [Claim(row) for row in tx.execute(_heads(_oldest().where(inbox.c.conversation_id.in_(held))))]


def _oldest() -> Select[Any]:
    first = func.min(inbox.c.id)
    return select(first.label("oldest")).where(WAITING).group_by(inbox.c.conversation_id).order_by(first)


def _heads(oldest: Select[Any]) -> Select[Any]:
    return (
        select(
            inbox.c.id.label("inbox_id"),
            inbox.c.conversation_id,
            inbox.c.channel,
            inbox.c.message_id,
            inbox.c.kind,
            type_coerce(inbox.c.body, Text).label("body"),
            inbox.c.trace_id,
            inbox.c.attempts,
            conversations.c.channel.label("home"),
            conversations.c.channel_user,
            conversations.c.version,
            conversations.c.mode,
            type_coerce(conversations.c.state, Text).label("state"),
            conversations.c.last_seq,
            conversations.c.created_at,
            conversations.c.updated_at,
        )
        .join(conversations, conversations.c.id == inbox.c.conversation_id)
        .where(inbox.c.id.in_(oldest))
        .order_by(inbox.c.id)
    )


_TAKE = Prepared(_heads(_oldest().limit(bindparam("most"))))
_CANDIDATES = Prepared(
    select(inbox.c.conversation_id)
    .where(WAITING)
    .group_by(inbox.c.conversation_id)
    .order_by(func.min(inbox.c.id))
    .limit(bindparam("most"))
)
