"""What the engine made of one turn: what it understood, which pattern had it, what it came to and where it left the
citizen. Kept with the turn's first message (`bot.storage.messages`) and gone with it; never logged. It is read by
`chat --explain` and at the desk, whose Persian words for it are in `bot.console.telling`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dialogs.effects import Outcome
from dialogs.events import Event, FileStored, UserSaid
from dialogs.ports import Json
from dialogs.state import State
from nlu.types import Entity, EntityValue, Intent, Understanding

MOST_INTENTS = 3
LEAST_CONFIDENCE = 0.01
"""Below it a reading is none: the model gives every intent something."""
ONE_TIME_CODE = "code"
"""The value that is left out wherever it was found: a one-time code typed too early is no less one."""
NOTHING = Understanding(raw="", normal="")


@dataclass(frozen=True, slots=True)
class Found:
    """A value of the message: `value` is canonical, `raw` what the citizen wrote."""

    name: str
    value: EntityValue
    raw: str


@dataclass(frozen=True, slots=True)
class Account:
    """`stack` are the flows in hand after the turn, the one that goes on last; `asked` is the question that stands
    then. `summary` is what was handed to staff (`dialogs.desk.summary`), when this turn called them."""

    intents: tuple[Intent, ...] = ()
    acts: tuple[str, ...] = ()
    values: tuple[Found, ...] = ()
    pattern: str = ""
    outcome: str = ""
    stack: tuple[str, ...] = ()
    asked: str | None = None
    summary: Json = None


def account_of(
    event: Event, state: State, outcomes: Iterable[Outcome], *, wiped: bool, summary: Json = None
) -> Account:
    """The account of a turn that took `event` and came to `state`. `wiped`: of the message itself nothing may stay, so
    nothing of what was understood does. The pattern is the first named; the last outcome is what it all came to."""
    named = list(outcomes)
    said = NOTHING if wiped else _understood(event)
    return Account(
        intents=tuple(each for each in said.intents[:MOST_INTENTS] if each.confidence >= LEAST_CONFIDENCE),
        acts=tuple(act.value for act in said.acts),
        values=tuple(_found(entity) for entity in said.entities if entity.name != ONE_TIME_CODE),
        pattern=next((each.pattern for each in named if each.pattern), ""),
        outcome=named[-1].name if named else "",
        stack=tuple(frame.flow for frame in state.stack),
        asked=state.asked.slot if state.asked else None,
        summary=summary,
    )


def _understood(event: Event) -> Understanding:
    if isinstance(event, UserSaid):
        return event.understanding
    return (isinstance(event, FileStored) and event.said) or NOTHING


def _found(entity: Entity) -> Found:
    return Found(entity.name, entity.value, entity.raw)


def to_json(account: Account) -> dict[str, Json]:
    """Also the form `chat --json --explain` gives."""
    return {
        "intents": [{"name": each.name, "confidence": round(each.confidence, 3)} for each in account.intents],
        "acts": list(account.acts),
        "values": [{"name": each.name, "value": each.value, "raw": each.raw} for each in account.values],
        "pattern": account.pattern,
        "outcome": account.outcome,
        "stack": list(account.stack),
        "asked": account.asked,
        "summary": account.summary,
    }


def from_json(data: Any) -> Account:
    return Account(
        intents=tuple(Intent(each["name"], each["confidence"]) for each in data["intents"]),
        acts=tuple(data["acts"]),
        values=tuple(Found(each["name"], each["value"], each["raw"]) for each in data["values"]),
        pattern=data["pattern"],
        outcome=data["outcome"],
        stack=tuple(data["stack"]),
        asked=data["asked"],
        summary=data["summary"],
    )
