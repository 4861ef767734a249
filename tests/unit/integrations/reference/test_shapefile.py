import struct

import pytest

from integrations.reference.layers import read_rows
from integrations.reference.shapefile import read_shapefile


def shp(*records):
    body = b""
    for number, record in enumerate(records, 1):
        body += struct.pack(">2i", number, len(record) // 2) + record
    return (
        struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + len(body)) // 2)
        + struct.pack("<2i8d", 1000, 5, *[0.0] * 8)
        + body
    )


def polygon(*rings):
    points = [corner for ring in rings for corner in ring]
    starts = [sum(len(ring) for ring in rings[:place]) for place in range(len(rings))]
    head = struct.pack("<i4d2i", 5, 0, 0, 0, 0, len(rings), len(points)) + struct.pack(f"<{len(rings)}i", *starts)
    return head + b"".join(struct.pack("<2d", *point) for point in points)


def dbf(fields, rows, encoding="utf-8"):
    length = 1 + sum(width for _, width in fields)
    head = struct.pack("<4BIHH20x", 3, 125, 1, 1, len(rows), 32 + 32 * len(fields) + 1, length)
    for name, width in fields:
        head += struct.pack("<11sc4xBB14x", name.encode(), b"C", width, 0)
    cells = [
        [str(value).encode(encoding).ljust(width) for value, (_, width) in zip(row, fields, strict=True)]
        for row in rows
    ]
    return head + b"\r" + b"".join(b" " + b"".join(row) for row in cells)


RING = [(51.0, 32.0), (51.0, 32.1), (51.1, 32.1), (51.0, 32.0)]
HOLE = [(51.01, 32.05), (51.02, 32.06), (51.01, 32.06), (51.01, 32.05)]


@pytest.fixture
def layer(tmp_path):
    def write(shapes, rows, encoding=None):
        path = tmp_path / "layer.shp"
        path.write_bytes(shp(*shapes))
        path.with_suffix(".dbf").write_bytes(dbf([("CODE", 10), ("NAME", 40)], rows, encoding or "utf-8"))
        if encoding:
            path.with_suffix(".cpg").write_text("1256", "ascii")
        return path

    return write


def test_polygons_with_holes_points_and_empty_shapes_come_with_their_attributes(layer):
    point = struct.pack("<i2d", 1, 51.5, 32.5)
    path = layer([polygon(RING, HOLE), point, struct.pack("<i", 0)], [("7", "یاس"), ("8", ""), ("9", "x")])
    rows = list(read_shapefile(path))
    assert rows[0] == {
        "code": "7", "name": "یاس",
        "geometry": {"type": "Polygon", "coordinates": [[list(c) for c in RING], [list(c) for c in HOLE]]},
    }  # fmt: skip
    assert rows[1] == {"code": "8", "name": None, "geometry": {"type": "Point", "coordinates": [51.5, 32.5]}}
    assert rows[2]["geometry"] is None
    assert [line.number for line in read_rows(path)] == [1, 2, 3]


def test_the_codepage_beside_it_is_used(layer):
    assert next(read_shapefile(layer([polygon(RING)], [("1", "شهر")], "cp1256")))["name"] == "شهر"


def test_what_is_cut_off_or_does_not_belong_together_is_a_fault(layer):
    path = layer([polygon(RING)], [("1", "a"), ("2", "b")])
    with pytest.raises(ValueError, match="longer"):
        list(read_shapefile(path))
    path.write_bytes(shp(polygon(RING)[:50]))
    with pytest.raises(ValueError, match="cut off"):
        list(read_shapefile(path))
    path.write_bytes(b"text")
    with pytest.raises(ValueError, match="not a shapefile"):
        list(read_shapefile(path))
