"""What a turn can ask of the world: orders, carried out by `bot.turn` inside the turn's transaction. Those of nearly
every turn are named tuples, as in `dialogs.state`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from dialogs.ports import Json
from dialogs.state import NOTHING


class Choice(NamedTuple):
    """One button. `payload` is `/press:<turn_seq>:<index>` (good only while that question stands; the
    value it means is kept in `State.asked`, never in the button) or `/start:<flow>` (never stale).
    The button's label is the text `label` rendered with `args`."""

    payload: str
    label: str
    args: Mapping[str, Json] = NOTHING


class Say(NamedTuple):
    """Say the text `key` (`<service>.<name>` or `common.<name>`) with `args`; in its other wording with `again`."""

    key: str
    args: Mapping[str, Json] = NOTHING
    choices: tuple[Choice, ...] = ()
    again: bool = False


class Ask(NamedTuple):
    """Ask for `slot`. `secret` answers are wiped from the inbox and never shown in a transcript."""

    slot: str
    key: str
    args: Mapping[str, Json] = NOTHING
    choices: tuple[Choice, ...] = ()
    secret: bool = False


class Call(NamedTuple):
    """Carry out the registered action. `call_id` is uuid5(conversation, turn_seq, index): made before the
    call, stored with it, sent as its idempotency key."""

    call_id: str
    action: str
    args: Mapping[str, Json] = NOTHING


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


class Outcome(NamedTuple):
    """The name of what this turn came to, one of `dialogs.outcomes.OUTCOMES`: counted, never shown. `pattern` is the
    repair pattern that had the citizen's words (a function of `dialogs.repair`), empty when none was tried."""

    name: str
    pattern: str = ""


Effect = Say | Ask | Call | Quote | WakeAt | Outcome
