"""Who is asking: reads the citizen's assertion, refuses what the operation's assurance in the contract does not allow,
and checks level 2 again against the register."""

from __future__ import annotations

import threading
from datetime import datetime

from sqlalchemy import Connection

from integrations.municipal.assertion import AssertionRefused, Citizen, Staff, verify, verify_staff
from integrations.reference.problems import Refused
from integrations.reference.rules.citizens import belongs_to


class Gate:
    """Verifies assertions and remembers their nonces until they expire, so that a copied header is worth nothing.
    The memory is this process's: a backend of several processes keeps it in its database."""

    def __init__(self, key: bytes, staff_key: bytes | None = None) -> None:
        self._key = key
        self._staff_key = staff_key
        self._seen: dict[str, int] = {}
        self._lock = threading.Lock()

    def citizen(self, header: str | None, *, now: datetime) -> Citizen:
        if header is None:
            raise Refused("assertion_missing")
        try:
            citizen, nonce, expires = verify(header, self._key, now=now)
        except AssertionRefused:
            raise Refused("assertion_invalid") from None
        if not self._first_time(nonce, expires, now=now):
            raise Refused("assertion_invalid")
        return citizen

    def staff(self, header: str | None, *, now: datetime) -> Staff:
        """The member of staff. Without a staff key nobody is one."""
        if header is None:
            raise Refused("assertion_missing")
        try:
            if self._staff_key is None:
                raise AssertionRefused
            staff, nonce, expires = verify_staff(header, self._staff_key, now=now)
        except AssertionRefused:
            raise Refused("assertion_invalid") from None
        if not self._first_time(nonce, expires, now=now):
            raise Refused("assertion_invalid")
        return staff

    def _first_time(self, nonce: str, expires: int, *, now: datetime) -> bool:
        with self._lock:
            if len(self._seen) > 10_000:
                self._seen = {old: end for old, end in self._seen.items() if end > now.timestamp()}
            if self._seen.get(nonce, 0) > now.timestamp():
                return False
            self._seen[nonce] = expires
            return True


def require_level(connection: Connection, citizen: Citizen, level: int) -> None:
    """Refuses a citizen whose assurance is lower, or whose national ID is not (any more) that of the mobile."""
    if citizen.level < level:
        raise Refused("assurance_too_low")
    if level >= 2 and not (citizen.national_id and belongs_to(connection, citizen.national_id, citizen.mobile)):
        raise Refused("assurance_too_low")
