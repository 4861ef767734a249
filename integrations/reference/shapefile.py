"""Reads a Shapefile: points and polygons of the `.shp` as GeoJSON geometries, attributes of the `.dbf`. Reads only;
knows lines and other shapes only as rows without a geometry."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

POINTS = {1, 11, 21}
POLYGONS = {5, 15, 25}
HEADER = 100


def read_shapefile(path: Path) -> Iterator[dict[str, object]]:
    """One dictionary a record: the attributes by their names in small letters, and `geometry` (None for no shape).

    Raises:
        ValueError: when the files are not what their names say, or do not belong together.
    """
    shapes = _shapes(path.read_bytes())
    rows = _attributes(path.with_suffix(".dbf").read_bytes(), _encoding(path))
    try:
        for geometry, fields in zip(shapes, rows, strict=True):
            yield {**fields, "geometry": geometry}
    except struct.error:
        raise ValueError("the shapefile is cut off") from None


def _encoding(path: Path) -> str:
    """As the `.cpg` says. Without one the attributes are UTF-8, as most programs write today."""
    beside = path.with_suffix(".cpg")
    written = beside.read_text("ascii", errors="ignore").strip().lower() if beside.exists() else ""
    return {"utf-8": "utf-8", "utf8": "utf-8", "1256": "cp1256", "windows-1256": "cp1256"}.get(written, "utf-8")


def _shapes(data: bytes) -> Iterator[dict[str, object] | None]:
    if len(data) < HEADER or struct.unpack(">i", data[:4])[0] != 9994:
        raise ValueError("not a shapefile")
    at = HEADER
    while at + 8 <= len(data):
        words = struct.unpack(">i", data[at + 4 : at + 8])[0]
        yield _shape(data[at + 8 : at + 8 + words * 2])
        at += 8 + words * 2


def _shape(record: bytes) -> dict[str, object] | None:
    kind = struct.unpack("<i", record[:4])[0]
    if kind in POINTS:
        return {"type": "Point", "coordinates": list(struct.unpack("<2d", record[4:20]))}
    if kind not in POLYGONS:
        return None
    parts, points = struct.unpack("<2i", record[36:44])
    starts = [*struct.unpack(f"<{parts}i", record[44 : 44 + 4 * parts]), points]
    flat = struct.unpack(f"<{points * 2}d", record[44 + 4 * parts : 44 + 4 * parts + 16 * points])
    corners = [[flat[2 * place], flat[2 * place + 1]] for place in range(points)]
    rings = [corners[first:last] for first, last in pairwise(starts)]
    # One polygon of all rings: whether a ring is a hole is seen from where it lies (`places.holds`).
    return {"type": "Polygon", "coordinates": rings}


def _attributes(data: bytes, encoding: str) -> Iterator[dict[str, object]]:
    if len(data) < 32:
        raise ValueError("not a dBASE table")
    count, header, length = struct.unpack("<IHH", data[4:12])
    fields = list(_fields(data, header, encoding))
    for row in range(count):
        at = header + row * length + 1  # the first byte marks deleted rows
        found: dict[str, object] = {}
        for name, width in fields:
            found[name] = data[at : at + width].decode(encoding, errors="replace").strip(" \0") or None
            at += width
        yield found


def _fields(data: bytes, header: int, encoding: str) -> Iterator[tuple[str, int]]:
    for at in range(32, header - 1, 32):
        if data[at] == 0x0D:  # the end of the descriptions
            return
        yield data[at : at + 11].split(b"\0")[0].decode(encoding).strip().lower(), data[at + 16]
