"""What is read ahead of a batch: exactly the next messages, and no text that must stay in the house."""

import pytest
from sqlalchemy import text as sql

from bot.envelopes import Inbound, Kind
from bot.listening import look_ahead
from bot.settings import Settings
from bot.storage import inbox
from bot.storage.store import open_store
from bot.turn import run_batch
from dialogs.state import Mode
from tests.fakes.mind import NOW, advance, mind


@pytest.fixture
def store(tmp_path):
    opened = open_store(Settings(var_dir=tmp_path))
    yield opened
    opened.close()


def put(store, who, body, *, number=1, kind=Kind.TEXT):
    inbound = Inbound("web", who, str(number), kind, {"text": body} if isinstance(body, str) else body)
    return store.write(lambda tx: inbox.put(tx, inbound, now=NOW))


def look(store, *, limit=16, aside=()):
    return store.read(lambda tx: look_ahead(tx, limit=limit, aside=aside))


def turn(store, thought=None, **more):
    return store.write(lambda tx: run_batch(tx, thought or mind(), limit=16, now=NOW, **more)).turns


def test_the_oldest_message_of_each_conversation_is_read(store):
    put(store, "a", "first")
    put(store, "a", "second", number=2)
    put(store, "b", "third")
    put(store, "c", {"payload": "/x"}, kind=Kind.BUTTON)
    ahead = look(store)
    assert ahead.texts == ("first", "third")
    assert len(ahead.rows) == 3  # the button's turn needs no reading, but is to be taken
    assert look(store, limit=1).texts == ("first",)


def test_only_what_was_read_ahead_is_taken_and_the_rest_waits(store):
    put(store, "a", "before")
    ahead = look(store)
    put(store, "b", "in between")
    assert turn(store, only=ahead.rows) == 1
    assert look(store).texts == ("in between",)
    assert turn(store, only=look(store).rows) == 1
    assert look(store).rows == frozenset()


def test_a_one_time_code_is_not_sent_anywhere(store):
    put(store, "a", "secret")
    assert look(store).texts == ("secret",)
    turn(store)  # from now on a secret is asked for
    put(store, "a", "4711", number=2)
    ahead = look(store)
    assert (ahead.texts, len(ahead.rows)) == ((), 1)


def test_what_is_said_to_staff_is_not_sent_anywhere(store):
    put(store, "a", "hello")
    turn(store, mind(advance=lambda state, event, now: (advance(state, event, now)[0]._replace(mode=Mode.STAFF), ())))
    put(store, "a", "only for you", number=2)
    assert look(store).texts == ()


def test_a_row_nobody_can_read_is_left_to_its_turn(store):
    put(store, "a", "spoilt")
    put(store, "b", "sound")
    store.write(lambda tx: tx.execute(sql("update inbox set body = 'x' where id = (select min(id) from inbox)")))
    ahead = look(store)
    assert ahead.texts == ("sound",)
    assert len(ahead.rows) == 2


def test_conversations_set_aside_are_not_read(store):
    receipt = put(store, "a", "later")
    assert look(store, aside={receipt.conversation_id}).rows == frozenset()
