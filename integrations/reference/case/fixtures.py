"""Properties in fixtures and imports: read into rows, written with their holders. Twice is once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, update

from integrations.reference.case.tables import properties, property_holders
from integrations.reference.entry import Entry

Row = dict[str, Any]


def read_property(entry: Entry) -> Row:
    """The rows of one entry; what is wrong with it is noted in the entry."""
    owners = [{"national_id": person, "role": "owner", "valid_to": None} for person in entry.owners("owner")]
    heirs = entry.owners("heirs") if entry.has("heirs") else []
    return {
        "nosazi_code": entry.number_text("nosazi_code"),
        "district": entry.district(),
        "address": entry.text("address", required=False),
        "certified_on": entry.day("certified_on", required=False),
        "holders": [
            *owners,
            *({"national_id": person, "role": "heir", "valid_to": None} for person in heirs),
            *entry.attorneys(),
        ],
    }


def write_property(tx: Connection, row: Row) -> None:
    people = row.pop("holders")
    code = row["nosazi_code"]
    changed = tx.execute(update(properties).where(properties.c.nosazi_code == code).values(**row))
    if not changed.rowcount:
        tx.execute(insert(properties).values(**row))
    tx.execute(delete(property_holders).where(property_holders.c.nosazi_code == code))
    # The owner comes first: one who is both stays owner.
    unique = {person["national_id"]: person for person in reversed(people)}
    tx.execute(insert(property_holders), [{**person, "nosazi_code": code} for person in unique.values()])
