"""The loop that takes turns: wakes on a hint or after a second, runs batches until nothing waits.
On PostgreSQL any number may run; what one turn is stands in `bot.turn`."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.failpoints import hit
from bot.listening import Listen, look_ahead
from bot.observe import Metrics
from bot.storage import files, timers
from bot.storage.signals import Signals
from bot.storage.store import Store
from bot.turn import Batch, Mind, run_batch

POLL = 1.0
BATCH = 16
TIMER_EVERY = timedelta(seconds=1)
SWEEP_EVERY = timedelta(minutes=10)
PAUSE_AFTER_FAULT = 1.0
LEAVE_FOR = timedelta(seconds=30)
"""How long a conversation with a newer flow is left to newer workers before we look at it again."""

_log = structlog.get_logger(__name__)


class Worker:
    """Takes turns until told to stop; the batch in hand is finished first. `listen`: for an understander that has
    to ask over a network, which it does before the batch's transaction opens."""

    def __init__(
        self,
        store: Store,
        signals: Signals,
        mind: Mind,
        *,
        clock: Clock,
        metrics: Metrics,
        listen: Listen | None = None,
    ) -> None:
        self._store = store
        self._signals = signals
        self._mind = mind
        self._clock = clock
        self._metrics = metrics
        self._listen = listen
        self._rang_at = clock.now() - TIMER_EVERY
        self._swept_at = clock.now() - SWEEP_EVERY
        self._aside: dict[str, datetime] = {}

    def run(self, stop: threading.Event) -> None:
        """The loop. Give it a thread."""
        hints = self._signals.subscribe("inbox")
        while not stop.is_set():
            try:
                if self.run_once() == 0:
                    hints.wait(POLL)
            except Exception as error:  # the database may be away for a while; the loop must outlive that
                _log.error("worker_fault", error=type(error).__name__)
                self._metrics.loop_failures.labels("worker", type(error).__name__).inc()
                stop.wait(PAUSE_AFTER_FAULT)
        hints.close()

    def run_once(self) -> int:
        """One batch; how many turns it moved on."""
        self._ring()
        started = time.perf_counter()
        now = self._clock.now()
        self._aside = {name: until for name, until in self._aside.items() if until > now}
        aside = frozenset(self._aside)
        mind, only = self._read_ahead(aside)
        batch = self._store.write(lambda tx: run_batch(tx, mind, limit=BATCH, now=now, aside=aside, only=only))
        self._aside |= dict.fromkeys(batch.left, now + LEAVE_FOR)
        if batch.turns or batch.failures:
            hit("K4")
            self._tell(batch, seconds=time.perf_counter() - started)
        return batch.turns

    def _read_ahead(self, aside: Collection[str]) -> tuple[Mind, Collection[int] | None]:
        """What to think with, and the messages it has read; None: whichever come."""
        if self._listen is None:
            return self._mind, None
        ahead = self._store.read(lambda tx: look_ahead(tx, limit=BATCH, aside=aside))
        return replace(self._mind, understander=self._listen(ahead.texts)), ahead.rows

    def _ring(self) -> None:
        now = self._clock.now()
        if abs(now - self._rang_at) >= TIMER_EVERY:  # the clock may have been moved back (development)
            self._rang_at = now
            self._store.write(lambda tx: timers.ring(tx, now=now))
        if abs(now - self._swept_at) >= SWEEP_EVERY:
            self._swept_at = now
            self._store.write(lambda tx: files.purge(tx, now=now))

    def _tell(self, batch: Batch, *, seconds: float) -> None:
        for topic in batch.topics:
            self._signals.publish(topic)
        for outcome, channel, trace_id in batch.outcomes:
            self._metrics.turns.labels(outcome, channel).inc()
            _log.info("turn", outcome=outcome, channel=channel, trace_id=trace_id)
        share = 1 / max(batch.turns + batch.failures, 1)
        for part, spent in {**batch.seconds, "whole": seconds}.items():
            self._metrics.turn_seconds.labels(part).observe(spent * share)
