"""Words written together, found again: the likeliest cover of a run of letters by everyday words of the domain."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

_LONGEST_RUN = 60
_LONGEST_WORD = 16
_LEAST = {2: 40, 3: 12}
"""How often a short word must be said to be found inside a run: «در» is in half of all words."""
_LEAST_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Segmenter:
    """Everyday words with the price of each: the rarer, the dearer."""

    prices: Mapping[str, float]

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Segmenter:
        total = math.log(sum(counts.values()) + 1)
        return cls(
            {
                word: total - math.log(count)
                for word, count in counts.items()
                if 2 <= len(word) <= _LONGEST_WORD and count >= _LEAST.get(len(word), _LEAST_OTHERS)
            }
        )

    def segment(self, run: str) -> tuple[str, ...] | None:
        """The cheapest cover by two words or more; None when there is none."""
        if len(run) > _LONGEST_RUN:
            return None
        best: list[tuple[float, int]] = [(0.0, 0)]  # price of the first letters, and where their last word starts
        for end in range(1, len(run) + 1):
            best.append(min(self._ways(run, end, best), default=(math.inf, 0)))
        if math.isinf(best[-1][0]):
            return None
        parts: list[str] = []
        end = len(run)
        while end:
            start = best[end][1]
            parts.append(run[start:end])
            end = start
        return tuple(reversed(parts)) if len(parts) > 1 else None

    def _ways(self, run: str, end: int, best: list[tuple[float, int]]) -> list[tuple[float, int]]:
        return [
            (best[start][0] + price, start)
            for start in range(max(0, end - _LONGEST_WORD), end - 1)
            if not math.isinf(best[start][0]) and (price := self.prices.get(run[start:end])) is not None
        ]
