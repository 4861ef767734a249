"""What is promised of turns, whichever database is beneath: each message once, in order, all or nothing."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.envelopes import Kind
from bot.errors import BotError
from bot.hearing import HIDDEN
from bot.listening import look_ahead
from bot.storage import calls, cases, conversations, inbox, messages, outbox, timers
from bot.turn import MOST_FAILURES, run_batch
from dialogs.effects import Outcome
from dialogs.engine import NewerFlow
from dialogs.ports import Accepted
from dialogs.state import Mode
from tests.fakes.mind import NOW, mind


def turn_all(store, *, thought=None, now=NOW, rounds=200):
    thought = thought or mind()
    batches = []
    for _ in range(rounds):
        batch = store.write(lambda tx: run_batch(tx, thought, limit=16, now=now))
        if not (batch.turns or batch.failures):
            return batches
        batches.append(batch)
    raise AssertionError("never quiet")


def transcript(store, conversation_id):
    lines = store.read(lambda tx: messages.since(tx, conversation_id, 0))
    return [(line.author, line.text) for line in lines]


def test_a_turn_writes_what_was_said_and_what_is_answered(store, hand):
    receipt = hand.say("hi", message_id="mine")
    (batch,) = turn_all(store)
    assert transcript(store, receipt.conversation_id) == [("citizen", "hi"), ("bot", "hi")]
    own, reply = store.read(lambda tx: messages.since(tx, receipt.conversation_id, 0))
    assert (own.seq, own.client_id, reply.seq, reply.client_id) == (1, "mine", 2, None)
    assert store.read(lambda tx: messages.of_trace(tx, receipt.trace_id)) == [reply]
    assert store.read(lambda tx: messages.last_seq(tx, receipt.conversation_id)) == 2
    assert [outcome[:2] for outcome in batch.outcomes] == [("answered", "web")]
    assert f"conversation:{receipt.conversation_id}" in batch.topics


def test_messages_of_a_conversation_are_answered_in_order_one_version_a_turn(store, hand):
    for number in range(10):
        receipt = hand.say(str(number))
        hand.say(f"other {number}", citizen="c2")
    turn_all(store)
    said = [text for author, text in transcript(store, receipt.conversation_id) if author == "bot"]
    assert said == [str(number) for number in range(10)]
    assert store.read(lambda tx: conversations.load(tx, receipt.conversation_id)).state.version == 10


def test_many_workers_at_once_keep_order_and_lose_nothing(store, hand):
    receipts = {citizen: hand.say("0", citizen=citizen) for citizen in "abcdef"}
    for number in range(1, 12):
        for citizen in receipts:
            hand.say(str(number), citizen=citizen)
    workers = [threading.Thread(target=turn_all, args=(store,)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    turn_all(store)  # a worker that found everything locked has left early
    for receipt in receipts.values():
        said = [text for author, text in transcript(store, receipt.conversation_id) if author == "bot"]
        assert said == [str(number) for number in range(12)]


def test_a_state_saved_by_somebody_else_meanwhile_refuses_the_write(store, hand):
    conversation_id = hand.say("hi").conversation_id
    turn_all(store)
    state = store.read(lambda tx: conversations.load(tx, conversation_id)).state

    def save(expected):
        store.write(
            lambda tx: conversations.save(
                tx, state._replace(version=expected + 1), expected=expected, last_seq=2, now=NOW
            )
        )

    save(state.version)
    with pytest.raises(BotError, match="stale_state"):
        save(state.version)


def test_a_poison_message_is_given_up_at_the_third_failure_and_the_conversation_goes_on(store, hand):
    receipt = hand.say("boom 0912")
    hand.say("after")
    other = hand.say("other", citizen="c2")
    batches = turn_all(store)
    assert sum(batch.failures for batch in batches) == MOST_FAILURES
    assert transcript(store, receipt.conversation_id) == [
        ("citizen", "boom 0912"),
        ("bot", "common.internal_error"),
        ("citizen", "after"),
        ("bot", "after"),
    ]
    assert transcript(store, other.conversation_id) == [("citizen", "other"), ("bot", "other")]
    case = store.read(lambda tx: cases.of_conversation(tx, receipt.conversation_id))
    assert case is not None
    assert case.reason == "turn_failed"
    assert ("failed", "web") in [outcome[:2] for batch in batches for outcome in batch.outcomes]
    assert store.read(inbox.depth) == {"waiting": 0, "dead": 1}


@pytest.mark.parametrize("word", ["nothing", "loop"])
def test_an_unknown_action_or_one_without_end_is_given_up_too(store, hand, word):
    def looping(state, event, now):
        from dialogs.effects import Call
        from tests.fakes.mind import advance

        return (state, (Call("x", "inside.loop"),)) if word == "loop" else advance(state, event, now)

    receipt = hand.say(word)
    turn_all(store, thought=mind(advance=looping))
    assert transcript(store, receipt.conversation_id)[-1] == ("bot", "common.internal_error")


def test_an_action_of_the_turn_runs_inside_and_its_answer_is_said_at_once(store, hand):
    receipt = hand.say("look street")
    turn_all(store)
    assert transcript(store, receipt.conversation_id)[-1] == ("bot", "result looked street")
    assert store.read(lambda tx: inbox.quiet(tx, receipt.trace_id))


def test_an_outside_call_is_stored_with_the_turn_and_the_trace_is_not_quiet(store, hand):
    receipt = hand.say("call enrol")
    (batch,) = turn_all(store)
    assert "calls" in batch.topics
    assert not store.read(lambda tx: inbox.quiet(tx, receipt.trace_id))
    last = store.read(lambda tx: messages.since(tx, receipt.conversation_id, 0))[-1]
    assert last.wait
    later = NOW + timedelta(seconds=30)
    (call,) = store.write(lambda tx: calls.claim(tx, now=later, lease_until=later, limit=5))
    assert (call.action, call.args, call.trace_id) == ("backend.do", {"what": "enrol"}, receipt.trace_id)


def test_a_secret_answer_is_nowhere_once_the_turn_is_over(store, hand):
    receipt = hand.say("secret")
    code = hand.say("482913")
    turn_all(store)
    assert ("citizen", HIDDEN) in transcript(store, receipt.conversation_id)
    assert "482913" not in repr(transcript(store, receipt.conversation_id)[:3])
    rows = store.read(lambda tx: tx.execute(inbox.inbox.select()).all())
    assert [row.body for row in rows if row.id == code.inbox_id] == [{"text": HIDDEN}]


def test_a_secret_answer_is_wiped_also_when_its_turn_is_given_up(store, hand):
    receipt = hand.say("secret")
    hand.say("boom 482913")
    turn_all(store)
    assert transcript(store, receipt.conversation_id)[-2:] == [("citizen", HIDDEN), ("bot", "common.internal_error")]
    rows = store.read(lambda tx: tx.execute(inbox.inbox.select()).all())
    assert "482913" not in repr([row.body for row in rows])


def test_where_somebody_was_does_not_stay_once_the_turn_is_over(store, hand):
    point = {"lon": 51.67, "lat": 32.65}
    receipt = hand.put(Kind.LOCATION, point)
    hand.put(Kind.TEXT, {"text": "hi", "point": point})
    turn_all(store, thought=mind(advance=lambda state, _event, _now: (state, (Outcome("asked"),))))
    assert transcript(store, receipt.conversation_id) == [("citizen", "📍"), ("citizen", "hi")]
    rows = store.read(lambda tx: tx.execute(inbox.inbox.select()).all())
    assert [row.body for row in rows] == [{}, {"text": "hi"}]


def test_what_a_call_was_made_with_does_not_stay_once_it_is_answered(store, hand):
    hand.say("call enrol")
    turn_all(store)
    later = NOW + timedelta(seconds=30)
    (call,) = store.write(lambda tx: calls.claim(tx, now=later, lease_until=later, limit=5))
    store.write(lambda tx: calls.finish(tx, call.id, now=later))
    assert store.read(lambda tx: tx.execute(calls.calls.select()).one().args) == {}


def test_a_pressed_button_reads_as_its_label(store, hand):
    receipt = hand.put(Kind.JOINED, {})
    hand.put(Kind.BUTTON, {"payload": "/start:tour"})
    hand.put(Kind.BUTTON, {"payload": "/start:other"})
    hand.put(Kind.UNSUPPORTED, {"kind": "voice"})
    thought = mind(
        advance=lambda state, event, now: (state, ()) if "nsupp" in repr(event) else _plain(state, event, now)
    )
    turn_all(store, thought=thought)
    own = [text for author, text in transcript(store, receipt.conversation_id) if author == "citizen"]
    assert own == ["Start", "…", "🎤"]
    hello = store.read(lambda tx: messages.since(tx, receipt.conversation_id, 0))[0]
    assert (hello.buttons[0].payload, hello.codes) == ("/start:tour", ("12",))


def _plain(state, event, now):
    from tests.fakes.mind import advance

    return advance(state, event, now)


def test_only_push_channels_get_rows_in_the_outbox(store, hand):
    hand.say("hi", channel="web")
    hand.say("two x", channel="telegram")
    turn_all(store)
    assert store.read(outbox.depth) == {"waiting": 2}


def test_a_turn_that_fails_leaves_no_trace_of_itself(store, hand):
    def half(state, event, now):
        from dialogs.effects import Call, WakeAt

        return state, (WakeAt(now), Call("c", "backend.do"), Call("c", "backend.do"))  # the same id twice breaks

    receipt = hand.say("hi")
    store.write(lambda tx: run_batch(tx, mind(advance=half), limit=1, now=NOW))
    assert transcript(store, receipt.conversation_id) == []
    assert store.read(calls.depth) == {}
    assert store.read(lambda tx: conversations.load(tx, receipt.conversation_id)).state.version == 0


def test_a_conversation_is_woken_at_the_time_it_asked_for_and_once(store, hand):
    receipt = hand.say("wake")
    turn_all(store)
    assert store.write(lambda tx: timers.ring(tx, now=NOW + timedelta(seconds=59))) == 0
    assert store.write(lambda tx: timers.ring(tx, now=NOW + timedelta(seconds=60))) == 1
    assert store.write(lambda tx: timers.ring(tx, now=NOW + timedelta(hours=9))) == 0
    turn_all(store)
    assert transcript(store, receipt.conversation_id)[-1] == ("bot", "still there?")


def test_a_wake_up_taken_back_does_not_come(store, hand):
    hand.say("wake")
    hand.say("sleep")
    turn_all(store)
    assert store.write(lambda tx: timers.ring(tx, now=NOW + timedelta(hours=9))) == 0


def test_what_staff_write_is_passed_on_with_their_name_and_the_bot_is_silent(store, hand):
    conversation_id = hand.say("hi").conversation_id
    for kind, more in [(Kind.STAFF_TOOK, {}), (Kind.STAFF_SAID, {"text": "good day"})]:
        hand.put(kind, {"staff": "s1", "name": "Nemune", **more}, channel="staff", citizen=conversation_id)
    hand.say("are you human?")
    batches = turn_all(store)
    lines = store.read(lambda tx: messages.since(tx, conversation_id, 0))
    assert [(line.author, line.staff, line.text) for line in lines[-2:]] == [
        ("staff", "Nemune", "good day"),
        ("citizen", None, "are you human?"),
    ]
    assert store.read(lambda tx: conversations.load(tx, conversation_id)).state.mode is Mode.STAFF
    assert any("desk" in batch.topics for batch in batches)


def test_a_calls_answer_comes_back_as_an_event_of_the_same_trace(store, hand):
    from dialogs.codec import result_to_json

    receipt = hand.say("call enrol")
    turn_all(store)
    body = {"call_id": "x", "result": result_to_json(Accepted({"value": "7"}))}
    store.write(
        lambda tx: inbox.put_for(
            tx,
            receipt.conversation_id,
            kind=Kind.CALL_ANSWERED,
            message_id="x:done",
            body=body,
            trace_id=receipt.trace_id,
            now=NOW,
        )
    )
    turn_all(store)
    texts = [message.text for message in store.read(lambda tx: messages.of_trace(tx, receipt.trace_id))]
    assert texts == ["working enrol", "result 7"]


def spoil(store, table, **where):
    """What a lost key or a torn page leaves: a sealed column that nobody can open."""
    column = {"inbox": "body", "conversations": "state"}[table]
    ((name, value),) = where.items()
    statement = text(f"UPDATE {table} SET {column} = 'torn' WHERE {name} = :value")
    assert store.write(lambda tx: tx.execute(statement, {"value": value}).rowcount) == 1


def test_a_state_nobody_can_open_is_given_up_with_an_apology_and_a_case_and_the_others_go_on(store, hand):
    receipt = hand.say("hi")
    turn_all(store)
    spoil(store, "conversations", id=receipt.conversation_id)
    torn, other = hand.say("482913"), hand.say("other", citizen="c2")
    batches = turn_all(store)
    assert batches[0].turns == 1
    assert sum(batch.failures for batch in batches) == MOST_FAILURES
    assert transcript(store, other.conversation_id) == [("citizen", "other"), ("bot", "other")]
    assert transcript(store, receipt.conversation_id)[2:] == [("bot", "common.internal_error")]
    assert store.read(lambda tx: cases.of_conversation(tx, receipt.conversation_id)).reason == "turn_failed"
    assert store.read(lambda tx: inbox.quiet(tx, torn.trace_id))
    rows = store.read(lambda tx: tx.execute(inbox.inbox.select()).all())  # perhaps it was a code: nothing of it stays
    assert "482913" not in repr([row.body for row in rows])


def test_a_message_nobody_can_open_is_given_up_and_the_conversation_goes_on(store, hand):
    receipt = hand.say("lost")
    hand.say("after")
    spoil(store, "inbox", id=receipt.inbox_id)
    turn_all(store)
    said = transcript(store, receipt.conversation_id)
    assert said == [("bot", "common.internal_error"), ("citizen", "after"), ("bot", "after")]
    assert store.read(inbox.depth) == {"waiting": 0, "dead": 1}


def test_a_body_without_what_its_kind_needs_is_given_up_too(store, hand):
    receipt = hand.put(Kind.TEXT, {})
    turn_all(store)
    assert transcript(store, receipt.conversation_id) == [("bot", "common.internal_error")]


def test_a_flow_of_a_newer_program_is_left_alone_and_holds_up_nobody(store, hand):
    def advance(state, event, now):
        if "newer" in repr(event):
            raise NewerFlow("tour", 2)
        return _plain(state, event, now)

    newer, other = hand.say("newer"), hand.say("other", citizen="c2")
    thought = mind(advance=advance)
    batch = store.write(lambda tx: run_batch(tx, thought, limit=16, now=NOW))
    assert (batch.turns, batch.failures, batch.left) == (1, 0, {newer.conversation_id})
    assert transcript(store, other.conversation_id)[-1] == ("bot", "other")
    batch = store.write(lambda tx: run_batch(tx, thought, limit=16, now=NOW, aside=batch.left))
    assert (batch.turns, batch.left) == (0, set())
    turn_all(store)  # somebody who knows it
    assert transcript(store, newer.conversation_id) == [("citizen", "newer"), ("bot", "newer")]


def test_what_is_read_ahead_is_taken_by_its_message_and_nothing_else_with_it(store, hand):
    receipt = hand.say("read")
    ahead = store.read(lambda tx: look_ahead(tx, limit=16))
    hand.say("too late")
    hand.say("not read", citizen="c2")
    assert ahead.texts == ("read",)
    assert store.write(lambda tx: run_batch(tx, mind(), limit=16, now=NOW, only=ahead.rows)).turns == 1
    assert transcript(store, receipt.conversation_id) == [("citizen", "read"), ("bot", "read")]
    # The conversation is free again, its next message now the one to read.
    assert store.read(lambda tx: look_ahead(tx, limit=16)).texts == ("too late", "not read")
    assert store.write(lambda tx: run_batch(tx, mind(), limit=16, now=NOW, only=ahead.rows)).turns == 0


def test_a_card_number_is_nowhere_once_the_turn_is_over(store, hand):
    receipt = hand.say("کارتم ۶۰۳۷-۹۹۱۲-۳۴۵۶-۷۸۹۰ و رمزش ۴۸۲۹۱")
    turn_all(store)
    assert transcript(store, receipt.conversation_id)[0] == ("citizen", HIDDEN)
    kept = repr(transcript(store, receipt.conversation_id)) + repr(
        [row.body for row in store.read(lambda tx: tx.execute(inbox.inbox.select()).all())]
    )
    for secret in ("۶۰۳۷", "۷۸۹۰", "۴۸۲۹۱", "6037", "48291"):
        assert secret not in kept
