from datetime import UTC, datetime, timedelta

import pytest

from bot.envelopes import Inbound, Kind
from bot.settings import Settings
from bot.storage import cases, claims, inbox, staff
from bot.storage.cases import LEASE, Status
from bot.storage.store import open_store

NOW = datetime(2026, 10, 12, 6, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path):
    opened = open_store(Settings(var_dir=tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def clerk(store):
    return hire(store, "s1")


def hire(store, number):
    return store.write(
        lambda tx: staff.add(tx, staff_id=number, username=number, name=f"نام {number}", password_hash="h", now=NOW)
    )


def ask(store, citizen, *, at=NOW):
    def work(tx):
        receipt = inbox.put(tx, Inbound("web", citizen, "m1", Kind.TEXT, {"text": "x"}), now=at)
        return cases.open_case(
            tx, conversation_id=receipt.conversation_id, reason="citizen_asked", flow="fee_estimate", now=at
        )

    return store.write(work)


def case(store, number):
    return store.read(lambda tx: cases.find(tx, number))


def waiting_inbounds(store, number):
    """What staff did, in the order the conversation will hear it."""

    def work(tx):
        heard = []
        conversation_id = cases.find(tx, number).conversation_id
        while head := [claim for claim in claims.take(tx, 50) if claim.conversation_id == conversation_id]:
            heard.append(head[0].waiting(tx).inbound)
            inbox.finish(tx, head[0].inbox_id, now=NOW)
        return heard[1:]

    return store.write(work)


def test_the_queue_is_in_order_of_asking(store):
    second = ask(store, "b", at=NOW + timedelta(seconds=1))
    first = ask(store, "a")
    third = ask(store, "c", at=NOW + timedelta(seconds=2))
    assert [each.position for each in (first, second, third)] == [1, 1, 3]
    assert [each.no for each in store.read(cases.queue)] == [first.case_no, second.case_no, third.case_no]
    assert store.read(lambda tx: cases.position(tx, second.case_no)) == 2
    assert store.read(lambda tx: cases.position(tx, "0")) == 0


def test_asking_again_keeps_case_and_place(store):
    first = ask(store, "a")
    ask(store, "b", at=NOW + timedelta(seconds=1))
    assert ask(store, "a", at=NOW + timedelta(minutes=9)) == first


def test_a_number_in_use_is_not_given_again(store):
    taken = ask(store, "a").case_no
    conversation_id = store.write(
        lambda tx: inbox.put(tx, Inbound("web", "b", "m", Kind.JOINED), now=NOW)
    ).conversation_id
    numbers = iter([taken, taken, "12345678"])
    opened = store.write(
        lambda tx: cases.open_case(
            tx, conversation_id=conversation_id, reason="r", flow=None, now=NOW, new_number=lambda: next(numbers)
        )
    )
    assert opened.case_no == "12345678"


def test_the_whole_life_of_a_case_reaches_the_inbox_in_order(store, clerk):
    number = ask(store, "a").case_no

    def work(tx):
        assert cases.claim(tx, number, by=clerk, now=NOW)
        assert cases.say(tx, number, by=clerk, text="سلام", message_id="m-1", now=NOW)
        assert cases.say(tx, number, by=clerk, text="سلام", message_id="m-1", now=NOW)
        assert cases.close(tx, number, by=clerk, outcome="answered", now=NOW)

    store.write(work)
    heard = waiting_inbounds(store, number)
    assert [inbound.kind for inbound in heard] == [Kind.STAFF_TOOK, Kind.STAFF_SAID, Kind.STAFF_RELEASED]
    assert {inbound.channel for inbound in heard} == {"console"}
    assert heard[1].body == {"staff": "s1", "name": clerk.name, "text": "سلام"}
    assert heard[2].body["closed"] is True
    ended = case(store, number)
    assert (ended.status, ended.outcome, ended.closed_at, ended.lease_until) == (Status.CLOSED, "answered", NOW, None)
    assert store.read(lambda tx: cases.of_conversation(tx, ended.conversation_id)) is None


def test_handing_back_lets_the_bot_go_on(store, clerk):
    number = ask(store, "a").case_no
    store.write(lambda tx: cases.claim(tx, number, by=clerk, now=NOW))
    assert store.write(lambda tx: cases.hand_back(tx, number, by=clerk, now=NOW))
    assert waiting_inbounds(store, number)[-1].body["closed"] is False
    assert case(store, number).outcome == "handed_back"


def test_only_the_holder_can_do_anything(store, clerk):
    other, number = hire(store, "s2"), ask(store, "a").case_no
    store.write(lambda tx: cases.claim(tx, number, by=clerk, now=NOW))

    def work(tx):
        return [
            cases.claim(tx, number, by=other, now=NOW),
            cases.say(tx, number, by=other, text="x", message_id="m", now=NOW),
            cases.hand_back(tx, number, by=other, now=NOW),
            cases.close(tx, number, by=other, outcome="other", now=NOW),
        ]

    assert store.write(work) == [False] * 4
    assert [inbound.kind for inbound in waiting_inbounds(store, number)] == [Kind.STAFF_TOOK]


def test_writing_renews_the_lease(store, clerk):
    number, later = ask(store, "a").case_no, NOW + timedelta(minutes=2)
    store.write(lambda tx: cases.claim(tx, number, by=clerk, now=NOW))
    assert case(store, number).lease_until == NOW + LEASE
    store.write(lambda tx: cases.say(tx, number, by=clerk, text="x", message_id="m", now=later))
    assert case(store, number).lease_until == later + LEASE


def test_a_case_can_be_taken_lost_and_taken_again(store, clerk):
    number = ask(store, "a").case_no
    lapsed = NOW + 2 * LEASE
    store.write(lambda tx: cases.claim(tx, number, by=clerk, now=NOW))
    assert store.read(lambda tx: cases.any_lapsed(tx, now=lapsed))
    back = store.write(lambda tx: cases.expire_leases(tx, now=lapsed, notice="صبر کنید", desk="میز"))
    assert back == [case(store, number).conversation_id]
    assert not store.read(lambda tx: cases.any_lapsed(tx, now=lapsed))
    assert store.write(lambda tx: cases.claim(tx, number, by=clerk, now=lapsed))
    heard = waiting_inbounds(store, number)
    assert [inbound.kind for inbound in heard] == [Kind.STAFF_TOOK, Kind.STAFF_SAID, Kind.STAFF_TOOK]
    assert (heard[1].body["name"], heard[1].body["text"]) == ("میز", "صبر کنید")


def test_the_cases_of_one_who_left_go_back_and_others_stay(store, clerk):
    other, mine, theirs = hire(store, "s2"), ask(store, "a").case_no, ask(store, "b").case_no
    store.write(lambda tx: cases.claim(tx, mine, by=clerk, now=NOW))
    store.write(lambda tx: cases.claim(tx, theirs, by=other, now=NOW))
    store.write(lambda tx: cases.requeue_of(tx, clerk.id, now=NOW, notice="n", desk="d"))
    assert [case(store, number).status for number in (mine, theirs)] == [Status.WAITING, Status.HELD]


def test_a_citizen_can_leave_the_queue_but_not_out_of_staffs_hands(store, clerk):
    waiting, held = ask(store, "a").case_no, ask(store, "b").case_no
    store.write(lambda tx: cases.claim(tx, held, by=clerk, now=NOW))

    def leave(number):
        conversation_id = case(store, number).conversation_id
        return store.write(lambda tx: cases.withdraw(tx, conversation_id=conversation_id, now=NOW))

    assert [leave(waiting), leave(held)] == [True, False]
    assert (case(store, waiting).outcome, case(store, held).status) == ("withdrawn", Status.HELD)
    assert [each.no for each in store.read(lambda tx: cases.held_by(tx, clerk.id))] == [held]


def test_finished_cases_are_listed_newest_first(store, clerk):
    numbers = [ask(store, citizen).case_no for citizen in "abc"]
    for place, number in enumerate(numbers):
        at = NOW + timedelta(minutes=place)
        store.write(lambda tx, number=number, at=at: cases.claim(tx, number, by=clerk, now=at))
        store.write(lambda tx, number=number, at=at: cases.close(tx, number, by=clerk, outcome="other", now=at))
    assert [each.no for each in store.read(lambda tx: cases.closed_by(tx, clerk.id))] == numbers[::-1]
