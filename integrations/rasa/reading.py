"""What a Rasa server says about a text, checked: its answer to `POST /model/parse` as plain values. No network here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from nlu.types import Intent

FALLBACK = "nlu_fallback"
"""Rasa's word for "not sure". It is no intent: low confidences say the same, and the dialog asks back on them."""


class NotAReading(ValueError):
    """The answer is not one of Rasa's. Holds no text of it: it may quote the citizen."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of the text that Rasa takes for an entity. Its value is for our grammar to find."""

    name: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Intents by confidence, best first; at least one."""

    intents: tuple[Intent, ...]
    marks: tuple[Mark, ...] = ()


def read_answer(answer: Any, text: str) -> Reading:
    """The reading in an answer for this text.

    Raises:
        NotAReading: the answer has another shape.
    """
    try:
        ranking = [(str(one["name"]), _share(one["confidence"])) for one in answer["intent_ranking"]]
        intents = [Intent(name, share) for name, share in ranking if name != FALLBACK]
        marks = tuple(_mark(one, len(text)) for one in answer["entities"])
    except (KeyError, TypeError, ValueError) as fault:
        raise NotAReading(type(fault).__name__) from None
    if not intents:
        raise NotAReading("no intents")
    return Reading(tuple(sorted(intents, key=lambda one: -one.confidence)), marks)


def _mark(one: Any, length: int) -> Mark:
    start, end = one["start"], one["end"]
    if not (type(start) is type(end) is int and 0 <= start < end <= length):
        raise ValueError
    return Mark(str(one["entity"]), start, end, _share(one.get("confidence_entity", 1.0)))


def _share(value: Any) -> float:
    number = float(value)
    if not (math.isfinite(number) and 0 <= number <= 1.0001):
        raise ValueError
    return min(number, 1.0)
