"""Files of citizens, sealed, in the database: every machine reads them, and what is committed with a message is there
when its turn comes. Kept for a while, given only to the conversation they came in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from bot.envelopes import Inbound, Kind
from bot.limits import Limit
from bot.storage import counters
from bot.storage.insert import insert_into
from bot.storage.tables import files

KEPT = timedelta(hours=48)
"""Longer than any conversation keeps what it has in hand (24 h), and no longer than a call may take to be settled."""


def keep(tx: Connection, ref: str, *, conversation_id: str, content: bytes, mime: str, now: datetime) -> bool:
    """Store the bytes under `ref`, once. False: the conversation has sent as much as it may in a day."""
    purge(tx, now=now)
    if read(tx, ref, conversation_id=conversation_id) is not None:
        return True
    key = hashlib.sha256(conversation_id.encode()).hexdigest()
    if not counters.take(tx, Limit.UPLOADS_COUNT, key, now=now):
        return False
    if not counters.take(tx, Limit.UPLOADS_BYTES, key, now=now, amount=len(content)):
        return False
    row = {"ref": ref, "conversation_id": conversation_id, "content": content, "mime": mime, "size": len(content)}
    tx.execute(insert_into(tx, files).values(**row, received_at=now).on_conflict_do_nothing())
    return True


def take_in(
    tx: Connection, inbound: Inbound, *, conversation_id: str, now: datetime, new_id: Callable[[], str]
) -> Inbound:
    """A message with the bytes of a file becomes one with its `ref`; or one that says why the file is not kept."""
    if inbound.content is None:
        return inbound
    ref, mime = new_id(), str(inbound.body["mime"])
    if keep(tx, ref, conversation_id=conversation_id, content=inbound.content, mime=mime, now=now):
        return replace(inbound, body={**inbound.body, "ref": ref}, content=None)
    return replace(inbound, kind=Kind.FILE_REFUSED, body={"why": "quota"}, content=None)


def read(tx: Connection, ref: str, *, conversation_id: str) -> tuple[bytes, str] | None:
    """The bytes and their type. None for a file that is no more, never was, or came in another conversation."""
    mine = (files.c.ref == ref, files.c.conversation_id == conversation_id)
    row = tx.execute(select(files.c.content, files.c.mime).where(*mine)).first()
    return None if row is None else (row.content, row.mime)


def purge(tx: Connection, *, now: datetime) -> int:
    """Delete what is past its time; how many there were."""
    return tx.execute(delete(files).where(files.c.received_at < now - KEPT)).rowcount
