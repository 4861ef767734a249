"""Entities and intents read by networks that learned them from marked examples, in place of the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nlu.network.net import Floats, Network
from nlu.slots.decode import best_tags
from nlu.slots.marks import Stretch, Word, split_words, stretches
from nlu.text import Normal
from nlu.types import Entity

LONGEST = 120  # words of a message that are read
CAUTION = 0.75
"""Added to "outside": networks that saw swapped values find too many. Chosen on MASSIVE's development part."""
_MISSING = 1e-6  # the least chance a reading gives to an intent


@dataclass(frozen=True, slots=True)
class Found:
    """What was read: a chance for each intent, and the entities in the order of the text."""

    intents: Mapping[str, float]
    entities: tuple[Entity, ...]


class Tagger:
    """Several networks read; their scores are averaged."""

    def __init__(self, networks: Sequence[Network], intents: tuple[str, ...], tags: tuple[str, ...]) -> None:
        self._networks, self.intents, self.tags = tuple(networks), intents, tags
        self._steps = np.mean([net.steps for net in networks], axis=0)
        self._start = np.mean([net.start for net in networks], axis=0)

    def read(self, normal: Normal) -> Found:
        words = split_words(normal.text)[:LONGEST]
        if not words:
            return Found(dict.fromkeys(self.intents, 1 / len(self.intents)), ())
        chances, scores = self.scores([word.text for word in words])
        row = [self.tags[tag] for tag in best_tags(scores, self._steps, self._start, CAUTION)]
        entities = tuple(_entity(normal, words, one) for one in stretches(row))
        return Found(dict(zip(self.intents, chances.tolist(), strict=True)), entities)

    def scores(self, words: Sequence[str]) -> tuple[Floats, Floats]:
        """The mean chance of each intent, and the mean score of each word and tag."""
        readings = [net.read(words) for net in self._networks]
        if len(readings) == 1:
            return readings[0].intents, readings[0].tags
        chances = np.mean([one.intents for one in readings], axis=0)
        return chances, np.mean([one.tags for one in readings], axis=0)


def blend(first: Mapping[str, float], second: Mapping[str, float]) -> dict[str, float]:
    """Two readings of one message as one: the product of their chances, made to sum to one."""
    names = list(first)
    left = np.log(np.array([first[name] for name in names]) + _MISSING)
    right = np.log(np.array([second.get(name, 0.0) for name in names]) + _MISSING)
    both = np.exp((left + right) - (left + right).max())
    return dict(zip(names, (both / both.sum()).tolist(), strict=True))


def _entity(normal: Normal, words: Sequence[Word], found: Stretch) -> Entity:
    since, to = words[found.start].start, words[found.end - 1].end
    start, end = normal.raw_span(since, to)
    return Entity(found.name, normal.text[since:to], normal.raw[start:end], start, end)
