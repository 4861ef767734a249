"""The signed, short-lived header that says which citizen a call is for: made by the client, checked by a backend."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime

HEADER = "Citizen-Assertion"
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


def sign(citizen: Citizen, key: bytes, *, now: datetime, nonce: str) -> str:
    """The header's value, good for a minute from `now`."""
    claims = {
        "exp": int(now.timestamp()) + LIFETIME_SECONDS,
        "level": citizen.level,
        "mobile": citizen.mobile,
        "national_id": citizen.national_id,
        "nonce": nonce,
    }
    payload = json.dumps(claims, separators=(",", ":"), sort_keys=True).encode()
    return f"{_encode(payload)}.{_encode(_mac(payload, key))}"


def verify(header: str, key: bytes, *, now: datetime) -> tuple[Citizen, str, int]:
    """The citizen, the nonce and the expiry (unix seconds).

    Raises:
        AssertionRefused: for anything but a whole, signed assertion in its time.
    """
    try:
        payload_part, _, mac_part = header.partition(".")
        payload, mac = _decode(payload_part), _decode(mac_part)
    except (ValueError, binascii.Error):
        raise AssertionRefused from None
    if not hmac.compare_digest(mac, _mac(payload, key)):
        raise AssertionRefused
    try:
        claims = json.loads(payload)
        citizen = Citizen(str(claims["mobile"]), claims["national_id"], int(claims["level"]))
        nonce, expires = str(claims["nonce"]), int(claims["exp"])
    except (ValueError, TypeError, KeyError):
        raise AssertionRefused from None
    if not 0 < expires - now.timestamp() <= LONGEST_LIFETIME_SECONDS:
        raise AssertionRefused
    return citizen, nonce, expires


def _mac(payload: bytes, key: bytes) -> bytes:
    return hmac.new(key, payload, hashlib.sha256).digest()


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
