"""What is promised of the inbox, whichever database is beneath."""

import threading

import pytest

from bot.envelopes import Inbound, Kind
from bot.errors import BotError
from bot.storage import claims, conversations, inbox
from tests.fakes.mind import NOW


def test_a_first_message_makes_the_conversation_and_later_ones_join_it(store, hand):
    first, second = hand.say("a"), hand.say("b")
    assert first.new
    assert second.conversation_id == first.conversation_id
    assert store.read(lambda tx: conversations.find(tx, "web", "c1")) == first.conversation_id
    assert store.read(lambda tx: conversations.find(tx, "telegram", "c1")) is None


def test_a_message_sent_twice_gives_the_first_receipt_and_is_kept_once(store, hand):
    first = hand.say("a", message_id="1", trace_id="t1")
    again = hand.say("other words", message_id="1", trace_id="t2")
    assert (again.inbox_id, again.trace_id, again.new) == (first.inbox_id, "t1", False)
    assert store.read(inbox.depth) == {"waiting": 1, "dead": 0}


def test_the_same_message_id_from_another_citizen_is_another_message(hand):
    first = hand.say("a", message_id="1")
    other = hand.say("b", message_id="1", citizen="c2")
    assert other.new
    assert other.conversation_id != first.conversation_id
    assert other.trace_id != first.trace_id


def test_one_message_handed_in_many_times_at_once_is_taken_in_once(store):
    receipts, together = [], threading.Barrier(8)

    def hand_in():
        together.wait()
        inbound = Inbound("web", "c1", "same", Kind.TEXT, {"text": "a"})
        receipts.append(store.write(lambda tx: inbox.put(tx, inbound, now=NOW)))

    threads = [threading.Thread(target=hand_in) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(receipt.new for receipt in receipts) == 1
    assert len({(receipt.conversation_id, receipt.inbox_id, receipt.trace_id) for receipt in receipts}) == 1


def test_what_is_ours_is_addressed_by_the_conversation_and_refused_for_an_unknown_one(store, hand):
    conversation_id = hand.say("a").conversation_id
    receipt = hand.put(Kind.STAFF_TOOK, {"staff": "s1", "name": "n"}, channel="staff", citizen=conversation_id)
    assert receipt.conversation_id == conversation_id
    with pytest.raises(BotError, match="data_invalid"):
        hand.put(Kind.STAFF_TOOK, {"staff": "s1"}, channel="staff", citizen="nobody")


def heads(store):
    return {claim.conversation_id: claim.inbox_id for claim in store.write(lambda tx: claims.take(tx, 5))}


def test_the_oldest_waiting_message_is_the_head(store, hand):
    first, second = hand.say("a"), hand.say("b")
    other = hand.say("x", citizen="c2")

    assert heads(store) == {first.conversation_id: first.inbox_id, other.conversation_id: other.inbox_id}
    store.write(lambda tx: inbox.finish(tx, first.inbox_id, now=NOW))
    assert heads(store)[first.conversation_id] == second.inbox_id


def test_the_head_is_taken_with_its_conversation_as_it_was_put(store, hand):
    receipt = hand.say("a", message_id="mine")
    (claim,) = store.write(lambda tx: claims.take(tx, 5))
    conversation, waiting = store.read(lambda tx: (claim.conversation(tx), claim.waiting(tx)))
    assert (waiting.inbound.body, waiting.inbound.message_id, waiting.inbound.kind) == ({"text": "a"}, "mine", "text")
    assert (conversation.channel, conversation.channel_user, conversation.last_seq) == ("web", "c1", 0)
    assert conversation.state.conversation_id == receipt.conversation_id


def test_conversations_set_aside_are_not_taken_and_do_not_use_up_places(store, hand):
    first, second = hand.say("a"), hand.say("b", citizen="c2")
    (claim,) = store.write(lambda tx: claims.take(tx, 1, aside={first.conversation_id}))
    assert claim.conversation_id == second.conversation_id


def test_a_failed_message_stays_the_head_and_a_dead_one_gives_way(store, hand):
    first, second = hand.say("a"), hand.say("b")
    store.write(lambda tx: inbox.note_failure(tx, first.inbox_id, error="X"))
    (head,) = store.write(lambda tx: claims.take(tx, 5))
    assert (head.inbox_id, head.attempts) == (first.inbox_id, 1)
    store.write(lambda tx: inbox.give_up(tx, first.inbox_id, now=NOW, error="X", wiped={"text": ""}))
    assert heads(store) == {first.conversation_id: second.inbox_id}
    assert store.read(inbox.depth) == {"waiting": 1, "dead": 1}


def test_a_trace_is_quiet_only_when_its_message_is_answered(store, hand):
    receipt = hand.say("a")
    assert not store.read(lambda tx: inbox.quiet(tx, receipt.trace_id))
    store.write(lambda tx: inbox.finish(tx, receipt.inbox_id, now=NOW))
    assert store.read(lambda tx: inbox.quiet(tx, receipt.trace_id))


def test_a_write_that_fails_leaves_nothing_behind_and_the_next_one_works(store, hand):
    def take_in_and_break(tx):
        inbox.put(tx, Inbound("web", "c9", "1", Kind.TEXT, {"text": "a"}), now=NOW)
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        store.write(take_in_and_break)
    assert store.read(lambda tx: conversations.find(tx, "web", "c9")) is None
    assert hand.say("a", citizen="c9").new


async def test_the_asyncio_side_writes_and_reads_the_same(store):
    inbound = Inbound("web", "c1", "1", Kind.TEXT, {"text": "a"})
    receipt = await store.awrite(lambda tx: inbox.put(tx, inbound, now=NOW))
    assert await store.aread(lambda tx: conversations.find(tx, "web", "c1")) == receipt.conversation_id


def test_nothing_a_reader_does_is_kept(store):
    inbound = Inbound("web", "c1", "1", Kind.TEXT, {"text": "a"})
    try:
        store.read(lambda tx: inbox.put(tx, inbound, now=NOW))
    finally:
        assert store.read(lambda tx: conversations.find(tx, "web", "c1")) is None


def test_texts_are_sealed_in_the_database(store, hand):
    hand.say("my secret words")
    rows = store.read(lambda tx: tx.exec_driver_sql("SELECT * FROM inbox").all())
    assert rows
    assert "secret words" not in repr(rows)
