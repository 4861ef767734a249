"""A small layered layout: steps in rows from top to bottom, long ways through places kept free for them, crossings made
few by sorting each row by its neighbours. Sizes are in SVG units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dialogs.pictures.edges import Edge

BOX_WIDTH, BOX_HEIGHT = 250, 58
ROW, GAP, LANE, SIDE = 108, 34, 26, 46
MARGIN = 40
_SWEEPS = 6

Point = tuple[float, float]
Spot = str | tuple[str, str, str, int]
"""A step, or one of the places a long way passes: (source, target, kind, row)."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Middle points of the steps; for each way the points it runs through; the size of the whole."""

    spots: Mapping[str, Point]
    ways: Mapping[Edge, Sequence[Point]]
    width: float
    height: float


def lay_out(steps: Sequence[str], ways: Sequence[Edge]) -> Layout:
    """Places for the steps; the first one is the top. A way back up runs at the side."""
    order, down = _downward(steps, ways)
    rows = _rows(order, down)
    chains = {edge: _chain(edge, rows) for edge in down}
    grid = _sorted_rows(_grid(rows, chains), chains)
    spots = _places(grid)
    width = max((x + _width(spot) / 2 for spot, (x, _) in spots.items()), default=0.0) + MARGIN
    lines = {edge: [spots[spot] for spot in chain] for edge, chain in chains.items()}
    for lane, edge in enumerate(edge for edge in ways if edge not in chains):
        side = width + SIDE * lane
        (x1, y1), (x2, y2) = spots[edge.source], spots[edge.target]
        half = BOX_WIDTH / 2
        lines[edge] = [(x1 + half, y1), (side, y1), (side, y2), (x2 + half, y2)]
    width += SIDE * (len(ways) - len(chains)) + MARGIN
    height = ROW * len(grid) + MARGIN
    return Layout({spot: place for spot, place in spots.items() if isinstance(spot, str)}, lines, width, height)


def _downward(steps: Sequence[str], ways: Sequence[Edge]) -> tuple[list[str], list[Edge]]:
    """The steps in an order in which every way leads on but those back to a step already on the way here."""
    after: dict[str, list[Edge]] = {}
    for edge in ways:
        after.setdefault(edge.source, []).append(edge)
    done: list[str] = []
    down: list[Edge] = []
    on_the_way: set[str] = set()

    def visit(step: str) -> None:
        on_the_way.add(step)
        for edge in after.get(step, ()):
            if edge.target in on_the_way:
                continue
            down.append(edge)
            if edge.target not in done:
                visit(edge.target)
        on_the_way.remove(step)
        done.append(step)

    for step in steps:
        if step not in done:
            visit(step)
    return done[::-1], down


def _rows(steps: Sequence[str], down: Sequence[Edge]) -> dict[str, int]:
    """The longest way from the top, so that every way leads downwards."""
    rows = dict.fromkeys(steps, 0)
    for step in steps:
        for edge in down:
            if edge.source == step:
                rows[edge.target] = max(rows[edge.target], rows[step] + 1)
    return rows


def _chain(edge: Edge, rows: Mapping[str, int]) -> list[Spot]:
    between = range(rows[edge.source] + 1, rows[edge.target])
    return [edge.source, *((edge.source, edge.target, edge.kind, row) for row in between), edge.target]


def _grid(rows: Mapping[str, int], chains: Mapping[Edge, list[Spot]]) -> list[list[Spot]]:
    grid: list[list[Spot]] = [[] for _ in range(max(rows.values(), default=0) + 1)]
    for step, row in rows.items():
        grid[row].append(step)
    for chain in chains.values():
        for spot in chain[1:-1]:
            grid[int(spot[3])].append(spot)
    return grid


def _sorted_rows(grid: list[list[Spot]], chains: Mapping[Edge, list[Spot]]) -> list[list[Spot]]:
    """Each row by the mean place of its neighbours, downwards and upwards in turn."""
    above: dict[Spot, list[Spot]] = {}
    below: dict[Spot, list[Spot]] = {}
    for chain in chains.values():
        for upper, lower in pairwise(chain):
            above.setdefault(lower, []).append(upper)
            below.setdefault(upper, []).append(lower)
    for sweep in range(_SWEEPS):
        neighbours = above if sweep % 2 == 0 else below
        places: dict[Spot, float] = {}
        for row in grid if sweep % 2 == 0 else reversed(grid):
            _sort(row, neighbours, places)
    return grid


def _sort(row: list[Spot], neighbours: Mapping[Spot, list[Spot]], places: dict[Spot, float]) -> None:
    middle = (len(row) - 1) / 2
    keys = {}
    for at, spot in enumerate(row):
        known = [places[each] for each in neighbours.get(spot, ()) if each in places]
        keys[spot] = sum(known) / len(known) if known else at - middle
    row.sort(key=lambda spot: keys[spot])
    places.update({spot: at - middle for at, spot in enumerate(row)})


def _width(spot: Spot) -> float:
    return BOX_WIDTH if isinstance(spot, str) else LANE


def _places(grid: list[list[Spot]]) -> dict[Spot, Point]:
    """Rows are centred on each other."""
    widths = [sum(_width(spot) + GAP for spot in row) - GAP for row in grid]
    middle = max(widths, default=0) / 2 + MARGIN
    places: dict[Spot, Point] = {}
    for at, (row, width) in enumerate(zip(grid, widths, strict=True)):
        x = middle - width / 2
        for spot in row:
            places[spot] = (x + _width(spot) / 2, MARGIN + BOX_HEIGHT / 2 + at * ROW)
            x += _width(spot) + GAP
    return places
