"""What is promised of replies and calls on their way out, whichever database is beneath."""

from datetime import timedelta

import pytest

from bot.calls import Outside
from bot.calls import Patience as CallPatience
from bot.clock import Clock
from bot.delivery import Outgoing, Patience
from bot.envelopes import Delivered, Gone, Kind, Later
from bot.observe import Metrics
from bot.storage import calls, cases, inbox, messages, offsets, outbox, paces, tables, visitors
from bot.storage.recovery import free_the_dead
from bot.storage.signals import LocalSignals
from bot.turn import run_batch
from dialogs.ports import Accepted, Rejected, Unavailable, Unknown
from tests.fakes.mind import NOW, Backend, mind


class StillClock(Clock):
    def __init__(self):
        super().__init__()
        self.moment = NOW + timedelta(minutes=1)

    def now(self):
        return self.moment

    def pass_by(self, seconds):
        self.moment += timedelta(seconds=seconds)


class Phone:
    """A messenger: keeps what it got; answers what it is told to, in turn."""

    channel = "telegram"

    def __init__(self, *answers):
        self.answers = list(answers)
        self.got = []

    async def send(self, channel_user, reply):
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        if answer is not None and not isinstance(answer, Delivered):
            return answer
        self.got.append((channel_user, reply.text))
        return Delivered(str(len(self.got)))


class Bench:
    """Worker, delivery and calls of one program, stepped by hand."""

    def __init__(self, store, phone=None, backend=None):
        self.store, self.clock, self.phone = store, StillClock(), phone or Phone()
        self.thought = mind(backend)
        common = {"clock": self.clock, "metrics": Metrics()}
        signals = LocalSignals()
        patience = Patience(chat_burst=50)
        self.delivery = Outgoing(store, signals, {"telegram": self.phone}, patience=patience, **common)
        self.outside = Outside(store, signals, self.thought.actions.outside, patience=CallPatience(), **common)

    def turns(self):
        while self.store.write(lambda tx: run_batch(tx, self.thought, limit=16, now=self.clock.now())).turns:
            pass

    async def deliver(self):
        while await self.delivery.run_once():
            pass

    def rows(self, table):
        return self.store.read(lambda tx: tx.execute(table.select().order_by(*table.primary_key)).all())

    def texts(self, conversation_id):
        return [line.text for line in self.store.read(lambda tx: messages.since(tx, conversation_id, 0))]


@pytest.fixture
def bench(store):
    return Bench(store)


async def test_replies_are_sent_once_and_in_order(bench, hand):
    for number in range(4):
        hand.say(f"two {number}", channel="telegram", citizen="t1")
    bench.turns()
    await bench.deliver()
    await bench.deliver()
    assert [text for _, text in bench.phone.got] == [f"{word} {n}" for n in range(4) for word in ("one", "two")]
    assert {row.status for row in bench.rows(tables.outbox)} == {"sent"}


async def test_the_second_reply_waits_until_the_first_is_through(bench, hand):
    bench.phone.answers = [Later(5.0)]
    hand.say("two x", channel="telegram", citizen="t1")
    hand.say("hi", channel="telegram", citizen="t2")
    bench.turns()
    await bench.deliver()
    assert bench.phone.got == [("t2", "hi")]
    bench.clock.pass_by(5)
    await bench.deliver()
    assert [text for user, text in bench.phone.got if user == "t1"] == ["one x", "two x"]


async def test_a_reply_whose_sender_died_is_sent_again_and_marked(bench, hand, store):
    hand.say("hi", channel="telegram", citizen="t1")
    bench.turns()

    def take(tx):
        (head,) = outbox.heads(tx, channels=["telegram"], now=bench.clock.now(), limit=5)
        outbox.start(tx, head, lease_until=bench.clock.now() + timedelta(seconds=30))

    store.write(take)
    await bench.deliver()
    assert bench.phone.got == []
    bench.clock.pass_by(30)
    await bench.deliver()
    assert bench.phone.got == [("t1", "hi")]
    (row,) = bench.rows(tables.outbox)
    assert (row.status, row.doubtful, row.attempts) == ("sent", True, 2)
    assert [row.action for row in bench.rows(tables.audit)] == ["possible_duplicate"]


