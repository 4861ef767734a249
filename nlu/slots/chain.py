"""A linear chain over tag scores, for training: how surprising the right tags are, and the slopes of that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FORBIDDEN = -1e4
"""Score of a step that no right row of tags takes."""


@dataclass(frozen=True, slots=True)
class Slopes:
    loss: float  # summed over the rows
    scores: Floats
    steps: Floats
    start: Floats


def allowed_steps(tags: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Zero for steps (and starts) that BIO allows, `FORBIDDEN` for an I- that continues nothing of its name."""
    inside = np.array([tag[2:] if tag.startswith("I-") else "" for tag in tags])
    names = np.array([tag[2:] for tag in tags])
    fits = (inside[None, :] == "") | (names[:, None] == inside[None, :])
    steps = np.where(fits, 0.0, FORBIDDEN).astype(np.float32)
    return steps, np.where(inside == "", 0.0, FORBIDDEN).astype(np.float32)


def chain_slopes(
    scores: Floats, lengths: NDArray[np.int64], gold: NDArray[np.int64], steps: Floats, start: Floats
) -> Slopes:
    """`scores` is place × row × tag; rows stand from the longest to the shortest. Slopes of -log p(gold)."""
    places, rows, kinds = scores.shape
    active = [int((lengths > at).sum()) for at in range(places)]
    tops = scores.max(2, keepdims=True)
    chances, moves = np.exp(scores - tops), np.exp(steps)
    forward, sizes = _forward(chances, moves, np.exp(start), active)
    slope = np.zeros_like(scores)
    pairs = np.zeros((kinds, kinds), dtype=scores.dtype)
    later = np.ones((rows, kinds), dtype=scores.dtype)
    for at in range(places - 1, -1, -1):
        now = active[at]
        slope[at, :now] = forward[at, :now] * later[:now]
        if at:
            weighed = chances[at, :now] * later[:now] / sizes[at, :now, None]
            pairs += forward[at - 1, :now].T @ weighed
            later[:now] = weighed @ moves.T
    pairs *= moves
    opening = slope[0].sum(0)
    loss = float(np.log(sizes[sizes > 0]).sum())
    for at, now in enumerate(active):
        each, right = np.arange(now), gold[at, :now]
        loss += float(tops[at, each, 0].sum() - scores[at, each, right].sum())
        slope[at, each, right] -= 1
        if at:
            before = gold[at - 1, :now]
            loss -= float(steps[before, right].sum())
            np.subtract.at(pairs, (before, right), 1)
        else:
            loss -= float(start[right].sum())
            np.subtract.at(opening, right, 1)
    return Slopes(loss, slope, pairs, opening)


def _forward(chances: Floats, moves: Floats, first: Floats, active: list[int]) -> tuple[Floats, Floats]:
    """For each place the chance of each tag given all before it, and the factor that made them sum to one."""
    forward = np.zeros_like(chances)
    sizes = np.zeros(chances.shape[:2], dtype=chances.dtype)
    for at, now in enumerate(active):
        here = chances[at, :now] * (forward[at - 1, :now] @ moves if at else first)
        sizes[at, :now] = here.sum(1)
        forward[at, :now] = here / np.maximum(sizes[at, :now, None], 1e-30)
    return forward, sizes
