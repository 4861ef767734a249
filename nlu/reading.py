"""One message read: letters folded, words repaired, values found. Training and serving read alike; what the message
wants is decided elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from nlu.entities.recognise import recognise
from nlu.text import Normal, normalise
from nlu.types import Entity
from nlu.words.repair import Repairer
from nlu.words.tables import WordTables

TABLES = "words.json"
AS_SAID = frozenset({"name", "address", "date_text"})
"""Values that are the citizen's own words: no repair may touch them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`normal`: the text in normal form. `heard`: the same with its words repaired; both know the raw text."""

    normal: Normal
    heard: Normal
    entities: tuple[Entity, ...]


class Reader:
    """Reads by the word tables of a model. Safe to share between threads."""

    def __init__(self, tables: WordTables) -> None:
        self._repairer = Repairer.of(tables)

    def read(self, text: str, *, now: datetime, expecting: str | None = None) -> Reading:
        normal = normalise(text)
        heard = self.repaired(normal)
        if expecting in AS_SAID:
            return Reading(normal, heard, recognise(normal, now=now, expecting=expecting))
        found = recognise(heard, now=now, expecting=expecting)
        entities = tuple(
            replace(one, value=normalise(one.raw).text) if one.name in AS_SAID and heard is not normal else one
            for one in found
        )
        return Reading(normal, heard, entities)

    def repaired(self, normal: Normal) -> Normal:
        """The message with its words repaired and nothing else done to it."""
        return self._repairer.repair(normal)
