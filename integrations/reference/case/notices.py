"""Notices: what changed for a citizen and what waits for them. Written by the rules that change something, in the same
transaction; read as a feed that continues after a cursor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import Connection, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from integrations.reference.case import numbers
from integrations.reference.case.asking import Answer, Ask
from integrations.reference.case.pages import AnyRow, cursor_after, page
from integrations.reference.case.tables import notices
from integrations.reference.stages import load_stages
from integrations.reference.tables import files, holders
from integrations.reference.written import jalali

DATA = Path(__file__).with_name("notices.fa.yaml")


@cache
def load_notices() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(DATA.read_text("utf-8"))["kinds"]
    return data


def tell_holders(
    tx: Connection, file: AnyRow, kind: str, *, event: str, today: date, until: date | None = None, **words: object
) -> None:
    """One notice for each person who may follow the file. `words` fill the text of the kind."""
    in_force = or_(holders.c.valid_to.is_(None), holders.c.valid_to >= today)
    people = tx.execute(select(holders.c.national_id).where(holders.c.file_id == file.id, in_force)).scalars().all()
    stages = load_stages()
    filled: dict[str, Any] = {
        "request_no": file.request_no,
        "type_label": file.type_label or stages.types[file.type].label,
        **words,
    }
    for person in people:
        tell(tx, person, kind, event=event, today=today, file_id=file.id, until=until, **filled)


def tell(
    tx: Connection,
    national_id: str,
    kind: str,
    *,
    event: str,
    today: date,
    file_id: int | None = None,
    until: date | None = None,
    **words: object,
) -> None:
    """One notice. The same event again is none."""
    entry = load_notices()[kind]
    row = {
        "national_id": national_id,
        "kind": kind,
        "file_id": file_id,
        "event": event,
        "text": str(entry["text"]).format(**words, until=jalali(until) if until else ""),
        "waits": bool(entry.get("waits", False)),
        "until": until,
        "told_on": today,
    }
    dialect = postgresql if tx.dialect.name == "postgresql" else sqlite
    once = dialect.insert(notices).values(**row).on_conflict_do_nothing(index_elements=["national_id", "event"])
    tx.execute(once)


def feed(ask: Ask, *, cursor: str | None, limit: int) -> Answer:
    """Oldest first after the cursor, so that a caller who keeps `last_cursor` hears everything once."""
    query = select(notices, files.c.request_no).select_from(notices.outerjoin(files))
    found = page(
        ask.tx,
        query.where(notices.c.national_id == ask.national_id),
        notices.c.id,
        cursor=cursor,
        limit=limit,
        show=_shown,
        newest_first=False,
    )
    shown = found["items"]
    last = cursor
    if isinstance(shown, list) and shown:
        last = cursor_after(numbers.row_id("notice", shown[-1]["notice_no"]))
    return {**found, "last_cursor": last}


def _shown(row: AnyRow) -> dict[str, object]:
    return {
        "notice_no": numbers.written("notice", row.id),
        "kind": row.kind,
        "request_no": row.request_no,
        "text": row.text,
        "waits": row.waits,
        "until": jalali(row.until) if row.until else None,
        "told_on": jalali(row.told_on),
    }
