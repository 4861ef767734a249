from datetime import UTC, datetime

import pytest

from bot.settings import Settings
from bot.storage import audit
from bot.storage.store import open_store

NOW = datetime(2026, 10, 12, 6, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    opened = open_store(Settings(var_dir=tmp_path))
    yield opened
    opened.close()


def test_entries_are_found_by_conversation_and_by_actor_in_order(store):
    def work(tx):
        audit.record(tx, actor="a", action="case_seen", now=NOW, conversation_id="c1", detail={"case": "1"})
        audit.record(tx, actor="b", action="case_seen", now=NOW, conversation_id="c1")
        audit.record(tx, actor="a", action="signed_out", now=NOW)

    store.write(work)
    about = store.read(lambda tx: audit.of_conversation(tx, "c1"))
    assert [(entry.actor, entry.detail) for entry in about] == [("a", {"case": "1"}), ("b", {})]
    assert [entry.action for entry in store.read(lambda tx: audit.of_actor(tx, "a"))] == ["case_seen", "signed_out"]


def test_a_deed_that_is_undone_leaves_no_entry(store):
    def work(tx):
        audit.record(tx, actor="a", action="case_seen", now=NOW)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write(work)
    assert store.read(lambda tx: audit.of_actor(tx, "a")) == []
