"""What a turn can ask of the world: orders, carried out by `bot.turn` inside the turn's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from dialogs.ports import Json


@dataclass(frozen=True, slots=True)
class Choice:
    """One button. `payload` is `/press:<turn_seq>:<index>` (good only while that question stands; the
    value it means is kept in `State.asked`, never in the button) or `/start:<flow>` (never stale).
    The button's label is the text `label` rendered with `args`."""

    payload: str
    label: str
    args: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Say:
    """Say the text `key` (`<service>.<name>` or `common.<name>`) with `args`; in its other wording with `again`."""

    key: str
    args: Mapping[str, Json] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask for `slot`. `secret` answers are wiped from the inbox and never shown in a transcript."""

    slot: str
    key: str
    args: Mapping[str, Json] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """Carry out the registered action. `call_id` is uuid5(conversation, turn_seq, index): made before the
    call, stored with it, sent as its idempotency key."""

    call_id: str
    action: str
    args: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quote:
    """Pass on what a member of staff wrote, unchanged and marked with their name."""

    staff: str
    text: str


@dataclass(frozen=True, slots=True)
class WakeAt:
    """Send `Woke` at this time unless something else happens first. One per conversation; the last wins;
    `at=None` takes the standing one back."""

    at: datetime | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The name of what this turn came to, one of `dialogs.outcomes.OUTCOMES`: counted, never shown. `pattern` is the
    repair pattern that had the citizen's words (a function of `dialogs.repair`), empty when none was tried."""

    name: str
    pattern: str = ""


Effect = Say | Ask | Call | Quote | WakeAt | Outcome
