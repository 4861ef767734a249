"""Ways to a parcel: nosazi code, registry plate, address as written, or a point. What is told of it: `parcels.py`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, Row, Select, Table, bindparam, func, select

from integrations.prepared import Prepared
from integrations.reference.city.places import Point, holds, square_of
from integrations.reference.city.tables import parcel_squares, parcels, plan_zones, streets, zone_squares
from integrations.reference.city.text_index import asked_words, having, searchable, wanted
from integrations.reference.city.words import load_words
from integrations.reference.written import ascii_digits, fold

MOST = 10
STREETS = 5
NAMES = 100  # a street's lanes all have its words: as many are read to find the one that is called just this
CODE_PARTS = 4  # district, neighbourhood, block, parcel; building, flat and shop are parts of the same parcel
LARGEST = 2**31 - 1
AnyRow = Row[tuple[object, ...]]


def _around(query: Select[tuple[object, ...]], table: Table, squares: Table) -> Select[tuple[object, ...]]:
    """The rows whose box has the point: from its square, not from the whole city."""
    lon, lat = bindparam("lon", type_=Integer), bindparam("lat", type_=Integer)
    return query.where(
        table.c.id.in_(select(squares.c.of).where(squares.c.square == bindparam("square"))),
        table.c.west <= lon,
        table.c.east >= lon,
        table.c.south <= lat,
        table.c.north >= lat,
    )


# A parcel with its street.
PARCEL: Select[tuple[object, ...]] = (
    select(parcels, streets.c.name.label("street_name"), streets.c.width_cm, streets.c.planned_width_cm)
    .select_from(parcels.outerjoin(streets))
    .order_by(parcels.c.id)
)
PARCELS_AT = Prepared(_around(PARCEL, parcels, parcel_squares))
ZONES_AT = Prepared(_around(select(plan_zones), plan_zones, zone_squares))


@dataclass(frozen=True, slots=True)
class Found:
    """`way`: how the place was found. `rows`: parcels, at most ten of `count`."""

    way: str
    rows: list[AnyRow]
    count: int


def code_parts(written: str) -> list[str]:
    """The parts of a nosazi code as numbers without leading zeros, whatever separates them."""
    parts = [str(int(part)) for part in re.findall(r"[0-9]+", ascii_digits(written))]
    while len(parts) > CODE_PARTS and parts[-1] == "0":
        parts.pop()
    return parts


def by_code(connection: Connection, written: str) -> Found:
    """The parcel with this code. A code that only fits the other way round is found too, and said to be: screens
    that write from right to left show the parts reversed, so the citizen is to be asked."""
    parts = code_parts(written)
    ways = {"nosazi_code": parts[:CODE_PARTS], "nosazi_code_reversed": parts[::-1][:CODE_PARTS]}
    for way, tried in ways.items():
        this = parcels.c.nosazi_code == "-".join(tried)
        rows = list(connection.execute(PARCEL.where(this))) if len(tried) == CODE_PARTS else []
        if rows:
            return Found(way, rows, 1)
    return Found("nosazi_code", [], 0)


def by_plate(connection: Connection, *, main: int, sub: int | None, section: int | None) -> Found:
    this = [parcels.c.registry_main == main]
    if sub is not None:
        this.append(parcels.c.registry_sub == sub)
    if section is not None:
        this.append(parcels.c.registry_section == section)
    return _counted(connection, "registry_plate", PARCEL.where(*this))


def by_address(connection: Connection, written: str) -> Found:
    """The parcels of the street that has all the words, or of its house number when one is said. A number that the
    street itself does not have is one of its lanes': people leave those out."""
    address = read_address(written)
    for nearest in _nearest(connection, written, address):
        wanted = PARCEL.where(parcels.c.street_id.in_(nearest))
        if address.plate is not None:
            wanted = wanted.where(parcels.c.plate_no == address.plate)
        found = _counted(connection, "address", wanted)
        if found.count or address.plate is None:
            return found
    return Found("address", [], 0)


