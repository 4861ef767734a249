"""The window itself; parallel takers are in tests/security/test_one_time_code.py, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.limits import Limit
from bot.settings import Settings
from bot.storage import counters
from bot.storage.store import open_store
from bot.storage.tables import counters as table

NOW = datetime(2025, 10, 12, 6, 30, 17, 123456, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    opened = open_store(Settings(var_dir=tmp_path))
    yield opened
    opened.close()


def take(store, seconds, key="a", limit=Limit.OTP_SEND):
    now = NOW + timedelta(seconds=seconds)
    return store.write(lambda tx: counters.take(tx, limit, key, now=now))


def test_the_window_slides(store):
    assert [take(store, second) for second in (0, 0, 300, 599, 602)] == [True, True, True, False, True]
    assert [take(store, second) for second in (603, 899, 903)] == [True, False, True]


def test_no_window_ever_holds_more_than_the_size(store):
    granted = [second for second in range(0, 3000, 7) if take(store, second)]
    for start in granted:
        assert len([second for second in granted if start <= second < start + 600]) <= 3


def test_a_refusal_counts_nothing(store):
    for _ in range(50):
        take(store, 0)
    assert take(store, 602)


def test_keys_and_names_are_counted_apart(store):
    while take(store, 0):
        pass
    assert take(store, 0, key="b")
    assert take(store, 0, limit=Limit.STAFF_LOGIN)


def test_rows_out_of_reach_are_purged(store):
    take(store, 0)
    take(store, 3 * 86_400, key="b")
    store.write(lambda tx: counters.purge(tx, now=NOW + timedelta(days=3)))
    assert [row.key_hash for row in store.read(lambda tx: tx.execute(table.select()).all())] == ["b"]
