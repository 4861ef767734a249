"""Serves the reference backend over HTTP: one process, or several that share a port, a database and the memory of used
assertions. What it answers is `app.py`'s.

Of several, the first process takes the connections in and deals them out in turn, to each as many as to the others:
who shares a process with many waits longer than who shares it with few. With one socket for all, whoever wakes first
takes every connection that waits; with a socket for each (SO_REUSEPORT) chance decides, and of fifty connections one of
two processes easily has thirty."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import socket
import sys
import tempfile
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from itertools import chain, cycle
from multiprocessing import get_context
from multiprocessing.connection import wait
from pathlib import Path
from typing import Literal, NamedTuple

import uvicorn
from starlette.applications import Starlette

from integrations.reference.app import create_app
from integrations.reference.faults import AbortableProtocol, FaultSwitch
from integrations.reference.nonces import SharedNonces

# How a worker process is told what to serve: it starts from nothing.
DATABASE, NONCES = "REFERENCE_WORKER_DATABASE", "REFERENCE_WORKER_NONCES"
KEY, STAFF_KEY = "REFERENCE_WORKER_KEY", "REFERENCE_WORKER_STAFF_KEY"

# Not uvloop: it sends what a turn of the loop answered when the turn is over. Whoever asked while it ran then waits for
# a second turn, and those answers take twice as long as the others (docs/adr/0010).
LOOP: Literal["asyncio"] = "asyncio"


class Keys(NamedTuple):
    """Of the citizens' assertions and of the staff's."""

    citizens: str
    staff: str


def serve(database_url: str, keys: Keys, *, host: str, port: int, workers: int, faults: bool) -> None:
    """Until it is told to stop.

    Raises:
        ValueError: for fault switches with several processes; a switch is one process's.
    """
    if workers > 1:
        if faults:
            raise ValueError("faults are switched in one process: leave out --workers")
        with tempfile.TemporaryDirectory(prefix="reference-") as folder:
            os.environ |= {DATABASE: database_url, KEY: keys.citizens, STAFF_KEY: keys.staff}
            os.environ[NONCES] = str(Path(folder) / "nonces")
            _several(workers, host, port)
        return
    app = create_app(database_url, keys.citizens, now, faults=FaultSwitch() if faults else None, staff_key=keys.staff)
    gc.freeze()
    # No access log: keys of acts are in the paths. The faults need uvicorn's pure-Python protocol.
    protocol = AbortableProtocol if faults else "auto"
    uvicorn.run(app, host=host, port=port, loop=LOOP, http=protocol, access_log=False, log_level="warning")


def _several(workers: int, host: str, port: int) -> None:
    """Until one of them ends, or this process is told to: then all end."""
    with ExitStack() as held:
        door = held.enter_context(_door(host, port))
        pairs = [socket.socketpair() for _ in range(workers)]
        for end in chain(*pairs):
            held.enter_context(end)
        # Spawned, not forked: whoever serves may have threads.
        children = [get_context("spawn").Process(target=_one_of_several, args=(theirs,)) for _, theirs in pairs]
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            for child in children:
                child.start()
            deal(door, [ours for ours, _ in pairs], [child.sentinel for child in children])
        except KeyboardInterrupt:
            pass
        finally:
            for child in children:
                child.terminate()
            for child in children:
                child.join()


def deal(door: socket.socket, hands: list[socket.socket], ends: list[int]) -> None:
    """Each connection to the next process in turn, until a process ends."""
    turns = cycle(hands)
    while wait([door, *ends]) == [door]:
        # Whoever hung up meanwhile, or finds no room among our descriptors, is nobody else's trouble.
        with suppress(OSError), door.accept()[0] as connection:
            socket.send_fds(next(turns), [b"1"], [connection.fileno()])


class _Dealt(uvicorn.Server):
    """Serves the connections that it is handed."""

    def __init__(self, config: uvicorn.Config, hand: socket.socket) -> None:
        super().__init__(config)
        hand.setblocking(False)
        self._hand = hand
        self._taking: set[asyncio.Task[object]] = set()  # the loop itself keeps no task alive

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets or [])
        asyncio.get_running_loop().add_reader(self._hand, self._take)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        asyncio.get_running_loop().remove_reader(self._hand)
        await super().shutdown(sockets)

    def _take(self) -> None:
        """All that were dealt by now. One a turn of the loop would let the last of many wait for as many turns as came
        before it, each full of the requests of those who are in already."""
        loop = asyncio.get_running_loop()
        with suppress(BlockingIOError):
            while handed := socket.recv_fds(self._hand, 1, 1)[1]:
                taken = loop.create_task(loop.connect_accepted_socket(self._protocol, socket.socket(fileno=handed[0])))
                self._taking.add(taken)
                taken.add_done_callback(self._taking.discard)
            loop.remove_reader(self._hand)  # nobody deals any more
            self.should_exit = True

    def _protocol(self) -> asyncio.Protocol:
        made: asyncio.Protocol = self.config.http_protocol_class(  # type: ignore[call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        return made


def _one_of_several(hand: socket.socket) -> None:
    config = uvicorn.Config(worker_app, factory=True, loop=LOOP, access_log=False, log_level="warning")
    _Dealt(config, hand).run()


def _door(host: str, port: int) -> socket.socket:
    six = ":" in host
    family = socket.AF_INET6 if six else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=2048, dualstack_ipv6=six)


def worker_app() -> Starlette:
    """One of several processes, told by its environment what to serve."""
    nonces = SharedNonces(Path(os.environ[NONCES]))
    app = create_app(os.environ[DATABASE], os.environ[KEY], now, staff_key=os.environ[STAFF_KEY], nonces=nonces)
    # What is there at the start stays: the collector need not look through it again while somebody waits.
    gc.freeze()
    return app


def now() -> datetime:
    return datetime.now(UTC)
