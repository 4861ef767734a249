"""Asks the municipality for news on behalf of those who follow their files, and puts it into the inbox of their
conversation in the transaction that moves the cursor: never lost, never twice. How it is said: `dialogs.news`."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import structlog
import yaml

from bot.clock import Clock
from bot.crew import Crew
from bot.envelopes import Kind
from bot.limits import Limit
from bot.observe import Metrics
from bot.storage import inbox, subscriptions
from bot.storage.signals import Signals
from bot.storage.store import Store, Tx
from bot.storage.subscriptions import Subscription
from dialogs.news import STILL_WAITS, Notice
from dialogs.ports import Accepted, CallResult, Identity, Json

DATA = Path(__file__).with_suffix(".yaml")
LEASE = timedelta(seconds=90)
TIMEOUT = 60.0
MOST_PAGES = 20
"""More is left to the next look: the cursor says how far we came."""

_log = structlog.get_logger(__name__)


class Feed(Protocol):
    """What is asked of the municipality."""

    async def notices(self, citizen: Identity, *, cursor: str | None = None, limit: int = 50) -> CallResult: ...

    async def my_files(self, citizen: Identity) -> CallResult: ...

    async def file_status(self, citizen: Identity, *, request_no: str) -> CallResult: ...


@dataclass(frozen=True, slots=True)
class Rules:
    """`following.yaml`."""

    every: timedelta
    longest: timedelta
    page: int
    waited_days: tuple[int, ...]
    look_every: timedelta
    not_in: frozenset[str]

    def pause(self, failures: int) -> timedelta:
        doubled: timedelta = self.every * 2 ** min(failures, 12)
        return min(doubled, self.longest)


@cache
def load_rules() -> Rules:
    data = yaml.safe_load(DATA.read_text("utf-8"))
    waits = data["waits"]
    return Rules(
        every=timedelta(minutes=data["minutes"]),
        longest=timedelta(minutes=data["longest_minutes"]),
        page=int(data["page"]),
        waited_days=tuple(sorted(waits["working_days"])),
        look_every=timedelta(hours=waits["hours"]),
        not_in=frozenset(waits["not_in"]),
    )


class NoNews(Exception):
    """The other side could not be asked to the end."""


class Following:
    """The loop of news. One task is enough for a process; several processes may run on PostgreSQL."""

    def __init__(
        self,
        store: Store,
        signals: Signals,
        feed: Feed,
        *,
        clock: Clock,
        metrics: Metrics,
        rules: Rules | None = None,
    ) -> None:
        self._store = store
        self._signals = signals
        self._feed = feed
        self._clock = clock
        self._metrics = metrics
        self._rules = rules or load_rules()
        together = Limit.BACKEND_CALLS.value.size
        self._crew = Crew("news", self._take, self._ask, together=together, signals=signals, metrics=metrics)

    async def run(self, stop: asyncio.Event) -> None:
        """Ask until told to stop; what is in hand is finished first."""
        await self._crew.run(stop)

    async def run_once(self) -> int:
        """Ask for those whose time has come and wait for it; how many."""
        return await self._crew.run_once()

    async def _take(self, room: int) -> Sequence[Subscription]:
        now = self._clock.now()
        if not await self._store.aread(lambda tx: subscriptions.any_due(tx, now=now)):
            return ()
        return await self._store.awrite(
            lambda tx: subscriptions.claim(tx, now=now, lease_until=now + LEASE, limit=room)
        )

    async def _ask(self, known: Subscription) -> None:
        try:
            async with asyncio.timeout(TIMEOUT):
                notices, cursor = await self._read_on(known)
                waiting, told = await self._look_at_waiting(known)
        except (NoNews, TimeoutError):
            self._metrics.calls.labels("municipal.notices", "unavailable").inc()
            until = self._clock.now() + self._rules.pause(known.failures + 1)
            await self._store.awrite(lambda tx: subscriptions.put_off(tx, known.conversation_id, until=until))
            return
        self._metrics.calls.labels("municipal.notices", "accepted").inc()
        if await self._store.awrite(lambda tx: self._tell(tx, known, [*notices, *waiting], cursor=cursor, told=told)):
            self._signals.publish("inbox")

    async def _read_on(self, known: Subscription) -> tuple[list[Notice], str | None]:
        """What the feed has after the cursor, and where it ends now."""
        found: list[Notice] = []
        cursor = known.cursor
        for _ in range(MOST_PAGES):
            data = _data(await self._feed.notices(known.identity, cursor=cursor, limit=self._rules.page))
            items, last = data.get("items"), data.get("last_cursor")
            found += [_notice(item) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
            if not isinstance(last, str) or last == cursor:
                break
            cursor = last
            if data.get("next_cursor") is None:
                break
        return found, cursor

    async def _look_at_waiting(self, known: Subscription) -> tuple[list[Notice], dict[str, Json] | None]:
        """`_still_waiting`, or nothing: what cannot be looked at now does not keep the news back."""
        try:
            return await self._still_waiting(known)
        except NoNews:
            return [], None

    async def _still_waiting(self, known: Subscription) -> tuple[list[Notice], dict[str, Json] | None]:
        """Once a day: files that have waited for their citizen so long that it is time to say so, and what has then
        been told of which; None when it was not looked at."""
        if self._clock.now() - known.looked_at < self._rules.look_every:
            return [], None
        listed = _data(await self._feed.my_files(known.identity)).get("files")
        told: dict[str, Json] = {}
        found: list[Notice] = []
        for listing in listed if isinstance(listed, list) else []:
            number = listing.get("request_no") if isinstance(listing, dict) else None
            if isinstance(number, str) and isinstance(listing, dict) and self._may_wait(known, listing):
                data = _data(await self._feed.file_status(known.identity, request_no=number)).get("file")
                notice, mark = self._waited(data if isinstance(data, dict) else {}, known.told.get(number))
                told |= {number: mark}
                found += [notice] if notice else []
        return found, told

    def _may_wait(self, known: Subscription, listing: Mapping[str, Json]) -> bool:
        return known.covers(str(listing["request_no"])) and listing.get("stage") not in self._rules.not_in

    def _waited(self, file: Mapping[str, Any], before: Json) -> tuple[Notice | None, Json]:
        """A reminder when one more of the days is reached, and the mark of what has been told of this stage. Whoever
        has a visit coming only has to be there on the day."""
        stood = f"{file.get('stage')} {file.get('entered_on')}"
        days = file.get("days_in_stage")
        waits = file.get("must_act") and not file.get("inspection_on") and isinstance(days, int)
        reached = sum(days >= each for each in self._rules.waited_days) if waits and isinstance(days, int) else 0
        already = before[1] if isinstance(before, list) and before[0] == stood else 0
        mark: Json = [stood, max(reached, int(str(already)))]
        if reached <= int(str(already)):
            return None, mark
        return {
            "kind": STILL_WAITS,
            "request_no": file.get("request_no"),
            "stage": file.get("stage"),
            "title": file.get("type_label"),
            "days": days,
            "todo": file.get("citizen_todo"),
        }, mark

    def _tell(
        self, tx: Tx, known: Subscription, notices: list[Notice], *, cursor: str | None, told: dict[str, Json] | None
    ) -> bool:
        """Moves the cursor and hands on what is followed, or does neither. True when there was something."""
        now = self._clock.now()
        standing = subscriptions.advance(
            tx,
            known,
            cursor=cursor,
            next_at=now + self._rules.every,
            looked_at=None if told is None else now,
            told=told,
        )
        wanted = [dict(notice) for notice in notices if standing and standing.covers(_file_of(notice))]
        if not wanted:
            return False
        _put(tx, known.conversation_id, wanted, now=now)
        _log.info("news", notices=len(wanted))
        return True


def _put(tx: Tx, conversation_id: str, notices: list[dict[str, Json]], *, now: datetime) -> None:
    """That it is once is the cursor's doing: whoever comes second finds it moved."""
    inbox.put_for(
        tx,
        conversation_id,
        kind=Kind.NOTICED,
        message_id=now.isoformat(),
        body={"notices": list(notices)},
        trace_id="",
        now=now,
    )


def _notice(item: Mapping[str, Json]) -> Notice:
    return {name: item.get(name) for name in ("kind", "request_no", "text")}


def _file_of(notice: Notice) -> str | None:
    number = notice.get("request_no")
    return number if isinstance(number, str) else None


def _data(answer: CallResult) -> Mapping[str, Json]:
    """The answer's data.

    Raises:
        NoNews: there is none.
    """
    if not isinstance(answer, Accepted):
        raise NoNews
    return answer.data
