"""Statements run on the driver mean the same as through SQLAlchemy: types, defaults, transactions."""

import subprocess
import sys
from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import bindparam, create_engine, func, insert, select, text, update

from bot.settings import Settings
from bot.storage.store import open_store
from bot.storage.tables import conversations, offsets
from integrations.prepared import Prepared, read_together, savepoint
from tests.fakes.mind import NOW
from tests.servers import postgres_url

ADD = Prepared(insert(offsets), keys=("name", "value", "updated_at"))
NAMED = Prepared(select(offsets).where(offsets.c.name == bindparam("name")))
COUNT = Prepared(update(offsets).where(offsets.c.value > bindparam("above")).values(value=bindparam("value")))


@pytest.fixture(params=["sqlite", "postgres"])
def store(request, tmp_path):
    url = postgres_url() if request.param == "postgres" else ""
    opened = open_store(Settings(var_dir=tmp_path, database_url=SecretStr(url)))
    opened.write(lambda tx: tx.execute(offsets.delete()))
    yield opened
    opened.close()


def add(tx, name, value=1):
    ADD.run(tx, name=name, value=value, updated_at=NOW)


def names(store):
    return sorted(store.read(lambda tx: list(tx.execute(select(offsets.c.name)).scalars())))


def test_a_row_comes_back_as_through_sqlalchemy(store):
    store.write(lambda tx: add(tx, "a", 7))
    own = store.read(lambda tx: NAMED.first(tx, name="a"))
    theirs = store.read(lambda tx: tx.execute(select(offsets)).one())
    assert own._asdict() == theirs._asdict()
    assert own.updated_at == NOW
    assert store.read(lambda tx: (NAMED.first(tx, name="b"), NAMED.scalar(tx, name="b"))) == (None, None)


def test_several_rows_are_written_and_changed_rows_are_counted(store):
    rows = [{"name": name, "value": at, "updated_at": NOW + timedelta(at)} for at, name in enumerate("abc")]
    store.write(lambda tx: ADD.run_many(tx, rows))
    assert store.write(lambda tx: COUNT.run(tx, above=0, value=5)) == 2
    assert names(store) == ["a", "b", "c"]


def test_sealed_columns_are_sealed(store):
    keys = ("id", "channel", "channel_user", "version", "mode", "state", "created_at", "updated_at")
    values = ("sealed", "web", "sealed", 0, "bot", {"secret": 1}, NOW, NOW)

    def work(tx):
        Prepared(insert(conversations), keys=keys).run(tx, **dict(zip(keys, values, strict=True)))
        raw = tx.exec_driver_sql("SELECT state FROM conversations WHERE id = 'sealed'").scalar()
        opened = tx.execute(select(conversations.c.state).where(conversations.c.id == "sealed")).scalar()
        tx.execute(conversations.delete().where(conversations.c.id == "sealed"))
        return raw, opened

    raw, opened = store.write(work)
    assert "secret" not in raw
    assert opened == {"secret": 1}


def test_what_a_savepoint_takes_back_is_gone_and_the_rest_stays(store):
    def broken(tx):
        with savepoint(tx):
            add(tx, "inside")
            with savepoint(tx):
                add(tx, "deeper")
            raise LookupError

    def work(tx):
        add(tx, "before")
        with pytest.raises(LookupError):
            broken(tx)
        with savepoint(tx):
            add(tx, "after")

    store.write(work)
    assert names(store) == ["after", "before"]


def test_a_statement_the_database_refuses_leaves_the_transaction_usable_after_its_savepoint(store):
    def work(tx):
        add(tx, "a")
        with pytest.raises(Exception, match=r"(?i)unique"), savepoint(tx):
            add(tx, "a")
        add(tx, "b")

    store.write(work)
    assert names(store) == ["a", "b"]


def test_a_read_sees_one_moment_and_keeps_nothing(store):
    def look(tx):
        before = NAMED.rows(tx, name="a")
        store.write(lambda other: add(other, "a"))
        return before, NAMED.rows(tx, name="a")

    if not store.shared:  # on PostgreSQL each statement sees what is committed by then
        assert store.read(look) == ([], [])


def test_a_column_without_a_name_is_read_too(store):
    store.write(lambda tx: add(tx, "a"))
    assert store.read(lambda tx: Prepared(select(func.count()).select_from(offsets)).scalar(tx)) == 1


def test_what_is_planned_anew_is_found_the_same_and_not_kept_by_the_server(store):
    anew = Prepared(select(offsets).where(offsets.c.name == bindparam("name")), planned_anew=True)
    store.write(lambda tx: add(tx, "a", 7))

    def often(tx):
        values = [statement.first(tx, name="a").value for statement in (anew, NAMED) for _ in range(8)]
        if tx.dialect.name != "postgresql":
            return values, 1
        return values, len(
            tx.execute(text("SELECT * FROM pg_prepared_statements WHERE statement LIKE '%.name = %'")).all()
        )

    assert store.read(often) == ([7] * 16, 1)


@pytest.mark.parametrize("together", [False, True])
def test_what_is_asked_ahead_is_told_when_it_is_called_for(together):
    engine = create_engine(
        postgres_url().replace("postgresql://", "postgresql+psycopg://", 1) if together else "sqlite://",
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as tx:
        offsets.create(tx)
        add(tx, "a", 7)
        if together:
            read_together(tx)
        later = [NAMED.ahead(tx, name=name) for name in ("a", "b")]
        assert NAMED.first(tx, name="a").value == 7
        assert [[(row.value, row.updated_at) for row in found()] for found in later] == [[(7, NOW)], []]
    engine.dispose()


def test_a_program_on_sqlite_does_not_load_postgresqls_driver():
    look = "import sys, bot.storage.store, integrations.reference.app; print('psycopg' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], check=True, capture_output=True).stdout == b"False\n"
