"""What is promised of news, whichever database is beneath: told once, never lost, to nobody who does not want it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import Clock
from bot.delivery import Outgoing
from bot.envelopes import Gone
from bot.following import Following, load_rules
from bot.observe import Metrics
from bot.storage import inbox, subscriptions, tables
from bot.storage.recovery import free_the_dead
from bot.storage.signals import LocalSignals
from bot.storage.subscriptions import Topic
from bot.turn import run_batch
from dialogs.ports import Accepted, Identity, Unavailable
from tests.fakes.mind import NOW, mind

ME = Identity(2, "09130000001", "9991000003", NOW, NOW)
YOU = Identity(2, "09130000002", "9991000011", NOW, NOW)
FILE, OTHER = "1404100101", "1404100103"
DAY = timedelta(days=1)


class StillClock(Clock):
    def __init__(self):
        super().__init__()
        self.moment = NOW

    def now(self):
        return self.moment


class Phone:
    """A messenger with one answer."""

    channel = "telegram"

    def __init__(self, answer):
        self.answer = answer

    async def send(self, channel_user, reply):
        return self.answer


class City:
    """A municipality with a feed. `pause` lets a test act while an answer is on its way."""

    def __init__(self):
        self.items = []
        self.down = False
        self.asked = 0
        self.files = []
        self.pause = None

    def tell(self, text, request_no=FILE, kind="moved"):
        self.items.append({"notice_no": str(len(self.items)), "kind": kind, "request_no": request_no, "text": text})

    async def notices(self, citizen, *, cursor=None, limit=50):
        self.asked += 1
        if self.down:
            return Unavailable()
        at = int(cursor or 0)
        found = self.items[at : at + limit]
        end = at + len(found)
        answer = Accepted(
            {"items": found, "next_cursor": str(end) if end < len(self.items) else None, "last_cursor": str(end)}
        )
        if self.pause:
            await self.pause()
        return answer

    async def my_files(self, citizen):
        return Accepted({"files": self.files, "count": len(self.files)})

    async def file_status(self, citizen, *, request_no):
        return Accepted({"file": next(file for file in self.files if file["request_no"] == request_no)})


@pytest.fixture
def city():
    return City()


@pytest.fixture
def clock():
    return StillClock()


@pytest.fixture
def metrics():
    return Metrics()


@pytest.fixture
def loop_of(store, city, clock, metrics):
    rules = replace(load_rules(), page=2)
    return lambda: Following(store, LocalSignals(), city, clock=clock, metrics=metrics, rules=rules)


@pytest.fixture
def home(hand):
    return hand.say("hi").conversation_id


def follow(store, conversation, topic=None, *, identity=ME, cursor="0"):
    topic = topic or Topic(FILE, "permit")
    return store.write(
        lambda tx: subscriptions.follow(tx, conversation, topic, identity=identity, cursor=cursor, now=NOW)
    )


def standing(store, conversation):
    return store.read(lambda tx: subscriptions.of(tx, conversation))


def told(store, conversation):
    """The texts put into the conversation's inbox, in order."""
    query = select(tables.inbox.c.body).where(
        tables.inbox.c.conversation_id == conversation, tables.inbox.c.kind == "noticed"
    )
    bodies = store.read(lambda tx: list(tx.execute(query.order_by(tables.inbox.c.id)).scalars()))
    return [[notice.get("text") or notice["days"] for notice in body["notices"]] for body in bodies]


def test_a_subscription_is_kept_once_and_its_identity_sealed(store, home):
    assert follow(store, home)
    assert not follow(store, home)
    assert follow(store, home, Topic(None))
    found = standing(store, home)
    assert (found.identity, found.cursor) == (ME, "0")
    assert [topic.request_no for topic in found.topics] == [FILE, None]
    column = tables.subscriptions.c
    raw = store.read(lambda tx: tx.exec_driver_sql("SELECT identity, topics FROM subscriptions").one())
    assert not any(secret in text for text in raw for secret in (ME.mobile, ME.national_id, FILE))
    assert column.identity is not None


def test_one_topic_ends_or_all_and_nothing_is_kept_after_the_last(store, home):
    follow(store, home)
    follow(store, home, Topic(OTHER))
    end = lambda **what: store.write(lambda tx: subscriptions.unfollow(tx, home, **what))  # noqa: E731
    assert end(request_no="1", everything=False) == ()
    assert [topic.request_no for topic in end(request_no=FILE, everything=False)] == [FILE]
    assert len(end(request_no=None, everything=True)) == 1
    assert standing(store, home) is None
    assert end(request_no=None, everything=True) == ()


def test_who_signs_in_next_does_not_hear_the_news_of_who_was_there_before(store, home):
    follow(store, home)
    follow(store, home, Topic(OTHER), identity=YOU, cursor="9")
    found = standing(store, home)
    assert (found.identity, found.cursor) == (YOU, "9")
    assert [topic.request_no for topic in found.topics] == [OTHER]


async def test_news_of_what_is_followed_comes_once_over_several_pages(store, home, city, clock, loop_of):
    city.tell("old")
    follow(store, home, cursor="1")
    for number in range(5):
        city.tell(f"n{number}")
    city.tell("of another file", OTHER)
    city.tell("of no file", None)
    assert await loop_of().run_once() == 1
    assert told(store, home) == [["n0", "n1", "n2", "n3", "n4"]]
    assert await loop_of().run_once() == 0, "its time has not come again"
    clock.moment += load_rules().every
    assert await loop_of().run_once() == 1
    assert told(store, home) == [["n0", "n1", "n2", "n3", "n4"]]
    assert standing(store, home).cursor == "8"


