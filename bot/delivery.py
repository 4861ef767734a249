"""Sends what waits in the outbox through push channels: in order per conversation, no faster than the messenger
allows, and as often as needed. Pull channels (web, REST) read the transcript and do not pass through here."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.crew import Crew
from bot.envelopes import Delivered, Delivery, Gone, Later, Sender
from bot.failpoints import hit
from bot.limits import Limit, Rate
from bot.observe import Metrics
from bot.storage import audit, outbox, paces, subscriptions
from bot.storage.outbox import Queued
from bot.storage.signals import Signals
from bot.storage.store import Store, Tx

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """The times of delivery. The lease outlives the send time-out, or two of us could send at once."""

    send_timeout: float = 10.0
    lease: timedelta = timedelta(seconds=30)
    first_pause: timedelta = timedelta(seconds=2)
    longest_pause: timedelta = timedelta(minutes=5)
    give_up: timedelta = timedelta(hours=24)
    chat: Rate = Limit.TELEGRAM_SEND_CHAT.value
    chat_burst: int = 4  # a turn of several replies is no flood
    bot: Rate = Limit.TELEGRAM_SEND.value
    together: int = 16


class Outgoing:
    """The delivery loop. One task is enough for a process; several processes may run on PostgreSQL."""

    def __init__(
        self,
        store: Store,
        signals: Signals,
        senders: Mapping[str, Sender],
        *,
        clock: Clock,
        metrics: Metrics,
        patience: Patience | None = None,
    ) -> None:
        self._store = store
        self._senders = senders
        self._clock = clock
        self._metrics = metrics
        self._patience = patience or Patience()
        self._flooded: dict[str, tuple[str, datetime]] = {}
        self._crew = Crew(
            "outbox", self._take, self._send, together=self._patience.together, signals=signals, metrics=metrics
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Send until told to stop; what is in hand is finished first."""
        await self._crew.run(stop)

    async def run_once(self) -> int:
        """Send the next reply of some conversations and wait for that; how many."""
        return await self._crew.run_once()

    async def _take(self, room: int) -> list[Queued]:
        return await self._store.awrite(lambda tx: self._claim(tx, room))

    def _claim(self, tx: Tx, room: int) -> list[Queued]:
        """What may be sent now, leased to us. What may not yet go is put off until it may."""
        now = self._clock.now()
        found = outbox.heads(tx, channels=sorted(self._senders), now=now, limit=room) if self._senders else []
        mine = [queued for queued in found if self._may_go(tx, queued, now)]
        for queued in mine:
            outbox.start(tx, queued, lease_until=now + self._patience.lease)
            if queued.doubtful:
                self._note_doubt(tx, queued, now)
        return mine

    def _may_go(self, tx: Tx, queued: Queued, now: datetime) -> bool:
        if queued.overtaken:
            outbox.finish(tx, queued.id, status="withdrawn", now=now, error="staff")
            self._count(queued, "withdrawn")
            self._crew.nudge()  # what staff wrote may stand right behind it
            return False
        chat, bot = self._patience.chat, self._patience.bot
        chat_name = f"chat:{queued.message.conversation_id}"
        chat_pace = timedelta(seconds=chat.seconds / chat.size)
        free_at = paces.reserve(tx, chat_name, interval=chat_pace, burst=self._patience.chat_burst, now=now)
        if free_at <= now:
            bot_pace = timedelta(seconds=bot.seconds / bot.size)
            free_at = paces.reserve(tx, f"bot:{queued.channel}", interval=bot_pace, burst=bot.size, now=now)
        if free_at > now:
            outbox.postpone(tx, queued.id, until=free_at)
        return free_at <= now

    def _note_doubt(self, tx: Tx, queued: Queued, now: datetime) -> None:
        audit.record(
            tx,
            actor="delivery",
            action="possible_duplicate",
            now=now,
            conversation_id=queued.message.conversation_id,
            detail={"seq": queued.message.seq},
        )

    async def _send(self, queued: Queued) -> None:
        sender = self._senders[queued.channel]
        try:
            async with asyncio.timeout(self._patience.send_timeout):
                result: Delivery = await sender.send(queued.channel_user, queued.message.reply)
        except Exception as error:  # whatever went wrong out there, the reply stays and is tried again
            _log.warning("send_failed", channel=queued.channel, error=type(error).__name__)
            result = Later()
            queued = replace(queued, doubtful=True)  # it may have arrived all the same
        hit("K5")
        await self._store.awrite(lambda tx: self._mark(tx, queued, result))
        name = type(result).__name__.lower()
        _log.info("reply", channel=queued.channel, result=name, trace_id=queued.message.trace_id)

    def _mark(self, tx: Tx, queued: Queued, result: Delivery) -> None:
        now = self._clock.now()
        match result:
            case Delivered(message_id):
                outbox.finish(tx, queued.id, status="sent", now=now, sent_id=message_id)
                self._count(queued, "sent")
            case Gone():
                outbox.drop_all(tx, queued.message.conversation_id, now=now, error="gone")
                subscriptions.erase(tx, queued.message.conversation_id)  # no news for somebody who is not there
                self._count(queued, "gone")
            case Later(after):
                self._put_off(tx, queued, after, now)

    def _put_off(self, tx: Tx, queued: Queued, after: float | None, now: datetime) -> None:
        if now - queued.created_at >= self._patience.give_up:
            outbox.finish(tx, queued.id, status="dead", now=now, error="gave_up")
            _log.error("reply_dead", conversation=queued.message.conversation_id, seq=queued.message.seq)
            self._count(queued, "dead")
            return
        pause = min(self._patience.first_pause * 2 ** min(queued.attempts, 12), self._patience.longest_pause)
        until = now + (pause if after is None else timedelta(seconds=after))
        outbox.postpone(tx, queued.id, until=until, error="later", doubtful=queued.doubtful)
        self._count(queued, "later")
        if after is not None:
            self._note_flood(tx, queued, until, now)

    def _note_flood(self, tx: Tx, queued: Queued, until: datetime, now: datetime) -> None:
        """A refusal for speed is about one chat, unless a second chat meets one too: then it is about the bot."""
        chat, since = self._flooded.get(queued.channel, ("", now))
        if chat not in {"", queued.message.conversation_id} and since > now:
            # A full burst is in hand at `free_at`, so the pace itself has to lie that much later.
            rest = timedelta(seconds=self._patience.bot.seconds)
            paces.hold(tx, f"bot:{queued.channel}", until=until + rest)
        self._flooded[queued.channel] = (queued.message.conversation_id, until)

    def _count(self, queued: Queued, result: str) -> None:
        self._metrics.deliveries.labels(queued.channel, result).inc()
