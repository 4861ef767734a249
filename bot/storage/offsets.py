"""How far a poller has read (Telegram's `offset`), and named leases for work that only one process may do."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, or_, select

from bot.storage.insert import insert_into
from bot.storage.tables import leases, offsets


def offset(tx: Connection, name: str) -> int | None:
    found: int | None = tx.execute(select(offsets.c.value).where(offsets.c.name == name)).scalar()
    return found


def move_offset(tx: Connection, name: str, value: int, *, now: datetime) -> None:
    """Set the offset; it never goes back."""
    statement = insert_into(tx, offsets).values(name=name, value=value, updated_at=now)
    tx.execute(
        statement.on_conflict_do_update(
            index_elements=[offsets.c.name],
            set_={"value": value, "updated_at": now},
            where=offsets.c.value < value,
        )
    )


def take_lease(tx: Connection, name: str, owner: str, *, now: datetime, length: timedelta) -> bool:
    """Take or renew the lease. False when another owner holds it."""
    statement = insert_into(tx, leases).values(name=name, owner=owner, until=now + length)
    tx.execute(
        statement.on_conflict_do_update(
            index_elements=[leases.c.name],
            set_={"owner": owner, "until": now + length},
            where=or_(leases.c.owner == owner, leases.c.until <= now),
        )
    )
    return tx.execute(select(leases.c.owner).where(leases.c.name == name)).scalar() == owner


def drop_lease(tx: Connection, name: str, owner: str) -> None:
    tx.execute(delete(leases).where(leases.c.name == name, leases.c.owner == owner))


def release(tx: Connection) -> int:
    """End every lease at once: whoever held them is known to be dead. How many there were."""
    return tx.execute(delete(leases)).rowcount
