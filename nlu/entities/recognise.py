"""All recognisers over one message, and the one place where overlaps are settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from nlu.entities import (
    amount,
    area,
    bare,
    bill,
    code,
    counts,
    dates,
    district,
    file_numbers,
    lexical,
    mobile,
    national_id,
    nosazi_code,
    postal_code,
    registry,
    times,
    words,
)
from nlu.entities.doc import Doc, Found
from nlu.entities.numbers import find_numbers
from nlu.text import Normal
from nlu.types import Entity

Recogniser = Callable[[Doc], Iterator[Found]]

RECOGNISERS: tuple[Recogniser, ...] = (
    national_id.find,
    mobile.find,
    postal_code.find,
    nosazi_code.find,
    file_numbers.find,
    bill.find,
    registry.find,
    amount.find,
    area.find,
    counts.find,
    district.find,
    dates.find,
    times.find,
    code.find,
    lexical.find,
    words.find,
    bare.find,
)


def recognise(normal: Normal, *, now: datetime, expecting: str | None = None) -> tuple[Entity, ...]:
    """The entities of a message in the order of the text, none overlapping, with places in the raw text."""
    plain = normal.plain
    doc = Doc(normal=normal, plain=plain, numbers=find_numbers(plain), now=now, expecting=expecting)
    found = [one for recogniser in RECOGNISERS for one in recogniser(doc)]
    first: dict[tuple[str, object], Found] = {}
    for one in settle(found):
        first.setdefault((one.name, one.value), one)  # the same thing said twice is one value
    return tuple(_entity(normal, one) for one in first.values())


def settle(found: list[Found]) -> list[Found]:
    """Of values that overlap the one of higher rank stays; then the longer; then the earlier."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (-each.rank, each.start - each.end, each.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda each: each.start)


def _entity(normal: Normal, found: Found) -> Entity:
    start, end = normal.raw_span(found.start, found.end)
    return Entity(found.name, found.value, normal.raw[start:end], start, end, found.fault)
