"""Properties that files and the register of properties name, and the map does not have yet: where they are is known,
what the plan says of them is not. Nothing about whose they are."""

from __future__ import annotations

from sqlalchemy import Connection, Row, select

from integrations.reference.city import approvals
from integrations.reference.city.finding import CODE_PARTS, MOST, Found, code_parts, read_address, street_words
from integrations.reference.city.tables import known_properties
from integrations.reference.city.text_index import having, wanted
from integrations.reference.city.writing import put

AnyRow = Row[tuple[object, ...]]
LAST_DISTRICT = 15


def note(connection: Connection, *, nosazi_code: object, district: object, address: object) -> None:
    """A file or the register of properties names this property."""
    code = "-".join(code_parts(str(nosazi_code or ""))[:CODE_PARTS])
    if not code:
        return
    words = street_words(str(address)) if address else ""
    row = {"nosazi_code": code, "district": district, "address": address, "search_text": words}
    put(connection, known_properties, ("nosazi_code",), row)


def by_code(connection: Connection, written: str) -> Found:
    """Read from its end too, as the map's own codes are."""
    parts = code_parts(written)
    ways = {"nosazi_code": parts[:CODE_PARTS], "nosazi_code_reversed": parts[::-1][:CODE_PARTS]}
    for way, tried in ways.items():
        this = known_properties.c.nosazi_code == "-".join(tried)
        rows = list(connection.execute(select(known_properties).where(this))) if tried else []
        if rows:
            return Found(way, rows, 1)
    return Found("nosazi_code", [], 0)


def by_address(connection: Connection, written: str) -> Found:
    """Those whose address has all the words, and the house number when one is said."""
    address = read_address(written)
    words = [*address.words, *([(str(address.plate),)] if address.plate is not None else [])]
    if not address.words:
        return Found("address", [], 0)
    dialect = connection.dialect.name
    query, _ = having(dialect, select(known_properties), known_properties)
    if address.district is not None:
        query = query.where(known_properties.c.district == address.district)
    query = query.order_by(known_properties.c.id).limit(MOST + 1)
    rows = list(connection.execute(query, {"words": wanted(dialect, words, begun=False)}))
    return Found("address", rows[:MOST], len(rows))


def told(connection: Connection, row: AnyRow) -> dict[str, object]:
    """As the contract writes a parcel of which the map knows nothing."""
    unknown = ("registry_plate", "point", "area_m2", "fabric", "fabric_label", "zone", "limits", "street", "price")
    return {
        **dict.fromkeys(unknown),
        "nosazi_code": row.nosazi_code,
        "district": row.district if row.district is not None else _district(row.nosazi_code),
        "address": row.address,
        "heritage_opinion": False,
        "approvals": approvals.of_place(connection, zone=None, nosazi_code=row.nosazi_code)(),
    }


def _district(code: str) -> int | None:
    """The first part of a nosazi code is its district."""
    first = int(code.partition("-")[0])
    return first if 1 <= first <= LAST_DISTRICT else None