def _nearest(connection: Connection, written: str, address: Address) -> Iterator[list[int]]:
    """The streets that may be meant, the likeliest first."""
    if not address.words:
        yield from _called(connection, written, address)
        return
    rows = _streets(connection, address, begun=False) or _streets(connection, address, begun=True)
    asked = sorted(address.words)
    this = [row.id for row in rows if sorted(read_address(row.name).words) == asked]
    yield this or [row.id for row in rows[:STREETS]]
    if this:
        yield [row.id for row in rows]


def _streets(connection: Connection, address: Address, *, begun: bool) -> Sequence[AnyRow]:
    """Those that have these words, the shortest names first: the street that is called just this, and its lanes."""
    named = select(streets.c.id, streets.c.name)
    query: Select[Any]
    dialect = connection.dialect.name
    query, _ = having(dialect, named, streets)
    if address.district is not None:
        query = query.where(streets.c.district == address.district)
    query = query.order_by(func.length(streets.c.name), streets.c.id).limit(NAMES)
    return connection.execute(query, {"words": wanted(dialect, address.words, begun=begun)}).all()


def _called(connection: Connection, written: str, address: Address) -> Iterator[list[int]]:
    """The street that is called by such words alone as every street has, as it is written; then its lanes."""
    ends = {fold(word) for kind in ("plate_words", "district_words") for word in load_words()[kind]}
    words = [word.strip("،,.") for word in written.split()]
    name = " ".join(itertools.takewhile(lambda word: fold(word) not in ends, words))
    query = select(streets.c.id).order_by(streets.c.id).limit(STREETS)
    if address.district is not None:
        query = query.where(streets.c.district == address.district)
    yield [row.id for row in connection.execute(query.where(streets.c.name == name))]
    yield [row.id for row in connection.execute(query.where(streets.c.name.startswith(f"{name}،", autoescape=True)))]


def by_point(connection: Connection, point: Point) -> Found:
    rows = [row for row in PARCELS_AT.rows(connection, **_place(point)) if holds(row.outline, point)]
    return Found("point", rows[:1], len(rows[:1]))


def zone_at(connection: Connection, point: Point) -> AnyRow | None:
    """The zone of the detailed plan that has this point."""
    return next((row for row in ZONES_AT.rows(connection, **_place(point)) if holds(row.outline, point)), None)


@dataclass(frozen=True, slots=True)
class Address:
    words: list[tuple[str, ...]]
    plate: int | None
    district: int | None


def read_address(written: str) -> Address:
    """The words that name a street, the house number after «پلاک», the district after «منطقه»."""
    spoken = [part for word in asked_words(written) for part in word]
    common = {fold(word) for word in load_words()["address_words"]}
    plate = _number_after(spoken, "plate_words")
    district = _number_after(spoken, "district_words")
    numbers = {number for number in (plate, district) if number is not None}
    kept = [word for at, word in enumerate(spoken) if word not in common and at not in {at_ for at_, _ in numbers}]
    return Address(
        words=asked_words(" ".join(kept)),
        plate=plate[1] if plate else None,
        district=district[1] if district else None,
    )


def street_words(name: str) -> str:
    """What a street is found by: its name without the words that every street has."""
    common = {fold(word) for word in load_words()["address_words"]}
    return " ".join(word for word in searchable(name).split() if word not in common)


def _number_after(spoken: list[str], kind: str) -> tuple[int, int] | None:
    """Where the number after one of these words stands, and the number."""
    leads = {fold(word) for word in load_words()[kind]}
    for at, word in enumerate(spoken[:-1]):
        number = spoken[at + 1]
        if word in leads and number.isdecimal() and int(number) <= LARGEST:
            return at + 1, int(number)
    return None


def _counted(connection: Connection, way: str, query: Select[tuple[object, ...]]) -> Found:
    rows = list(connection.execute(query.limit(MOST + 1)))
    count = len(rows)
    if count > MOST:
        count = connection.execute(select(func.count()).select_from(query.order_by(None).subquery())).scalar_one()
    return Found(way, rows[:MOST], count)


def _place(point: Point) -> dict[str, int]:
    return {"lon": point.lon, "lat": point.lat, "square": square_of(point)}
