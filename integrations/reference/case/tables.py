"""The tables of case work: what happens to a file after it is opened. They share the one `metadata`."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from integrations.reference.tables import bills, files, metadata

ACTIVE = text("status IN ('requested', 'confirmed')")
OPEN = text("status = 'open'")

# How case work looks at the tables that were there before: a desk's files, a property's files, a file's bills.
Index("case_files_of_stage", files.c.stage, files.c.entered_on, files.c.id)
Index("case_files_of_property", files.c.nosazi_code, files.c.id)
Index("case_bills_of_file", bills.c.request_no)

properties = Table(
    "properties",
    metadata,
    Column("nosazi_code", String(40), primary_key=True),
    Column("district", Integer),
    Column("address", Text),
    # When the last completion or no-violation certificate was issued: what a self-declaration leans on.
    Column("certified_on", Date),
)

property_holders = Table(
    "property_holders",
    metadata,
    Column("nosazi_code", String(40), primary_key=True),
    Column("national_id", String(10), primary_key=True),
    Column("role", String(10), nullable=False),  # owner | heir | attorney
    Column("valid_to", Date),
    CheckConstraint("role IN ('owner', 'heir', 'attorney')", name="property_role"),
    Index("properties_of_holder", "national_id"),
)

# What a file opened here needs beside its row in `files`. An older file has none and takes the usual path.
cases = Table(
    "cases",
    metadata,
    Column("file_id", ForeignKey("files.id"), primary_key=True),
    Column("self_declared", Boolean, nullable=False),
    Column("applicant_role", String(10), nullable=False),
    Column("back_to", String(40)),  # where a detour (hold, violation, commission) began
)

steps = Table(
    "steps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_id", ForeignKey("files.id"), nullable=False),
    Column("stage", String(40), nullable=False),
    Column("entered_on", Date, nullable=False),
    Column("left_on", Date),
    Column("left_by", String(40)),
    Column("public_note", Text),
    Column("private_note", Text),
    Index("steps_of_file", "file_id", "id"),
)

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_id", ForeignKey("files.id"), nullable=False),
    Column("document", String(40), nullable=False),
    Column("mime", String(40), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("status", String(10), nullable=False),  # received | accepted | rejected | replaced
    Column("reason", Text),
    Column("uploaded_on", Date, nullable=False),
    Index("documents_of_file", "file_id", "document", "id"),
)

inspections = Table(
    "inspections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_id", ForeignKey("files.id"), nullable=False),
    Column("district", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("slot", String(5), nullable=False),
    Column("inspector", Integer, nullable=False),  # 1..n, the district's inspectors
    Column("status", String(10), nullable=False),  # requested | confirmed | done | missed | cancelled
    Column("report", Text),
    Index(
        "never_double_booked",
        "district",
        "day",
        "slot",
        "inspector",
        unique=True,
        sqlite_where=ACTIVE,
        postgresql_where=ACTIVE,
    ),
    Index("one_inspection_each", "file_id", unique=True, sqlite_where=ACTIVE, postgresql_where=ACTIVE),
)

# What `bills` does not hold: the day a bill is due, and which part of an instalment plan it is. The id makes a number.
bill_details = Table(
    "bill_details",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bill_id", ForeignKey("bills.bill_id"), unique=True),
    Column("due_on", Date, nullable=False),
    Column("part", Integer),  # 1 is the down payment; null outside a plan
)

payments = Table(
    "payments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bill_id", ForeignKey("bills.bill_id"), nullable=False, index=True),
    Column("mobile", String(11), nullable=False, index=True),
    Column("authority", String(40), nullable=False, unique=True),
    Column("amount_rial", BigInteger, nullable=False),
    Column("status", String(10), nullable=False),  # started | paid | failed | surplus
    Column("gateway_ref", String(40), unique=True),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("settled_on", Date),
)

# A bill is credited by one payment: the primary key is the promise.
bill_credits = Table(
    "bill_credits",
    metadata,
    Column("bill_id", ForeignKey("bills.bill_id"), primary_key=True),
    Column("payment_id", ForeignKey("payments.id"), nullable=False),
)

instalment_plans = Table(
    "instalment_plans",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("bill_id", ForeignKey("bills.bill_id"), nullable=False),
    Column("national_id", String(10), nullable=False, index=True),
    Column("status", String(10), nullable=False),  # open | accepted | rejected
    Column("reason", Text),
    Column("parts", JSON, nullable=False),  # [{due_on (ISO), amount_rial, bill_id, payment_id}]
    Index("one_plan_each", "bill_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
)

objections = Table(
    "objections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_id", ForeignKey("files.id"), nullable=False, index=True),
    Column("national_id", String(10), nullable=False, index=True),
    Column("about", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("status", String(10), nullable=False),  # open | accepted | rejected
    Column("answer", Text),
    Column("filed_on", Date, nullable=False),
    Index("one_objection_each", "file_id", "about", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
)

article100 = Table(
    "article100",
    metadata,
    Column("file_id", ForeignKey("files.id"), primary_key=True),
    Column("phase", String(20), nullable=False),  # see article100.yaml
    Column("noticed_on", Date, nullable=False),
    Column("defence", Text),
    Column("vote", String(10)),  # fine | demolish | acquit
    Column("fine_rial", BigInteger),
    Column("served_on", Date),
)

certificates = Table(
    "certificates",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file_id", ForeignKey("files.id"), nullable=False, unique=True),
    Column("check_code", String(12), nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("valid_until", Date, index=True),
    Column("told", String(10), nullable=False, server_default=""),  # '' | expiring | expired
)

tickets = Table(
    "tickets",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("mobile", String(11), nullable=False, index=True),
    Column("kind", String(30), nullable=False),
    Column("text", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("district", Integer),
    Column("status", String(10), nullable=False),  # open | sent | done | refused
    Column("answer", Text),
    Column("opened_on", Date, nullable=False),
    Column("entered_on", Date, nullable=False),
)

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("national_id", String(10), nullable=False),
    Column("kind", String(30), nullable=False),
    Column("file_id", ForeignKey("files.id")),
    # The same event told twice (a clock that runs again) is one notice.
    Column("event", String(80), nullable=False),
    Column("text", Text, nullable=False),
    Column("waits", Boolean, nullable=False),
    Column("until", Date),
    Column("told_on", Date, nullable=False),
    UniqueConstraint("national_id", "event", name="told_once"),
    Index("notices_of_citizen", "national_id", "id"),
)
