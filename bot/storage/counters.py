"""Counted limits that must hold across processes and restarts: a sliding window per name and key.
The key arrives hashed; what the limits are is in `bot.limits`."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

from bot.limits import DAY, Limit
from bot.storage.tables import counters

_SLICES = 600
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def take(tx: Connection, limit: Limit, key_hash: str, *, now: datetime, amount: int = 1) -> bool:
    """Count one (or `amount`) and answer True, or False (nothing counted) when the window would overflow.
    Never more than `size` in any window; a full window opens again up to 1/600 of its length late."""
    rate = limit.value
    window = timedelta(seconds=rate.seconds)
    step = max(timedelta(seconds=1), window / _SLICES)
    mine = (counters.c.name == limit.name.lower(), counters.c.key_hash == key_hash)
    _serialise(tx, f"{limit.name}:{key_hash}")
    tx.execute(delete(counters).where(*mine, counters.c.window_start <= now - window - step))
    used = tx.scalar(select(func.coalesce(func.sum(counters.c.count), 0)).where(*mine)) or 0
    if used + amount > rate.size:
        return False
    insert = postgresql.insert if tx.dialect.name == "postgresql" else sqlite.insert
    row = {"name": limit.name.lower(), "key_hash": key_hash, "window_start": _floor(now, step), "count": amount}
    tx.execute(
        insert(counters)
        .values(row)
        .on_conflict_do_update(
            index_elements=["name", "key_hash", "window_start"], set_={"count": counters.c.count + amount}
        )
    )
    return True


def purge(tx: Connection, *, now: datetime) -> None:
    """Forget what no window reaches any more."""
    tx.execute(delete(counters).where(counters.c.window_start < now - timedelta(seconds=2 * DAY)))


def _serialise(tx: Connection, name: str) -> None:
    """Count-then-insert must not interleave. SQLite has one writer; PostgreSQL gets a lock until commit."""
    if tx.dialect.name == "postgresql":
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        tx.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def _floor(moment: datetime, step: timedelta) -> datetime:
    return moment - (moment - _EPOCH) % step
