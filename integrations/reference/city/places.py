"""Places as integers in millionths of a degree: squares of a fine grid, points in outlines, distances. No table."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MICRO = 1_000_000
SQUARE = 1_000  # about 100 m: a town block touches a few, a square holds a few dozen parcels
ROW = 1_000_000  # more squares than there are around the earth at one latitude
MOST_SQUARES = 20_000
METRES_PER_DEGREE = 111_320.0

Ring = Sequence[Sequence[int]]
Rings = Sequence[Ring]


@dataclass(frozen=True, slots=True)
class Point:
    lon: int
    lat: int

    @classmethod
    def of(cls, lon: float, lat: float) -> Point:
        """From degrees."""
        return cls(round(lon * MICRO), round(lat * MICRO))

    @property
    def shown(self) -> dict[str, float]:
        return {"lon": self.lon / MICRO, "lat": self.lat / MICRO}


@dataclass(frozen=True, slots=True)
class Box:
    west: int
    south: int
    east: int
    north: int

    @property
    def centre(self) -> Point:
        return Point((self.west + self.east) // 2, (self.south + self.north) // 2)


def square_of(point: Point) -> int:
    return (point.lat // SQUARE) * ROW + point.lon // SQUARE


def squares_of(box: Box) -> Iterator[int]:
    """Every square the box touches.

    Raises:
        ValueError: when there are too many; no parcel and no zone of a city is that large.
    """
    rows = range(box.south // SQUARE, box.north // SQUARE + 1)
    columns = range(box.west // SQUARE, box.east // SQUARE + 1)
    if len(rows) * len(columns) > MOST_SQUARES:
        raise ValueError("too_large")
    return (row * ROW + column for row in rows for column in columns)


def box_of(rings: Rings) -> Box:
    lons = [corner[0] for ring in rings for corner in ring]
    lats = [corner[1] for ring in rings for corner in ring]
    return Box(min(lons), min(lats), max(lons), max(lats))


def holds(outline: str, point: Point) -> bool:
    """Is the point in the outline (JSON rings)? A ring within a ring is a hole. On the western and southern edge yes,
    on the eastern and northern edge no, so that neighbours do not both have it."""
    return _inside(json.loads(outline), point)


def _inside(rings: Rings, point: Point) -> bool:
    return sum(_crossings(ring, point) for ring in rings) % 2 == 1


def inner_point(rings: Rings) -> Point:
    """A point in the outline, for deciding which zone it belongs to: the centre, else one on the line through it."""
    centre = box_of(rings).centre
    if _inside(rings, centre):
        return centre
    corners = sorted({corner[0] for ring in rings for corner in ring})
    between = (Point((left + right) // 2, centre.lat) for left, right in itertools.pairwise(corners))
    return next((point for point in between if _inside(rings, point)), centre)


def metres_between(one: Point, other: Point) -> int:
    """Good to a metre within a city."""
    lat = math.radians((one.lat + other.lat) / 2 / MICRO)
    east = (one.lon - other.lon) / MICRO * METRES_PER_DEGREE * math.cos(lat)
    north = (one.lat - other.lat) / MICRO * METRES_PER_DEGREE
    return round(math.hypot(east, north))


def square_metres(rings: Rings) -> int:
    """The area of an outline; holes are taken off when they run the other way round."""
    lat = math.radians(box_of(rings).centre.lat / MICRO)
    scale = (METRES_PER_DEGREE / MICRO) ** 2 * math.cos(lat)
    return round(abs(sum(_twice_area(ring) for ring in rings)) / 2 * scale)


def _crossings(ring: Ring, point: Point) -> int:
    count = 0
    for (lon, lat), (next_lon, next_lat) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (lat > point.lat) == (next_lat > point.lat):
            continue
        # Integers without division: no rounding, so an edge belongs to exactly one neighbour.
        left = (point.lon - lon) * (next_lat - lat) - (next_lon - lon) * (point.lat - lat)
        count += left < 0 if next_lat > lat else left > 0
    return count


def _twice_area(ring: Ring) -> int:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(lon * next_lat - next_lon * lat for (lon, lat), (next_lon, next_lat) in pairs)
