"""Makes the calls that turns have asked for and puts each answer into the inbox of its conversation, as an event
like any other. A call whose outcome nobody knows is told so once, then asked about by its key until it is known."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.action import OutsideAction, Subject
from bot.clock import Clock
from bot.crew import Crew
from bot.envelopes import Kind
from bot.failpoints import hit
from bot.limits import Limit
from bot.observe import Metrics
from bot.storage import calls, cases, inbox
from bot.storage.calls import Pending
from bot.storage.signals import Signals
from bot.storage.store import Store, Tx
from dialogs.codec import result_to_json
from dialogs.ports import Accepted, CallResult, Json, Rejected, Unavailable, Unknown
from dialogs.repair.files import FETCH

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """The times of calls. The lease outlives the time-out, or a slow call would be made twice at once."""

    timeout: float = 30.0
    lease: timedelta = timedelta(seconds=45)
    first_pause: timedelta = timedelta(seconds=2)
    longest_pause: timedelta = timedelta(minutes=5)
    give_up: timedelta = timedelta(hours=1)


class Outside:
    """The loop of calls. One task is enough for a process; several processes may run on PostgreSQL."""

    def __init__(
        self,
        store: Store,
        signals: Signals,
        actions: Mapping[str, OutsideAction],
        *,
        clock: Clock,
        metrics: Metrics,
        patience: Patience | None = None,
    ) -> None:
        self._store = store
        self._signals = signals
        self._actions = actions
        self._clock = clock
        self._metrics = metrics
        self._patience = patience or Patience()
        together = Limit.BACKEND_CALLS.value.size
        self._crew = Crew("calls", self._take, self._make, together=together, signals=signals, metrics=metrics)

    async def run(self, stop: asyncio.Event) -> None:
        """Make calls until told to stop; those in hand are finished first."""
        await self._crew.run(stop)

    async def run_once(self) -> int:
        """Make the calls that are due and wait for them; how many."""
        return await self._crew.run_once()

    async def _take(self, room: int) -> list[Pending]:
        now = self._clock.now()
        lease_until = now + self._patience.lease
        return await self._store.awrite(lambda tx: calls.claim(tx, now=now, lease_until=lease_until, limit=room))

    async def _make(self, call: Pending) -> None:
        with self._metrics.call_seconds.labels(call.action).time():
            result = await self._result(call)
        hit("K6")
        name = type(result).__name__.lower()
        self._metrics.calls.labels(call.action, name).inc()
        await self._store.awrite(lambda tx: self._answer(tx, call, result))
        self._signals.publish("inbox")
        _log.info("call", action=call.action, result=name, trace_id=call.trace_id)

    async def _result(self, call: Pending) -> CallResult:
        action = self._actions.get(call.action)
        if action is None:  # asked for by a newer program and taken over by an older one
            return Unavailable()
        subject = Subject(
            conversation_id=call.conversation_id,
            identity=call.identity,
            now=self._clock.now(),
            trace_id=call.trace_id,
        )
        try:
            async with asyncio.timeout(self._patience.timeout):
                if call.asking:
                    return await action.reconcile(subject, key=call.id)
                return await action(call.args, subject, key=call.id)
        except Exception as error:  # it may have been sent: whatever happened, we do not know
            _log.error("call_fault", action=call.action, call=call.id, error=type(error).__name__)
            return Unavailable() if call.action == FETCH else Unknown()

    def _answer(self, tx: Tx, call: Pending, result: CallResult) -> None:
        now = self._clock.now()
        if isinstance(result, Unknown):
            self._keep_asking(tx, call, now)
            return
        calls.finish(tx, call.id, now=now)
        self._tell(tx, call, result, phase="done", now=now)
        hit("K7")

    def _keep_asking(self, tx: Tx, call: Pending, now: datetime) -> None:
        """Nobody knows. Tell the citizen once; ask again later; in the end have a person find out."""
        if call.unknown_at is None:
            self._tell(tx, call, Unknown(), phase="unknown", now=now)
        elif now - call.unknown_at >= self._patience.give_up:
            calls.finish(tx, call.id, now=now, status="dead")
            cases.open_case(tx, conversation_id=call.conversation_id, reason="call_unknown", flow=None, now=now)
            _log.error("call_dead", action=call.action, call=call.id)
            return
        pause = self._patience.first_pause * 2 ** min(call.attempts, 12)
        calls.mark_unknown(tx, call.id, now=now, ask_at=now + min(pause, self._patience.longest_pause))

    def _tell(self, tx: Tx, call: Pending, result: CallResult, *, phase: str, now: datetime) -> None:
        kind, body = _as_inbound(call, result)
        inbox.put_for(
            tx,
            call.conversation_id,
            kind=kind,
            message_id=f"{call.id}:{phase}",
            body={**body, "call_id": call.id},
            trace_id=call.trace_id,
            now=now,
        )


def _as_inbound(call: Pending, result: CallResult) -> tuple[Kind, dict[str, Json]]:
    """An answer; or, of a call that fetched a file, the file itself, as if the citizen had sent it just now."""
    if call.action != FETCH:
        return Kind.CALL_ANSWERED, {"result": result_to_json(result)}
    if isinstance(result, Accepted):
        caption = call.args.get("caption")
        return Kind.FILE, {**result.data, **({"caption": caption} if caption else {})}
    return Kind.FILE_REFUSED, {"why": result.code if isinstance(result, Rejected) else "not_fetched"}
