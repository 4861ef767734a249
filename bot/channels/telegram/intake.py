"""What webhook and polling share: raw updates into the inbox, committed before anything is acknowledged."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog

from bot.channels.telegram.transport import Transport, TransportError
from bot.channels.telegram.update import Arrived, parse
from bot.envelopes import Inbound
from bot.storage import inbox
from bot.storage.signals import Signals
from bot.storage.store import Store, Tx

log = structlog.get_logger(__name__)


@dataclass
class Intake:
    """One messenger's door. `ignored` is told why an update asked nothing of us (a metric)."""

    channel: str
    bot: str
    store: Store
    signals: Signals
    transport: Transport
    now: Callable[[], datetime]
    ignored: Callable[[str], None] = lambda _why: None
    _answers: set[asyncio.Task[None]] = field(default_factory=set)

    async def accept(self, updates: Sequence[object], *, also: Callable[[Tx], None] = lambda _tx: None) -> None:
        """Put every update into the inbox in one transaction, with `also` in it. Doubles change nothing."""
        parsed = [parse(update, channel=self.channel, bot=self.bot) for update in updates]
        arrived = [result for result in parsed if isinstance(result, Arrived)]
        for result in parsed:
            if not isinstance(result, Arrived):
                self.ignored(result.why)

        def work(tx: Tx) -> None:
            for one in arrived:
                self._put(tx, one.inbound)
            also(tx)

        await self.store.awrite(work)
        if arrived:
            self.signals.publish("inbox")
        for one in arrived:
            if one.press_id:
                self._stop_waiting_mark(one.press_id)

    def _put(self, tx: Tx, inbound: Inbound) -> None:
        inbox.put(tx, inbound, now=self.now())

    def _stop_waiting_mark(self, press_id: str) -> None:
        """Best effort, off the path of the acknowledgement: losing it only leaves a mark on a button."""
        task = asyncio.create_task(self._answer(press_id))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _answer(self, press_id: str) -> None:
        try:
            await self.transport.answer_press(press_id)
        except TransportError as failure:
            log.info("press_not_answered", channel=self.channel, why=type(failure).__name__)

    async def close(self) -> None:
        await asyncio.gather(*self._answers, return_exceptions=True)
