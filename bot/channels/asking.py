"""For channels that wait for the answer: into the inbox, then wait until nothing of it is left to do."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.account import Account
from bot.clock import Clock
from bot.envelopes import Inbound
from bot.storage import inbox
from bot.storage.messages import Message, accounts, of_trace
from bot.storage.signals import Signals, Subscription
from bot.storage.store import Store, Tx

POLL = 0.5
"""Seconds. Signals are hints: one that is lost must not cost the citizen the whole wait."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where messages are handed in and answers fetched."""

    store: Store
    signals: Signals
    clock: Clock
    monotonic: Callable[[], float] = time.monotonic

    async def accept(self, *arrivals: Inbound) -> list[inbox.Receipt]:
        """Commit the arrivals, in order and together. When this returns they are ours to answer."""
        now = self.clock.now()

        def work(tx: Tx) -> list[inbox.Receipt]:
            return [inbox.put(tx, inbound, now=now) for inbound in arrivals]

        receipts = await self.store.awrite(work)
        self.signals.publish("inbox")
        return receipts

    async def ask(self, *arrivals: Inbound, patience: float) -> tuple[list[Message], bool]:
        """`accept` and `answers` in one, without looking before there can be anything to see."""
        now = self.clock.now()
        deadline = self.monotonic() + patience
        opened: list[Subscription] = []

        def work(tx: Tx) -> list[inbox.Receipt]:
            receipts = [inbox.put(tx, inbound, now=now) for inbound in arrivals]
            # Before the commit, and so before any worker can see the message: the hint cannot be missed.
            opened.append(self._listen(receipts))
            return receipts

        try:
            receipts = await self.store.awrite(work)
            self.signals.publish("inbox")
            if all(receipt.new for receipt in receipts):
                await opened[-1].arrived(min(patience, POLL))
            return await self._watch(receipts, opened[-1], deadline)
        finally:
            for subscription in opened:
                subscription.close()

    async def answers(self, receipts: Sequence[inbox.Receipt], *, patience: float) -> tuple[list[Message], bool]:
        """What the arrivals led to, and whether that is all of it (False: still being worked on)."""
        deadline = self.monotonic() + patience
        subscription = self._listen(receipts)
        try:
            return await self._watch(receipts, subscription, deadline)
        finally:
            subscription.close()

    async def accounts(self, receipts: Sequence[inbox.Receipt]) -> list[Account]:
        """What the engine made of the arrivals, turn by turn: for whoever looks after it, not for citizens."""
        traces = list(dict.fromkeys(receipt.trace_id for receipt in receipts))
        return await self.store.aread(lambda tx: [each for trace in traces for each in accounts(tx, trace)])

    def _listen(self, receipts: Sequence[inbox.Receipt]) -> Subscription:
        return self.signals.subscribe(*{f"conversation:{receipt.conversation_id}" for receipt in receipts})

    async def _watch(
        self, receipts: Sequence[inbox.Receipt], subscription: Subscription, deadline: float
    ) -> tuple[list[Message], bool]:
        traces = list(dict.fromkeys(receipt.trace_id for receipt in receipts))

        def look(tx: Tx) -> tuple[list[Message], bool]:
            done = all(inbox.quiet(tx, trace) for trace in traces)
            return [message for trace in traces for message in of_trace(tx, trace)], done

        while True:
            found, done = await self.store.aglance(look)
            left = deadline - self.monotonic()
            if done or left <= 0:
                return found, done
            await subscription.arrived(min(left, POLL))
