"""What a flow says of areas that are told of a part of the whole. Reading a message by it is `shares`'."""

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
