"""The reference backend's tables. SQLite and PostgreSQL; no ORM, because every statement here is short."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

citizens = Table(
    "citizens",
    metadata,
    Column("national_id", String(10), primary_key=True),
    Column("name", Text, nullable=False),
    Column("mobile", String(11), nullable=False, index=True),
)

files = Table(
    "files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_no", String(40), nullable=False, unique=True),
    Column("type", String(40), nullable=False),
    Column("type_label", Text),  # as written, when no known type has that name
    Column("stage", String(40), nullable=False),
    Column("stage_label", Text),
    Column("nosazi_code", String(40)),
    Column("district", Integer),
    Column("address", Text),
    Column("entered_on", Date, nullable=False),
    Column("inspection_on", Date),
    Column("issued_on", Date),
    Column("missing_docs", JSON, nullable=False),
    Column("note", Text),
    # An inquiry is a request of its own on an older file; `open_inquiry` is its type until it ends.
    Column("parent_id", ForeignKey("files.id"), index=True),
    Column("open_inquiry", String(40)),
    Index("one_open_inquiry", "parent_id", "open_inquiry", unique=True),
)

holders = Table(
    "holders",
    metadata,
    Column("file_id", ForeignKey("files.id"), primary_key=True),
    Column("national_id", String(10), primary_key=True),
    Column("role", String(10), nullable=False),  # owner | attorney
    Column("valid_to", Date),  # of a power of attorney
    CheckConstraint("role IN ('owner', 'attorney')", name="holder_role"),
    Index("files_of_holder", "national_id"),
)

bills = Table(
    "bills",
    metadata,
    Column("bill_id", String(20), primary_key=True),
    Column("payment_id", String(20), nullable=False),
    Column("owner", String(10), nullable=False, index=True),
    Column("levy", String(20), nullable=False),
    Column("year", Integer, nullable=False),
    Column("amount_rial", BigInteger, nullable=False),
    Column("status", String(20), nullable=False),
    Column("request_no", String(40)),
)

courses = Table(
    "courses",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("title", Text, nullable=False),
    Column("mode", String(20), nullable=False),
    Column("start", Date, nullable=False),
    Column("signup_until", Date, nullable=False),
    Column("place", Text),
    Column("capacity", Integer, nullable=False),
    # People who signed up elsewhere are only counted; ours are rows of `enrolments`.
    Column("registered_elsewhere", Integer, nullable=False),
    Column("waiting_elsewhere", Integer, nullable=False),
    Column("taken", Integer, nullable=False),
    CheckConstraint("taken >= 0 AND taken <= capacity", name="never_oversold"),
)

# What `courses` does not hold: what it costs and when on its days it begins. A course without a row is free.
course_details = Table(
    "course_details",
    metadata,
    Column("course_id", ForeignKey("courses.id"), primary_key=True),
    Column("fee_rial", BigInteger, nullable=False),
    Column("hour", String(5)),
)

enrolments = Table(
    "enrolments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("course_id", ForeignKey("courses.id"), nullable=False),
    Column("mobile", String(11), nullable=False, index=True),
    Column("status", String(10), nullable=False),  # enrolled | waiting | cancelled
    Column("at", DateTime(timezone=True), nullable=False),
    Index(
        "one_seat_each",
        "course_id",
        "mobile",
        unique=True,
        sqlite_where=text("status <> 'cancelled'"),
        postgresql_where=text("status <> 'cancelled'"),
    ),
    Index("enrolments_of_course", "course_id", "status", "id"),
)

offices = Table(
    "offices",
    metadata,
    Column("code", String(40), primary_key=True),
    Column("type", String(20), nullable=False),
    Column("district", Integer, index=True),
    Column("name", Text, nullable=False),
    Column("address", Text),
    Column("phone", String(40)),
    Column("hours", Text),
)

block_prices = Table(
    "block_prices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("district", Integer, nullable=False),
    Column("use", String(40), nullable=False),
    Column("year", Integer, nullable=False),
    Column("regional_price_rial", BigInteger, nullable=False),
    UniqueConstraint("district", "use", "year", name="one_price"),
)

# What was done with each idempotency key of a citizen, in the same transaction as the act itself.
operations = Table(
    "operations",
    metadata,
    Column("mobile", String(11), primary_key=True),
    Column("client_key", String(64), primary_key=True),
    Column("operation", String(40)),
    Column("body_hash", String(64)),
    Column("outcome", String(10), nullable=False),  # accepted | rejected | withdrawn
    Column("status", Integer, nullable=False),
    Column("code", String(40)),
    Column("data", JSON, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
