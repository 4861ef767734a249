"""Pictures of the report as plain geometry: the confusion heat map and the reliability diagram. The template draws."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from nlu.evaluation.calibration import Bin
from nlu.evaluation.intents import Confusion
from nlu.intents import OUT_OF_SCOPE

CELL = 24
LEFT = 150
TOP = 132
RIGHT = 84  # the last slanted label leans out as far
SIDE = 300


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair of the heat map. `strength`, 0–1, is how dark it is; `right` picks the hue."""

    x: int
    y: int
    meant: str
    taken: str
    n: int
    strength: float
    right: bool


@dataclass(frozen=True, slots=True)
class HeatMap:
    labels: list[str]
    cells: list[Cell]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Column:
    """One bin of the reliability diagram: where it stands, how high it is, and where it should end."""

    x: float
    width: float
    y: float
    height: float
    wanted_y: float
    many: float
    bin: Bin


def heat_map(confusions: Sequence[Confusion]) -> HeatMap:
    """Rows are what was meant, columns what it was taken for. A row's colours are shares of that row."""
    labels = sorted({name for one in confusions for name in (one.meant, one.taken)}, key=_place)
    rows = {name: sum(one.n for one in confusions if one.meant == name) for name in labels}
    cells = [
        Cell(
            x=LEFT + labels.index(one.taken) * CELL,
            y=TOP + labels.index(one.meant) * CELL,
            meant=one.meant,
            taken=one.taken,
            n=one.n,
            strength=_strength(one, rows[one.meant]),
            right=one.meant == one.taken,
        )
        for one in confusions
    ]
    side = len(labels) * CELL
    return HeatMap(labels, cells, LEFT + side + RIGHT, TOP + side + 8)


def reliability(found: Sequence[Bin]) -> list[Column]:
    """A column for each bin of confidence, as high as its share of right ones; `many` is the size of the bin, 0–1."""
    most = max((one.n for one in found), default=1)
    return [
        Column(
            x=one.low * SIDE,
            width=(one.high - one.low) * SIDE,
            y=(1 - one.right) * SIDE,
            height=one.right * SIDE,
            wanted_y=(1 - one.sure) * SIDE,
            many=math.sqrt(one.n / most),
            bin=one,
        )
        for one in found
    ]


def _place(label: str) -> tuple[bool, str]:
    """Out of scope stands last, apart from what is ours."""
    return label == OUT_OF_SCOPE, label


def _strength(one: Confusion, row: int) -> float:
    """Mistakes are drawn stronger than their share, since a single one matters; right ones as their share."""
    portion = one.n / row if row else 0.0
    return portion if one.meant == one.taken else min(1.0, 0.3 + 2.5 * portion)
