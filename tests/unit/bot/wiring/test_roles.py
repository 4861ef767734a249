"""Starting and stopping loops; what they do is tried with the whole program in tests/faults/test_stopping.py."""

import asyncio
from types import SimpleNamespace

from structlog.testing import capture_logs

from bot.storage.signals import LocalSignals
from bot.wiring import roles
from bot.wiring.roles import EVERY, Loops, Role


def program(*messengers):
    return SimpleNamespace(signals=LocalSignals(), messengers=messengers)


class Messenger:
    def __init__(self):
        self.closed = []
        self.intake = self.transport = SimpleNamespace(start=self._start, close=self._close)

    async def _start(self):
        self.started = True

    async def _close(self):
        self.closed.append(1)


async def test_without_roles_nothing_runs_and_stopping_closes_every_messenger():
    messenger = Messenger()
    loops = Loops(program(messenger), ())
    await loops.start()
    await loops.stop()
    assert messenger.started
    assert messenger.closed == [1, 1]


async def test_a_loop_that_does_not_end_is_left_and_named(monkeypatch):
    monkeypatch.setattr(roles, "FINISH_SECONDS", 0.05)
    loops = Loops(program(), ())
    ended = []

    async def quick():
        await loops._stop.wait()
        ended.append("quick")

    loops._run(quick(), "quick")
    loops._run(asyncio.sleep(60), "endless")
    with capture_logs() as logs:
        await asyncio.wait_for(loops.stop(), 2)
    assert ended == ["quick"]
    assert [(line["event"], line["loop"]) for line in logs] == [("left_unfinished", "endless")]


def test_every_role_has_its_name():
    assert {role.value for role in EVERY} == {"web", "worker", "delivery", "calls"}
    assert Role("web") in EVERY
