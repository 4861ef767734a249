"""How fast we may go, across processes: the time at which the next one is free, one row a pace.
The rates themselves are `bot.delivery`'s."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.storage.insert import insert_into
from bot.storage.tables import paces


def reserve(tx: Connection, name: str, *, interval: timedelta, burst: int, now: datetime) -> datetime:
    """Take the next place: `now` or earlier when it may go at once. Nothing is taken when the place is later
    than that; ask again at the time returned. `burst` may go together before the interval bites."""
    query = select(paces.c.free_at).where(paces.c.name == name).with_for_update()
    free_at: datetime | None = tx.execute(query).scalar()
    start = now if free_at is None else free_at
    allowed = start - interval * (burst - 1)
    if allowed > now:
        return allowed
    _write(tx, name, max(start, now) + interval)
    return now


def hold(tx: Connection, name: str, *, until: datetime) -> None:
    """Nobody goes before then."""
    free_at: datetime | None = tx.execute(select(paces.c.free_at).where(paces.c.name == name)).scalar()
    if free_at is None or free_at < until:
        _write(tx, name, until)


def _write(tx: Connection, name: str, free_at: datetime) -> None:
    statement = insert_into(tx, paces).values(name=name, free_at=free_at)
    tx.execute(statement.on_conflict_do_update(index_elements=[paces.c.name], set_={"free_at": free_at}))
