"""Which word was meant, by the words beside it: neighbours seen in the training texts speak for a near word.

How near two words are is in `spelling`; what a repaired word becomes is in `repair`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlu.words.joining import key
from nlu.words.membership import HashedWords
from nlu.words.neighbours import END, START, alone, pair
from nlu.words.spelling import SpellingIndex, allowed, slips

BOTH = 2
_A_SIDE = 0.4  # what a neighbour takes off the price of the slips
_A_SIDE_OF_READING = 0.3  # the same for the misfit of a Persian reading
_A_DOUBLING = 0.03  # the same for each doubling of how often the word is said
_DEARER = 0.2  # how much dearer slips may be, for each side, than where nothing but the word itself is known
_CLEAR = 0.15  # how much cheaper the best word must be than the next


@dataclass(frozen=True, slots=True)
class Context:
    """Neighbours in the training texts and within the phrases of the lexicon, and the words that may be meant."""

    neighbours: HashedWords
    phrases: HashedWords
    spelling: SpellingIndex

    def meant(self, compact: str, before: str, after: str, *, least: int, stems: Iterable[str] = ()) -> str | None:
        """The key of the near word for which neighbours speak on at least `least` sides, and on more than for the word
        as it stands, or as one of its `stems`. None when there is no such word, or two are about as likely."""
        own = 0
        for form in (compact, *stems):
            for known in (self.neighbours, self.phrases):
                own = max(own, _sides(known, form, before, after))
                if own > BOTH - least:  # of most words, at the first look
                    return None
        most = allowed(compact)
        ranked = sorted(
            (price - _A_SIDE * sides - _A_DOUBLING * math.log2(self.spelling.counts[right]), right)
            for right in self.spelling.near(compact)
            if (sides := _sides(self.neighbours, right, before, after)) >= least
            and sides > own
            and (price := slips(compact, right)) <= most + _DEARER * sides
        )
        if not ranked or (len(ranked) > 1 and ranked[1][0] - ranked[0][0] < _CLEAR):
            return None
        return ranked[0][1]

    def best(self, readings: Sequence[tuple[str, float]], before: str, after: str) -> str:
        """Of several words with their costs the one that costs least, once the neighbours have spoken."""
        return min(
            readings, key=lambda one: one[1] - _A_SIDE_OF_READING * _sides(self.neighbours, key(one[0]), before, after)
        )[0]


def _sides(known: HashedWords, compact: str, before: str, after: str) -> int:
    """On how many sides a word is known to stand beside these."""
    if (before, after) == (START, END):
        return BOTH if alone(compact) in known else 0
    return (pair(before, compact) in known) + (pair(compact, after) in known)
