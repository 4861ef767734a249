"""Which calendar entries were given to whom, and how often each was changed since: a calendar takes a new version of
an entry only under the same id and a higher number. Writing the file is `bot.ics`'s business."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from bot.storage.insert import insert_into
from bot.storage.tables import agenda
from dialogs.ports import Json


@dataclass(frozen=True, slots=True)
class Given:
    """The version that was given last."""

    sequence: int
    entry: Mapping[str, Json]


def give(tx: Connection, conversation_id: str, uid: str, entry: Mapping[str, Json], *, now: datetime) -> int:
    """The number of this version: 0 for a new entry, the standing one when nothing changed, one more otherwise."""
    found = last(tx, conversation_id, uid)
    if found is not None and found.entry == entry:
        return found.sequence
    sequence = 0 if found is None else found.sequence + 1
    row: dict[str, Any] = {"sequence": sequence, "entry": dict(entry), "given_at": now}
    statement = insert_into(tx, agenda).values(conversation_id=conversation_id, uid=uid, **row)
    tx.execute(statement.on_conflict_do_update(index_elements=["conversation_id", "uid"], set_=row))
    return sequence


def last(tx: Connection, conversation_id: str, uid: str) -> Given | None:
    """What was given last under this id in this conversation, held until the transaction ends."""
    mine = (agenda.c.conversation_id == conversation_id, agenda.c.uid == uid)
    row = tx.execute(select(agenda.c.sequence, agenda.c.entry).where(*mine).with_for_update()).first()
    return None if row is None else Given(row.sequence, row.entry)
