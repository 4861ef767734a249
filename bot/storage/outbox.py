"""What waits to be sent through a push channel, in order per conversation. The text is in `messages`.
States: waiting → sending (leased) → sent | gone | dead | withdrawn. When to send is `bot.delivery`'s business."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, insert, or_, select, update

from bot.storage import messages
from bot.storage.messages import Message
from bot.storage.tables import LONG_AGO, conversations, outbox
from bot.storage.tables import messages as transcript
from dialogs.state import Mode
from integrations.prepared import Prepared

_OPEN = ("waiting", "sending")


@dataclass(frozen=True, slots=True)
class Queued:
    """The next reply of a conversation. `doubtful`: a sender died with it, so it may have been sent already.
    `overtaken`: the bot said it before staff took the conversation, and staff hold it now."""

    id: int
    channel: str
    channel_user: str
    message: Message
    attempts: int
    doubtful: bool
    overtaken: bool
    created_at: datetime


def add(tx: Connection, rows: Sequence[Message], *, channel: str, mode: Mode) -> None:
    """Have these rows of the transcript sent. `mode` is who speaks when the turn has ended."""
    if rows:
        _ADD.run_many(tx, [_values(message, channel, mode) for message in rows])


def heads(tx: Connection, *, channels: Sequence[str], now: datetime, limit: int) -> list[Queued]:
    """The oldest unsent reply of up to `limit` conversations, each only when its time has come; locked until
    the transaction ends. A conversation's second reply is never out while its first is: that keeps the order."""
    first = select(func.min(outbox.c.id)).where(outbox.c.status.in_(_OPEN), outbox.c.channel.in_(channels))
    due = or_(
        and_(outbox.c.status == "waiting", outbox.c.not_before <= now),
        and_(outbox.c.status == "sending", outbox.c.lease_until <= now),
    )
    query = (
        select(outbox.c.id)
        .where(outbox.c.id.in_(first.group_by(outbox.c.conversation_id)), due)
        .order_by(outbox.c.not_before, outbox.c.id)
        .limit(limit)
    )
    ids = list(tx.execute(query.with_for_update(skip_locked=True)).scalars())
    return _load(tx, ids) if ids else []


def start(tx: Connection, queued: Queued, *, lease_until: datetime) -> None:
    """In our hands until then; afterwards anybody may try again."""
    _set(
        tx, queued.id, status="sending", lease_until=lease_until, attempts=queued.attempts + 1, doubtful=queued.doubtful
    )


def postpone(tx: Connection, outbox_id: int, *, until: datetime, **more: Any) -> None:
    """Not now (`error`, `doubtful`: what is known). It keeps its place at the head of its conversation."""
    _set(tx, outbox_id, status="waiting", not_before=until, lease_until=None, **more)


def finish(tx: Connection, outbox_id: int, *, status: str, now: datetime, **more: Any) -> None:
    """`status`: sent (with `sent_id`), dead or withdrawn (with `error`)."""
    _set(tx, outbox_id, status=status, done_at=now, lease_until=None, **more)


def drop_all(tx: Connection, conversation_id: str, *, now: datetime, error: str) -> None:
    """The citizen is gone: nothing of this conversation can be sent."""
    gone = outbox.c.conversation_id == conversation_id, outbox.c.status.in_(_OPEN)
    tx.execute(update(outbox).where(*gone).values(status="gone", done_at=now, lease_until=None, error=error))


def release(tx: Connection) -> int:
    """End every lease at once: whoever held them is known to be dead. How many there were."""
    held = update(outbox).where(outbox.c.status == "sending").values(lease_until=LONG_AGO)
    return tx.execute(held).rowcount


def depth(tx: Connection) -> dict[str, int]:
    """How many replies are in each state that needs looking at."""
    rows = tx.execute(
        select(outbox.c.status, func.count().label("number"))
        .where(outbox.c.status.in_((*_OPEN, "dead")))
        .group_by(outbox.c.status)
    )
    return {row.status: row.number for row in rows}


def _set(tx: Connection, outbox_id: int, **values: Any) -> None:
    tx.execute(update(outbox).where(outbox.c.id == outbox_id).values(values))


def _values(message: Message, channel: str, mode: Mode) -> dict[str, Any]:
    return {
        "conversation_id": message.conversation_id,
        "seq": message.seq,
        "channel": channel,
        "author": message.author,
        "mode": mode.value,
        "not_before": message.at,
        "created_at": message.at,
    }


def _load(tx: Connection, ids: Sequence[int]) -> list[Queued]:
    query = (
        select(
            *transcript.c,
            outbox.c.id.label("outbox_id"),
            outbox.c.channel,
            outbox.c.attempts,
            outbox.c.status,
            outbox.c.doubtful,
            outbox.c.mode,
            outbox.c.created_at,
            conversations.c.channel_user,
            conversations.c.mode.label("mode_now"),
        )
        .join(conversations, conversations.c.id == outbox.c.conversation_id)
        .join(
            transcript,
            and_(transcript.c.conversation_id == outbox.c.conversation_id, transcript.c.seq == outbox.c.seq),
        )
        .where(outbox.c.id.in_(ids))
        .order_by(outbox.c.id)
    )
    return [_queued(row) for row in tx.execute(query)]


def _queued(row: Any) -> Queued:
    staff_hold = row.mode_now == Mode.STAFF and row.mode != Mode.STAFF
    return Queued(
        id=row.outbox_id,
        channel=row.channel,
        channel_user=row.channel_user,
        message=messages.read_row(row),
        attempts=row.attempts,
        doubtful=row.doubtful or row.status == "sending",
        overtaken=staff_hold and row.author == "bot",
        created_at=row.created_at,
    )


_ADD = Prepared(
    insert(outbox), keys=("conversation_id", "seq", "channel", "author", "mode", "not_before", "created_at")
)