async def test_everything_means_what_belongs_to_no_file_too(store, home, city, loop_of):
    follow(store, home, Topic(None))
    city.tell("a seat in a class", None, kind="class_promoted")
    await loop_of().run_once()
    assert told(store, home) == [["a seat in a class"]]


async def test_two_loops_at_once_tell_it_once(store, home, city, clock, loop_of):
    follow(store, home)
    city.tell("n")
    both = [loop_of(), loop_of()]
    assert sum(await asyncio.gather(*(one.run_once() for one in both))) == 1
    assert told(store, home) == [["n"]]


async def test_a_loop_that_lost_its_lease_while_asking_tells_nothing(store, home, city, clock, loop_of):
    follow(store, home)
    city.tell("n")

    async def meanwhile():
        city.pause = None
        clock.moment += timedelta(minutes=5)  # the lease is over
        assert await loop_of().run_once() == 1
        clock.moment += timedelta(seconds=1)

    city.pause = meanwhile
    assert await loop_of().run_once() == 1
    assert told(store, home) == [["n"]]


async def test_who_ended_it_while_the_answer_was_on_its_way_hears_nothing(store, home, city, loop_of):
    follow(store, home)
    city.tell("n")

    async def meanwhile():
        city.pause = None
        store.write(lambda tx: subscriptions.unfollow(tx, home, request_no=FILE, everything=False))

    city.pause = meanwhile
    await loop_of().run_once()
    assert told(store, home) == []


async def test_a_transaction_that_fails_neither_tells_nor_moves_the_cursor(
    store, home, city, clock, loop_of, monkeypatch
):
    follow(store, home)
    city.tell("n")
    whole = inbox.put_for

    def broken(*args, **more):
        whole(*args, **more)
        raise RuntimeError

    monkeypatch.setattr("bot.following.inbox.put_for", broken)
    await loop_of().run_once()
    assert (told(store, home), standing(store, home).cursor) == ([], "0")
    monkeypatch.undo()
    clock.moment += timedelta(minutes=5)
    await loop_of().run_once()
    assert (told(store, home), standing(store, home).cursor) == ([["n"]], "1")


async def test_a_municipality_that_is_away_is_asked_less_and_less_often(store, home, city, clock, loop_of):
    follow(store, home)
    city.down = True
    for _ in range(600):
        clock.moment += timedelta(minutes=1)
        await loop_of().run_once()
    assert 10 < city.asked < 20
    city.down = False
    city.tell("n")
    clock.moment += load_rules().longest
    await loop_of().run_once()
    assert told(store, home) == [["n"]]
    assert standing(store, home).failures == 0


async def test_every_look_is_counted_by_what_came_of_it(store, home, city, clock, metrics, loop_of):
    def counted():
        return [metrics.calls.labels("municipal.notices", each)._value.get() for each in ("accepted", "unavailable")]

    follow(store, home)
    await loop_of().run_once()
    assert counted() == [1, 0]
    city.down = True
    clock.moment += load_rules().every
    await loop_of().run_once()
    assert counted() == [1, 1]


async def test_what_a_dead_process_held_is_free_again(store, home, city, clock):
    follow(store, home)
    lease = NOW + DAY
    claimed = store.write(lambda tx: subscriptions.claim(tx, now=NOW, lease_until=lease, limit=5))
    assert [one.conversation_id for one in claimed] == [home]
    assert store.write(lambda tx: subscriptions.claim(tx, now=NOW, lease_until=lease, limit=5)) == []
    assert store.write(free_the_dead) == 1
    assert len(store.write(lambda tx: subscriptions.claim(tx, now=NOW, lease_until=lease, limit=5))) == 1


async def test_nobody_is_asked_for_who_has_left_the_messenger(store, hand, clock):
    gone = hand.say("hi", channel="telegram").conversation_id
    follow(store, gone)
    store.write(lambda tx: run_batch(tx, mind(), limit=4, now=NOW))
    phones = {"telegram": Phone(Gone())}
    await Outgoing(store, LocalSignals(), phones, clock=clock, metrics=Metrics()).run_once()
    assert standing(store, gone) is None


def waiting(days, **more):
    file = {"request_no": FILE, "stage": "awaiting_payment", "entered_on": "1404-12-01", "must_act": True}
    return {**file, "inspection_on": None, "days_in_stage": days, "type_label": "permit", "citizen_todo": "t", **more}


async def test_a_file_that_waits_for_its_citizen_is_brought_up_at_each_of_the_days_once(
    store, home, city, clock, loop_of
):
    follow(store, home)
    city.files = [waiting(5)]
    await loop_of().run_once()
    assert told(store, home) == [], "who asks to be told has just seen it"
    for days in range(12):
        city.files = [waiting(days), {**waiting(days), "request_no": OTHER}]
        clock.moment += DAY
        await loop_of().run_once()
    assert told(store, home) == [[3], [8]]
    city.files = [waiting(3, stage="docs_defect")]
    clock.moment += DAY
    await loop_of().run_once()
    assert told(store, home) == [[3], [8], [3]], "another stage is another matter"


@pytest.mark.parametrize("more", [{"must_act": False}, {"inspection_on": "1404-12-20"}, {"stage": "rejected"}])
async def test_a_file_that_does_not_wait_is_not_brought_up(store, home, city, clock, loop_of, more):
    follow(store, home)
    city.files = [waiting(9, **more)]
    clock.moment += DAY
    await loop_of().run_once()
    assert told(store, home) == []
