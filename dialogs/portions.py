"""The part of a message that asks for one of several services: what is told there is told to that one, and to no other.
Which part that is, understanding says (`Intent.part`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from dialogs.choices import fold
from nlu.types import Entity, Understanding


def portion(said: Understanding, name: str) -> Understanding | None:
    """What is said to this service alone: the words and values of its part; None where it has none."""
    intent = next((each for each in said.intents if each.name == name), None)
    if intent is None or intent.part is None:
        return None
    start, end = intent.part
    words = said.raw[start:end]
    inside = tuple(
        replace(each, start=each.start - start, end=each.end - start)
        for each in said.entities
        if _stands_in(each, intent.part)
    )
    return replace(said, raw=words, normal=words, acts=(), intents=(replace(intent, part=None),), entities=inside)


def without_portions(said: Understanding, names: Iterable[str]) -> Understanding:
    """What is said to the others: without the words and values in the parts of these. Places in the text stay."""
    asked = set(names)
    parts = [intent.part for intent in said.intents if intent.name in asked and intent.part]
    if not parts:
        return said
    raw = said.raw
    for start, end in parts:
        raw = f"{raw[:start]}{' ' * (end - start)}{raw[end:]}"
    kept = tuple(each for each in said.entities if not any(_stands_in(each, part) for part in parts))
    return replace(said, raw=raw.rstrip(), normal=raw.rstrip(), entities=kept)


def called_beside(
    titles: Mapping[str, Set[str]], said: Understanding, names: Sequence[str], joining: re.Pattern[str]
) -> list[str]:
    """«کلاس استعلام ثبت‌نام کنم و گزارش چاله هم دارم»: those of these services that a message with a joining word calls
    by a word of their title."""
    words = fold(said.raw).split() if joining.search(said.raw) else ()
    return [name for name in names if not titles.get(name, frozenset()).isdisjoint(words)]


def _stands_in(entity: Entity, part: tuple[int, int]) -> bool:
    return part[0] <= entity.start and entity.end <= part[1]


def beside_values(said: Understanding) -> str:
    """What the message says beside its values: «منطقهٔ ۱۲» calls no office."""
    text = said.raw
    for entity in said.entities:
        text = text.replace(entity.raw, " ", 1) if entity.raw else text
    return text
