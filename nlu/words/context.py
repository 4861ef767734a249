"""Which word was meant, by the words beside it: neighbours seen in the training texts speak for a near word.

How near two words are is in `spelling`; what a repaired word becomes is in `repair`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from nlu.words.joining import key
from nlu.words.membership import HashedWords
from nlu.words.neighbours import pair
from nlu.words.spelling import SpellingIndex, allowed, slips

BOTH = 2
_A_SIDE = 0.4  # what a neighbour takes off the price of the slips
_A_SIDE_OF_READING = 0.3  # the same for the misfit of a Persian reading
_A_DOUBLING = 0.03  # the same for each doubling of how often the word is said
_DEARER = 0.2  # how much dearer slips may be than where nothing but the word itself is known
_CLEAR = 0.15  # how much cheaper the best word must be than the next


@dataclass(frozen=True, slots=True)
class Context:
    """The neighbours of the training texts, and the words that may be meant."""

    neighbours: HashedWords
    spelling: SpellingIndex

    def meant(self, compact: str, before: str, after: str, *, least: int) -> str | None:
        """The key of the near word for which neighbours speak on at least `least` sides, and on more than for the word
        as it stands. None when there is no such word, or two are about as likely."""
        own = self._sides(compact, before, after)
        if own > BOTH - least:
            return None
        most = allowed(compact) + _DEARER
        ranked = sorted(
            (price - _A_SIDE * sides - _A_DOUBLING * math.log2(self.spelling.counts[right]), right)
            for right in self.spelling.near(compact)
            if (sides := self._sides(right, before, after)) >= least
            and sides > own
            and (price := slips(compact, right)) <= most
        )
        if not ranked or (len(ranked) > 1 and ranked[1][0] - ranked[0][0] < _CLEAR):
            return None
        return ranked[0][1]

    def best(self, readings: Sequence[tuple[str, float]], before: str, after: str) -> str:
        """Of several words with their costs the one that costs least, once the neighbours have spoken."""
        return min(readings, key=lambda one: one[1] - _A_SIDE_OF_READING * self._sides(key(one[0]), before, after))[0]

    def _sides(self, compact: str, before: str, after: str) -> int:
        return (pair(before, compact) in self.neighbours) + (pair(compact, after) in self.neighbours)
