"""What an uploaded file is, by its content: names and declared types are not believed. Pure."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

from integrations.reference.case.catalogue import load_catalogue
from integrations.reference.problems import Refused

# The first bytes of each type, and what its end must hold where the format has an end.
PNG_END = b"IEND\xaeB`\x82"
JPEG_END = b"\xff\xd9"
# How much may stand after the end mark: cameras and scanners write some padding.
TRAILER = 1024


@dataclass(frozen=True, slots=True)
class Content:
    raw: bytes
    mime: str

    @property
    def size(self) -> int:
        return len(self.raw)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()


def read(encoded: str) -> Content:
    """The bytes of base64 text.

    Raises:
        Refused: `file_unreadable`, `file_too_small`, `file_too_large` (with the limit in bytes) or `file_type`.
    """
    limits = load_catalogue()["uploads"]
    try:
        raw = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        raise Refused("file_unreadable") from None
    if len(raw) < limits["smallest_bytes"]:
        raise Refused("file_too_small", smallest_bytes=limits["smallest_bytes"])
    if len(raw) > limits["largest_bytes"]:
        raise Refused("file_too_large", largest_bytes=limits["largest_bytes"])
    mime = kind(raw)
    if mime is None or mime not in limits["types"]:
        raise Refused("file_type")
    return Content(raw, mime)


def kind(raw: bytes) -> str | None:
    """The type that the bytes are, whole: a PNG or JPEG that was cut off in transfer is none."""
    tail = raw[-TRAILER:]
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png" if PNG_END in tail else None
    if raw.startswith(b"\xff\xd8\xff"):
        return "image/jpeg" if JPEG_END in tail else None
    if raw.startswith(b"AC10") and raw[4:6].isdigit():
        return "image/vnd.dwg"
    if raw.startswith(b"%PDF-"):
        return "application/pdf" if b"%%EOF" in tail else None
    return None
