"""Web visitors' tickets. Only a ticket's SHA-256 is kept, so a copy of the database lets nobody in."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Connection, select

from bot.storage.insert import insert_into
from bot.storage.tables import visitors


def issue(tx: Connection, *, now: datetime, ticket: str) -> None:
    """Remember a ticket just made for a new visitor."""
    values = {"ticket_hash": _hash("ticket", ticket), "channel_user": _hash("visitor", ticket)[:32], "issued_at": now}
    tx.execute(insert_into(tx, visitors).on_conflict_do_nothing(), values)


def conversation_user(tx: Connection, ticket: str) -> str | None:
    """The `channel_user` of the visitor who holds this ticket; None when it is not one of ours."""
    query = select(visitors.c.channel_user).where(visitors.c.ticket_hash == _hash("ticket", ticket))
    found: str | None = tx.execute(query).scalar()
    return found


def _hash(purpose: str, ticket: str) -> str:
    return hashlib.sha256(f"{purpose}:{ticket}".encode()).hexdigest()
