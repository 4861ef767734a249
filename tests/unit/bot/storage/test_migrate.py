"""Migrations lead to the tables the code knows, on both engines, also when two programs start at once."""

import threading

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, make_url

from bot.storage.migrate import FOLDER, HEAD, current, migrate
from bot.storage.tables import metadata
from tests.servers import postgres_url


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request, tmp_path):
    url = f"sqlite:///{tmp_path / 'x.db'}" if request.param == "sqlite" else postgres_url()
    made = create_engine(make_url(url).set(drivername="postgresql+psycopg") if request.param == "postgres" else url)
    yield made
    made.dispose()


def test_the_newest_migration_is_the_one_the_program_asks_for():
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_migrated_tables_are_those_of_the_code(engine):
    migrate(engine)
    with engine.connect() as connection:
        assert current(connection) == HEAD
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_one_step_back_leaves_nothing_and_forth_again_works(engine):
    migrate(engine)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    migrate(engine)
    with engine.connect() as connection:
        assert current(connection) == HEAD


def test_programs_that_start_at_once_migrate_once():
    url = make_url(postgres_url()).set(drivername="postgresql+psycopg")
    engines = [create_engine(url) for _ in range(4)]
    failures = []

    def start(made):
        try:
            migrate(made)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=start, args=(made,)) for made in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for made in engines:
        made.dispose()
    assert failures == []
