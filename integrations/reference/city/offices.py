"""Offices by distance, district and opening: which are near, which are open, when they open next."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Date, Float, Row, Select, bindparam, cast, or_, select

from integrations.reference.city.opening import LOOK_AHEAD, Hours, Special, Timetable
from integrations.reference.city.places import MICRO, Point, metres_between
from integrations.reference.city.tables import office_exceptions, office_hours, office_places
from integrations.reference.labels import vocabulary
from integrations.reference.tables import offices
from integrations.reference.written import jalali

MOST = 10
AT_ONCE = 12  # most days ten of twelve are open
AnyRow = Row[tuple[object, ...]]
_hours, _special, _day = office_hours.c, office_exceptions.c, bindparam("day", type_=Date)
# Statements are built once: putting one together costs more than the database's answer.
HOURS = select(_hours.office, _hours.weekday, _hours.opens, _hours.closes, _hours.valid_from, _hours.valid_to).where(
    _hours.office.in_(bindparam("codes", expanding=True)),
    _hours.valid_from <= bindparam("last", type_=Date),
    or_(_hours.valid_to.is_(None), _hours.valid_to >= _day),
)
SPECIALS = select(_special.office, _special.day, _special.opens, _special.closes, _special.reason).where(
    _special.office.in_(bindparam("codes", expanding=True)), _special.day >= _day
)


def found(
    connection: Connection,
    *,
    point: Point | None,
    district: int | None,
    office_type: str | None,
    open_only: bool,
    moment: datetime,
) -> dict[str, object]:
    """At most ten offices, the nearest first (or by district without a point), as they are at a local moment. An office
    whose place is not known comes last; one whose hours are not known is not among the open."""
    query = _listed(point, district=district, office_type=office_type)
    shown: list[dict[str, object]] = []
    at_once = AT_ONCE if open_only else MOST
    first, rows = 0, connection.execute(query.limit(at_once)).all()
    while rows and len(shown) < MOST:
        tables = _timetables(connection, [row.code for row in rows], day=moment.date())
        wanted = [row for row in rows if not open_only or tables[row.code].is_open(moment)]
        shown += [_told(row, point, tables[row.code], moment) for row in wanted[: MOST - len(shown)]]
        first += at_once
        # Fewer than asked for were the last.
        rows = connection.execute(query.limit(at_once).offset(first)).all() if len(rows) == at_once else []
    at = {"date": jalali(moment.date()), "time": f"{moment:%H:%M}"}
    return {"offices": shown, "count": len(shown), "at": at}


def _listed(point: Point | None, *, district: int | None, office_type: str | None) -> Select[tuple[object, ...]]:
    """Offices with their places in the order of the answer."""
    query = select(offices, office_places.c.lon, office_places.c.lat).select_from(offices.outerjoin(office_places))
    if district is not None:
        query = query.where(offices.c.district == district)
    if office_type is not None:
        query = query.where(offices.c.type == office_type)
    if point is not None:
        # A city has a hundred offices: measuring all of them costs less than an index for it would.
        east = cast(office_places.c.lon - point.lon, Float) * math.cos(math.radians(point.lat / MICRO))
        north = cast(office_places.c.lat - point.lat, Float)
        query = query.order_by(office_places.c.lon.is_(None), east * east + north * north)
    return query.order_by(offices.c.district, offices.c.code)


def _distance(row: AnyRow, point: Point | None) -> int | None:
    return None if point is None or row.lon is None else metres_between(Point(row.lon, row.lat), point)


def _timetables(connection: Connection, codes: Sequence[str], *, day: date) -> dict[str, Timetable]:
    """Those of the coming two weeks."""
    asked = {"codes": codes, "day": day, "last": day + timedelta(days=LOOK_AHEAD)}
    tables = {code: Timetable([], []) for code in codes}
    for office, *hours in connection.execute(HOURS, asked):
        tables[office].hours.append(Hours(*hours))
    for office, *special in connection.execute(SPECIALS, asked):
        tables[office].specials.append(Special(*special))
    return tables


def _told(row: AnyRow, point: Point | None, table: Timetable, moment: datetime) -> dict[str, object]:
    plain = {column.name: getattr(row, column.name) for column in offices.c}
    return {
        **plain,
        "type_label": vocabulary("office_types").label(row.type),
        "point": None if row.lon is None else Point(row.lon, row.lat).shown,
        "distance_m": _distance(row, point),
        **table.told(moment),
    }
