"""What a process does first: take back what dead ones held. Leases end by themselves as well; this is quicker."""

from __future__ import annotations

from datetime import datetime

from bot.storage import calls, outbox
from bot.storage.store import Store


def free_the_dead(store: Store, *, now: datetime) -> int:
    """End the leases of replies and calls when nobody else can be alive; how many there were."""
    if store.shared:
        return 0
    return store.write(lambda tx: outbox.release(tx, now=now) + calls.release(tx, now=now))
