"""Offices by distance, district and opening: which are near, which are open, when they open next."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Date,
    Float,
    Integer,
    Row,
    String,
    bindparam,
    cast,
    or_,
    select,
)

from integrations.prepared import Prepared
from integrations.reference.city.opening import LOOK_AHEAD, Hours, Special, Timetable
from integrations.reference.city.places import MICRO, Point, metres_between
from integrations.reference.city.tables import office_exceptions, office_hours, office_places
from integrations.reference.labels import vocabulary
from integrations.reference.tables import offices
from integrations.reference.written import jalali

MOST = 5
AT_ONCE = 8  # in their hours most are open
AnyRow = Row[tuple[object, ...]]


def _among(column: ColumnElement[str], name: str, many: int) -> ColumnElement[bool]:
    """The column is one of up to so many values: a prepared statement has no lists of varying length."""
    return column.in_([bindparam(f"{name}{place}", None, type_=String) for place in range(many)])


def _each(name: str, values: Sequence[str]) -> dict[str, str]:
    return {f"{name}{place}": value for place, value in enumerate(values)}


_district, _type = bindparam("district", type_=Integer), bindparam("type", type_=String)
_any = bindparam("any", type_=Boolean)
_places = (
    select(offices, office_places.c.lon, office_places.c.lat)
    .select_from(offices.outerjoin(office_places))
    .where(
        or_(_district.is_(None), offices.c.district == _district),
        or_(_type.is_(None), offices.c.type == _type),
        or_(_any, _among(offices.c.code, "wanted", MOST)),
    )
    .limit(bindparam("many", type_=Integer))
    .offset(bindparam("first", type_=Integer))
)
LISTED = Prepared(_places.order_by(offices.c.district, offices.c.code))
# A city has a hundred offices: measuring all of them costs less than an index for it would.
_east = (cast(office_places.c.lon, Float) - bindparam("lon", type_=Float)) * bindparam("narrow", type_=Float)
_north = cast(office_places.c.lat, Float) - bindparam("lat", type_=Float)
NEAR = Prepared(_places.order_by(office_places.c.lon.is_(None), _east * _east + _north * _north, offices.c.code))
_hours, _special, _day = office_hours.c, office_exceptions.c, bindparam("day", type_=Date)
HOURS = Prepared(
    select(_hours.office, _hours.weekday, _hours.opens, _hours.closes, _hours.valid_from, _hours.valid_to).where(
        _among(_hours.office, "code", AT_ONCE),
        _hours.valid_from <= bindparam("last", type_=Date),
        or_(_hours.valid_to.is_(None), _hours.valid_to >= _day),
    )
)
SPECIALS = Prepared(
    select(_special.office, _special.day, _special.opens, _special.closes, _special.reason).where(
        _among(_special.office, "code", AT_ONCE), _special.day >= _day
    )
)


def found(
    connection: Connection,
    *,
    point: Point | None,
    district: int | None,
    office_type: str | None,
    codes: Sequence[str] | None = None,
    open_only: bool,
    moment: datetime,
) -> dict[str, object]:
    """At most five offices, the nearest first (or by district without a point), as they are at a local moment. An
    office whose place is not known comes last; one whose hours are not known is not among the open."""
    query = LISTED if point is None else NEAR
    asked: dict[str, object] = {"district": district, "type": office_type, "many": AT_ONCE if open_only else MOST}
    asked |= {"any": codes is None, **_each("wanted", codes or ())}
    if point is not None:
        asked |= {"lon": point.lon, "lat": point.lat, "narrow": math.cos(math.radians(point.lat / MICRO))}
    shown: list[dict[str, object]] = []
    first, more = 0, True
    while more and len(shown) < MOST:
        rows = query.rows(connection, **asked, first=first)
        tables = _timetables(connection, [row.code for row in rows], day=moment.date())
        wanted = [row for row in rows if not open_only or tables[row.code].is_open(moment)]
        shown += [_told(row, point, tables[row.code], moment) for row in wanted[: MOST - len(shown)]]
        first += len(rows)
        more = len(rows) == asked["many"]  # fewer than asked for were the last
    at = {"date": jalali(moment.date()), "time": f"{moment:%H:%M}"}
    return {"offices": shown, "count": len(shown), "at": at}


def _distance(row: AnyRow, point: Point | None) -> int | None:
    return None if point is None or row.lon is None else metres_between(Point(row.lon, row.lat), point)


def _timetables(connection: Connection, codes: Sequence[str], *, day: date) -> dict[str, Timetable]:
    """Those of the coming two weeks."""
    asked = {**_each("code", codes), "day": day, "last": day + timedelta(days=LOOK_AHEAD)}
    hours: dict[str, list[Hours]] = {code: [] for code in codes}
    specials: dict[str, list[Special]] = {code: [] for code in codes}
    stretches, days = HOURS.ahead(connection, **asked), SPECIALS.ahead(connection, **asked)
    for office, *stretch in stretches():
        hours[office].append(Hours(*stretch))
    for office, *special in days():
        specials[office].append(Special(*special))
    return {code: Timetable(tuple(hours[code]), tuple(specials[code])) for code in codes}


def _told(row: AnyRow, point: Point | None, table: Timetable, moment: datetime) -> dict[str, object]:
    return {
        "code": row.code,
        "type": row.type,
        "type_label": vocabulary("office_types").label(row.type),
        "district": row.district,
        "name": row.name,
        "address": row.address,
        "phone": row.phone,
        "hours": row.hours,
        "point": None if row.lon is None else Point(row.lon, row.lat).shown,
        "distance_m": _distance(row, point),
        **table.told(moment),
    }
