"""Files of citizens, sealed, in the database: every machine reads them, and what is committed with a message is there
when its turn comes. Kept for a while, given only to the conversation they came in."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select, update

from bot.envelopes import Inbound, Kind
from bot.limits import Limit
from bot.storage import counters
from bot.storage.insert import insert_into
from bot.storage.tables import files

KEPT = timedelta(hours=48)
"""Longer than any conversation keeps what it has in hand (24 h), and no longer than a call may take to be settled."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a file without opening it. `request_no`: what it was sent to the municipality for, if it was."""

    ref: str
    mime: str
    size: int
    received_at: datetime
    trace_id: str | None
    request_no: str | None


def keep(
    tx: Connection, ref: str, *, conversation_id: str, content: bytes, mime: str, now: datetime, trace_id: str = ""
) -> bool:
    """Store the bytes under `ref`, once. False: the conversation has sent as much as it may in a day."""
    purge(tx, now=now)
    if read(tx, ref, conversation_id=conversation_id) is not None:
        return True
    key = hashlib.sha256(conversation_id.encode()).hexdigest()
    if not counters.take(tx, Limit.UPLOADS_COUNT, key, now=now):
        return False
    if not counters.take(tx, Limit.UPLOADS_BYTES, key, now=now, amount=len(content)):
        return False
    row: dict[str, Any] = {
        "ref": ref,
        "conversation_id": conversation_id,
        "content": content,
        "mime": mime,
        "size": len(content),
    }
    row |= {"received_at": now, "trace_id": trace_id or None}
    tx.execute(insert_into(tx, files).values(**row).on_conflict_do_nothing())
    return True


def take_in(
    tx: Connection, inbound: Inbound, *, conversation_id: str, now: datetime, new_id: Callable[[], str]
) -> Inbound:
    """A message with the bytes of a file becomes one with its `ref`; or one that says why the file is not kept."""
    if inbound.content is None:
        return inbound
    ref, mime, trace = new_id(), str(inbound.body["mime"]), inbound.trace_id
    content = inbound.content
    if keep(tx, ref, conversation_id=conversation_id, content=content, mime=mime, now=now, trace_id=trace):
        return replace(inbound, body={**inbound.body, "ref": ref}, content=None)
    return replace(inbound, kind=Kind.FILE_REFUSED, body={"why": "quota"}, content=None)


def read(tx: Connection, ref: str, *, conversation_id: str) -> tuple[bytes, str] | None:
    """The bytes and their type. None for a file that is no more, never was, or came in another conversation."""
    mine = (files.c.ref == ref, files.c.conversation_id == conversation_id)
    row = tx.execute(select(files.c.content, files.c.mime).where(*mine)).first()
    return None if row is None else (row.content, row.mime)


def note_request(tx: Connection, ref: str, *, conversation_id: str, request_no: str) -> None:
    """It is being sent to the municipality, for this request."""
    mine = (files.c.ref == ref, files.c.conversation_id == conversation_id)
    tx.execute(update(files).where(*mine).values(request_no=request_no))


def of_conversation(tx: Connection, conversation_id: str) -> list[Kept]:
    """What came in this conversation and is still here, oldest first. No bytes are opened."""
    columns = (files.c.ref, files.c.mime, files.c.size, files.c.received_at, files.c.trace_id, files.c.request_no)
    here = files.c.conversation_id == conversation_id
    rows = tx.execute(select(*columns).where(here).order_by(files.c.received_at, files.c.ref))
    return [Kept(*row) for row in rows]


def purge(tx: Connection, *, now: datetime) -> int:
    """Delete what is past its time; how many there were."""
    return tx.execute(delete(files).where(files.c.received_at < now - KEPT)).rowcount
