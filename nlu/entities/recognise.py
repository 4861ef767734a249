"""All recognisers over one message, and the one place where overlaps are settled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
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
from nlu.entities.runs import find_runs
from nlu.text import Normal
from nlu.types import Entity

_DIGIT = re.compile(r"\d")
Recogniser = Callable[[Doc], Iterator[Found]]

OF_DIGITS: tuple[Recogniser, ...] = (
    national_id.find,
    mobile.find,
    postal_code.find,
    nosazi_code.find,
    file_numbers.find,
    bill.find,
    registry.find,
    code.find,
)
"""These find nothing in a text without digits."""

OF_WORDS: tuple[Recogniser, ...] = (
    amount.find,
    area.find,
    counts.find,
    district.find,
    dates.find,
    times.find,
    lexical.find,
    words.find,
    bare.find,
)


def recognise(normal: Normal, *, now: datetime, expecting: str | None = None) -> tuple[Entity, ...]:
    """The entities of a message in the order of the text, none overlapping, with places in the raw text."""
    plain = normal.plain
    doc = Doc(normal=normal, plain=plain, numbers=find_numbers(plain), now=now, expecting=expecting)
    doc = replace(doc, runs=find_runs(doc))
    recognisers = OF_DIGITS + OF_WORDS if _DIGIT.search(plain) else OF_WORDS
    found = [one for recogniser in recognisers for one in recogniser(doc)]
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