async def test_a_known_death_frees_what_the_dead_one_held_at_once(bench, hand, store):
    hand.say("hi", channel="telegram", citizen="t1")
    hand.say("call x")
    bench.turns()
    now = bench.clock.now()

    def take(tx):
        (head,) = outbox.heads(tx, channels=["telegram"], now=now, limit=5)
        outbox.start(tx, head, lease_until=now + timedelta(hours=1))
        calls.claim(tx, now=now, lease_until=now + timedelta(hours=1), limit=5)

    store.write(take)
    assert store.write(free_the_dead) == 2
    await bench.deliver()
    assert bench.phone.got == [("t1", "hi")]
    assert await bench.outside.run_once() == 1


async def test_nothing_is_sent_to_a_citizen_who_is_gone_until_they_write_again(bench, hand):
    bench.phone.answers = [Gone("blocked")]
    hand.say("two x", channel="telegram", citizen="t1")
    bench.turns()
    await bench.deliver()
    assert {row.status for row in bench.rows(tables.outbox)} == {"gone"}
    hand.say("back", channel="telegram", citizen="t1")
    bench.turns()
    await bench.deliver()
    assert bench.phone.got == [("t1", "back")]


async def test_what_the_bot_said_before_staff_took_over_is_withdrawn(bench, hand):
    bench.phone.answers = [Later(60.0)]
    conversation_id = hand.say("two x", channel="telegram", citizen="t1").conversation_id
    bench.turns()
    await bench.deliver()
    for kind, more in [(Kind.STAFF_TOOK, {}), (Kind.STAFF_SAID, {"text": "good day"})]:
        hand.put(kind, {"staff": "s", "name": "N", **more}, channel="staff", citizen=conversation_id)
    bench.turns()
    bench.clock.pass_by(60)
    for _ in range(4):
        await bench.delivery.run_once()
    assert [text for _, text in bench.phone.got] == ["staff is here", "good day"]
    assert [row.status for row in bench.rows(tables.outbox)] == ["withdrawn", "withdrawn", "sent", "sent"]


async def test_a_sender_that_breaks_costs_a_pause_and_a_day_of_that_is_the_end(bench, hand):
    bench.phone.answers = [OSError("x")] * 3
    hand.say("hi", channel="telegram", citizen="t1")
    bench.turns()
    for _ in range(3):
        await bench.deliver()
        bench.clock.pass_by(60)
    await bench.deliver()
    assert bench.phone.got == [("t1", "hi")]
    bench.phone.answers = [OSError("x")] * 2
    hand.say("late", channel="telegram", citizen="t1")
    bench.turns()
    await bench.deliver()
    bench.clock.pass_by(25 * 3600)
    await bench.deliver()
    assert [row.status for row in bench.rows(tables.outbox)] == ["sent", "dead"]


async def test_two_chats_refused_for_speed_hold_the_whole_bot(bench, hand):
    bench.phone.answers = [Later(20.0), Later(20.0)]
    hand.say("a", channel="telegram", citizen="t1")
    hand.say("b", channel="telegram", citizen="t2")
    bench.turns()
    await bench.deliver()
    hand.say("c", channel="telegram", citizen="t3")
    bench.turns()
    bench.clock.pass_by(10)
    await bench.deliver()
    assert bench.phone.got == []
    bench.clock.pass_by(11)
    await bench.deliver()
    assert len(bench.phone.got) == 3


def test_a_pace_lets_a_burst_go_and_then_one_an_interval(store):
    step = timedelta(seconds=1)

    def ask(now):
        return store.write(lambda tx: paces.reserve(tx, "chat:1", interval=step, burst=3, now=now))

    assert [ask(NOW) <= NOW for _ in range(4)] == [True, True, True, False]
    free_at = ask(NOW)
    assert NOW < free_at <= NOW + step
    assert ask(free_at) <= free_at
    assert ask(free_at) > free_at


