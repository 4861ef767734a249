"""The two shapes of an action and what it is told about the conversation. No action lives here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from dialogs.ports import CallResult, Identity, Json

if TYPE_CHECKING:
    from bot.storage.store import Tx


@dataclass(frozen=True, slots=True)
class Subject:
    """On whose behalf, in which conversation, when. `identity` is what the citizen has shown so far; the
    backend checks it again at every call."""

    conversation_id: str
    identity: Identity | None
    now: datetime
    trace_id: str


class TurnAction(Protocol):
    """Runs inside the turn's transaction: no network, no sleeping."""

    def __call__(self, tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult: ...


class OutsideAction(Protocol):
    """Runs from the call queue, at least once per `key` (the call's id, the same at every repeat)."""

    async def __call__(self, args: Mapping[str, Json], subject: Subject, *, key: str) -> CallResult: ...

    async def reconcile(self, subject: Subject, *, key: str) -> CallResult:
        """After `Unknown`: ask what became of `key`; `Unknown` again when still nobody knows."""
        ...


@dataclass(frozen=True, slots=True)
class Actions:
    """Every action of `dialogs/actions.yaml`, by name and by where it runs."""

    turn: Mapping[str, TurnAction]
    outside: Mapping[str, OutsideAction]
