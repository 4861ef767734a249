"""One-time codes waiting to be typed: at most one live per conversation and purpose. Only digests are kept;
how they are made is in `bot.identity`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, case, delete, insert, literal, select, update

from bot.storage.tables import challenges, conversations

MOST_TRIES = 5
_KEPT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Challenge:
    id: str
    conversation_id: str
    purpose: str
    mobile: str
    mobile_hash: str
    salt: bytes
    digest: bytes
    created_at: datetime
    expires_at: datetime
    call_id: str


class Miss(StrEnum):
    """Why a typed code was not taken."""

    WRONG = "wrong_code"
    EXPIRED = "expired"
    LOCKED = "locked"


def put(tx: Connection, challenge: Challenge) -> None:
    """Make this the only live code of its conversation and purpose."""
    # The lock keeps two sends at once from leaving two live codes (SQLite has one writer anyway).
    tx.execute(select(conversations.c.id).where(conversations.c.id == challenge.conversation_id).with_for_update())
    tx.execute(
        delete(challenges).where(
            challenges.c.conversation_id == challenge.conversation_id, challenges.c.purpose == challenge.purpose
        )
    )
    tx.execute(delete(challenges).where(challenges.c.expires_at < challenge.created_at - _KEPT))
    tx.execute(
        insert(challenges).values(
            id=challenge.id,
            conversation_id=challenge.conversation_id,
            purpose=challenge.purpose,
            mobile=challenge.mobile,
            mobile_hash=challenge.mobile_hash,
            salt=challenge.salt,
            code_hash=challenge.digest,
            created_at=challenge.created_at,
            expires_at=challenge.expires_at,
            call_id=challenge.call_id,
        )
    )


def is_of_call(tx: Connection, conversation_id: str, purpose: str, call_id: str) -> bool:
    """Was the code that stands made for this very call, which was cut off before its end?"""
    return (
        tx.execute(
            select(challenges.c.id).where(
                challenges.c.conversation_id == conversation_id,
                challenges.c.purpose == purpose,
                challenges.c.call_id == call_id,
            )
        ).first()
        is not None
    )


def standing(tx: Connection, conversation_id: str, purpose: str) -> tuple[str, bytes] | None:
    """The id and salt of the code that stands (live or not any more)."""
    row = tx.execute(
        select(challenges.c.id, challenges.c.salt).where(
            challenges.c.conversation_id == conversation_id, challenges.c.purpose == purpose
        )
    ).first()
    return None if row is None else (row.id, bytes(row.salt))


def consume(tx: Connection, challenge_id: str, digest: bytes, *, now: datetime) -> str | Miss:
    """The mobile the code was sent to, once; else why not.

    One statement counts the try and uses the code up, so of any number of guesses at once at most
    `MOST_TRIES` are looked at and at most one succeeds. The comparison happens in the database and not in
    constant time: what is compared is a keyed digest, which the guesser cannot steer."""
    row = tx.execute(
        update(challenges)
        .where(
            challenges.c.id == challenge_id,
            challenges.c.used_at.is_(None),
            challenges.c.tries < MOST_TRIES,
            challenges.c.expires_at > now,
        )
        .values(
            tries=challenges.c.tries + 1,
            used_at=case((challenges.c.code_hash == digest, literal(now, challenges.c.used_at.type))),
        )
        .returning(challenges.c.used_at, challenges.c.tries, challenges.c.mobile)
    ).first()
    if row is None:
        return _why_not(tx, challenge_id)
    if row.used_at is not None:
        mobile: str = row.mobile
        return mobile
    return Miss.LOCKED if row.tries >= MOST_TRIES else Miss.WRONG


def _why_not(tx: Connection, challenge_id: str) -> Miss:
    tries = tx.scalar(select(challenges.c.tries).where(challenges.c.id == challenge_id, challenges.c.used_at.is_(None)))
    return Miss.LOCKED if tries is not None and tries >= MOST_TRIES else Miss.EXPIRED
