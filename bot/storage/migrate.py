"""Brings a database to the newest shape. Alembic is loaded only when there is something to do."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

FOLDER = Path(__file__).parent / "migrations"
HEAD = "0005"
# Any number, the same in every process: two programs starting at once must not both create the tables.
_ADVISORY_LOCK = 7_381_404


def migrate(engine: Engine) -> None:
    """Upgrade to `HEAD` unless it is there already. Safe when several processes start at once."""
    with engine.connect() as connection:
        if current(connection) == HEAD:
            return
    with engine.begin() as connection:  # on SQLite BEGIN IMMEDIATE is the lock
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        if current(connection) != HEAD:
            _upgrade(connection)


def current(connection: Connection) -> str | None:
    """The revision of this database, None when it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - 0.2 s that a warm start does not need
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
