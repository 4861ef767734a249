"""Hints that something is to be done, so that nobody has to wait for the next poll. A lost hint costs time
(at most one poll), never a message. This is the port and its twin inside one process; see `redis_signals`."""

from __future__ import annotations

import asyncio
import threading
from typing import Protocol


class Subscription:
    """Hears some topics. A hint given while nobody waits is kept until the next wait; several become one."""

    def __init__(self, hub: LocalSignals, topics: tuple[str, ...]) -> None:
        self._hub = hub
        self.topics = topics
        self._lock = threading.Condition()
        self._heard = False
        self._waiter: tuple[asyncio.AbstractEventLoop, asyncio.Future[None]] | None = None

    def wait(self, timeout: float) -> bool:  # seconds, in a thread
        """Block until a hint comes. False when none came in time."""
        with self._lock:
            self._lock.wait_for(lambda: self._heard, timeout)
            heard, self._heard = self._heard, False
        return heard

    async def arrived(self, timeout: float) -> bool:  # noqa: ASYNC109 - the port's name, the same as in `wait`
        """`wait` for asyncio. One task at a time."""
        with self._lock:
            if self._heard:
                self._heard = False
                return True
            loop = asyncio.get_running_loop()
            waiter: asyncio.Future[None] = loop.create_future()
            self._waiter = (loop, waiter)
        try:
            await asyncio.wait((waiter,), timeout=timeout)
        finally:
            with self._lock:
                self._waiter = None
                heard, self._heard = self._heard, False
        return heard

    def close(self) -> None:
        self._hub.forget(self)

    def hear(self) -> None:
        """Called by the hub, from any thread."""
        with self._lock:
            self._heard = True
            self._lock.notify_all()
            if self._waiter is not None:
                loop, waiter = self._waiter
                self._waiter = None
                if not loop.is_closed():
                    loop.call_soon_threadsafe(_resolve, waiter)


def _resolve(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)


class Signals(Protocol):
    """Topics: inbox, outbox, calls, desk, conversation:<id>. Publish after the commit."""

    def publish(self, topic: str) -> None:
        """A hint. Never raises, never blocks."""

    def subscribe(self, *topics: str) -> Subscription: ...

    def close(self) -> None: ...


class LocalSignals:
    """Signals between the threads and tasks of one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._hearers: dict[str, set[Subscription]] = {}

    def publish(self, topic: str) -> None:
        with self._lock:
            hearers = list(self._hearers.get(topic, ()))
        for subscription in hearers:
            subscription.hear()

    def subscribe(self, *topics: str) -> Subscription:
        subscription = Subscription(self, topics)
        with self._lock:
            for topic in topics:
                self._hearers.setdefault(topic, set()).add(subscription)
        return subscription

    def forget(self, subscription: Subscription) -> None:
        with self._lock:
            for topic in subscription.topics:
                hearers = self._hearers.get(topic, set())
                hearers.discard(subscription)
                if not hearers:
                    self._hearers.pop(topic, None)

    def close(self) -> None:
        with self._lock:
            self._hearers.clear()
