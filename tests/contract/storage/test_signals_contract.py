"""What is promised of signals, inside one process and between processes over Redis: hints that may be lost, never a
caller made to wait or to fail."""

import asyncio
import threading
import time

import pytest

from bot.storage.redis_signals import RedisSignals
from bot.storage.signals import LocalSignals
from tests.servers import own_valkey, redis_url


@pytest.fixture(params=["local", "redis"])
def signals(request):
    made = LocalSignals() if request.param == "local" else RedisSignals(redis_url())
    yield made
    made.close()


def test_a_hint_wakes_who_waits_for_its_topic(signals):
    hints = signals.subscribe("inbox", "calls")
    threading.Timer(0.05, signals.publish, ["calls"]).start()
    assert hints.wait(5.0)
    assert not hints.wait(0.01)


def test_a_hint_given_before_the_wait_is_kept_and_several_become_one(signals):
    hints = signals.subscribe("inbox")
    signals.publish("inbox")
    signals.publish("inbox")
    assert hints.wait(0)
    assert not hints.wait(0)


def test_other_topics_and_closed_subscriptions_hear_nothing(signals):
    hints, closed = signals.subscribe("inbox"), signals.subscribe("outbox")
    closed.close()
    signals.publish("outbox")
    assert not hints.wait(0.01)
    assert not closed.wait(0.01)


async def test_asyncio_is_woken_from_another_thread_and_in_time(signals):
    hints = signals.subscribe("conversation:1")
    threading.Timer(0.05, signals.publish, ["conversation:1"]).start()
    started = time.monotonic()
    assert await hints.arrived(5.0)
    assert time.monotonic() - started < 2
    assert not await hints.arrived(0.01)
    signals.publish("conversation:1")
    assert await hints.arrived(0)


async def test_a_waiter_that_is_cancelled_leaves_nothing_behind(signals):
    hints = signals.subscribe("desk")
    waiting = asyncio.create_task(hints.arrived(60))
    await asyncio.sleep(0.01)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    signals.publish("desk")
    assert await hints.arrived(1)


def heard_from(sender, hearer, *, patience=10.0):
    """Until the hearer's connection stands, hints are lost: so say it again."""
    hints = hearer.subscribe("inbox")
    end = time.monotonic() + patience
    while time.monotonic() < end:
        sender.publish("inbox")
        if hints.wait(0.1):
            return True
    return False


def test_a_hint_reaches_another_process_over_redis():
    one, other = RedisSignals(redis_url()), RedisSignals(redis_url())
    try:
        assert heard_from(one, other)
        assert heard_from(other, one)
    finally:
        one.close()
        other.close()


def test_without_redis_hints_still_travel_inside_and_come_back_between_when_it_does():
    server = own_valkey()
    one, other = RedisSignals(server.connection_url), RedisSignals(server.connection_url)
    try:
        assert heard_from(one, other)
        port = server.port
        server.stop()
        hints = one.subscribe("inbox")
        started = time.monotonic()
        for _ in range(200):
            one.publish("inbox")
        assert time.monotonic() - started < 0.5  # never blocks, whatever is wrong out there
        assert hints.wait(0)
        assert not heard_from(one, other, patience=0.3)
        server = own_valkey(port)
        assert heard_from(one, other, patience=20)
    finally:
        one.close()
        other.close()
        server.stop()
