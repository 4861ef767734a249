"""Reads GeoJSON geometries into outlines and points of whole millionths of a degree. Metres of the municipality's map
system are taken as such. Problems are codes, for the list of rejected rows."""

from __future__ import annotations

import json

from integrations.reference.city.places import MICRO, Point, square_metres
from integrations.reference.city.utm import degrees, looks_like_utm

Rings = list[list[list[int]]]


class Unreadable(Exception):
    """A geometry that cannot be taken. The argument is the code."""


def outline(geometry: object) -> Rings:
    """The rings of a Polygon or MultiPolygon.

    Raises:
        Unreadable: `not_a_polygon`, `not_a_place`, `no_area`.
    """
    found = _geometry(geometry)
    coordinates = found.get("coordinates")
    match found.get("type"):
        case "Polygon":
            polygons = [_list(coordinates)]
        case "MultiPolygon":
            polygons = [_list(polygon) for polygon in _list(coordinates)]
        case _:
            raise Unreadable("not_a_polygon")
    rings = [_ring(_list(ring)) for polygon in polygons for ring in polygon]
    if not rings or square_metres(rings) < 1:
        raise Unreadable("no_area")
    return rings


def point(geometry: object) -> Point:
    """Of a Point, or `[lon, lat]`.

    Raises:
        Unreadable: `not_a_place`.
    """
    found = {"coordinates": geometry} if isinstance(geometry, list) else _geometry(geometry)
    if found.get("type", "Point") != "Point":
        raise Unreadable("not_a_place")
    lon, lat = _corner(found.get("coordinates"))
    return Point(lon, lat)


def _geometry(written: object) -> dict[str, object]:
    """A GeoJSON geometry, as an object or (in a CSV table) as text."""
    if isinstance(written, str):
        try:
            written = json.loads(written)
        except ValueError:
            raise Unreadable("not_a_geometry") from None
    if not isinstance(written, dict):
        raise Unreadable("not_a_geometry")
    return written


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise Unreadable("not_a_polygon")
    return value


def _ring(corners: list[object]) -> list[list[int]]:
    ring = [_corner(corner) for corner in corners]
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring.pop()
    if len(ring) < 3:
        raise Unreadable("no_area")
    return ring


def _corner(pair: object) -> list[int]:
    numbers = pair[:2] if isinstance(pair, list) else []
    if len(numbers) != 2 or not all(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers):
        raise Unreadable("not_a_place")
    lon, lat = numbers
    if looks_like_utm(lon, lat):
        lon, lat = degrees(lon, lat)
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise Unreadable("not_a_place")
    return [round(lon * MICRO), round(lat * MICRO)]
