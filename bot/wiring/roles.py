"""The loops of the program by role, started and stopped together. One process runs all of them by default."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterable
from enum import StrEnum

import structlog

from bot.calls import Outside
from bot.channels.telegram.polling import Poller
from bot.console.deps import Deps as ConsoleDeps
from bot.console.leases import watch_leases
from bot.delivery import Outgoing
from bot.following import Following
from bot.settings import Intake as Mode
from bot.wiring.program import Program
from bot.worker import Worker


class Role(StrEnum):
    WEB = "web"
    WORKER = "worker"
    DELIVERY = "delivery"
    CALLS = "calls"


EVERY = frozenset(Role)
FINISH_SECONDS = 8.0
"""For what a loop has in hand when it is told to stop. A call may take longer than an operator's patience."""

log = structlog.get_logger(__name__)


class Loops:
    """`start()` inside a running event loop; `stop()` lets each finish what it has in hand."""

    def __init__(self, program: Program, roles: Iterable[Role], *, console: ConsoleDeps | None = None) -> None:
        self._program = program
        self._roles = frozenset(roles)
        self._console = console
        self._stop = asyncio.Event()
        self._stop_threads = threading.Event()
        self._threads: list[threading.Thread] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        if Role.WORKER in self._roles:
            self._start_workers()
        for messenger in self._program.messengers:
            await messenger.transport.start()
        if Role.DELIVERY in self._roles:
            self._start_delivery()
        if Role.CALLS in self._roles:
            self._start_calls()
        if Role.WEB in self._roles:
            self._start_intake()

    async def stop(self) -> None:
        self._stop.set()
        self._stop_threads.set()
        self._program.signals.publish("inbox")
        self._program.signals.publish("outbox")
        self._program.signals.publish("calls")
        self._program.signals.publish("news")
        for thread in self._threads:
            await asyncio.to_thread(thread.join, FINISH_SECONDS)
        if self._tasks:
            # What is not finished by then is left as a dead process leaves it: its lease ends and somebody takes over.
            _, late = await asyncio.wait(self._tasks, timeout=FINISH_SECONDS)
            for task in late:
                log.warning("left_unfinished", loop=task.get_name())
                task.cancel()
        for messenger in self._program.messengers:
            await messenger.intake.close()
            await messenger.transport.close()

    def _start_workers(self) -> None:
        program = self._program
        # On SQLite all writing goes through one thread, so a second worker would only wait for it.
        count = program.settings.workers if program.store.shared else 1
        for number in range(count):
            worker = Worker(
                program.store,
                program.signals,
                program.mind(),
                clock=program.clock,
                metrics=program.metrics,
                listen=program.ear.listen if program.ear else None,
            )
            thread = threading.Thread(
                target=worker.run, args=(self._stop_threads,), name=f"worker-{number}", daemon=True
            )
            thread.start()
            self._threads.append(thread)

    def _start_delivery(self) -> None:
        program = self._program
        senders = {messenger.channel: messenger.sender for messenger in program.messengers}
        outgoing = Outgoing(program.store, program.signals, senders, clock=program.clock, metrics=program.metrics)
        self._run(outgoing.run(self._stop), "delivery")

    def _start_calls(self) -> None:
        program = self._program
        outside = Outside(
            program.store, program.signals, program.actions.outside, clock=program.clock, metrics=program.metrics
        )
        self._run(outside.run(self._stop), "calls")
        following = Following(
            program.store, program.signals, program.client, clock=program.clock, metrics=program.metrics
        )
        self._run(following.run(self._stop), "news")

    def _start_intake(self) -> None:
        for messenger in self._program.messengers:
            if messenger.mode is Mode.POLLING:
                poller = Poller(messenger.intake, owner=f"{socket.gethostname()}:{id(self):x}", stop=self._stop)
                self._run(poller.run(), f"poll {messenger.channel}")
        if self._console is not None:
            self._run(self._watch_leases(self._console), "leases")

    async def _watch_leases(self, console: ConsoleDeps) -> None:
        watching = asyncio.create_task(watch_leases(console))
        await self._stop.wait()
        watching.cancel()

    def _run(self, loop: object, name: str) -> None:
        self._tasks.append(asyncio.create_task(loop, name=name))  # type: ignore[arg-type]
