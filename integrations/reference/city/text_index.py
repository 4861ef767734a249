"""Search by words, the same on both databases: SQLite's FTS5 and PostgreSQL's `simple` text search, over words that
we bring into one shape ourselves. Knows no table by name."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from sqlalchemy import (
    DDL,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    Table,
    Text,
    bindparam,
    column,
    event,
    func,
    literal_column,
)
from sqlalchemy import table as sql_table

from integrations.reference.written import ascii_digits, fold

JOINERS = re.compile("[\u200c_]+")
BETWEEN = re.compile(r"[^\w\u200c]+")
MOST_WORDS = 12
T = TypeVar("T", bound=tuple[Any, ...])

_SQLITE = """
CREATE VIRTUAL TABLE IF NOT EXISTS {name}_words
    USING fts5(search_text, content='{name}', content_rowid='id', tokenize='unicode61', detail=none)
""", """
CREATE TRIGGER IF NOT EXISTS {name}_words_in AFTER INSERT ON {name} BEGIN
    INSERT INTO {name}_words(rowid, search_text) VALUES (new.id, new.search_text);
END
""", """
CREATE TRIGGER IF NOT EXISTS {name}_words_out AFTER DELETE ON {name} BEGIN
    INSERT INTO {name}_words({name}_words, rowid, search_text) VALUES ('delete', old.id, old.search_text);
END
""", """
CREATE TRIGGER IF NOT EXISTS {name}_words_change AFTER UPDATE ON {name} BEGIN
    INSERT INTO {name}_words({name}_words, rowid, search_text) VALUES ('delete', old.id, old.search_text);
    INSERT INTO {name}_words(rowid, search_text) VALUES (new.id, new.search_text);
END
"""  # fmt: skip
_POSTGRESQL = """
ALTER TABLE {name} ADD COLUMN IF NOT EXISTS words tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', search_text)) STORED
""", """
CREATE INDEX IF NOT EXISTS {name}_words ON {name} USING gin (words)
"""  # fmt: skip


def search_by_text(table: Table) -> None:
    """Gives a table with `id` and `search_text` its index of words, made and kept by the database."""
    for dialect, statements in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL)):
        for statement in statements:
            ddl = DDL(statement.format(name=table.name)).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl)


def searchable(*texts: str | None) -> str:
    """What goes into `search_text`: every word in one shape; one with half-spaces whole and in its parts."""
    found: list[str] = []
    for word in _written(" ".join(part for part in texts if part)):
        shapes = _shapes(word)
        found += [shapes[0], *shapes[1]] if len(shapes[1]) > 1 else [shapes[0]]
    return " ".join(found)


def asked_words(written: str) -> list[tuple[str, ...]]:
    """The words that somebody asks for, each as its parts («پایان‌کار» is two), at most a dozen."""
    return [_shapes(word)[1] for word in _written(written) if fold(word)][:MOST_WORDS]


def having(dialect: str, query: Select[T], table: Table | Subquery) -> tuple[Select[T], ColumnElement[int]]:
    """The query for rows that have the words bound as `words` (see `wanted`), and the column that is the row's id:
    ordered by it, neither database sorts."""
    words = bindparam("words", type_=Text)
    if dialect == "sqlite":
        name = f"{table.name}_words"
        index = sql_table(name, column("rowid", Integer))
        match = column(name).op("MATCH", is_comparison=True)(words)
        return query.join(index, index.c.rowid == table.c.id).where(match), index.c.rowid
    asked = func.to_tsquery(literal_column("'simple'"), words)
    return query.where(literal_column(f"{table.name}.words").op("@@", is_comparison=True)(asked)), table.c.id


def wanted(dialect: str, words: list[tuple[str, ...]], *, begun: bool) -> str:
    """Every one of the words (`begun`: or a longer one that begins with it), as the database's index is asked for them.
    `words` is not empty."""
    # The words are folded to letters and digits, so nothing in them is syntax.
    if dialect == "sqlite":
        return " AND ".join(_either(word, ('"{}"', '"{}"*' if begun else '"{}"'), " AND ", "OR") for word in words)
    return " & ".join(_either(word, ("'{}'", "'{}':*" if begun else "'{}'"), " & ", "|") for word in words)


def _either(parts: tuple[str, ...], shapes: tuple[str, str], both: str, other: str) -> str:
    """The word in one piece, or all its parts. The second shape also takes longer words; a number stands for itself."""

    def shaped(part: str) -> str:
        return shapes[0 if part.isdecimal() else 1].format(part)

    whole = shaped("".join(parts))
    if len(parts) == 1:
        return whole
    return f"({whole} {other} ({both.join(shaped(part) for part in parts)}))"


def _written(written: str) -> list[str]:
    return [word for word in BETWEEN.split(ascii_digits(written)) if word]


def _shapes(word: str) -> tuple[str, tuple[str, ...]]:
    parts = tuple(part for part in (fold(part) for part in JOINERS.split(word)) if part)
    return "".join(parts), parts
