"""The watch over cases whose console went away: a closed laptop must not keep a citizen waiting."""

from __future__ import annotations

import asyncio

import structlog

from bot.console.deps import Deps
from bot.storage import cases

EVERY = 5.0

_log = structlog.get_logger(__name__)


def return_abandoned(deps: Deps) -> int:
    """Put cases with a lapsed lease back into the queue; how many."""
    now, desk = deps.clock.now(), deps.texts.desk
    if not deps.store.read(lambda tx: cases.any_lapsed(tx, now=now)):
        return 0
    back = deps.store.write(
        lambda tx: cases.expire_leases(tx, now=now, notice=desk["back_in_queue"], desk=desk["name"])
    )
    if back:
        deps.announce()
    return len(back)


async def watch_leases(deps: Deps, *, every: float = EVERY) -> None:
    """Runs until cancelled. Several processes may run it: each lapse is dealt with once."""
    while True:
        try:
            await asyncio.to_thread(return_abandoned, deps)
        except Exception as error:  # a loop top: the database may be away for a while, the watch must not end with it
            _log.error("leases_failed", error=type(error).__name__)
        await asyncio.sleep(every)
