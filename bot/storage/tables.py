"""Every table of the bot, in SQLAlchemy Core. Columns of type `Sealed` hold personal data, encrypted.
Queries live in the repository of each table; changes of shape in `migrations`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import JSON, TypeDecorator

from bot.storage.seal import Sealed, SealedBytes

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware datetime as whole microseconds since 1970: the same order and arithmetic on both engines."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else (value - LONG_AGO) // _TICK

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else LONG_AGO + timedelta(microseconds=value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# SQLite numbers rows by itself only for INTEGER keys.
_NUMBER = BigInteger().with_variant(Integer, "sqlite")


def _conversation(**options: Any) -> Column[str]:
    return Column("conversation_id", String(36), ForeignKey("conversations.id"), nullable=False, **options)


conversations = Table(
    "conversations",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("channel_user", String(128), nullable=False),
    Column("version", Integer, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("state", Sealed),  # empty until the first turn
    Column("last_seq", Integer, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    UniqueConstraint("channel", "channel_user"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    _conversation(),
    Column("channel", String(32), nullable=False),
    Column("message_id", String(256), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("body", Sealed, nullable=False),
    Column("trace_id", String(64), nullable=False, index=True),
    Column("status", String(8), nullable=False, server_default="waiting"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("error", String(64)),
    Column("received_at", Moment, nullable=False),
    Column("done_at", Moment),
    # Per conversation and not per channel: one citizen's message id can never swallow another citizen's message.
    UniqueConstraint("conversation_id", "channel", "message_id"),
    Index(
        "ix_inbox_waiting",
        "conversation_id",
        "id",
        sqlite_where=text("status = 'waiting'"),
        postgresql_where=text("status = 'waiting'"),
    ),
)

messages = Table(
    "messages",
    metadata,
    _conversation(primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("author", String(8), nullable=False),
    Column("body", Sealed, nullable=False),  # text, buttons, codes, staff, account
    Column("at", Moment, nullable=False),
    Column("trace_id", String(64), nullable=False, index=True),
    Column("client_id", String(256)),
    Column("wait", Boolean, nullable=False, server_default=text("false")),
)

files = Table(
    "files",
    metadata,
    Column("ref", String(36), primary_key=True),
    _conversation(index=True),
    Column("content", SealedBytes, nullable=False),
    Column("mime", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("received_at", Moment, nullable=False, index=True),
    Column("trace_id", String(64)),  # of the message it came with
    Column("request_no", Sealed),  # it was sent to the municipality for
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    _conversation(),
    Column("seq", Integer, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("author", String(8), nullable=False),
    Column("mode", String(16), nullable=False),  # who spoke with the citizen when this was said
    Column("status", String(16), nullable=False, server_default="waiting"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", Moment, nullable=False),
    Column("lease_until", Moment),
    Column("sent_id", String(128)),
    Column("error", String(64)),
    Column("doubtful", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", Moment, nullable=False),
    Column("done_at", Moment),
    UniqueConstraint("conversation_id", "seq"),
    Index(
        "ix_outbox_open",
        "conversation_id",
        "id",
        sqlite_where=text("status IN ('waiting', 'sending')"),
        postgresql_where=text("status IN ('waiting', 'sending')"),
    ),
)

calls = Table(
    "calls",
    metadata,
    Column("id", String(36), primary_key=True),
    _conversation(),
    Column("trace_id", String(64), nullable=False, index=True),
    Column("action", String(64), nullable=False),
    Column("args", Sealed, nullable=False),
    Column("identity", Sealed),
    Column("status", String(16), nullable=False, server_default="waiting"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("not_before", Moment, nullable=False),
    Column("lease_until", Moment),
    Column("created_at", Moment, nullable=False),
    Column("unknown_at", Moment),
    Column("done_at", Moment),
    Index(
        "ix_calls_open",
        "not_before",
        sqlite_where=text("status NOT IN ('done', 'dead')"),
        postgresql_where=text("status NOT IN ('done', 'dead')"),
    ),
)

timers = Table(
    "timers",
    metadata,
    _conversation(primary_key=True),
    Column("at", Moment, nullable=False, index=True),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    _conversation(primary_key=True),
    Column("identity", Sealed, nullable=False),
    Column("topics", Sealed, nullable=False),
    Column("cursor", Text),  # opaque, the municipality's; empty: from the beginning
    Column("told", Sealed),
    Column("looked_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False, index=True),
    Column("lease_until", Moment),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
)

agenda = Table(
    "agenda",
    metadata,
    _conversation(primary_key=True),
    Column("uid", String(36), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("entry", Sealed, nullable=False),
    Column("given_at", Moment, nullable=False),
)

paces = Table(
    "paces",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("free_at", Moment, nullable=False),
)

offsets = Table(
    "offsets",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", BigInteger, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("until", Moment, nullable=False),
)

visitors = Table(
    "visitors",
    metadata,
    Column("ticket_hash", String(64), primary_key=True),
    Column("channel_user", String(64), nullable=False, unique=True),
    Column("issued_at", Moment, nullable=False),
)

challenges = Table(
    "challenges",
    metadata,
    Column("id", String(36), primary_key=True),
    _conversation(index=True),
    Column("purpose", String(32), nullable=False),
    Column("mobile_hash", String(64), nullable=False, index=True),
    Column("mobile", Sealed, nullable=False),
    Column("code_hash", LargeBinary, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("call_id", String(36), unique=True),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("key_hash", String(64), primary_key=True),
    Column("window_start", Moment, primary_key=True),
    Column("count", Integer, nullable=False, server_default="0"),
)

staff = Table(
    "staff",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("username", String(64), nullable=False, unique=True),
    Column("name", String(128), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("totp_secret", Sealed),
    Column("totp_confirmed_at", Moment),
    Column("last_totp_step", BigInteger),
    Column("role", String(16), nullable=False),
    Column("created_at", Moment),
    Column("disabled_at", Moment),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff_id", String(36), ForeignKey("staff.id"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("level", Integer, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("id", String(36), primary_key=True),
    _conversation(index=True),
    Column("reason", String(64), nullable=False),
    Column("flow", String(64)),
    Column("status", String(8), nullable=False, server_default="waiting"),
    Column("staff_id", String(36), ForeignKey("staff.id")),
    Column("lease_until", Moment),
    Column("opened_at", Moment, nullable=False),
    Column("claimed_at", Moment),
    Column("closed_at", Moment),
    Column("outcome", String(64)),
    Index("ix_cases_queue", "status", "opened_at"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(64), nullable=False),
    Column("conversation_id", String(36), index=True),  # no foreign key: the audit outlives the conversation
    Column("detail", JSON, nullable=False, server_default="{}"),  # names and numbers, never texts
)
