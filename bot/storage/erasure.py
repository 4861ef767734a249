"""Forgetting a conversation: everything of it in our database but the audit, whose rows hold no text. What citizens had
done at the municipality is its own and stays there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from bot.storage import audit, conversations
from bot.storage.tables import audit as audit_rows
from bot.storage.tables import calls, cases, files, inbox, messages, metadata, paces, visitors
from bot.storage.tables import conversations as conversation_rows

OPERATOR = "operator"
CITIZEN = "citizen"
_TABLES = [table for table in reversed(metadata.sorted_tables) if table is not audit_rows]
_PARTS = {table: table.c.conversation_id for table in _TABLES if "conversation_id" in table.c}
"""Every table whose rows belong to a conversation, those that are there and those to come."""


def unfinished(tx: Connection, conversation_id: str) -> str | None:
    """Why it should not be forgotten this minute: `held` by staff, or a `call` is on its way whose outcome nobody would
    hear of."""
    here = cases.c.conversation_id == conversation_id
    if tx.execute(select(cases.c.id).where(here, cases.c.status == "held")).first():
        return "held"
    open_call = (calls.c.conversation_id == conversation_id, calls.c.status.not_in(("done", "dead")))
    return "call" if tx.execute(select(calls.c.id).where(*open_call)).first() else None


def count(tx: Connection, conversation_id: str) -> Mapping[str, int]:
    """How many messages and files of it are kept."""
    rows = {table.name: select(func.count()).where(table.c.conversation_id == conversation_id) for table in _SHOWN}
    return {name: tx.execute(query).scalar_one() for name, query in rows.items()}


_SHOWN = (messages, files)


def erase_own(tx: Connection, conversation_id: str, *, now: datetime) -> None:
    """Delete it from inside one of its own turns: all but the conversation's name, which the citizen goes on writing
    under, and messages that are not answered yet. The state is the turn's to write."""
    here = {table: of == conversation_id for table, of in _PARTS.items()}
    here[inbox] &= inbox.c.status != "waiting"
    gone = {table.name: tx.execute(delete(table).where(which)).rowcount for table, which in here.items()}
    counted = {name: number for name, number in gone.items() if number}
    audit.record(tx, actor=CITIZEN, action="erased", now=now, conversation_id=conversation_id, detail=counted)


def erase(tx: Connection, conversation_id: str, *, now: datetime) -> Mapping[str, int] | None:
    """Delete it; how many rows of what there were. None when there is no such conversation."""
    # The row is the lock: a turn in progress ends first, and none begins.
    row = select(conversation_rows).where(conversation_rows.c.id == conversation_id).with_for_update()
    if tx.execute(row).first() is None:
        return None
    user = conversations.load(tx, conversation_id).channel_user
    gone = {table.name: tx.execute(delete(table).where(of == conversation_id)).rowcount for table, of in _PARTS.items()}
    gone["visitors"] = tx.execute(delete(visitors).where(visitors.c.channel_user == user)).rowcount
    gone["paces"] = tx.execute(delete(paces).where(paces.c.name == f"chat:{conversation_id}")).rowcount
    tx.execute(delete(conversation_rows).where(conversation_rows.c.id == conversation_id))
    counted = {name: number for name, number in gone.items() if number}
    audit.record(tx, actor=OPERATOR, action="erased", now=now, conversation_id=conversation_id, detail=counted)
    return counted
