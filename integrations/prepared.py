"""Statements compiled once and run on the driver itself, for the rows every message touches. They are SQLAlchemy's,
one source for both engines; what is saved is building and looking them up each time (docs/adr/0005). On PostgreSQL's
connections that only read they travel together (`pipeline.py`)."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import Executable
from sqlalchemy.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    from integrations.pipeline import Pipeline

_MADE, _PIPELINE = "shahryar_prepared", "shahryar_pipeline"
_Process = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement as one engine's driver takes it. `openers`: which columns of a row need to be read back how."""

    sql: str
    numbered: str
    binds: tuple[tuple[str, _Process, Any], ...]
    positional: bool
    row: Callable[..., Any] | None
    openers: tuple[tuple[int, Callable[[Any], Any]], ...]
    options: Mapping[str, Any]

    def in_order(self, values: Mapping[str, Any]) -> list[Any]:
        return [
            (values.get(name, default) if process is None else process(values.get(name, default)))
            for name, process, default in self.binds
        ]

    def pack(self, values: Mapping[str, Any]) -> Sequence[Any] | dict[str, Any]:
        packed = self.in_order(values)
        return packed if self.positional else {bind[0]: value for bind, value in zip(self.binds, packed, strict=True)}

    def opened(self, found: list[Any]) -> list[Any]:
        """Rows of the driver as tuples with the columns' names."""
        if self.openers:
            found = [_opened(self, row) for row in found]
        return found if self.row is None else list(map(self.row, found))


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
        return self.ahead(tx, **values)()

    def ahead(self, tx: Connection, **values: Any) -> Callable[[], list[Any]]:
        """Asks, and reads everything when called. On a connection that reads together what was asked ahead travels
        with the next statement; elsewhere it is executed when called."""
        plan = self._plan(tx.dialect)
        pipeline = _pipeline(tx) if plan.numbered else None
        if pipeline is None:
            return lambda: plan.opened(_driver(tx).execute(plan.sql, plan.pack(values), **plan.options).fetchall())
        reply = pipeline.ask(plan.numbered, plan.in_order(values), prepared=not plan.options)
        return lambda: plan.opened(reply.rows())

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
        sql, positional = str(compiled), compiled.positional
        numbered = "" if positional else sql % {name: f"${place}" for place, name in enumerate(names, 1)}
        return _Plan(sql, numbered, binds, positional, row, tuple(openers), options)


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


def read_together(tx: Connection, pipeline: Pipeline | None = None) -> None:
    """From now on what is asked ahead on this connection of PostgreSQL's, in autocommit, travels together: by this
    pipeline, or by one of its own."""
    from integrations.pipeline import Pipeline  # noqa: PLC0415 - the driver: ten megabytes that SQLite does not need

    if pipeline is not None or _PIPELINE not in tx.info:
        tx.info[_PIPELINE] = pipeline or Pipeline(driver_of(tx))


def driver_of(tx: Connection) -> Any:
    """The connection of `sqlite3` or `psycopg` beneath."""
    return tx.connection.driver_connection


def forget(tx: Connection) -> None:
    """What was asked ahead on the connection and is not answered yet is not needed any more."""
    pipeline = _pipeline(tx)
    if pipeline is not None:
        pipeline.forget()


def _pipeline(tx: Connection) -> Pipeline | None:
    # With the driver's connection: another one has no statements of this one's.
    found: Pipeline | None = tx.info.get(_PIPELINE)
    return found


def _driver(tx: Connection) -> Any:
    """The connection of `sqlite3` or `psycopg` beneath, inside the same transaction."""
    if not tx.in_transaction():
        tx.begin()
    return driver_of(tx)


def _opened(plan: _Plan, row: Sequence[Any]) -> list[Any]:
    values = list(row)
    for place, process in plan.openers:
        values[place] = process(values[place])
    return values
