"""What understanding yields: plain values, no behaviour. Everything above `nlu` may import this module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

EntityValue = str | int | float


class Act(StrEnum):
    """Conversational moves recognised by rules before any model, in any script."""

    AFFIRM = "affirm"
    DENY = "deny"
    CANCEL = "cancel"
    BACK = "back"
    REPEAT = "repeat"
    EXPLAIN = "explain"
    SKIP = "skip"
    DONT_KNOW = "dont_know"
    RESTART = "restart"
    HUMAN = "human"
    CRISIS = "crisis"
    DANGER = "danger"
    OTHERS = "others"
    BOUNDARY = "boundary"
    ENOUGH = "enough"
    FAREWELL = "farewell"
    RESEND = "resend"
    WHAT_IF = "what_if"
    FOLLOW_UP = "follow_up"
    UPSET = "upset"
    WITHDRAW = "withdraw"
    CARD = "card"
    PAPERS = "papers"
    CALENDAR = "calendar"
    HOLD = "hold"
    ACK = "ack"
    ABOUT_ME = "about_me"
    ASKS_LEAVE = "asks_leave"


@dataclass(frozen=True, slots=True)
class Intent:
    """One reading of what the citizen wants. `confidence` is a calibrated probability in 0–1. `part`: where in the raw
    text the part stands that was read so, when it was a part of the message and not the whole."""

    name: str
    confidence: float
    part: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A value found in the text. `value` is canonical (ASCII digits, rial, metres, `YYYY-MM-DD` Jalali);
    `start`/`end` index the raw text, and `raw == text[start:end]`.
    `fault` names what is wrong with a recognised value (`check_digit`, `length`); `None` means sound."""

    name: str
    value: EntityValue
    raw: str
    start: int
    end: int
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """One message, understood. `intents` is ordered by confidence, best first; the name `out_of_scope`
    stands for "none of these". `acts` keeps the order of the text."""

    raw: str
    normal: str
    acts: tuple[Act, ...] = ()
    intents: tuple[Intent, ...] = ()
    entities: tuple[Entity, ...] = ()
    model_version: str = ""

    @property
    def intent(self) -> Intent | None:
        return self.intents[0] if self.intents else None


class Understander(Protocol):
    """Turns text into an `Understanding`. Pure CPU work; never raises on any text, of any length."""

    version: str

    def understand(self, text: str, *, now: datetime, expecting: str | None = None) -> Understanding:
        """`now` anchors relative dates (aware, any zone; read in Asia/Tehran).
        `expecting` is the slot just asked for: a hint, never a filter on what the citizen may say."""
        ...
