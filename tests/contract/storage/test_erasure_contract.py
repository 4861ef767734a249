"""Forgetting a conversation, on both databases: every table that is there and every one to come, and nobody else's."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.action import Subject
from bot.actions.agenda import entry
from bot.envelopes import Kind
from bot.storage import (
    audit,
    calls,
    cases,
    challenges,
    erasure,
    files,
    messages,
    outbox,
    subscriptions,
    timers,
    visitors,
)
from bot.storage.challenges import Challenge
from bot.storage.messages import Message
from bot.storage.subscriptions import Topic
from bot.storage.tables import metadata
from dialogs.effects import Call
from dialogs.ports import Identity
from dialogs.state import Mode
from tests.fakes.mind import NOW

WHO = Identity(2, "09990000001", "9990000018", NOW, NOW)
KEPT = {"audit", "staff", "staff_sessions", "counters", "offsets", "paces", "leases", "alembic_version"}


def lives(store, hand, citizen):
    """A conversation with a row in every table that can hold one."""
    chat = hand.put(Kind.FILE, {"mime": "image/jpeg", "size": 4}, citizen=citizen, content=b"deed").conversation_id

    def work(tx):
        line = Message(chat, 1, "bot", "پیام", NOW, "t")
        messages.add(tx, [line])
        outbox.add(tx, [line], channel="telegram", mode=Mode.BOT)
        call = Call(f"call-{citizen}", "municipal.enrol", {"course": "k1"})
        calls.add(tx, [call], conversation_id=chat, trace_id="t", identity=WHO, now=NOW)
        timers.set_at(tx, chat, NOW + timedelta(days=1))
        subscriptions.follow(tx, chat, Topic("2201101"), identity=WHO, cursor=None, now=NOW)
        entry(tx, {"kind": "visit", "number": "7", "day": "1404-07-27"}, Subject(chat, WHO, NOW, "t"))
        late = NOW + timedelta(minutes=3)
        challenges.put(
            tx, Challenge(citizen, chat, "sign_in", WHO.mobile, "h", b"s", b"d", NOW, late, f"sms-{citizen}")
        )
        cases.open_case(tx, conversation_id=chat, reason="citizen_asked", flow=None, now=NOW)
        audit.record(tx, actor="x", action="case_seen", now=NOW, conversation_id=chat)

    store.write(work)
    return chat


def count(store, chat):
    """Rows of a conversation, by table."""
    owned = [table for table in metadata.sorted_tables if "conversation_id" in table.c]
    query = {table.name: select(func.count()).where(table.c.conversation_id == chat) for table in owned}
    return store.read(lambda tx: {name: tx.scalar(one) for name, one in query.items()})


def forget(store, chat):
    return store.write(lambda tx: erasure.erase(tx, chat, now=NOW))


def test_nothing_of_it_stays_but_the_audit_and_nobody_else_is_touched(store, hand):
    mine, theirs = lives(store, hand, "c1"), lives(store, hand, "c2")
    before = count(store, theirs)
    assert all(count(store, mine).values()), "a table without a row proves nothing"
    gone = forget(store, mine)
    assert {name for name, number in count(store, mine).items() if number} == {"audit"}
    assert count(store, theirs) == before
    assert gone["messages"] == gone["files"] == gone["subscriptions"] == gone["agenda"] == gone["calls"] == 1
    last = store.read(lambda tx: audit.of_conversation(tx, mine))[-1]
    assert (last.actor, last.action, last.detail) == ("operator", "erased", gone)
    assert store.read(lambda tx: files.of_conversation(tx, mine)) == []


def test_every_table_is_either_erased_or_known_to_hold_nothing_of_a_citizen(store):
    owned = {table.name for table in metadata.sorted_tables if "conversation_id" in table.c}
    others = {table.name for table in metadata.sorted_tables} - owned
    assert others <= KEPT | {"conversations", "visitors"}, "a new table: does it hold something of a citizen?"


def test_it_is_forgotten_once_and_whoever_comes_again_is_new(store, hand):
    chat = lives(store, hand, "c1")
    assert forget(store, chat)
    assert forget(store, chat) is None
    again = hand.say("سلام", citizen="c1").conversation_id
    assert again != chat
    assert store.read(lambda tx: messages.latest(tx, again)) == []


def test_a_web_visitors_ticket_opens_nothing_any_more(store, hand):
    store.write(lambda tx: visitors.issue(tx, now=NOW, ticket="secret"))
    user = store.read(lambda tx: visitors.conversation_user(tx, "secret"))
    forget(store, hand.say("سلام", citizen=user).conversation_id)
    assert store.read(lambda tx: visitors.conversation_user(tx, "secret")) is None


@pytest.mark.parametrize("status", ["waiting", "running", "unknown"])
def test_while_a_call_is_on_its_way_it_is_unfinished(store, hand, status):
    chat = hand.say("سلام").conversation_id
    call = Call("call-1", "municipal.enrol", {})
    store.write(lambda tx: calls.add(tx, [call], conversation_id=chat, trace_id="t", identity=None, now=NOW))
    store.write(lambda tx: calls._set(tx, "call-1", status=status))
    assert store.read(lambda tx: erasure.unfinished(tx, chat)) == "call"
    store.write(lambda tx: calls.finish(tx, "call-1", now=NOW))
    assert store.read(lambda tx: erasure.unfinished(tx, chat)) is None


def test_the_answer_of_a_call_that_was_forgotten_with_its_conversation_makes_nothing_anew(store, hand):
    chat = lives(store, hand, "c1")
    forget(store, chat)
    store.write(lambda tx: calls.finish(tx, "call-c1", now=NOW))
    assert not any(number for name, number in count(store, chat).items() if name != "audit")


def test_what_it_tells_holds_numbers_and_names_of_tables_only(store, hand):
    told = json.dumps(forget(store, lives(store, hand, "c1")))
    assert not any(secret in told for secret in (WHO.mobile, WHO.national_id, "2201101"))


def test_out_of_its_own_turn_all_but_its_name_and_what_waits_is_erased(store, hand):
    mine, theirs = lives(store, hand, "c1"), lives(store, hand, "c2")
    before = count(store, theirs)
    store.write(lambda tx: erasure.erase_own(tx, mine, now=NOW))
    assert {name for name, number in count(store, mine).items() if number} == {"audit", "inbox"}
    assert count(store, theirs) == before
    assert store.read(lambda tx: erasure.count(tx, mine)) == {"messages": 0, "files": 0}
    last = store.read(lambda tx: audit.of_conversation(tx, mine))[-1]
    assert (last.actor, last.action) == ("citizen", "erased")
    assert hand.say("سلام", citizen="c1").conversation_id == mine
