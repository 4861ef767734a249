"""The poller's patience; its promises over real HTTP in tests/contract/transport/test_intake.py."""

import asyncio
from types import SimpleNamespace

import pytest

from bot.channels.telegram import polling
from bot.channels.telegram.polling import Poller
from bot.clock import Clock
from bot.settings import Settings
from bot.storage import offsets
from bot.storage.store import open_store

NAME = "poll:telegram:42"


class Transport:
    """Every poll lasts until it is given up."""

    def __init__(self):
        self.begun, self.given_up = asyncio.Event(), 0

    async def updates(self, *, offset, wait):
        self.begun.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            self.given_up += 1
            raise


@pytest.fixture
def world(tmp_path, monkeypatch):
    monkeypatch.setattr(polling, "RENEW", 0.02)
    store = open_store(Settings(var_dir=tmp_path))
    intake = SimpleNamespace(channel="telegram", bot="42", store=store, transport=Transport(), now=Clock().now)
    yield intake, asyncio.Event()
    store.close()


async def test_told_to_stop_it_gives_up_the_poll_and_the_lease(world):
    intake, stop = world
    running = asyncio.create_task(Poller(intake, owner="a", stop=stop).run())
    await asyncio.wait_for(intake.transport.begun.wait(), 5)
    stop.set()
    await asyncio.wait_for(running, 2)
    assert intake.transport.given_up == 1
    length = polling.LEASE
    assert intake.store.write(lambda tx: offsets.take_lease(tx, NAME, "b", now=intake.now(), length=length))


async def test_while_it_polls_it_keeps_the_lease_and_without_it_it_polls_no_more(world):
    intake, stop = world
    once = asyncio.create_task(Poller(intake, owner="a", stop=stop).once())
    await asyncio.sleep(0.1)
    assert not once.done()
    intake.store.write(offsets.release)  # as when the lease ran out while the process was paused
    intake.store.write(lambda tx: offsets.take_lease(tx, NAME, "b", now=intake.now(), length=polling.LEASE))
    assert await asyncio.wait_for(once, 2)
    assert intake.transport.given_up == 1
    assert not await Poller(intake, owner="a", stop=stop).once()
