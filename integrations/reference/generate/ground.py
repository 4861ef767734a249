"""The ground a generated city stands on: fifteen rectangles of equal blocks between straight streets, around the middle
of Isfahan. Any block, lot or street is worked out from its number, so that nothing need be kept in memory."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from integrations.reference.city.places import METRES_PER_DEGREE, MICRO, Box
from integrations.reference.generate.sizes import DISTRICTS, Size

CENTRE_LON, CENTRE_LAT = 51.66, 32.65
ACROSS = 5  # districts beside each other, in three rows
MAIN_EAST, MAIN_NORTH = 11, 8  # every eleventh street from west to east is a main one, every eighth to the north
EDGE = 6.0  # metres from the middle of a street to the lots
NEIGHBOURHOOD = (11, 10)  # blocks


@dataclass(frozen=True, slots=True)
class Block:
    """`east`, `north`: its place in its district, from 0."""

    district: int
    east: int
    north: int

    @property
    def code(self) -> str:
        """District, neighbourhood and block, as a nosazi code has them."""
        wide, high = NEIGHBOURHOOD
        neighbourhood = 1 + self.east // wide + 10 * (self.north // high)
        return f"{self.district}-{neighbourhood}-{1 + self.east % wide + wide * (self.north % high)}"


@dataclass(frozen=True, slots=True)
class Lot:
    """`number`: from 0 in the whole city. `street`: the index of its street. `plate`: its number in that street."""

    number: int
    block: Block
    place: int
    street: int
    plate: int
    box: Box

    @property
    def code(self) -> str:
        return f"{self.block.code}-{self.place + 1}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A street or a piece of one. `line`: which line of the district's grid; `piece`: which piece, None for a main
    street, that is whole; `number`: of the main street it is or opens from."""

    index: int
    district: int
    eastward: bool
    line: int
    piece: int | None
    length: float


class Ground:
    def __init__(self, size: Size) -> None:
        self.east, self.north = size.blocks
        self._per_block = size.parcels
        self.pitch = size.street_km * 1000 / DISTRICTS / (2 * self.east * self.north)
        self.lot_m2 = round((self.pitch - 2 * EDGE) ** 2 / size.parcels)
        self.lots = DISTRICTS * self.east * self.north * size.parcels
        self._lon_of = MICRO / (METRES_PER_DEGREE * math.cos(math.radians(CENTRE_LAT)))
        self._lat_of = MICRO / METRES_PER_DEGREE
        self.streets = list(self._stretches())
        self._street_at = {(s.district, s.eastward, s.line, s.piece): s.index for s in self.streets}

    def blocks(self) -> Iterator[Block]:
        for district in range(1, DISTRICTS + 1):
            for north in range(self.north):
                for east in range(self.east):
                    yield Block(district, east, north)

    def lot(self, number: int) -> Lot:
        """The lot with this number, from 0."""
        block_number, place = divmod(number, self._per_block)
        row, east = divmod(block_number, self.east)
        district, north = divmod(row, self.north)
        block = Block(district + 1, east, north)
        half = self._per_block // 2
        side, along = divmod(place, half)
        # The upper half of a block looks on the street north of it, where the district has one more.
        line = north + side if north + side < self.north else north
        depth, width = (self.pitch - 2 * EDGE) / 2, (self.pitch - 2 * EDGE) / half
        west = east * self.pitch + EDGE + along * width
        south = north * self.pitch + EDGE + side * depth
        piece = None if line % MAIN_NORTH == 0 else east // MAIN_EAST
        in_piece = east if piece is None else east % MAIN_EAST
        # Odd numbers on one side, even ones on the other; where both halves share a street, one follows the other.
        shared = half * self.east * 2 if side and line == north else 0
        plate = 2 * (in_piece * half + along) + 1 + side + shared
        street = self._street_at[block.district, True, line, piece]
        return Lot(
            number, block, place, street, plate, self.box(block.district, west, south, west + width, south + depth)
        )

    def box(self, district: int, west: float, south: float, east: float, north: float) -> Box:
        """From metres in a district to millionths of a degree."""
        row, column = divmod(district - 1, ACROSS)
        wide, high = self.east * self.pitch, self.north * self.pitch
        left = (column - ACROSS / 2) * wide
        bottom = (1 - row - 0.5) * high
        return Box(
            round(CENTRE_LON * MICRO + (left + west) * self._lon_of),
            round(CENTRE_LAT * MICRO + (bottom + south) * self._lat_of),
            round(CENTRE_LON * MICRO + (left + east) * self._lon_of),
            round(CENTRE_LAT * MICRO + (bottom + north) * self._lat_of),
        )

    def _stretches(self) -> Iterator[Stretch]:
        index = 0
        for district in range(1, DISTRICTS + 1):
            for eastward, lines, long, main, step in (
                (True, self.north, self.east, MAIN_NORTH, MAIN_EAST),
                (False, self.east, self.north, MAIN_EAST, MAIN_NORTH),
            ):
                for line in range(lines):
                    starts = [None] if line % main == 0 else range(0, long, step)
                    for start in starts:
                        blocks = long if start is None else min(step, long - start)
                        piece = None if start is None else start // step
                        yield Stretch(index, district, eastward, line, piece, blocks * self.pitch)
                        index += 1
