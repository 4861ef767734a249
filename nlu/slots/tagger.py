"""Entities and intents read by a network that learned them from marked examples, in place of the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu.network.net import Floats, Network
from nlu.slots.decode import Decoder
from nlu.slots.marks import Stretch, Word, split_words, stretches
from nlu.text import Normal
from nlu.types import Entity

LONGEST = 120  # words of a message that are read
CAUTION = 0.5
"""Added to "outside": networks that saw swapped values find too many. Chosen on MASSIVE's development part."""
LINEAR = 0.85
"""How much the linear model's word on the intent counts beside the network's (chosen there too, as is `TEMPER`)."""
TEMPER = 0.55
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

    def read(self, normal: Normal, linear: Mapping[str, float]) -> Found:
        """`linear` is what a linear model says of the intents; the entities are read in the light of both opinions."""
        words = split_words(normal.text)[:LONGEST]
        if not words:
            return Found(dict.fromkeys(self.intents, 1 / len(self.intents)), ())
        reading = self._network.read([word.text for word in words])
        chances = blend(reading.intents, np.array([linear.get(name, 0.0) for name in self.intents]))
        best = self._decoder.best(self._network.tags_for(reading, chances))
        entities = tuple(_entity(normal, words, one) for one in stretches([self.tags[tag] for tag in best]))
        return Found(dict(zip(self.intents, chances.tolist(), strict=True)), entities)


def blend(read: Floats, linear: NDArray[np.floating]) -> Floats:
    """Two readings of one message as one: the product of their chances, tempered, made to sum to one."""
    both = TEMPER * (np.log(read + _MISSING) + LINEAR * np.log(linear + _MISSING))
    chances = np.exp(both - both.max())
    return np.asarray(chances / chances.sum(), dtype=np.float32)


def _entity(normal: Normal, words: Sequence[Word], found: Stretch) -> Entity:
    since, to = words[found.start].start, words[found.end - 1].end
    start, end = normal.raw_span(since, to)
    return Entity(found.name, normal.text[since:to], normal.raw[start:end], start, end)
