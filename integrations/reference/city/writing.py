"""Writes rows of the city register one by one: looks up what they refer to, replaces what is known, keeps the squares
and zones of parcels right. For a city from nothing see `generate/`, which loads in bulk."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from sqlalchemy import Connection, Table, delete, func, insert, or_, select, update

from integrations.reference.city.approvals import PER_DAY, first_id
from integrations.reference.city.finding import zone_at
from integrations.reference.city.places import Box, holds, inner_point, squares_of
from integrations.reference.city.tables import (
    archive_images,
    office_exceptions,
    office_hours,
    office_places,
    parcel_squares,
    parcels,
    plan_approvals,
    plan_zones,
    price_blocks,
    streets,
    zone_squares,
)
from integrations.reference.tables import files, offices

Row = dict[str, object]
Keys = tuple[str, ...]


class Unlinked(Exception):
    """A row that names something the city does not have. `column` says where, the code is `unknown`."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


def put(connection: Connection, table: Table, keys: Keys, row: Row) -> None:
    """Brings the row with these keys up to date, or adds it."""
    this = [table.c[key] == row[key] for key in keys]
    changed = connection.execute(update(table).where(*this).values(**row))
    if not changed.rowcount:
        connection.execute(insert(table).values(**row))


def write(connection: Connection, kind: str, row: Row) -> None:
    """One row of one kind.

    Raises:
        Unlinked: when it names a street, a file or an office that is not there; nothing was written.
    """
    WRITERS[kind](connection, row)


def _street(connection: Connection, row: Row) -> None:
    put(connection, streets, ("code",), row)


def _zone(connection: Connection, row: Row) -> None:
    put(connection, plan_zones, ("code",), row)
    zone_id = connection.execute(select(plan_zones.c.id).where(plan_zones.c.code == row["code"])).scalar_one()
    squares = _place(connection, zone_squares, zone_id, row)
    # Parcels may have come before their zone, and a zone may have been drawn anew.
    near = select(parcel_squares.c.of).where(parcel_squares.c.square.in_(squares))
    query = select(parcels.c.id, parcels.c.outline, parcels.c.zone_id)
    query = query.where(or_(parcels.c.id.in_(near), parcels.c.zone_id == zone_id))
    for parcel in connection.execute(query).all():
        inside = holds(str(row["outline"]), inner_point(json.loads(parcel.outline)))
        if inside != (parcel.zone_id == zone_id):
            new = zone_id if inside else None
            connection.execute(update(parcels).where(parcels.c.id == parcel.id).values(zone_id=new))


def _parcel(connection: Connection, row: Row) -> None:
    row = dict(row)
    code = row.pop("street")
    row["street_id"] = None if code is None else _id_of(connection, streets, "code", code, column="street")
    zone = zone_at(connection, inner_point(json.loads(str(row["outline"]))))
    row["zone_id"] = zone.id if zone else None
    put(connection, parcels, ("nosazi_code",), row)
    this = parcels.c.nosazi_code == row["nosazi_code"]
    _place(connection, parcel_squares, connection.execute(select(parcels.c.id).where(this)).scalar_one(), row)


def _approval(connection: Connection, row: Row) -> None:
    """A new approval is the next of its day. One that is known is replaced: its day may have changed."""
    connection.execute(delete(plan_approvals).where(plan_approvals.c.approval_no == row["approval_no"]))
    first = first_id(cast("date", row["approved_on"]))
    of_day = plan_approvals.c.id.between(first, first + PER_DAY - 1)
    last = connection.execute(select(func.max(plan_approvals.c.id)).where(of_day)).scalar_one()
    connection.execute(insert(plan_approvals).values(id=first if last is None else last + 1, **row))


def _of_office(table: Table, keys: Keys) -> Callable[[Connection, Row], None]:
    def one(connection: Connection, row: Row) -> None:
        known = select(offices.c.code).where(offices.c.code == row[keys[0]])
        if connection.execute(known).first() is None:
            raise Unlinked("office")
        put(connection, table, keys, row)

    return one


def _archive_image(connection: Connection, row: Row) -> None:
    row = dict(row)
    number = row.pop("request_no")
    row["file_id"] = _id_of(connection, files, "request_no", number, column="request_no")
    put(connection, archive_images, ("image_no",), row)


WRITERS: Mapping[str, Callable[[Connection, Row], None]] = {
    "streets": _street,
    "plan_zones": _zone,
    "price_blocks": lambda connection, row: put(connection, price_blocks, ("block", "use", "year"), row),
    "parcels": _parcel,
    "plan_approvals": _approval,
    "office_places": _of_office(office_places, ("code",)),
    "office_hours": _of_office(office_hours, ("office", "weekday", "opens", "valid_from")),
    "office_exceptions": _of_office(office_exceptions, ("office", "day")),
    "archive_images": _archive_image,
}


def _id_of(connection: Connection, table: Table, name: str, value: object, *, column: str) -> int:
    found = connection.execute(select(table.c.id).where(table.c[name] == value)).scalar_one_or_none()
    if found is None:
        raise Unlinked(column)
    return int(found)


def _place(connection: Connection, table: Table, row_id: int, row: Row) -> list[int]:
    """Notes which squares a row's box touches; the squares."""
    box = Box(*(int(str(row[side])) for side in ("west", "south", "east", "north")))
    squares = list(squares_of(box))
    connection.execute(delete(table).where(table.c.of == row_id))
    connection.execute(insert(table), [{"square": square, "of": row_id} for square in squares])
    return squares
