"""A loop of asyncio jobs taken from a queue in the database: so many at once, woken by hints, stopping cleanly.
What is taken and what is done with it is told by `bot.delivery`, `bot.calls` and `bot.following`."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import structlog

from bot.observe import Metrics
from bot.storage.signals import Signals

POLL = 1.0

_log = structlog.get_logger(__name__)
Job = TypeVar("Job")


class Crew(Generic[Job]):
    """Takes jobs with `claim(how many)` and runs `work(job)` on each, at most `together` at a time."""

    def __init__(
        self,
        name: str,
        claim: Callable[[int], Awaitable[Sequence[Job]]],
        work: Callable[[Job], Awaitable[None]],
        *,
        together: int,
        signals: Signals,
        metrics: Metrics,
    ) -> None:
        self._name = name
        self._claim = claim
        self._work = work
        self._together = together
        self._metrics = metrics
        self._hints = signals.subscribe(name)
        self._running: set[asyncio.Task[None]] = set()

    async def run(self, stop: asyncio.Event) -> None:
        """Until told to stop; the jobs in hand are finished first."""
        while not stop.is_set():
            try:
                if await self._begin() == 0:
                    await self._hints.arrived(POLL)
            except Exception as error:  # the database may be away for a while; the loop must outlive that
                self._note(error)
                await asyncio.sleep(POLL)
        await self.finish()
        self._hints.close()

    async def run_once(self) -> int:
        """Take what there is room for and wait for it; how many."""
        taken = await self._begin()
        await self.finish()
        return taken

    async def _begin(self) -> int:
        """Take what there is room for and set to work on it; how many were taken."""
        room = self._together - len(self._running)
        jobs = await self._claim(room) if room > 0 else ()
        for job in jobs:
            task = asyncio.create_task(self._guarded(job))
            self._running.add(task)
            task.add_done_callback(self._leave)
        return len(jobs)

    async def finish(self) -> None:
        """Wait for the jobs in hand."""
        while self._running:
            await asyncio.wait(set(self._running))

    def nudge(self) -> None:
        """There may be more to take."""
        self._hints.hear()

    def _leave(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self.nudge()

    async def _guarded(self, job: Job) -> None:
        try:
            await self._work(job)
        except Exception as error:  # its lease ends and somebody tries again; the jobs beside it go on
            self._note(error)

    def _note(self, error: Exception) -> None:
        _log.error("loop_fault", loop=self._name, error=type(error).__name__)
        self._metrics.loop_failures.labels(self._name, type(error).__name__).inc()
