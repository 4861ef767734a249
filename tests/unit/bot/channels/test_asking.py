"""Asking and waiting on a real store: hints that come at every moment, and messages that were asked before."""

import threading
import time

import pytest

from bot.channels.asking import Desk
from bot.clock import Clock
from bot.envelopes import Inbound, Kind
from bot.observe import Metrics
from bot.settings import Settings
from bot.storage.signals import LocalSignals
from bot.storage.store import open_store
from bot.worker import Worker
from tests.fakes.mind import mind


@pytest.fixture
def desk(tmp_path):
    store = open_store(Settings(var_dir=tmp_path))
    yield Desk(store, LocalSignals(), Clock())
    store.close()


@pytest.fixture
def worker(desk):
    return Worker(desk.store, desk.signals, mind(), clock=desk.clock, metrics=Metrics())


@pytest.fixture
def working(desk, worker):
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    yield
    stop.set()
    desk.signals.publish("inbox")
    thread.join()


def say(text, number):
    return Inbound("rest", "c1", str(number), Kind.TEXT, {"text": text})


async def test_an_answer_is_there_without_waiting_for_a_poll(desk, working):
    start = time.monotonic()
    for number in range(30):
        lines, done = await desk.ask(say(f"hi {number}", number), patience=5)
        assert ([line.text for line in lines], done) == ([f"hi {number}"], True)
    assert time.monotonic() - start < 30 * 0.25  # half a second each when hints are missed


async def test_a_turn_taken_before_the_asker_is_back_is_not_missed(desk, worker, monkeypatch):
    write = desk.store.awrite

    async def overtaken(work):
        receipts = await write(work)
        assert worker.run_once() == 1
        return receipts

    monkeypatch.setattr(desk.store, "awrite", overtaken)
    start = time.monotonic()
    lines, done = await desk.ask(say("hi", 1), patience=5)
    assert ([line.text for line in lines], done) == (["hi"], True)
    assert time.monotonic() - start < 0.4


async def test_a_message_asked_before_gives_its_answer_at_once_and_no_second_turn(desk, worker):
    await desk.accept(say("hi", 1))
    worker.run_once()
    lines, done = await desk.ask(say("hi", 1), patience=5)
    assert ([line.text for line in lines], done) == (["hi"], True)
    assert worker.run_once() == 0


async def test_patience_ends_with_what_there_is_and_nothing_keeps_listening(desk):
    lines, done = await desk.ask(say("hi", 1), patience=0.05)
    assert (lines, done) == ([], False)
    assert not desk.signals._hearers


async def test_an_arrival_that_is_refused_leaves_nobody_listening(desk):
    with pytest.raises(Exception, match="data_invalid"):
        await desk.ask(say("hi", 1), Inbound("staff", "nobody", "2", Kind.STAFF_TOOK, {}), patience=1)
    assert not desk.signals._hearers
