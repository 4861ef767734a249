"""What a process does first when nobody else can be alive: take back what a dead one held. Leases end by themselves
as well, after their time; this is quicker."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.storage import calls, offsets, outbox, subscriptions


def free_the_dead(tx: Connection) -> int:
    """End the leases of replies, calls, pollers and subscriptions; how many there were."""
    return outbox.release(tx) + calls.release(tx) + offsets.release(tx) + subscriptions.release(tx)
