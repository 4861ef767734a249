"""One row of each kind of the city register, read field by field from a fixture or an imported table. What a row
refers to is looked up when it is written: `writing.py`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from integrations.reference.city.finding import CODE_PARTS, code_parts, street_words
from integrations.reference.city.geometry import Unreadable, outline, point
from integrations.reference.city.places import box_of, square_metres, squares_of
from integrations.reference.city.text_index import searchable
from integrations.reference.city.words import load_words, names
from integrations.reference.entry import Entry
from integrations.reference.labels import vocabulary
from integrations.reference.written import ascii_digits, fold

Row = dict[str, object]
TIME = re.compile(r"(\d{1,2})(?::(\d{2}))?")


def _street(entry: Entry) -> Row:
    name = entry.text("name") or ""
    width = _centimetres(entry, "width_m")
    return {
        "code": entry.number_text("code", "id"),
        "district": entry.number("district", lowest=1),
        "name": name,
        "length_m": entry.number("length_m", lowest=0),
        "width_cm": width,
        "planned_width_cm": _centimetres(entry, "planned_width_m", otherwise=width),
        "search_text": street_words(name),
    }


def _zone(entry: Entry) -> Row:
    return {
        "code": entry.number_text("zone", "code"),
        "district": entry.number("district", lowest=1),
        "land_use": entry.code("land_use", names("land_uses"), otherwise="other")[0],
        "density_percent": entry.number("density_percent", lowest=0),
        "coverage_percent": entry.number("coverage_percent", lowest=0),
        "floors": entry.number("floors", lowest=0),
        "front_setback_cm": _centimetres(entry, "front_setback_m", otherwise=0),
        "side_setback_cm": _centimetres(entry, "side_setback_m", otherwise=0),
        "min_lot_m2": entry.count("min_lot_m2"),
        "plan": entry.text("plan"),
        "approved_on": entry.day("approved_on"),
        **_extent(entry),
    }


def _parcel(entry: Entry) -> Row:
    code = code_parts(entry.number_text("nosazi_code") or "")
    if len(code) < CODE_PARTS:
        entry.wrong("nosazi_code", "not_a_nosazi_code")
    extent = _extent(entry)
    area = entry.count("area_m2") or (square_metres(json.loads(str(extent["outline"]))) if extent else 0)
    return {
        "nosazi_code": "-".join(code[:CODE_PARTS]),
        "district": int(code[0]) if code else 0,
        "registry_main": _optional_number(entry, "registry_main"),
        "registry_sub": _optional_number(entry, "registry_sub"),
        "registry_section": _optional_number(entry, "registry_section"),
        "street": entry.number_text("street", required=False),
        "plate_no": _optional_number(entry, "plate_no"),
        "address": entry.text("address", required=False),
        "area_m2": area,
        "fabric": entry.code("fabric", names("fabrics"), otherwise="plain", absent="plain")[0],
        "price_block": entry.number_text("price_block", required=False),
        **extent,
    }


def _price_block(entry: Entry) -> Row:
    return {
        "block": entry.number_text("block"),
        "district": entry.number("district", lowest=1),
        "use": entry.code("use", vocabulary("uses"), otherwise="residential")[0],
        "year": entry.year("year"),
        "regional_price_rial": entry.number("regional_price_rial", lowest=0),
    }


def _approval(entry: Entry) -> Row:
    title, content = entry.text("title") or "", entry.text("content", required=False) or ""
    code = entry.number_text("nosazi_code", required=False)
    return {
        "approval_no": entry.number_text("approval_no", "number"),
        "body": entry.code("body", names("bodies"), otherwise="council")[0],
        "title": title,
        "content": content,
        "district": entry.district(),
        "zone_code": entry.number_text("zone", required=False),
        "nosazi_code": "-".join(code_parts(code)[:CODE_PARTS]) if code else None,
        "approved_on": entry.day("approved_on"),
        "search_text": searchable(title, content),
    }


def _office_place(entry: Entry) -> Row:
    place = entry.raw("geometry")
    if place is None:
        place = [_degrees(entry, "lon"), _degrees(entry, "lat")]
    try:
        at = point(place)
    except Unreadable as error:
        entry.wrong("geometry", str(error))
        return {}
    return {"code": entry.number_text("office", "code"), "lon": at.lon, "lat": at.lat}


def _office_hours(entry: Entry) -> Row:
    opens, closes = _minutes(entry, "opens"), _minutes(entry, "closes")
    if opens is None or closes is None or opens >= closes:
        entry.wrong("closes", "not_after_opens")
    return {
        "office": entry.number_text("office"),
        "weekday": _weekday(entry),
        "opens": opens,
        "closes": closes,
        "valid_from": entry.day("valid_from"),
        "valid_to": entry.day("valid_to", required=False),
    }


def _office_exception(entry: Entry) -> Row:
    opens, closes = (_minutes(entry, name) if entry.raw(name) is not None else None for name in ("opens", "closes"))
    if (opens is None) != (closes is None) or (opens is not None and closes is not None and opens >= closes):
        entry.wrong("closes", "not_after_opens")
    return {
        "office": entry.number_text("office"),
        "day": entry.day("day"),
        "opens": opens,
        "closes": closes,
        "reason": entry.text("reason"),
    }


def _archive_image(entry: Entry) -> Row:
    return {
        "request_no": entry.number_text("request_no", "file"),
        "image_no": entry.number_text("image_no"),
        "part": entry.code("part", names("parts"), otherwise="letters")[0],
        "document": entry.code("document", vocabulary("documents"), otherwise="deed")[0],
        "page": entry.number("page", lowest=1) if entry.raw("page") is not None else 1,
        "taken_on": entry.day("taken_on"),
        "width_px": entry.number("width_px", lowest=1),
        "height_px": entry.number("height_px", lowest=1),
    }


# In this order: a row may name one of an earlier kind. Offices and files are read before all of these.
REGISTER_READERS: Mapping[str, Callable[[Entry], Row]] = {
    "streets": _street,
    "plan_zones": _zone,
    "price_blocks": _price_block,
    "parcels": _parcel,
    "plan_approvals": _approval,
    "office_places": _office_place,
    "office_hours": _office_hours,
    "office_exceptions": _office_exception,
    "archive_images": _archive_image,
}


def _extent(entry: Entry) -> Row:
    """The columns of an outline; nothing, with the reason noted, when it cannot be taken."""
    try:
        rings = outline(entry.raw("geometry"))
        box = box_of(rings)
        squares_of(box)
    except (Unreadable, ValueError) as error:
        entry.wrong("geometry", str(error))
        return {}
    sides = {"west": box.west, "south": box.south, "east": box.east, "north": box.north}
    return {**sides, "outline": json.dumps(rings, separators=(",", ":"))}


def _centimetres(entry: Entry, name: str, *, otherwise: int | None = None) -> int:
    """A length in metres («۱۲/۵» too) as whole centimetres."""
    value = entry.raw(name)
    if value is None and otherwise is not None:
        return otherwise
    written = ascii_digits(str(value)).strip().replace("/", ".").replace("٫", ".")
    try:
        metres = Decimal(written)
    except InvalidOperation:
        metres = Decimal(-1)
    if not 0 <= metres <= 100_000:
        entry.wrong(name, "missing" if value is None else "not_a_length")
        return 0
    return int(metres * 100)


def _degrees(entry: Entry, name: str) -> float | None:
    try:
        return float(ascii_digits(str(entry.raw(name))))
    except ValueError:
        return None


def _optional_number(entry: Entry, name: str) -> int | None:
    return None if entry.raw(name) is None else entry.number(name, lowest=0)


def _minutes(entry: Entry, name: str) -> int | None:
    """Minutes from midnight of «08:30» or «8»; 24:00 is the day's end."""
    found = TIME.fullmatch(ascii_digits(str(entry.raw(name))).strip())
    minute = int(found.group(1)) * 60 + int(found.group(2) or 0) if found else -1
    if not 0 <= minute <= 24 * 60:
        entry.wrong(name, "not_a_time")
        return None
    return minute


def _weekday(entry: Entry) -> int:
    """0 (Saturday) to 6, or the day's Persian name."""
    written = ascii_digits(str(entry.raw("weekday"))).strip()
    days = [fold(name) for name in load_words()["weekdays"]]
    if written.isdecimal() and int(written) < len(days):
        return int(written)
    if fold(written) in days:
        return days.index(fold(written))
    entry.wrong("weekday", "not_a_weekday")
    return 0
