"""Accounts of staff and their sessions. Passwords arrive hashed and tokens arrive hashed: neither is made here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, insert, literal, or_, select, update

from bot.limits import Limit
from bot.storage.store import Tx
from bot.storage.tables import Moment, counters, staff, staff_sessions

PASSWORD = 1
"""Level of a session whose password was right; only the second step is open to it."""
FULL = 2
"""Level of a session with both factors."""

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=8)
SECOND_STEP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff, as the pages and the audit need them."""

    id: str
    username: str
    name: str
    role: str
    enrolled: bool


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a sign-in is checked against."""

    staff: Staff
    password_hash: str = field(repr=False)
    totp_secret: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Session:
    staff: Staff
    level: int
    created_at: datetime
    seen_at: datetime


def add(
    tx: Tx, *, staff_id: str, username: str, name: str, password_hash: str, now: datetime, role: str = "clerk"
) -> Staff:
    row = {"id": staff_id, "username": username, "name": name, "password_hash": password_hash, "role": role}
    tx.execute(insert(staff).values(**row, created_at=now))
    return Staff(staff_id, username, name, role, enrolled=False)


def credentials(tx: Tx, username: str) -> Credentials | None:
    """Of an account that is not disabled."""
    row = tx.execute(select(staff).where(staff.c.username == username, staff.c.disabled_at.is_(None))).one_or_none()
    return None if row is None else Credentials(_staff(row), row.password_hash, row.totp_secret)


def find(tx: Tx, username: str) -> Staff | None:
    """Disabled or not."""
    row = tx.execute(select(staff).where(staff.c.username == username)).one_or_none()
    return None if row is None else _staff(row)


def offer_secret(tx: Tx, staff_id: str, secret: str) -> None:
    """A key to enrol with. It cannot replace a confirmed one."""
    unconfirmed = (staff.c.id == staff_id) & staff.c.totp_confirmed_at.is_(None)
    tx.execute(update(staff).where(unconfirmed).values(totp_secret=secret))


def use_step(tx: Tx, staff_id: str, *, step: int, now: datetime) -> bool:
    """Use up a time step, and every one before it. One statement: of two requests with the same code one wins.
    The first step used confirms the enrolment."""
    newer = or_(staff.c.last_totp_step.is_(None), staff.c.last_totp_step < step)
    used = tx.execute(
        update(staff)
        .where(staff.c.id == staff_id, staff.c.disabled_at.is_(None), newer)
        .values(last_totp_step=step, totp_confirmed_at=func.coalesce(staff.c.totp_confirmed_at, literal(now, Moment)))
    )
    return used.rowcount == 1


def renew(tx: Tx, staff_id: str, *, password_hash: str, totp_secret: str | None = None) -> None:
    """A new password, a second factor to be enrolled anew, no sessions, not disabled any more."""
    fresh = {"password_hash": password_hash, "totp_secret": totp_secret, "totp_confirmed_at": None}
    tx.execute(update(staff).where(staff.c.id == staff_id).values(**fresh, disabled_at=None))
    end_sessions(tx, staff_id)


def disable(tx: Tx, staff_id: str, *, now: datetime) -> None:
    tx.execute(update(staff).where(staff.c.id == staff_id).values(disabled_at=now))
    end_sessions(tx, staff_id)


def open_session(tx: Tx, token_hash: str, *, staff_id: str, level: int, now: datetime) -> None:
    tx.execute(delete(staff_sessions).where(staff_sessions.c.created_at < now - ABSOLUTE))
    row = {"token_hash": token_hash, "staff_id": staff_id, "level": level}
    tx.execute(insert(staff_sessions).values(**row, created_at=now, seen_at=now))


def session(tx: Tx, token_hash: str, *, now: datetime) -> Session | None:
    """The session, unless it is over: signed out, idle, old, or its account disabled."""
    query = (
        select(staff, staff_sessions.c.level, staff_sessions.c.created_at.label("since"), staff_sessions.c.seen_at)
        .join(staff_sessions, staff_sessions.c.staff_id == staff.c.id)
        .where(staff_sessions.c.token_hash == token_hash, staff.c.disabled_at.is_(None))
    )
    row = tx.execute(query).one_or_none()
    if row is None:
        return None
    whole = ABSOLUTE if row.level == FULL else SECOND_STEP
    over = row.since + whole <= now or row.seen_at + IDLE <= now
    return None if over else Session(_staff(row), row.level, row.since, row.seen_at)


def touch(tx: Tx, token_hash: str, *, now: datetime) -> None:
    """The person did something: the idle time starts anew."""
    tx.execute(update(staff_sessions).where(staff_sessions.c.token_hash == token_hash).values(seen_at=now))


def end_session(tx: Tx, token_hash: str) -> None:
    tx.execute(delete(staff_sessions).where(staff_sessions.c.token_hash == token_hash))


def end_sessions(tx: Tx, staff_id: str) -> None:
    tx.execute(delete(staff_sessions).where(staff_sessions.c.staff_id == staff_id))


def online(tx: Tx, *, now: datetime) -> int:
    """How many members of staff are at their desk."""
    here = (staff_sessions.c.level == FULL) & (staff_sessions.c.seen_at > now - IDLE)
    enabled = staff.c.disabled_at.is_(None)
    query = select(func.count(staff_sessions.c.staff_id.distinct())).join(
        staff, staff.c.id == staff_sessions.c.staff_id
    )
    return tx.execute(query.where(here, enabled)).scalar_one()


def give_back(tx: Tx, limit: Limit, key_hash: str) -> None:
    """Take one attempt off a limit that counts failures: this one succeeded."""
    mine = (counters.c.name == limit.name.lower()) & (counters.c.key_hash == key_hash) & (counters.c.count > 0)
    newest = select(func.max(counters.c.window_start)).where(mine).scalar_subquery()
    tx.execute(update(counters).where(mine, counters.c.window_start == newest).values(count=counters.c.count - 1))


def _staff(row: Row[Any]) -> Staff:
    return Staff(row.id, row.username, row.name, row.role, enrolled=row.totp_confirmed_at is not None)
