"""A memory carried along a message in both directions, for training: what each word keeps of it, forward and backward.

At each word the memory m becomes `keep * m + (1 - keep) * new`, and the word shows `show * tanh(m)`. The three gates
depend on words alone, so that only cheap steps go word by word (Bradbury et al. 2016). Numpy only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
WAYS = 2  # from the first word to the last, and back
GATES = 3


@dataclass(frozen=True, slots=True)
class Places:
    """Where each word stands for either way: its step and its row. Rows stand from the longest to the shortest."""

    steps: Ints  # word × way
    rows: Ints
    active: tuple[int, ...]  # rows that are that long, step by step

    @classmethod
    def of(cls, turn: Ints, row: Ints, lengths: Ints) -> Places:
        back = lengths[row] - 1 - turn
        active = tuple(int((lengths > at).sum()) for at in range(int(lengths[0])))
        return cls(np.stack([turn, back], 1), np.stack([row, row], 1), active)

    def spread(self, values: Floats) -> Floats:
        """Word × way × size as step × row × way × size."""
        grid = np.zeros((len(self.active), self.active[0], *values.shape[1:]), dtype=values.dtype)
        for way in range(WAYS):
            grid[self.steps[:, way], self.rows[:, way], way] = values[:, way]
        return grid

    def collect(self, grid: Floats) -> Floats:
        return np.stack([grid[self.steps[:, way], self.rows[:, way], way] for way in range(WAYS)], 1)


@dataclass(frozen=True, slots=True)
class Carried:
    """What the way back needs."""

    places: Places
    new: Floats  # word × way × size, as are `keep`, `show` and `shown`
    keep: Floats
    show: Floats
    shown: Floats  # tanh of the memory
    kept: Floats  # `keep`, step by step
    memory: Floats  # step by step

    @property
    def hidden(self) -> Floats:
        """Word × (both ways' sizes)."""
        return (self.show * self.shown).reshape(len(self.show), -1)


def carry(gates: Floats, places: Places) -> Carried:
    """`gates` is word × (way, gate, size), before their ramps."""
    parts = gates.reshape(len(gates), WAYS, GATES, -1)
    new, keep, show = np.tanh(parts[:, :, 0]), _ramp(parts[:, :, 1]), _ramp(parts[:, :, 2])
    kept, memory = places.spread(keep), places.spread((1 - keep) * new)
    for at, now in enumerate(places.active):
        if at:
            memory[at, :now] += kept[at, :now] * memory[at - 1, :now]
    return Carried(places, new, keep, show, np.tanh(places.collect(memory)), kept, memory)


def carry_back(seen: Carried, slope: Floats) -> Floats:
    """From the slope of `hidden` to that of the gates."""
    slope = slope.reshape(seen.show.shape)
    memory = seen.places.spread(slope * seen.show * (1 - seen.shown**2))
    before = np.zeros_like(memory)
    for at in range(len(seen.places.active) - 1, 0, -1):
        now = seen.places.active[at]
        memory[at - 1, :now] += memory[at, :now] * seen.kept[at, :now]
        before[at, :now] = seen.memory[at - 1, :now]
    d_memory, was = seen.places.collect(memory), seen.places.collect(before)
    d_new = d_memory * (1 - seen.keep) * (1 - seen.new**2)
    d_keep = d_memory * (was - seen.new) * seen.keep * (1 - seen.keep)
    d_show = slope * seen.shown * seen.show * (1 - seen.show)
    return np.stack([d_new, d_keep, d_show], 2).reshape(len(slope), -1)


def _ramp(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)), dtype=x.dtype)
