"""The signed, short-lived headers that say which citizen a call is for, or which member of staff makes it: made by the
client, checked by a backend. Two keys: who may speak for citizens may not speak for staff."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

HEADER = "Citizen-Assertion"
STAFF_HEADER = "Staff-Assertion"
LIFETIME_SECONDS = 60
LONGEST_LIFETIME_SECONDS = 120


class AssertionRefused(Exception):
    """Not signed by us, not whole, or not for now. Carries no detail: it is nobody's business why."""


@dataclass(frozen=True, slots=True, repr=False)
class Citizen:
    """Whom a call is for. No repr: it would print a mobile and a national ID into logs."""

    mobile: str
    national_id: str | None
    level: int


@dataclass(frozen=True, slots=True)
class Staff:
    """Who acts for the municipality, and at which desk."""

    name: str
    role: str


def sign(citizen: Citizen, key: bytes, *, now: datetime, nonce: str) -> str:
    """The header's value, good for a minute from `now`."""
    claims = {
        "exp": int(now.timestamp()) + LIFETIME_SECONDS,
        "level": citizen.level,
        "mobile": citizen.mobile,
        "national_id": citizen.national_id,
        "nonce": nonce,
    }
    return _signed(claims, key)


def sign_staff(staff: Staff, key: bytes, *, now: datetime, nonce: str) -> str:
    """The same for a member of staff, with the staff key."""
    expires = int(now.timestamp()) + LIFETIME_SECONDS
    return _signed({"exp": expires, "nonce": nonce, "role": staff.role, "staff": staff.name}, key)


def verify(header: str, key: bytes, *, now: datetime) -> tuple[Citizen, str, int]:
    """The citizen, the nonce and the expiry (unix seconds).

    Raises:
        AssertionRefused: for anything but a whole, signed assertion in its time.
    """
    claims = _claims(header, key)
    try:
        citizen = Citizen(str(claims["mobile"]), claims["national_id"], int(claims["level"]))
        return citizen, *_timely(claims, now)
    except (ValueError, TypeError, KeyError):
        raise AssertionRefused from None


def verify_staff(header: str, key: bytes, *, now: datetime) -> tuple[Staff, str, int]:
    """The member of staff, the nonce and the expiry (unix seconds). Raises as `verify` does."""
    claims = _claims(header, key)
    try:
        staff = Staff(str(claims["staff"]), str(claims["role"]))
        return staff, *_timely(claims, now)
    except (ValueError, TypeError, KeyError):
        raise AssertionRefused from None


def _signed(claims: Mapping[str, object], key: bytes) -> str:
    payload = json.dumps(claims, separators=(",", ":"), sort_keys=True).encode()
    return f"{_encode(payload)}.{_encode(_mac(payload, key))}"


def _claims(header: str, key: bytes) -> Any:
    payload_part, _, mac_part = header.partition(".")
    try:
        payload, mac = _decode(payload_part), _decode(mac_part)
    except (ValueError, binascii.Error):
        raise AssertionRefused from None
    if not hmac.compare_digest(mac, _mac(payload, key)):
        raise AssertionRefused
    try:
        return json.loads(payload)
    except ValueError:
        raise AssertionRefused from None


def _timely(claims: Any, now: datetime) -> tuple[str, int]:
    nonce, expires = str(claims["nonce"]), int(claims["exp"])
    if not 0 < expires - now.timestamp() <= LONGEST_LIFETIME_SECONDS:
        raise AssertionRefused
    return nonce, expires


def _mac(payload: bytes, key: bytes) -> bytes:
    return hmac.new(key, payload, hashlib.sha256).digest()


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
