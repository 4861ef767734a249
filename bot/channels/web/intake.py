"""From a citizen's message to its answer: into the inbox, then wait until nothing of it is left to do."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.web.deps import Deps
from bot.envelopes import Inbound
from bot.storage import inbox
from bot.storage.messages import Message, of_trace
from bot.storage.store import Tx

POLL = 0.5
"""Seconds. Signals are hints: one that is lost must not cost the citizen the whole wait."""


async def accept(deps: Deps, *arrivals: Inbound) -> list[inbox.Receipt]:
    """Commit the arrivals, in order and together. When this returns they are ours to answer."""
    now = deps.clock.now()

    def work(tx: Tx) -> list[inbox.Receipt]:
        return [inbox.put(tx, inbound, now=now) for inbound in arrivals]

    receipts = await deps.store.awrite(work)
    deps.signals.publish("inbox")
    return receipts


async def answers(deps: Deps, receipts: Sequence[inbox.Receipt], *, patience: float) -> tuple[list[Message], bool]:
    """What the arrivals led to, and whether that is all of it (False: still being worked on)."""
    traces = list(dict.fromkeys(receipt.trace_id for receipt in receipts))

    def look(tx: Tx) -> tuple[list[Message], bool]:
        done = all(inbox.quiet(tx, trace) for trace in traces)
        return [message for trace in traces for message in of_trace(tx, trace)], done

    deadline = deps.monotonic() + patience
    topics = {f"conversation:{receipt.conversation_id}" for receipt in receipts}
    subscription = deps.signals.subscribe(*topics)
    try:
        while True:
            found, done = await deps.store.aread(look)
            left = deadline - deps.monotonic()
            if done or left <= 0:
                return found, done
            await subscription.arrived(min(left, POLL))
    finally:
        subscription.close()
