"""The loop of turns: wakes on a hint, outlives faults, wakes conversations on time, stops when told to."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock
from bot.envelopes import Inbound, Kind
from bot.observe import Metrics
from bot.settings import Settings
from bot.storage import conversations, inbox, messages
from bot.storage.signals import LocalSignals
from bot.storage.store import open_store
from bot.storage.tables import files as table
from bot.worker import LEAVE_FOR, Worker
from dialogs.engine import NewerFlow
from tests.fakes.mind import Verbatim, mind


@pytest.fixture
def store(tmp_path):
    opened = open_store(Settings(var_dir=tmp_path))
    yield opened
    opened.close()


def say(store, clock, text, number):
    inbound = Inbound("web", "c1", str(number), Kind.TEXT, {"text": text})
    return store.write(lambda tx: inbox.put(tx, inbound, now=clock.now()))


def wait_for(store, receipt, *, seconds=5):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if store.read(lambda tx: inbox.quiet(tx, receipt.trace_id)):
            return [message.text for message in store.read(lambda tx: messages.of_trace(tx, receipt.trace_id))]
        time.sleep(0.01)
    raise AssertionError("not answered")


def test_the_loop_answers_tells_who_listens_outlives_a_fault_and_stops(store, monkeypatch):
    clock, signals, metrics = Clock(), LocalSignals(), Metrics()
    worker = Worker(store, signals, mind(), clock=clock, metrics=metrics)
    stop = threading.Event()
    monkeypatch.setattr("bot.worker.PAUSE_AFTER_FAULT", 0.01)
    broken, write = [OSError("database away")], store.write

    def write_or_break(work):
        if broken:
            raise broken.pop()
        return write(work)

    monkeypatch.setattr(store, "write", write_or_break)
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    while broken:
        time.sleep(0.01)
    receipt = say(store, clock, "hi", 1)
    hints = signals.subscribe(f"conversation:{receipt.conversation_id}")
    signals.publish("inbox")
    assert wait_for(store, receipt) == ["hi"]
    assert hints.wait(5)
    stop.set()
    thread.join(5)
    assert not thread.is_alive()
    page = metrics.page().decode()
    assert 'shahryar_loop_failures_total{error="OSError",loop="worker"} 1.0' in page
    assert 'shahryar_turns_total{channel="web",outcome="answered"} 1.0' in page


def test_a_conversation_is_woken_when_the_clock_gets_there(store):
    clock = Clock()
    worker = Worker(store, LocalSignals(), mind(), clock=clock, metrics=Metrics())
    say(store, clock, "wake", 1)
    worker.run_once()
    clock.move_to(clock.now().replace(year=clock.now().year + 1))
    assert worker.run_once() == 1
    conversation_id = store.read(lambda tx: conversations.find(tx, "web", "c1"))
    assert store.read(lambda tx: messages.since(tx, conversation_id, 0))[-1].text == "still there?"


def test_a_conversation_of_a_newer_program_is_looked_at_again_after_a_while_and_not_all_the_time(store):
    clock, seen = Clock(), []

    def advance(state, event, now):
        seen.append(now)
        raise NewerFlow("tour", 2)

    worker = Worker(store, LocalSignals(), mind(advance=advance), clock=clock, metrics=Metrics())
    say(store, clock, "hi", 1)
    assert [worker.run_once() for _ in range(5)] == [0] * 5
    assert len(seen) == 1
    clock.move_to(clock.now() + LEAVE_FOR * 2)
    worker.run_once()
    assert len(seen) == 2


class Heard(Verbatim):
    def __init__(self, texts):
        self.texts = texts

    def understand(self, text, *, now, expecting=None):
        return super().understand(f"{text} {'read' if text in self.texts else 'unread'}", now=now)


def test_an_understander_on_the_network_is_asked_outside_the_transaction_and_only_its_messages_are_taken(store):
    clock, asked = Clock(), []

    def listen(texts):
        asked.append(tuple(texts))
        if len(asked) == 1:
            say(store, clock, "late", 2)  # nobody holds the writer: another citizen's message comes in meanwhile
        return Heard(texts)

    worker = Worker(store, LocalSignals(), mind(), clock=clock, metrics=Metrics(), listen=listen)
    first = say(store, clock, "early", 1)
    assert worker.run_once() == 1
    assert wait_for(store, first)[-1] == "early read"
    assert [worker.run_once(), worker.run_once()] == [1, 0]
    assert asked == [("early",), ("late",), ()]
    texts = [one.text for one in store.read(lambda tx: messages.since(tx, first.conversation_id, 0))]
    assert "late read" in texts
    assert not [text for text in texts if "unread" in text]


def test_files_past_their_time_are_cleared_away_without_anybody_sending_one(store):
    clock = Clock(datetime(2026, 1, 1, tzinfo=UTC))
    worker = Worker(store, LocalSignals(), mind(), clock=clock, metrics=Metrics())
    body = {"mime": "image/png", "size": 1}
    inbound = Inbound("rest", "c1", "m1", Kind.FILE, body, content=b"x")
    store.write(lambda tx: inbox.put(tx, inbound, now=clock.now()))

    def kept():
        return len(store.read(lambda tx: tx.execute(table.select()).all()))

    for hours, left in ((1, 1), (46, 1), (2, 0)):
        clock.move_to(clock.now() + timedelta(hours=hours))
        worker._ring()
        assert kept() == left
