"""INSERT … ON CONFLICT for the engine at hand: the one place where the two dialects differ in our statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


def insert_into(tx: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    return insert_for(tx.dialect.name, table)


def insert_for(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    """The same for a statement that is compiled ahead (`prepared`)."""
    if dialect != "postgresql":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - a tenth of a second that SQLite does not need

    return postgresql.insert(table)
