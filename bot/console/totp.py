"""The second factor: time-based codes, their key, and the picture to scan. Which step was used last is kept by
`bot.storage.staff`."""

from __future__ import annotations

import hmac
import io
from datetime import datetime

import pyotp
import segno

ISSUER = "Shahryar"
INTERVAL = 30
WINDOW = 1
"""Steps of tolerance on each side: phones drift and people type slowly."""

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


def new_secret() -> str:
    """A fresh 160-bit key in base32."""
    return pyotp.random_base32()


def matching_step(secret: str, code: str, *, now: datetime) -> int | None:
    """The time step `code` belongs to, or `None`. The caller must refuse a step that is not newer than the last one
    used: the code stays right for over a minute, and may be used once (ASVS 6.5.1)."""
    typed = "".join(code.translate(_DIGITS).split())
    if not (typed.isascii() and typed.isdecimal() and len(typed) == 6):
        return None
    generator = pyotp.TOTP(secret, interval=INTERVAL)
    current = int(now.timestamp()) // INTERVAL
    found = None
    for step in range(current - WINDOW, current + WINDOW + 1):
        if hmac.compare_digest(generator.generate_otp(step), typed):
            found = step
    return found


def uri(secret: str, username: str) -> str:
    """What an authenticator app reads from the picture."""
    return pyotp.TOTP(secret, interval=INTERVAL).provisioning_uri(name=username, issuer_name=ISSUER)


def picture(secret: str, username: str) -> str:
    """The uri as a QR code: one inline SVG without scripts, styles or outside references."""
    out = io.BytesIO()
    code = segno.make(uri(secret, username), error="m", micro=False)
    code.save(out, kind="svg", border=3, xmldecl=False, svgns=True, omitsize=True, dark="#0b2a3c", light="#ffffff")
    return out.getvalue().decode()


def grouped(secret: str) -> str:
    """The key in groups of four, for typing it by hand."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
