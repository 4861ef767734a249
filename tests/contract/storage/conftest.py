"""The store over SQLite and over PostgreSQL: every test here runs on both, on real servers."""

from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.envelopes import Inbound, Kind
from bot.settings import Settings
from bot.storage import inbox, tables
from bot.storage.store import open_store
from tests.fakes.mind import NOW
from tests.servers import postgres_url


@pytest.fixture(scope="session")
def postgres():
    return postgres_url()


@pytest.fixture(params=["sqlite", "postgres"])
def settings(request, tmp_path):
    url = request.getfixturevalue("postgres") if request.param == "postgres" else ""
    return Settings(var_dir=tmp_path, database_url=SecretStr(url))


@pytest.fixture
def store(settings):
    opened = open_store(settings)
    if settings.database_url.get_secret_value():
        names = ", ".join(table.name for table in tables.metadata.sorted_tables)
        opened.write(lambda tx: tx.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE")))
    yield opened
    opened.close()


class Hand:
    """Puts messages in as a channel would."""

    def __init__(self, store):
        self.store = store
        self.now = NOW

    def say(self, text, *, citizen="c1", channel="web", message_id=None, **more):
        return self.put(Kind.TEXT, {"text": text}, citizen=citizen, channel=channel, message_id=message_id, **more)

    def put(self, kind, body, *, citizen="c1", channel="web", message_id=None, **more):
        self.now += timedelta(milliseconds=1)
        number = message_id or f"m{self.now.timestamp()}"
        inbound = Inbound(channel, citizen, number, kind, body, **more)
        return self.store.write(lambda tx: inbox.put(tx, inbound, now=self.now))


@pytest.fixture
def hand(store):
    return Hand(store)
