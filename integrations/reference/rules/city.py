"""What anyone may ask of the city: block prices and offices."""

from __future__ import annotations

from sqlalchemy import Connection, select

from integrations.reference.labels import vocabulary
from integrations.reference.problems import Refused
from integrations.reference.tables import block_prices, offices


def block_price(connection: Connection, *, district: int, use: str, year: int) -> dict[str, object]:
    """The price in force in a Jalali `year`: that year's, or the newest before it."""
    query = select(block_prices.c.regional_price_rial, block_prices.c.year)
    query = query.where(block_prices.c.district == district, block_prices.c.use == use, block_prices.c.year <= year)
    row = connection.execute(query.order_by(block_prices.c.year.desc()).limit(1)).first()
    if row is None:
        raise Refused("not_found")
    return {"regional_price_rial": row.regional_price_rial, "year": row.year}


def listed_offices(connection: Connection, *, district: int | None, office_type: str | None) -> dict[str, object]:
    query = select(offices).order_by(offices.c.district, offices.c.type, offices.c.code)
    if district is not None:
        query = query.where(offices.c.district == district)
    if office_type is not None:
        query = query.where(offices.c.type == office_type)
    names = vocabulary("office_types")
    rows = connection.execute(query).mappings().all()
    shown = [{**row, "type_label": names.label(row["type"])} for row in rows]
    return {"offices": shown, "count": len(shown)}
