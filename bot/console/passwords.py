"""Passwords of staff: hashing, checking, and the one rule about them. No accounts and no database here."""

from __future__ import annotations

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH = 15
"""Length is the only rule: composition rules make people choose worse passwords (ASVS 6.2.5)."""
MAX_LENGTH = 256

# OWASP's smaller argon2id profile: 19 MiB for an instant, so that sign-ins do not double the program's memory.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def sound(password: str) -> bool:
    """Whether a new password may be used."""
    return MIN_LENGTH <= len(password) <= MAX_LENGTH and bool(password.strip())


def hash_password(password: str) -> str:
    return _HASHER.hash(_canonical(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether `password` belongs to the `stored` hash. `None` (nobody of that name) costs the same time as a
    wrong password, so that the clock does not tell which names exist."""
    try:
        _HASHER.verify(_nobody() if stored is None else stored, _canonical(password[:MAX_LENGTH]))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody has this password")


def _canonical(password: str) -> str:
    # One keyboard sends «é» as one character, another as two: the same password.
    return unicodedata.normalize("NFC", password)
