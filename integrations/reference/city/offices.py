"""Offices by distance, district and opening: which are near, which are open, when they open next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, Row, or_, select

from integrations.reference.city.opening import Hours, Special, Timetable
from integrations.reference.city.places import Point, metres_between
from integrations.reference.city.tables import office_exceptions, office_hours, office_places
from integrations.reference.labels import vocabulary
from integrations.reference.tables import offices
from integrations.reference.written import jalali

MOST = 10
AT_ONCE = 12  # most days ten of twelve are open
AnyRow = Row[tuple[object, ...]]


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
    rows = _near(_listed(connection, district=district, office_type=office_type), point)
    shown: list[dict[str, object]] = []
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        tables = _timetables(connection, [row.code for row in some], day=moment.date())
        wanted = [row for row in some if not open_only or tables[row.code].is_open(moment)]
        shown += [_told(row, point, tables[row.code], moment) for row in wanted[: MOST - len(shown)]]
        if len(shown) == MOST:
            break
    at = {"date": jalali(moment.date()), "time": f"{moment:%H:%M}"}
    return {"offices": shown, "count": len(shown), "at": at}


def _listed(connection: Connection, *, district: int | None, office_type: str | None) -> Sequence[AnyRow]:
    query = select(offices, office_places.c.lon, office_places.c.lat).select_from(offices.outerjoin(office_places))
    if district is not None:
        query = query.where(offices.c.district == district)
    if office_type is not None:
        query = query.where(offices.c.type == office_type)
    return connection.execute(query.order_by(offices.c.district, offices.c.code)).all()


def _near(rows: Sequence[AnyRow], point: Point | None) -> Sequence[AnyRow]:
    # A city has a hundred offices: measuring all of them costs less than an index for it would.
    if point is None:
        return rows
    return sorted(rows, key=lambda row: (row.lon is None, _distance(row, point) or 0))


def _distance(row: AnyRow, point: Point | None) -> int | None:
    return None if point is None or row.lon is None else metres_between(Point(row.lon, row.lat), point)


def _timetables(connection: Connection, codes: Sequence[str], *, day: date) -> dict[str, Timetable]:
    hours: dict[str, list[Hours]] = defaultdict(list)
    specials: dict[str, list[Special]] = defaultdict(list)
    query = select(office_hours).where(office_hours.c.office.in_(codes))
    query = query.where(or_(office_hours.c.valid_to.is_(None), office_hours.c.valid_to >= day))
    for row in connection.execute(query):
        hours[row.office].append(Hours(row.weekday, row.opens, row.closes, row.valid_from, row.valid_to))
    query_days = select(office_exceptions).where(office_exceptions.c.office.in_(codes), office_exceptions.c.day >= day)
    for row in connection.execute(query_days):
        specials[row.office].append(Special(row.day, row.opens, row.closes, row.reason))
    return {code: Timetable(hours[code], specials[code]) for code in codes}


def _told(row: AnyRow, point: Point | None, table: Timetable, moment: datetime) -> dict[str, object]:
    plain = {column.name: getattr(row, column.name) for column in offices.c}
    return {
        **plain,
        "type_label": vocabulary("office_types").label(row.type),
        "point": None if row.lon is None else Point(row.lon, row.lat).shown,
        "distance_m": _distance(row, point),
        **table.told(moment),
    }
