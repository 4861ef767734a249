"""Citizens: which national ID belongs to which mobile."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from integrations.prepared import Prepared
from integrations.reference.problems import Refused
from integrations.reference.tables import citizens

# Asked before every answer about a file.
NAME = Prepared(
    select(citizens.c.name).where(
        citizens.c.national_id == bindparam("person"), citizens.c.mobile == bindparam("phone")
    )
)


def belongs_to(connection: Connection, national_id: str, mobile: str) -> bool:
    return _name(connection, national_id, mobile) is not None


def confirm(connection: Connection, national_id: str, *, mobile: str) -> dict[str, object]:
    """The citizen's name. An unknown ID and a foreign one are the same refusal."""
    name = _name(connection, national_id, mobile)
    if name is None:
        raise Refused("no_match")
    return {"name": name}


def _name(connection: Connection, national_id: str, mobile: str) -> str | None:
    name: str | None = NAME.scalar(connection, person=national_id, phone=mobile)
    return name
