"""The best row of tags for a message: Viterbi over the slots that stand a chance at each word.

Few do, so plain Python is faster here than arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
MARGIN = 4.0
"""A slot whose tags lie further than this below "outside" at a word is not looked at there; steps weigh less."""
MOST = 8
"""Slots looked at for one word."""


class Decoder:
    """Tags are "outside" first, then B- and I- of each slot. `steps[a, b]` scores tag b after tag a.

    `outside` is added to the score of "outside" at every word: more of it, fewer values."""

    def __init__(self, steps: Floats, start: Floats, outside: float = 0.0) -> None:
        self._steps: list[list[float]] = steps.T.tolist()  # by the tag that comes after
        self._start: list[float] = start.tolist()
        self._outside = outside

    def best(self, scores: Floats) -> list[int]:
        """`scores` is word × tag, at least one word."""
        rows = self._likely(scores)
        reached = [(tag, worth + self._start[tag]) for tag, worth in rows[0]]
        came: list[list[int]] = []
        for row in rows[1:]:
            after, back = [], []
            for tag, worth in row:
                step = self._steps[tag]
                best, where = -1e30, 0
                for turn, (before, so_far) in enumerate(reached):
                    whole = so_far + step[before]
                    if whole > best:
                        best, where = whole, turn
                after.append((tag, best + worth))
                back.append(where)
            reached = after
            came.append(back)
        turn = max(range(len(reached)), key=lambda at: reached[at][1])
        tags = [reached[turn][0]]
        for at in range(len(came) - 1, -1, -1):
            turn = came[at][turn]
            tags.append(rows[at][turn][0])
        return tags[::-1]

    def _likely(self, scores: Floats) -> list[list[tuple[int, float]]]:
        """For each word "outside" and both tags of the likely slots, with their scores."""
        tops = np.maximum(scores[:, 1::2], scores[:, 2::2])
        least = scores[:, 0] + (self._outside - MARGIN)
        if tops.shape[1] > MOST:
            least = np.maximum(least, np.partition(tops, -MOST, axis=1)[:, -MOST])
        likely = tops >= least[:, None]
        rows = [[(0, worth + self._outside)] for worth in scores[:, 0].tolist()]
        words, slots = np.nonzero(likely)
        firsts, others = scores[words, 2 * slots + 1].tolist(), scores[words, 2 * slots + 2].tolist()
        for word, slot, first, other in zip(words.tolist(), slots.tolist(), firsts, others, strict=True):
            rows[word] += ((2 * slot + 1, first), (2 * slot + 2, other))
        return rows
