"""Reads rows from the files that municipalities have: CSV tables, GeoJSON and Shapefile layers. A feature of a layer is
a row with its attributes and a `geometry`. What the fields mean is not known here."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from integrations.reference.shapefile import read_shapefile


@dataclass(frozen=True, slots=True)
class Line:
    """A row and where it stands, from 1: lines of a table with its header, features of a layer."""

    number: int
    fields: dict[str, object]


def read_rows(path: Path) -> Iterator[Line]:
    """The rows of a `.csv`, `.geojson`, `.json` or `.shp` file (with its `.dbf` beside it).

    Raises:
        ValueError: when the file is not of its format.
        OSError: when it cannot be read.
    """
    match path.suffix.lower():
        case ".geojson" | ".json":
            return _features(path)
        case ".shp":
            rows = read_shapefile(path)
            return (Line(number, fields) for number, fields in enumerate(rows, 1))
    return _table(path)


def _table(path: Path) -> Iterator[Line]:
    # Spreadsheets write a byte order mark. A geometry may be longer than the csv module's usual limit.
    csv.field_size_limit(10_000_000)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            yield Line(reader.line_num, {str(name): value for name, value in row.items() if name})


def _features(path: Path) -> Iterator[Line]:
    collection = json.loads(path.read_text("utf-8-sig"))
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise ValueError("not a GeoJSON feature collection")
    for number, feature in enumerate(features, 1):
        found = feature if isinstance(feature, dict) else {}
        properties = found.get("properties")
        yield Line(number, {**(properties if isinstance(properties, dict) else {}), "geometry": found.get("geometry")})
