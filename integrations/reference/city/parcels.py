"""What may be built on a parcel: land use, density, floors and setbacks of its plan zone, its street's widening, its
block's price, its fabric and the approvals about it. Nothing about owners: anyone may ask this."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlalchemy import ColumnElement, Connection, Row, Table, bindparam, func, literal, select

from integrations.prepared import Prepared
from integrations.reference.city import approvals, finding, known
from integrations.reference.city.finding import Found
from integrations.reference.city.places import Point, inner_point
from integrations.reference.city.tables import of_zone, plan_zones, price_blocks
from integrations.reference.city.words import names
from integrations.reference.problems import Refused
from integrations.reference.tables import block_prices
from integrations.reference.written import jalali

AnyRow = Row[tuple[object, ...]]
ZONE = Prepared(
    select(*(column for column in plan_zones.c if column is not plan_zones.c.outline)).where(
        plan_zones.c.id == bindparam("zone")
    )
)
OTHER = literal("other")


def _newest(table: Table, place: ColumnElement[bool]) -> Prepared:
    """The price in force in a year for the use of the zone; without a zone for any other use."""
    use = func.coalesce(of_zone(plan_zones.c.land_use), OTHER)
    query = select(table.c.regional_price_rial, table.c.year).where(place, table.c.use == use)
    return Prepared(query.where(table.c.year <= bindparam("year")).order_by(table.c.year.desc()).limit(1))


BLOCK_PRICE = _newest(price_blocks, price_blocks.c.block == bindparam("block"))
DISTRICT_PRICE = _newest(block_prices, block_prices.c.district == bindparam("district"))


def answer(connection: Connection, found: Found, *, year: int) -> dict[str, object]:
    """The parcels that were found, told in the Jalali `year`. Refused `not_found` without one."""
    if not found.rows:
        raise Refused("not_found")
    shown = [told(connection, row, year=year) for row in found.rows]
    return {"found_by": found.way, "parcels": shown, "count": found.count, "zone": None}


def answer_known(connection: Connection, found: Found) -> dict[str, object]:
    """Properties that the map does not have. Refused `not_found` without one."""
    if not found.rows:
        raise Refused("not_found")
    shown = [known.told(connection, row) for row in found.rows]
    return {"found_by": found.way, "parcels": shown, "count": found.count, "zone": None}


def at_point(connection: Connection, point: Point, *, year: int) -> dict[str, object]:
    """The parcel at a point; on a street or a square, the plan zone alone."""
    found = finding.by_point(connection, point)
    if found.rows:
        return answer(connection, found, year=year)
    zone = finding.zone_at(connection, point)
    if zone is None:
        raise Refused("not_found")
    return {"found_by": "point", "parcels": [], "count": 0, "zone": zone_told(zone)}


def told(connection: Connection, row: AnyRow, *, year: int) -> dict[str, object]:
    # Asked together.
    zones = ZONE.ahead(connection, zone=row.zone_id)
    price = _price(connection, row, year=year)
    about = approvals.of_place(connection, zone=row.zone_id, nosazi_code=row.nosazi_code)
    zone = next(iter(zones()), None)
    return {
        "nosazi_code": row.nosazi_code,
        "district": row.district,
        "address": row.address or _address(row),
        "registry_plate": _plate(row),
        "point": inner_point(json.loads(row.outline)).shown,
        "area_m2": row.area_m2,
        "fabric": row.fabric,
        "fabric_label": names("fabrics").label(row.fabric),
        # In the historic fabric the heritage organisation decides with the municipality; the plan's numbers are limits.
        "heritage_opinion": row.fabric == "historic",
        "zone": zone_told(zone) if zone else None,
        "limits": _limits(row, zone) if zone else None,
        "street": _street(row),
        "price": price(),
        "approvals": about(),
    }


def zone_told(zone: AnyRow) -> dict[str, object]:
    return {
        "zone": zone.code,
        "district": zone.district,
        "land_use": zone.land_use,
        "land_use_label": names("land_uses").label(zone.land_use),
        "density_percent": zone.density_percent,
        "coverage_percent": zone.coverage_percent,
        "floors": zone.floors,
        "front_setback_m": zone.front_setback_cm / 100,
        "side_setback_m": zone.side_setback_cm / 100,
        "min_lot_m2": zone.min_lot_m2,
        "plan": zone.plan,
        "approved_on": jalali(zone.approved_on),
    }


def _limits(row: AnyRow, zone: AnyRow) -> dict[str, object]:
    """The zone's rules on this parcel's area. Whole square metres, rounded down: a limit is never rounded up."""
    return {
        "gross_floor_area_m2": row.area_m2 * zone.density_percent // 100,
        "footprint_m2": row.area_m2 * zone.coverage_percent // 100,
        "floors": zone.floors,
        "below_min_lot": row.area_m2 < zone.min_lot_m2,
    }


def _address(row: AnyRow) -> str | None:
    if row.street_name is None:
        return None
    return f"{row.street_name}، پلاک {row.plate_no}" if row.plate_no is not None else row.street_name


def _plate(row: AnyRow) -> dict[str, object] | None:
    if row.registry_main is None:
        return None
    return {"main": row.registry_main, "sub": row.registry_sub, "section": row.registry_section}


def _street(row: AnyRow) -> dict[str, object] | None:
    if row.street_name is None:
        return None
    # Each side gives half of what the street is to gain.
    widening = max(0, row.planned_width_cm - row.width_cm) / 2
    return {
        "name": row.street_name,
        "width_m": row.width_cm / 100,
        "planned_width_m": row.planned_width_cm / 100,
        "widening_m": widening / 100,
    }


def _price(connection: Connection, row: AnyRow, *, year: int) -> Callable[[], dict[str, object] | None]:
    """The block's price for the zone's use in force in that year, else the district's. Asked now, told when called."""
    asked = {"zone": row.zone_id, "year": year}
    of_block = BLOCK_PRICE.ahead(connection, **asked, block=row.price_block)
    # Asked along: one small statement costs all less than a second journey costs those whose block has no price.
    of_district = DISTRICT_PRICE.ahead(connection, **asked, district=row.district)

    def told() -> dict[str, object] | None:
        found, block = of_block(), row.price_block
        if not found:
            found, block = of_district(), None
        return {**found[0]._asdict(), "block": block} if found else None

    return told
