"""What a flow says of areas that are told of a part of the whole. Reading a message by it is for `shares` and
`levels`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shares:
    """What is told of a part of the `whole`: by the name of the entity that tells it, its own answer to the question
    `of`, where there is no other part; of several parts the answer is `both`."""

    of: str
    both: str
    whole: str
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """What is told part by part, by the names of entities: all parts `of` the `whole`, `one` of them and where it
    stands (`at`); what `each` of them is when they are alike, and their `count`."""

    of: str
    one: str
    at: str
    each: str
    count: str
    whole: str
