"""Statements compiled once and run on the driver itself, for the rows every message touches. They are SQLAlchemy's,
one source for both engines; what is saved is building and looking them up each time (docs/adr/0005)."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import Executable
from sqlalchemy.sql.compiler import SQLCompiler

_MADE = "shahryar_prepared"
_Process = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement as one engine's driver takes it. `openers`: which columns of a row need to be read back how."""

    sql: str
    binds: tuple[tuple[str, _Process, Any], ...]
    positional: bool
    row: Callable[..., Any] | None
    openers: tuple[tuple[int, Callable[[Any], Any]], ...]
    options: Mapping[str, Any]

    def pack(self, values: Mapping[str, Any]) -> Sequence[Any] | dict[str, Any]:
        packed = [
            (values.get(name, default) if process is None else process(values.get(name, default)))
            for name, process, default in self.binds
        ]
        return packed if self.positional else {bind[0]: value for bind, value in zip(self.binds, packed, strict=True)}


class Prepared:
    """One statement. Its variable parts are `bindparam`s, or for an INSERT the columns in `keys`. Lists of
    varying length (`IN`) are not for this class.

    Args:
        planned_anew: PostgreSQL is to look at the values before it plans, each time: where one value is in every row
            and another in none, a plan for values that it does not know is a bad one for some.
    """

    def __init__(
        self,
        build: Executable | Callable[[str], Executable],
        *,
        keys: Sequence[str] = (),
        planned_anew: bool = False,
    ) -> None:
        self._build = build
        self._keys = list(keys) or None
        self._planned_anew = planned_anew

    def run(self, tx: Connection, **values: Any) -> int:
        """Execute; how many rows it changed."""
        plan = self._plan(tx.dialect)
        changed: int = _driver(tx).execute(plan.sql, plan.pack(values)).rowcount
        return changed

    def run_many(self, tx: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Execute once for each of the rows."""
        plan = self._plan(tx.dialect)
        cursor = _driver(tx).cursor()
        cursor.executemany(plan.sql, [plan.pack(row) for row in rows])
        cursor.close()

    def rows(self, tx: Connection, **values: Any) -> list[Any]:
        """Execute and read everything, as tuples with the columns' names."""
        plan = self._plan(tx.dialect)
        found = _driver(tx).execute(plan.sql, plan.pack(values), **plan.options).fetchall()
        if plan.openers:
            found = [_opened(plan, row) for row in found]
        return found if plan.row is None else list(map(plan.row, found))

    def first(self, tx: Connection, **values: Any) -> Any:
        """The first row, None when there is none."""
        found = self.rows(tx, **values)
        return found[0] if found else None

    def scalar(self, tx: Connection, **values: Any) -> Any:
        """The first column of the first row, None when there is none."""
        found = self.rows(tx, **values)
        return found[0][0] if found else None

    def _plan(self, dialect: Dialect) -> _Plan:
        # With the dialect, which belongs to an engine and carries its keys (see `seal`).
        made: dict[Prepared, _Plan] = dialect.__dict__.setdefault(_MADE, {})
        plan = made.get(self)
        if plan is None:
            plan = made[self] = self._compile(dialect)
        return plan

    def _compile(self, dialect: Dialect) -> _Plan:
        statement = self._build(dialect.name) if callable(self._build) else self._build
        compiled: SQLCompiler = statement.compile(dialect=dialect, column_keys=self._keys)  # type: ignore[attr-defined]
        types = {name: bind.type for bind, name in compiled.bind_names.items()}
        names = list(compiled.positiontup) if compiled.positional and compiled.positiontup else list(types)
        binds = tuple(
            (name, types[name].dialect_impl(dialect).bind_processor(dialect), compiled.params[name]) for name in names
        )
        columns = [] if not getattr(statement, "exported_columns", None) else list(statement.exported_columns)  # type: ignore[attr-defined]
        openers = []
        for place, column in enumerate(columns):
            process = column.type.dialect_impl(dialect).result_processor(dialect, None)
            if process is not None:
                openers.append((place, process))
        # The columns are known only now, so it cannot be a class with annotations. One without a name is `_0`, `_1`.
        kind: Any = namedtuple("Row", [str(column.key) for column in columns], rename=True) if columns else None
        row = kind._make if columns else None
        options = {"prepare": False} if self._planned_anew and dialect.name == "postgresql" else {}
        return _Plan(str(compiled), binds, compiled.positional, row, tuple(openers), options)


@contextmanager
def savepoint(tx: Connection) -> Iterator[None]:
    """All of what happens inside, or nothing of it; the transaction around it goes on either way."""
    driver = _driver(tx)
    driver.execute("SAVEPOINT part")
    try:
        yield
    except Exception:  # whatever it was, the part is undone and the error passed on
        driver.execute("ROLLBACK TO SAVEPOINT part")
        driver.execute("RELEASE SAVEPOINT part")
        raise
    driver.execute("RELEASE SAVEPOINT part")


def _driver(tx: Connection) -> Any:
    """The connection of `sqlite3` or `psycopg` beneath, inside the same transaction."""
    if not tx.in_transaction():
        tx.begin()
    return tx.connection.driver_connection


def _opened(plan: _Plan, row: Sequence[Any]) -> list[Any]:
    values = list(row)
    for place, process in plan.openers:
        values[place] = process(values[place])
    return values
