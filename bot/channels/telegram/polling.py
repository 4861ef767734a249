"""Polling intake: one poller in all (a lease in the database), the offset moved in the transaction that
commits the updates."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog

from bot.channels.telegram.intake import Intake
from bot.channels.telegram.transport import ConflictError, FloodWaitError, RawUpdate, RefusedError, TransportError
from bot.channels.telegram.update import update_id
from bot.storage.offsets import drop_lease, move_offset, offset, take_lease

log = structlog.get_logger(__name__)

WAIT = 25
"""Seconds of one long poll."""
LEASE = timedelta(seconds=15)
RENEW = 5.0
"""Seconds. While a poll lasts the lease is renewed, so that it can be short: that long nobody polls after a death."""
PAUSE_LONGEST = 30.0


class Poller:
    """`run()` until `stop` is set. `owner` names this process in the lease."""

    def __init__(self, intake: Intake, *, owner: str, stop: asyncio.Event, wait: int = WAIT) -> None:
        self._intake = intake
        self._owner = owner
        self._stop = stop
        self._wait = wait
        self._name = f"poll:{intake.channel}:{intake.bot}"

    async def run(self) -> None:
        pause = 0.0
        while not self._stop.is_set():
            try:
                pause = 0.0 if await self.once() else 5.0
            except FloodWaitError as wait:
                pause = wait.seconds
            except (ConflictError, RefusedError) as failure:
                # Another poller, a webhook left set, a wrong token: a person must look; repeating fast helps nobody.
                log.error("polling_refused", channel=self._intake.channel, why=type(failure).__name__)
                pause = PAUSE_LONGEST
            except TransportError as failure:
                pause = min(max(pause * 2, 1.0), PAUSE_LONGEST)
                log.warning("polling_failed", channel=self._intake.channel, why=type(failure).__name__)
            except Exception as failure:  # loop top: a broken store must not end the intake
                pause = min(max(pause * 2, 1.0), PAUSE_LONGEST)
                log.error("polling_broke", channel=self._intake.channel, why=type(failure).__name__)
            await self._sleep(pause)
        await self._intake.store.awrite(lambda tx: drop_lease(tx, self._name, self._owner))

    async def once(self) -> bool:
        """One poll; False when another process holds the lease."""
        store, now = self._intake.store, self._intake.now
        if not await self._hold():
            return False
        start = await store.aread(lambda tx: offset(tx, self._name)) or 0
        updates = await self._poll(start)
        numbers = [number for update in updates if (number := update_id(update)) is not None]
        if numbers:
            following = max(numbers) + 1
            await self._intake.accept(updates, also=lambda tx: move_offset(tx, self._name, following, now=now()))
        return True

    async def _hold(self) -> bool:
        """Take or renew the lease."""
        now = self._intake.now
        return await self._intake.store.awrite(
            lambda tx: take_lease(tx, self._name, self._owner, now=now(), length=LEASE)
        )

    async def _poll(self, start: int) -> list[RawUpdate]:
        """One long poll; given up when we are to stop or have lost the lease. What it would have brought is not
        confirmed then: it comes again."""
        polling = asyncio.ensure_future(self._intake.transport.updates(offset=start, wait=self._wait))
        stopping = asyncio.ensure_future(self._stop.wait())
        try:
            while not polling.done():
                done, _ = await asyncio.wait({polling, stopping}, timeout=RENEW, return_when=asyncio.FIRST_COMPLETED)
                if polling not in done and (stopping in done or not await self._hold()):
                    return []
            return polling.result()
        finally:
            stopping.cancel()
            polling.cancel()
            await asyncio.gather(polling, stopping, return_exceptions=True)

    async def _sleep(self, seconds: float) -> None:
        if seconds:
            try:
                await asyncio.wait_for(self._stop.wait(), seconds)
            except TimeoutError:
                return
