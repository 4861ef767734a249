"""Words written together, found again: the likeliest cover of a run of letters by words of the language, those of the
domain before others."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nlu.words.neighbours import pair

_LONGEST_RUN = 60
_LONGEST_WORD = 16
_LEAST = {2: 40, 3: 12}
"""How often a short word must be said to be found inside a run: «در» is in half of all words."""
_LEAST_OTHERS = 3
_LEAST_LATIN = {2: 8, 3: 3}
_LEAST_LATIN_OTHERS = 2
_SHORTEST_STRANGER = 4
_STRANGER = 3.0  # how much dearer a word is that the domain never says
_BESIDE = 2.5  # what it takes off that two words are known to stand side by side
_FEWEST_KNOWN = 0.7  # share of the letters that must be everyday words of the domain

Known = Callable[[str], bool]


def _never(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class _Way:
    """The cheapest cover of the first letters of a run."""

    price: float
    start: int
    word: str
    strange: int


_NOWHERE = _Way(math.inf, 0, "", 0)


@dataclass(frozen=True, slots=True)
class Segmenter:
    """Everyday words with the price of each: the rarer, the dearer. `is_word`: is this a word of the language at all?
    `is_pair`: are these two words known to stand side by side?"""

    prices: Mapping[str, float]
    stranger: float
    is_word: Known
    is_pair: Known

    @classmethod
    def of(cls, counts: Mapping[str, int], *, is_word: Known = _never, is_pair: Known = _never) -> Segmenter:
        total = math.log(sum(counts.values()) + 1)
        prices = {word: total - math.log(count) for word, count in counts.items() if _everyday(word, count)}
        return cls(prices, total + _STRANGER, is_word, is_pair)

    def segment(self, run: str) -> tuple[str, ...] | None:
        """The cheapest cover by two words or more; None when there is none, or most of it is strange."""
        if len(run) > _LONGEST_RUN:
            return None
        best = [_Way(0.0, 0, "", 0)]  # the cheapest way to each letter
        for end in range(1, len(run) + 1):
            best.append(min(self._ways(run, end, best), key=lambda way: way.price, default=_NOWHERE))
        if math.isinf(best[-1].price) or best[-1].strange > _FEWEST_KNOWN * len(run):
            return None
        parts: list[str] = []
        end = len(run)
        while end:
            parts.append(best[end].word)
            end = best[end].start
        return tuple(reversed(parts)) if len(parts) > 1 else None

    def _ways(self, run: str, end: int, best: list[_Way]) -> list[_Way]:
        found = []
        for start in range(max(0, end - _LONGEST_WORD), end - 1):
            before = best[start]
            if math.isinf(before.price):
                continue
            word = run[start:end]
            if len(word) == len(run):
                continue
            price, strange = self.prices.get(word), 0
            if price is None and len(word) >= _SHORTEST_STRANGER and self.is_word(word):
                price, strange = self.stranger, len(word)
            if price is not None:
                beside = _BESIDE if before.word and self.is_pair(pair(before.word, word)) else 0.0
                found.append(_Way(before.price + max(0.1, price - beside), start, word, before.strange + strange))
        return found


def _everyday(word: str, count: int) -> bool:
    least = _LEAST_LATIN if word.isascii() else _LEAST
    others = _LEAST_LATIN_OTHERS if word.isascii() else _LEAST_OTHERS
    return 2 <= len(word) <= _LONGEST_WORD and count >= least.get(len(word), others)
