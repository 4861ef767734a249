"""The part of a message that asks for one of several services: what is told there is told to that one, and to no other.
Which part that is, understanding says (`Intent.part`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from dialogs.choices import fold
from nlu.types import Entity, Understanding

ALSO = "هم"
BOTH_WORDS = re.compile(rf"(?<!\w){ALSO}(?!\w)")
_IN_TURN = re.compile(
    r"(?<!\w)(?:(?P<after>بعدش|بعدشم|بعد هم|بعدم|و بعد|بعد از (?:اون|آن)|سپس|و اگه|و اگر)"
    r"|(?:ولی |اما )?(?:قبلش|قبل از (?:اون|آن))|(?:ولی|اما) اول)(?!\w)"
)
"""Words by which one wish follows the other, or comes before it."""

BY_THE_WAY = re.compile(r"(?<!\w)راستی(?!\w)")
_LOOSE_END = re.compile(r"(?:(?<!\w)(?:و|هم|ولی|اما)|[\s،,؛])*\Z")
_LOOSE_START = re.compile(r"\A[\s،,؛]*(?:(?:و|هم|ولی|اما|فقط|اول|قبلش|راستی|بعدش|بعدشم|اینکه|این که)[\s،]+)*")
"""What joined a part that is taken out to what is left."""


def told_apart(said: Understanding, least: float) -> list[str]:
    """What each part of a message wants, in the order of the text: nothing unless all of it falls into parts, and each
    is as sure as that."""
    named = [each for each in said.intents if each.part]
    if len(named) < 2 or said.intents[0].part is None or any(each.confidence < least for each in named):
        return []
    return [each.name for each in sorted(named, key=lambda each: each.part or (0, 0))]


def as_told(said: Understanding, wishes: list[str]) -> list[str]:
    """Two wishes in the order in which the message puts them: what stands at its beginning, and «قبلش» before what it
    is said of, comes first however sure it is."""
    part = next((each.part for each in said.intents if each.name == wishes[1]), None) if len(wishes) == 2 else None
    if part is None:
        return wishes
    if not (found := _IN_TURN.search(said.raw)):
        beside = BOTH_WORDS.search(said.raw)  # «پرونده‌م کجاست؟ قبضم هم چقدره؟»: what «هم» adds comes after
        return wishes[::-1] if beside and part[1] <= beside.start() else wishes
    before = part[1] <= found.end() if found["after"] else part[0] >= found.start()
    return wishes[::-1] if before else wishes


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
    raw = _LOOSE_END.sub("", _LOOSE_START.sub(lambda found: " " * len(found.group()), raw))
    return replace(said, raw=raw, normal=raw, entities=kept)


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
