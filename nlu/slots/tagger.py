"""Entities and intents read by a network that learned them from marked examples, in place of the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nlu.network.net import Network
from nlu.slots.decode import Decoder
from nlu.slots.marks import Stretch, Word, split_words, stretches
from nlu.text import Normal
from nlu.types import Entity

LONGEST = 120  # words of a message that are read
CAUTION = 0.5
"""Added to "outside": networks that saw swapped values find too many. Chosen on MASSIVE's development part."""
LINEAR = 0.5
"""How much the linear model's word on the intent counts beside the network's (chosen there too, as is `TEMPER`)."""
TEMPER = 0.7
"""Both learned from the same examples, so their agreement is worth less than two opinions."""
_MISSING = 1e-6  # the least chance a reading gives to an intent


@dataclass(frozen=True, slots=True)
class Found:
    """What was read: a chance for each intent, and the entities in the order of the text."""

    intents: Mapping[str, float]
    entities: tuple[Entity, ...]


class Tagger:
    """The names to what the network reads, and the places of its entities."""

    def __init__(self, network: Network, intents: tuple[str, ...], tags: tuple[str, ...]) -> None:
        self._network, self.intents, self.tags = network, intents, tags
        self._decoder = Decoder(network.steps, network.start, CAUTION)

    def read(self, normal: Normal) -> Found:
        words = split_words(normal.text)[:LONGEST]
        if not words:
            return Found(dict.fromkeys(self.intents, 1 / len(self.intents)), ())
        reading = self._network.read([word.text for word in words])
        best = self._decoder.best(reading.tags)
        entities = tuple(_entity(normal, words, one) for one in stretches([self.tags[tag] for tag in best]))
        return Found(dict(zip(self.intents, reading.intents.tolist(), strict=True)), entities)


def blend(read: Mapping[str, float], linear: Mapping[str, float]) -> dict[str, float]:
    """Two readings of one message as one: the product of their chances, tempered, made to sum to one."""
    names = list(read)
    first = np.log(np.array([read[name] for name in names]) + _MISSING)
    second = np.log(np.array([linear.get(name, 0.0) for name in names]) + _MISSING)
    both = TEMPER * (first + LINEAR * second)
    chances = np.exp(both - both.max())
    return dict(zip(names, (chances / chances.sum()).tolist(), strict=True))


def _entity(normal: Normal, words: Sequence[Word], found: Stretch) -> Entity:
    since, to = words[found.start].start, words[found.end - 1].end
    start, end = normal.raw_span(since, to)
    return Entity(found.name, normal.text[since:to], normal.raw[start:end], start, end)
