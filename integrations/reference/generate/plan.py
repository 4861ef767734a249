"""The detailed plan of a generated city: zones of two by two blocks that leave no gap, with rules by land use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from integrations.reference.city.places import Box, squares_of
from integrations.reference.generate.chance import stream
from integrations.reference.generate.ground import Block, Ground
from integrations.reference.generate.sizes import DISTRICTS
from integrations.reference.generate.words import filled, words

SPAN = 2
COLUMNS = (
    "id", "code", "district", "land_use", "density_percent", "coverage_percent", "floors", "front_setback_cm",
    "side_setback_cm", "min_lot_m2", "plan", "approved_on", "west", "south", "east", "north", "outline",
)  # fmt: skip
# Invented: letter, share of the zones, density %, coverage %, floors, front and side setback in cm, smallest lot in m².
USES = {
    "residential": ("R", 70, ((120, 60, 2, 0, 0, 200), (180, 60, 3, 0, 0, 150), (240, 60, 4, 150, 0, 200))),
    "mixed": ("M", 9, ((250, 60, 4, 0, 0, 200), (300, 60, 5, 200, 0, 250))),
    "commercial": ("S", 7, ((200, 70, 3, 0, 0, 100),)),
    "office": ("A", 3, ((200, 50, 4, 300, 150, 400),)),
    "industrial": ("I", 3, ((100, 60, 2, 300, 200, 500),)),
    "education": ("E", 3, ((80, 40, 2, 300, 300, 1000),)),
    "health": ("H", 2, ((100, 40, 3, 300, 300, 800),)),
    "green": ("G", 3, ((5, 5, 1, 0, 0, 0),)),
}
FABRICS = (("plain", 88), ("worn", 9), ("historic", 3))


@dataclass(frozen=True, slots=True)
class Zone:
    """`number`: from 0; zones of one land use carry its letter."""

    number: int
    code: str
    district: int
    land_use: str
    rules: tuple[int, ...]
    fabric: str
    box: Box


class Plan:
    """All zones, and which one a block lies in."""

    def __init__(self, ground: Ground, seed: int) -> None:
        self._wide, self._high = -(-ground.east // SPAN), -(-ground.north // SPAN)
        chance = stream(seed, "plan")
        uses, shares = list(USES), [share for _, share, _ in USES.values()]
        fabrics = [name for name, _ in FABRICS]
        self.zones: list[Zone] = []
        for number in range(DISTRICTS * self._wide * self._high):
            rest, column = divmod(number, self._wide)
            district, row = divmod(rest, self._high)
            use = chance.choices(uses, shares)[0]
            fabric = chance.choices(fabrics, [share for _, share in FABRICS])[0]
            letter, _, rules = USES[use]
            place = number - district * self._wide * self._high + 1
            edge = ground.pitch * SPAN
            east, north = min((column + 1) * SPAN, ground.east), min((row + 1) * SPAN, ground.north)
            box = ground.box(district + 1, column * edge, row * edge, east * ground.pitch, north * ground.pitch)
            code = f"{letter}{district + 1}-{place}"
            self.zones.append(Zone(number, code, district + 1, use, chance.choice(rules), fabric, box))

    def of(self, block: Block) -> Zone:
        return self.zones[((block.district - 1) * self._high + block.north // SPAN) * self._wide + block.east // SPAN]


def rows(plan: Plan, today: date) -> Iterator[tuple[object, ...]]:
    for zone in plan.zones:
        name = filled(words()["plan"], district=zone.district)
        approved = today - timedelta(days=1500 + 30 * zone.district)
        box = zone.box
        yield (
            zone.number + 1, zone.code, zone.district, zone.land_use, *zone.rules, name, approved.isoformat(),
            box.west, box.south, box.east, box.north, outline(box),
        )  # fmt: skip


def squares(plan: Plan) -> Iterator[tuple[object, ...]]:
    yield from sorted((square, zone.number + 1) for zone in plan.zones for square in squares_of(zone.box))


def outline(box: Box) -> str:
    corners = [[box.west, box.south], [box.east, box.south], [box.east, box.north], [box.west, box.north]]
    return json.dumps([corners], separators=(",", ":"))
