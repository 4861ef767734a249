"""Web visitors' tickets. Only a ticket's SHA-256 is kept, so a copy of the database lets nobody in."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from bot.storage.insert import insert_for
from bot.storage.tables import visitors
from integrations.prepared import Prepared


def issue(tx: Connection, *, now: datetime, ticket: str) -> None:
    """Remember a ticket just made for a new visitor."""
    values = {"ticket_hash": _hash("ticket", ticket), "channel_user": _hash("visitor", ticket)[:32], "issued_at": now}
    _ISSUE.run(tx, **values)


def conversation_user(tx: Connection, ticket: str) -> str | None:
    """The `channel_user` of the visitor who holds this ticket; None when it is not one of ours."""
    found: str | None = _USER.scalar(tx, ticket_hash=_hash("ticket", ticket))
    return found


def _hash(purpose: str, ticket: str) -> str:
    return hashlib.sha256(f"{purpose}:{ticket}".encode()).hexdigest()


_ISSUE = Prepared(
    lambda dialect: insert_for(dialect, visitors).on_conflict_do_nothing(),
    keys=("ticket_hash", "channel_user", "issued_at"),
)
_USER = Prepared(select(visitors.c.channel_user).where(visitors.c.ticket_hash == bindparam("ticket_hash")))
