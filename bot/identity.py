"""The one-time code: how it is made, stored, sent no more often than allowed, and used up. What it proves is
level 1 (the mobile); level 2 needs the backend and is asked in `bot.actions.identity`."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.limits import Limit
from bot.storage import challenges, counters
from bot.storage.challenges import Challenge, Miss
from bot.storage.store import Tx
from dialogs.ports import Identity

SIGN_IN = "sign_in"
VALID = timedelta(minutes=3)
_MOBILE = re.compile(r"09\d{9}\Z", re.ASCII)
_CODE = re.compile(r"\d{6}\Z", re.ASCII)


class Refusal(StrEnum):
    """Why no code was made."""

    TOO_MANY = "too_many"
    CEILING = "ceiling"


def is_mobile(text: str) -> bool:
    return bool(_MOBILE.match(text))


def new_code() -> str:
    """Six digits from the system's generator; leading zeros are as likely as any."""
    return f"{secrets.randbelow(1_000_000):06d}"


def pepper_from(key_material: str) -> bytes:
    """The server's pepper, made from the data keys but not equal to any of them. Changing the first data
    key voids the codes of the last three minutes, and nothing else."""
    return hmac.digest(key_material.partition(",")[0].strip().encode(), b"shahryar one-time code", "sha256")


@dataclass(frozen=True, slots=True)
class OneTimeCodes:
    """Issues and checks codes.

    Stored is HMAC-SHA256 under a server pepper, over a random salt, conversation, purpose and code. A code
    has 20 bits: with any salted hash alone, scrypt too, a thief of the database tries the million codes in
    minutes to hours at most (and three minutes of validity do not help against guessing what a backup held).
    The pepper is not in the database, so the theft is worth nothing; and a slow hash would only
    slow our own turn, which holds the conversation's lock."""

    pepper: bytes
    draw: Callable[[], str] = new_code

    def issue(
        self, tx: Tx, conversation_id: str, *, mobile: str, call_id: str, now: datetime, purpose: str = SIGN_IN
    ) -> str | Refusal:
        """A fresh code for `mobile`; the one before it in this conversation is void from now on. A call that was cut
        off between storing and sending comes again: that is our fault, and no second wish of the citizen."""
        mobile_hash = self._keyed("mobile", mobile).hex()
        again = challenges.is_of_call(tx, conversation_id, purpose, call_id)
        if not again and (refusal := self._counted(tx, conversation_id, mobile_hash, now=now)):
            return refusal
        code, salt = self.draw(), secrets.token_bytes(16)
        challenges.put(
            tx,
            Challenge(
                id=secrets.token_hex(16),
                conversation_id=conversation_id,
                purpose=purpose,
                mobile=mobile,
                mobile_hash=mobile_hash,
                salt=salt,
                digest=self._digest(salt, conversation_id, purpose=purpose, code=code),
                created_at=now,
                expires_at=now + VALID,
                call_id=call_id,
            ),
        )
        return code

    def _counted(self, tx: Tx, conversation_id: str, mobile_hash: str, *, now: datetime) -> Refusal | None:
        """Counted in the database and in the code's own transaction: no counter, no code."""
        for limit, key in (
            (Limit.OTP_SEND, mobile_hash),
            (Limit.OTP_SEND_DAY, mobile_hash),
            (Limit.OTP_SEND_CONVERSATION, self._keyed("conversation", conversation_id).hex()),
        ):
            if not counters.take(tx, limit, key, now=now):
                return Refusal.TOO_MANY
        if not counters.take(tx, Limit.OTP_SEND_GLOBAL, "all", now=now):
            return Refusal.CEILING
        counters.purge(tx, now=now)
        return None

    def check(
        self, tx: Tx, conversation_id: str, *, code: str, now: datetime, purpose: str = SIGN_IN
    ) -> Identity | Miss:
        """The identity the code proves. Every well- or ill-formed guess counts as a try."""
        standing = challenges.standing(tx, conversation_id, purpose)
        if standing is None:
            return Miss.EXPIRED
        challenge_id, salt = standing
        typed = code if _CODE.match(code) else ""
        digest = self._digest(salt, conversation_id, purpose=purpose, code=typed)
        found = challenges.consume(tx, challenge_id, digest, now=now)
        if isinstance(found, Miss):
            return found
        return Identity(level=1, mobile=found, national_id=None, confirmed_at=now, used_at=now)

    def _digest(self, salt: bytes, conversation_id: str, *, purpose: str, code: str) -> bytes:
        return self._keyed("code", salt.hex(), conversation_id, purpose, code)

    def _keyed(self, *parts: str) -> bytes:
        return hmac.digest(self.pepper, "\0".join(parts).encode(), hashlib.sha256)
