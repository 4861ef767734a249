"""Citizens: which national ID belongs to which mobile."""

from __future__ import annotations

from collections.abc import Callable

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


def belongs_to(connection: Connection, national_id: str, mobile: str) -> Callable[[], bool]:
    """Asked now, told when called."""
    found = NAME.ahead(connection, person=national_id, phone=mobile)
    return lambda: bool(found())


def confirm(connection: Connection, national_id: str, *, mobile: str) -> dict[str, object]:
    """The citizen's name. An unknown ID and a foreign one are the same refusal."""
    name: str | None = NAME.scalar(connection, person=national_id, phone=mobile)
    if name is None:
        raise Refused("no_match")
    return {"name": name}
