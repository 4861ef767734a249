"""The best row of tags for a message: Viterbi over the slots that stand a chance at each word."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
KEPT = 8
"""Slots looked at for each word beside "outside": those with the best tags of their own."""


def best_tags(scores: Floats, steps: Floats, start: Floats, outside: float = 0.0) -> list[int]:
    """`scores` is word × tag: "outside" first, then B- and I- of each slot. `steps[a, b]` scores tag b after tag a.

    `outside` is added to the score of "outside" at every word: more of it, fewer values."""
    few = _likely(scores)
    own = np.take_along_axis(scores, few, 1)
    own[:, 0] += outside
    moves = steps[few[:-1, :, None], few[1:, None, :]] + own[1:, None, :]
    best = own[0] + start[few[0]]
    came: list[NDArray[np.int64]] = []
    for move in moves:
        ways = move + best[:, None]
        came.append(ways.argmax(0))
        best = ways.max(0)
    turn = int(best.argmax())
    row = [int(few[-1, turn])]
    for at in range(len(came) - 1, -1, -1):
        turn = int(came[at][turn])
        row.append(int(few[at, turn]))
    return row[::-1]


def _likely(scores: Floats) -> NDArray[np.int64]:
    """For each word "outside" and both tags of the most likely slots."""
    count, slots = len(scores), scores.shape[1] // 2
    kept = min(KEPT, slots)
    tops = np.maximum(scores[:, 1::2], scores[:, 2::2])
    best = np.argpartition(-tops, kept - 1, axis=1)[:, :kept]
    few = np.zeros((count, 1 + 2 * kept), dtype=np.int64)
    few[:, 1 : kept + 1] = 2 * best + 1
    few[:, kept + 1 :] = 2 * best + 2
    return few