@pytest.mark.parametrize("result", [Accepted({"value": "7"}), Rejected("not_found"), Unavailable()])
async def test_an_end_result_comes_back_once_and_the_trace_is_quiet(store, hand, result):
    bench = Bench(store, backend=Backend(result))
    receipt = hand.say("call x")
    bench.turns()
    assert await bench.outside.run_once() == 1
    assert await bench.outside.run_once() == 0
    bench.turns()
    expected = "7" if isinstance(result, Accepted) else type(result).__name__
    assert bench.texts(receipt.conversation_id) == ["call x", "working x", f"result {expected}"]
    assert store.read(lambda tx: inbox.quiet(tx, receipt.trace_id))


@pytest.mark.parametrize("first", [Unknown(), TimeoutError("sent")])
async def test_an_unknown_outcome_is_told_once_then_asked_for_by_key_until_known(store, hand, first):
    backend = Backend(first, Unknown(), Accepted({"value": "7"}))
    bench = Bench(store, backend=backend)
    receipt = hand.say("call x")
    bench.turns()
    await bench.outside.run_once()
    bench.turns()
    assert store.read(lambda tx: inbox.quiet(tx, receipt.trace_id))
    assert await bench.outside.run_once() == 0
    for _ in range(2):
        bench.clock.pass_by(60)
        await bench.outside.run_once()
        bench.turns()
    assert bench.texts(receipt.conversation_id) == ["call x", "working x", "checking", "result 7"]
    assert len(backend.made) == 1
    assert set(backend.asked) == set(backend.made)


async def test_an_outcome_nobody_learns_goes_to_staff(store, hand):
    bench = Bench(store, backend=Backend(Unknown()))
    receipt = hand.say("call x")
    bench.turns()
    for _ in range(20):
        await bench.outside.run_once()
        bench.clock.pass_by(400)
    case = store.read(lambda tx: cases.of_conversation(tx, receipt.conversation_id))
    assert case is not None
    assert case.reason == "call_unknown"
    assert store.read(calls.depth) == {"dead": 1}


async def test_a_call_whose_runner_died_is_made_again_with_the_same_key(store, hand):
    backend = Backend()
    bench = Bench(store, backend=backend)
    hand.say("call x")
    bench.turns()
    now = bench.clock.now()
    (taken,) = store.write(lambda tx: calls.claim(tx, now=now, lease_until=now + timedelta(seconds=45), limit=5))
    assert await bench.outside.run_once() == 0
    bench.clock.pass_by(45)
    assert await bench.outside.run_once() == 1
    assert backend.made == [taken.id]


def test_an_offset_never_goes_back(store):
    for value in (5, 9, 7):
        store.write(lambda tx, value=value: offsets.move_offset(tx, "telegram", value, now=NOW))
    assert store.read(lambda tx: offsets.offset(tx, "telegram")) == 9
    assert store.read(lambda tx: offsets.offset(tx, "bale")) is None


def test_a_lease_has_one_owner_until_it_ends_or_is_dropped(store):
    length = timedelta(seconds=10)

    def take(owner, now):
        return store.write(lambda tx: offsets.take_lease(tx, "poller", owner, now=now, length=length))

    assert take("a", NOW)
    assert not take("b", NOW)
    assert take("a", NOW)
    assert take("b", NOW + length)
    store.write(lambda tx: offsets.drop_lease(tx, "poller", "b"))
    assert take("a", NOW + length)


def test_only_the_hash_of_a_visitors_ticket_is_kept(store):
    store.write(lambda tx: visitors.issue(tx, now=NOW, ticket="the-ticket"))
    store.write(lambda tx: visitors.issue(tx, now=NOW, ticket="other"))
    user = store.read(lambda tx: visitors.conversation_user(tx, "the-ticket"))
    assert user != store.read(lambda tx: visitors.conversation_user(tx, "other"))
    assert store.read(lambda tx: visitors.conversation_user(tx, "no such")) is None
    assert "the-ticket" not in repr(store.read(lambda tx: tx.execute(tables.visitors.select()).all()))
