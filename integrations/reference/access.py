"""Who is asking: reads the citizen's assertion, refuses what the operation's assurance in the contract does not allow,
and checks level 2 again against the register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from integrations.municipal.assertion import AssertionRefused, Citizen, Staff, verify, verify_staff
from integrations.reference.nonces import Nonces, OwnNonces
from integrations.reference.problems import Refused
from integrations.reference.rules.citizens import belongs_to


class Gate:
    """Verifies assertions, each good for one request."""

    def __init__(self, key: bytes, staff_key: bytes | None = None, nonces: Nonces | None = None) -> None:
        self._key = key
        self._staff_key = staff_key
        self._nonces = nonces or OwnNonces()

    def citizen(self, header: str | None, *, now: datetime) -> Citizen:
        if header is None:
            raise Refused("assertion_missing")
        try:
            citizen, nonce, expires = verify(header, self._key, now=now)
        except AssertionRefused:
            raise Refused("assertion_invalid") from None
        if not self._nonces.first_time(nonce, expires, now=now.timestamp()):
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
        if not self._nonces.first_time(nonce, expires, now=now.timestamp()):
            raise Refused("assertion_invalid")
        return staff


def admission(connection: Connection, citizen: Citizen, level: int) -> Callable[[], None]:
    """Refuses a citizen whose assurance is lower at once; when called, one whose national ID is not (any more) that of
    the mobile. The register is asked now, and told of later, so that the question travels with those that follow."""
    if citizen.level < level or (level >= 2 and not citizen.national_id):
        raise Refused("assurance_too_low")
    if level < 2:
        return lambda: None
    belongs = belongs_to(connection, str(citizen.national_id), citizen.mobile)

    def admitted() -> None:
        if not belongs():
            raise Refused("assurance_too_low")

    return admitted
