"""The city register's tables: streets, the detailed plan, parcels, block prices, approvals, opening hours, archive
images. Places are integers in millionths of a degree. They share the backend's one `metadata`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    ScalarSelect,
    String,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    select,
)

from integrations.reference.city.text_index import search_by_text
from integrations.reference.tables import metadata

streets = Table(
    "streets",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(40), nullable=False, unique=True),
    Column("district", Integer, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("length_m", Integer, nullable=False),
    Column("width_cm", Integer, nullable=False),
    # What the detailed plan wants it to become; parcels give way by half of the difference.
    Column("planned_width_cm", Integer, nullable=False),
    Column("search_text", Text, nullable=False),
)
search_by_text(streets)


def _extent() -> tuple[Column[int], ...]:
    """The box around an outline, and the outline itself as JSON: rings of [lon, lat]; a hole is a ring in a ring."""
    box = [Column(side, Integer, nullable=False) for side in ("west", "south", "east", "north")]
    return (*box, Column("outline", Text, nullable=False))  # type: ignore[arg-type]


plan_zones = Table(
    "plan_zones",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(40), nullable=False, unique=True),
    Column("district", Integer, nullable=False),
    Column("land_use", String(20), nullable=False),
    Column("density_percent", Integer, nullable=False),
    Column("coverage_percent", Integer, nullable=False),
    Column("floors", Integer, nullable=False),
    Column("front_setback_cm", Integer, nullable=False),
    Column("side_setback_cm", Integer, nullable=False),
    Column("min_lot_m2", Integer, nullable=False),
    Column("plan", Text, nullable=False),
    Column("approved_on", Date, nullable=False),
    *_extent(),
)


def of_zone(column: Column[Any]) -> ScalarSelect[Any]:
    """What a zone (bound as `zone`, its id) has in that column: null for none."""
    return select(column).where(plan_zones.c.id == bindparam("zone")).scalar_subquery()


parcels = Table(
    "parcels",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("nosazi_code", String(40), nullable=False, unique=True),
    Column("district", Integer, nullable=False),
    Column("registry_main", Integer),
    Column("registry_sub", Integer),
    Column("registry_section", Integer),
    Column("street_id", ForeignKey("streets.id")),
    Column("plate_no", Integer),
    Column("address", Text),  # as written, where no street of ours is named
    Column("area_m2", Integer, nullable=False),
    Column("fabric", String(10), nullable=False),  # plain | worn | historic
    Column("price_block", String(40)),
    Column("zone_id", ForeignKey("plan_zones.id"), index=True),
    *_extent(),
    Index("parcel_by_plate", "registry_main", "registry_sub", "registry_section"),
    Index("parcel_by_address", "street_id", "plate_no"),
)

# What files and the register of properties name, whether the map has it or not: where it is, never whose.
known_properties = Table(
    "known_properties",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("nosazi_code", String(40), nullable=False, unique=True),
    Column("district", Integer),
    Column("address", Text),
    Column("search_text", Text, nullable=False),
)
search_by_text(known_properties)

# Which squares of a fine grid an outline touches: a point's candidates on any database, without a spatial extension.
parcel_squares = Table(
    "parcel_squares",
    metadata,
    Column("square", BigInteger, primary_key=True, autoincrement=False),
    Column("of", ForeignKey("parcels.id", ondelete="CASCADE"), primary_key=True),
    sqlite_with_rowid=False,
)
zone_squares = Table(
    "zone_squares",
    metadata,
    Column("square", BigInteger, primary_key=True, autoincrement=False),
    Column("of", ForeignKey("plan_zones.id", ondelete="CASCADE"), primary_key=True),
    sqlite_with_rowid=False,
)

price_blocks = Table(
    "price_blocks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("block", String(40), nullable=False),
    Column("use", String(40), nullable=False),
    Column("year", Integer, nullable=False),
    Column("district", Integer, nullable=False),
    Column("regional_price_rial", BigInteger, nullable=False),
    UniqueConstraint("block", "use", "year", name="one_price_of_block"),
)

# The id grows with the date of the approval (`approvals.first_id`), so that "newest first" is the order of the key.
plan_approvals = Table(
    "plan_approvals",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("approval_no", String(40), nullable=False, unique=True),
    Column("body", String(20), nullable=False),  # commission5 | detailed_plan | master_plan | council
    Column("title", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("district", Integer),
    Column("zone_code", String(40), index=True),
    Column("nosazi_code", String(40), index=True),
    Column("approved_on", Date, nullable=False),
    Column("search_text", Text, nullable=False),
)
search_by_text(plan_approvals)

office_places = Table(
    "office_places",
    metadata,
    Column("code", ForeignKey("offices.code", ondelete="CASCADE"), primary_key=True),
    Column("lon", Integer, nullable=False),
    Column("lat", Integer, nullable=False),
)

# One stretch of one weekday (0 is Saturday), in force from a day to a day. Minutes from midnight.
office_hours = Table(
    "office_hours",
    metadata,
    Column("office", ForeignKey("offices.code", ondelete="CASCADE"), primary_key=True),
    Column("weekday", Integer, primary_key=True, autoincrement=False),
    Column("opens", Integer, primary_key=True, autoincrement=False),
    Column("closes", Integer, nullable=False),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
)

# A day that is not like its weekday. Without hours the office is closed.
office_exceptions = Table(
    "office_exceptions",
    metadata,
    Column("office", ForeignKey("offices.code", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("opens", Integer),
    Column("closes", Integer),
    Column("reason", Text, nullable=False),
)

# What an image shows; the image itself is drawn when somebody who may see it asks.
archive_images = Table(
    "archive_images",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_id", ForeignKey("files.id"), nullable=False),
    Column("image_no", String(20), nullable=False, unique=True),
    Column("part", String(20), nullable=False),
    Column("document", String(40), nullable=False),
    Column("page", Integer, nullable=False),
    Column("taken_on", Date, nullable=False),
    Column("width_px", Integer, nullable=False),
    Column("height_px", Integer, nullable=False),
    Index("images_of_file", "file_id", "id"),
)
