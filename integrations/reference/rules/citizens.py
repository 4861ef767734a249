"""Citizens: which national ID belongs to which mobile."""

from __future__ import annotations

from sqlalchemy import Connection, select

from integrations.reference.problems import Refused
from integrations.reference.tables import citizens


def belongs_to(connection: Connection, national_id: str, mobile: str) -> bool:
    return _name(connection, national_id, mobile) is not None


def confirm(connection: Connection, national_id: str, *, mobile: str) -> dict[str, object]:
    """The citizen's name. An unknown ID and a foreign one are the same refusal."""
    name = _name(connection, national_id, mobile)
    if name is None:
        raise Refused("no_match")
    return {"name": name}


def _name(connection: Connection, national_id: str, mobile: str) -> str | None:
    query = select(citizens.c.name).where(citizens.c.national_id == national_id, citizens.c.mobile == mobile)
    return connection.execute(query).scalar_one_or_none()
