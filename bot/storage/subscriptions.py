"""Who wants to hear of their files, in which conversation, and how far the municipality's feed was told to them.
One row a conversation, gone with its last topic. Who fetches the news: `bot.following`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select, update

from bot.storage.insert import insert_for
from bot.storage.tables import LONG_AGO, subscriptions
from dialogs.codec import identity_from_json, identity_to_json
from dialogs.ports import Identity, Json


@dataclass(frozen=True, slots=True)
class Topic:
    """What is followed: one file by its number, or everything (`request_no` is None). `title`: what kind of file."""

    request_no: str | None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One conversation's topics and how far it has been told. `told` marks what was said of files that wait for the
    citizen, by number; `looked_at` is when that was looked at last."""

    conversation_id: str
    identity: Identity
    topics: tuple[Topic, ...]
    cursor: str | None
    failures: int = 0
    looked_at: datetime = LONG_AGO
    told: Mapping[str, Json] = field(default_factory=dict)

    def covers(self, request_no: str | None) -> bool:
        return any(topic.request_no in (None, request_no) for topic in self.topics)


def follow(
    tx: Connection, conversation_id: str, topic: Topic, *, identity: Identity, cursor: str | None, now: datetime
) -> bool:
    """Adds a topic; False when it was followed already. `cursor` is where a new subscription begins; one that stands
    goes on where it is. Somebody else's in the same conversation ends: their news are not for whoever signs in now."""
    found = of(tx, conversation_id)
    if found is not None and found.identity.national_id != identity.national_id:
        erase(tx, conversation_id)
        found = None
    if found is None:
        values: dict[str, Any] = {"conversation_id": conversation_id, "cursor": cursor, "not_before": now}
        values |= {"identity": identity_to_json(identity), "topics": _topics_to_json((topic,))}
        values |= {"looked_at": now, "created_at": now}  # what waits has just been seen
        tx.execute(insert_for(tx.dialect.name, subscriptions).values(**values).on_conflict_do_nothing())
        return True
    new = topic not in found.topics
    topics = (*found.topics, topic) if new else found.topics
    _set(tx, conversation_id, topics=_topics_to_json(topics), identity=identity_to_json(identity))
    return new


def unfollow(tx: Connection, conversation_id: str, *, request_no: str | None, everything: bool) -> tuple[Topic, ...]:
    """Ends one topic, or all of them; which ended."""
    found = of(tx, conversation_id)
    if found is None:
        return ()
    gone = tuple(topic for topic in found.topics if everything or topic.request_no == request_no)
    left = tuple(topic for topic in found.topics if topic not in gone)
    if left:
        _set(tx, conversation_id, topics=_topics_to_json(left))
    else:
        erase(tx, conversation_id)
    return gone


def of(tx: Connection, conversation_id: str) -> Subscription | None:
    """The subscription of a conversation, held until the transaction ends."""
    query = select(subscriptions).where(subscriptions.c.conversation_id == conversation_id).with_for_update()
    row = tx.execute(query).first()
    return None if row is None else _read(row)


def erase(tx: Connection, conversation_id: str) -> bool:
    """Forget it: the citizen asked for it, or the conversation is no more. False when there was none."""
    return tx.execute(delete(subscriptions).where(subscriptions.c.conversation_id == conversation_id)).rowcount > 0


def any_due(tx: Connection, *, now: datetime) -> bool:
    """A look that keeps a quiet loop from taking the writer's time."""
    return tx.execute(select(subscriptions.c.conversation_id).where(_due(now)).limit(1)).first() is not None


def claim(tx: Connection, *, now: datetime, lease_until: datetime, limit: int) -> list[Subscription]:
    """Take subscriptions whose time has come, longest waiting first; nobody else takes them until the lease ends."""
    query = select(subscriptions).where(_due(now)).order_by(subscriptions.c.not_before).limit(limit)
    found = [_read(row) for row in tx.execute(query.with_for_update(skip_locked=True))]
    for one in found:
        _set(tx, one.conversation_id, lease_until=lease_until)
    return found


def advance(
    tx: Connection,
    known: Subscription,
    *,
    cursor: str | None,
    next_at: datetime,
    looked_at: datetime | None = None,
    told: Mapping[str, Json] | None = None,
) -> Subscription | None:
    """The feed was read on to `cursor`. The subscription as it is now (topics may have changed meanwhile); None when
    it is gone or somebody else has read the feed since, and then nothing may be told."""
    found = of(tx, known.conversation_id)
    if found is None or (found.cursor, found.told, found.looked_at) != (known.cursor, known.told, known.looked_at):
        return None
    changed: dict[str, Any] = {"cursor": cursor, "not_before": next_at, "lease_until": None, "failures": 0}
    if looked_at is not None:
        changed |= {"told": dict(told or {}), "looked_at": looked_at}
    _set(tx, known.conversation_id, **changed)
    return found


def put_off(tx: Connection, conversation_id: str, *, until: datetime) -> None:
    """The feed could not be read: again at `until`."""
    failures = subscriptions.c.failures + 1
    _set(tx, conversation_id, not_before=until, lease_until=None, failures=failures)


def release(tx: Connection) -> int:
    """End every lease at once: whoever held them is known to be dead. How many there were."""
    held = update(subscriptions).where(subscriptions.c.lease_until.is_not(None)).values(lease_until=None)
    return tx.execute(held).rowcount


def count(tx: Connection) -> int:
    return tx.execute(select(func.count()).select_from(subscriptions)).scalar_one()


def _due(now: datetime) -> ColumnElement[bool]:
    free = or_(subscriptions.c.lease_until.is_(None), subscriptions.c.lease_until <= now)
    return and_(subscriptions.c.not_before <= now, free)


def _set(tx: Connection, conversation_id: str, **values: Any) -> None:
    tx.execute(update(subscriptions).where(subscriptions.c.conversation_id == conversation_id).values(values))


def _topics_to_json(topics: tuple[Topic, ...]) -> list[Json]:
    return [{"request_no": topic.request_no, "title": topic.title} for topic in topics]


def _read(row: Any) -> Subscription:
    return Subscription(
        conversation_id=row.conversation_id,
        identity=identity_from_json(row.identity),
        topics=tuple(Topic(**topic) for topic in row.topics),
        cursor=row.cursor,
        failures=row.failures,
        looked_at=row.looked_at,
        told=row.told or {},
    )
