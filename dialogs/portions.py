"""The part of a message that asks for one of several services: what is told there is told to that one, and to no other.
Which part that is, understanding says (`Intent.part`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nlu.types import Entity, Intent, Understanding


def portion(said: Understanding, name: str) -> Understanding:
    """What is said to this service: the words and values of its part; the whole message where it has none."""
    intent = _with_part(said, name)
    if intent is None or intent.part is None:
        return said
    start, end = intent.part
    words = said.raw[start:end]
    inside = tuple(
        replace(each, start=each.start - start, end=each.end - start)
        for each in said.entities
        if _stands_in(each, intent.part)
    )
    return replace(said, raw=words, normal=words, acts=(), intents=(replace(intent, part=None),), entities=inside)


def without_portions(said: Understanding, names: Iterable[str]) -> Understanding:
    """What is said to the others: without the values in the parts of these."""
    parts = [intent.part for name in names if (intent := _with_part(said, name)) and intent.part]
    kept = tuple(each for each in said.entities if not any(_stands_in(each, part) for part in parts))
    return said if len(kept) == len(said.entities) else replace(said, entities=kept)


def has_portion(said: Understanding, name: str) -> bool:
    """Is there a part of the message that asks for this service?"""
    return _with_part(said, name) is not None


def _with_part(said: Understanding, name: str) -> Intent | None:
    return next((intent for intent in said.intents if intent.name == name and intent.part), None)


def _stands_in(entity: Entity, part: tuple[int, int]) -> bool:
    return part[0] <= entity.start and entity.end <= part[1]
