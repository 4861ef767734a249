"""What is kept of a citizen in this conversation, and forgetting it: never another's."""

from datetime import UTC, datetime

import pytest

from bot.action import Subject
from bot.actions.own_data import forget, kept
from bot.envelopes import Inbound, Kind
from bot.settings import Settings
from bot.storage import calls, inbox, messages, subscriptions
from bot.storage.messages import Message
from bot.storage.store import open_store
from bot.storage.subscriptions import Topic
from dialogs.effects import Call
from dialogs.ports import Accepted, Identity, Rejected

NOW = datetime(2025, 10, 12, tzinfo=UTC)
WHO = Identity(2, "09130000001", "9991000003", NOW, NOW)


@pytest.fixture
def store(tmp_path):
    opened = open_store(Settings(var_dir=tmp_path))
    yield opened
    opened.close()


def chat(store, who):
    receipt = store.write(lambda tx: inbox.put(tx, Inbound("rest", who, "1", Kind.TEXT, {"text": "سلام"}), now=NOW))
    subject = Subject(receipt.conversation_id, WHO, NOW, "trace")

    def work(tx):
        messages.add(tx, [Message(subject.conversation_id, 1, "bot", "پیام", NOW, "t")])
        subscriptions.follow(tx, subject.conversation_id, Topic("1405100101"), identity=WHO, cursor=None, now=NOW)

    store.write(work)
    return subject


def told(store, subject):
    return store.read(lambda tx: kept(tx, {}, subject)).data


def test_it_is_counted_with_the_message_that_asks(store):
    assert told(store, chat(store, "a")) == {"messages": 2, "files": None, "followed": 1, "mobile": WHO.mobile}


def test_forgotten_is_this_conversation_and_no_other(store):
    mine, theirs = chat(store, "a"), chat(store, "b")
    assert store.write(lambda tx: forget(tx, {}, mine)) == Accepted()
    assert told(store, mine)["messages"] == 1
    assert told(store, mine)["followed"] is None
    assert told(store, theirs)["messages"] == 2


def test_while_something_is_on_its_way_to_the_municipality_nothing_is_forgotten(store):
    mine = chat(store, "a")
    call = Call("call-1", "municipal.enrol", {})
    name = mine.conversation_id
    store.write(lambda tx: calls.add(tx, [call], conversation_id=name, trace_id="t", identity=None, now=NOW))
    assert store.write(lambda tx: forget(tx, {}, mine)) == Rejected("busy")
    assert told(store, mine)["messages"] == 2
