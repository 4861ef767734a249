"""The state of one conversation: immutable values. No rules live here (see engine), nor their JSON (see codec).

What is made in every turn (`State`, `Frame`, the question that stands) is a named tuple: made in a third to a half of a
frozen dataclass's time, and by position in a third of `_replace`'s (`python -m benchmarks.engine`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from dialogs.ports import CallResult, Identity, Json

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Mode(StrEnum):
    """Who speaks with the citizen."""

    BOT = "bot"
    WAITING_STAFF = "waiting_staff"
    STAFF = "staff"


class Offer(NamedTuple):
    """One choice of the standing question: what it means (`value`) and how it reads (for typed answers)."""

    value: Json
    label: str


class Asked(NamedTuple):
    """The question that stands. `turn_seq` dates its buttons; anything older is stale. `slot` is a slot of the
    top frame, the id of its confirm step, or one of the engine's own questions, which begin with `@`."""

    slot: str
    turn_seq: int
    offers: tuple[Offer, ...] = ()
    secret: bool = False


class Frame(NamedTuple):
    """One flow in progress. `done` maps a finished step to the fingerprint of what it was done with: a
    step whose inputs changed is not done any more (that is all a correction is). `waiting` is the call
    whose answer this frame needs before it can go on. `doubted` are the other services that may have been meant,
    until the citizen has gone along with this one; None without a doubt."""

    flow: str
    flow_version: int
    slots: Mapping[str, Json] = NOTHING
    done: Mapping[str, str] = NOTHING
    attempts: Mapping[str, int] = NOTHING
    step: str | None = None
    waiting: str | None = None
    doubted: tuple[str, ...] | None = None

    def with_slots(self, slots: Mapping[str, Json]) -> Frame:
        return Frame(
            self.flow, self.flow_version, slots, self.done, self.attempts, self.step, self.waiting, self.doubted
        )

    def with_done(self, done: Mapping[str, str]) -> Frame:
        return Frame(
            self.flow, self.flow_version, self.slots, done, self.attempts, self.step, self.waiting, self.doubted
        )

    def answered(self, slots: Mapping[str, Json], done: Mapping[str, str]) -> Frame:
        """With what came of the call, and no longer waiting for it."""
        return Frame(self.flow, self.flow_version, slots, done, self.attempts, self.step, None, self.doubted)

    def at(self, step: str | None, waiting: str | None) -> Frame:
        """At this step, which waits for this call or for none."""
        return Frame(self.flow, self.flow_version, self.slots, self.done, self.attempts, step, waiting, self.doubted)


class Pending(NamedTuple):
    """A call that was sent and whose end result has not come. `fingerprint` is of the arguments it went with;
    `told` says that the citizen knows its fate to be unknown."""

    flow: str
    step: str
    action: str
    fingerprint: str
    acts: bool = False
    told: bool = False


class Said(NamedTuple):
    """A text that was said in the latest turn that said anything: for «تکرار», and so that the next one can be worded
    differently (`again`)."""

    key: str
    args: Mapping[str, Json] = NOTHING
    again: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """An answer that came while staff had the conversation: told when they hand back."""

    call_id: str
    result: CallResult


@dataclass(frozen=True, slots=True)
class Reminder:
    """A text to be said at `at`, on its own. `flow` and `name` say which one a newer one replaces."""

    flow: str
    name: str
    at: datetime
    key: str
    args: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Carried:
    """What the services just offered need not ask: values of their slots, by name. `back` is the service that goes on
    and may be asked whether they are its own, too."""

    flows: tuple[str, ...]
    values: Mapping[str, Json]
    back: str | None = None


class State(NamedTuple):
    """A conversation between two turns. `version` climbs by one a turn and is the write's fence.
    `turn_seq` numbers turns; `stack[-1]` is the flow in hand; `strikes` counts misunderstandings in a row.
    `calls_made` counts the calls of this turn (the index in their ids); `shelved`, `topic` and `earlier` are what was
    before (see `dialogs.past`); `expired` says that a silence ended a flow and nobody was told yet;
    `noted_at` is when a waiting citizen was last told that staff will read this, `rated_at` when they were last asked
    whether it worked; `news` came at night or while staff had the conversation, and waits to be told; `files` are those
    that came and wait for their question, oldest first, each with what was written beside it (see `dialogs.kept`);
    `in_line`: the bot answers meanwhile, and the place in the queue for staff is kept; `noted`: what was said of the
    services that are `queued`, by service."""

    conversation_id: str
    version: int = 0
    turn_seq: int = 0
    mode: Mode = Mode.BOT
    stack: tuple[Frame, ...] = ()
    asked: Asked | None = None
    identity: Identity | None = None
    strikes: int = 0
    queued: tuple[str, ...] = ()
    updated_at: datetime | None = None
    calls: Mapping[str, Pending] = NOTHING
    calls_made: int = 0
    shelved: Frame | None = None
    last: tuple[Said, ...] = ()
    held: tuple[Held, ...] = ()
    expired: bool = False
    noted_at: datetime | None = None
    rated_at: datetime | None = None
    reminders: tuple[Reminder, ...] = ()
    carried: Carried | None = None
    news: tuple[Mapping[str, Json], ...] = ()
    files: tuple[Mapping[str, Json], ...] = ()
    in_line: bool = False
    noted: Mapping[str, Mapping[str, Json]] = NOTHING
    earlier: Frame | None = None
    topic: Frame | None = None
