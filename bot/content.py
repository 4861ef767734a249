"""What a file is, found out from its bytes: names and declared types are not believed. Nothing is kept here;
`read_file` is for every channel what `read_text` is for words."""

from __future__ import annotations

import asyncio
import io
import struct
import threading

import puremagic
from PIL import Image, ImageOps

from bot.envelopes import MAX_TEXT, Kind
from dialogs.ports import Json

MAX_FILE = 10 * 1024 * 1024
MAX_FILES = 5
"""Of one message."""
_HEAD = 8 * 1024
"""Bytes in which the type shows."""
_KINDS = {
    "image/jpeg": "image/jpeg",
    "image/png": "image/png",
    "image/webp": "image/webp",
    "application/pdf": "application/pdf",
    "image/x-dwg": "image/vnd.dwg",
}
"""The types we take, as puremagic and as we call them."""
_DECODERS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_MOST_PIXELS = {"JPEG": 52_000_000}
"""A JPEG is opened at an eighth of its size, so the picture of any telephone may pass; the others are opened whole."""
_MOST_PIXELS_WHOLE = 26_000_000
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error)
"""What Pillow fails with on bytes that are no picture."""
_TOO_MANY_PIXELS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_SIDES = (2400, 1800, 1200, 800)
_QUALITIES = (85, 70, 55)
_at_once = threading.Semaphore(2)
"""Pictures opened together: what they take in memory is counted in tens of megabytes."""


def read_file(raw: bytes, *, caption: str = "") -> tuple[Kind, dict[str, Json]]:
    """Bytes as kind and body: a file with its type and size, or why it is not taken (`dialogs.events.WHY_REFUSED`)."""
    why = None if raw else "empty"
    mime = kind_of(raw)
    if len(raw) > MAX_FILE:
        why = "too_large"
    elif raw and mime is None:
        why = "kind"
    elif mime in _DECODERS:
        with _at_once:
            why = _fault(raw, _DECODERS[mime])
    if why or mime is None:
        return Kind.FILE_REFUSED, {"why": why or "kind"}
    body: dict[str, Json] = {"mime": mime, "size": len(raw)}
    if caption.strip():
        body["caption"] = caption.strip()[:MAX_TEXT]
    return Kind.FILE, body


async def aread_file(raw: bytes, *, caption: str = "") -> tuple[Kind, dict[str, Json]]:
    """`read_file` without blocking the loop."""
    return await asyncio.to_thread(read_file, raw, caption=caption)


def kind_of(raw: bytes) -> str | None:
    """The type of the bytes, None when it is not one of those we take."""
    try:
        found = puremagic.magic_string(raw[:_HEAD])
    except (puremagic.PureError, ValueError):
        return None
    return _KINDS.get(found[0].mime_type) if found else None


def shrink(raw: bytes, mime: str, *, most: int) -> bytes:
    """A picture small enough: upright, as JPEG, as large as it may be. Anything else, and what fits, stays as it is."""
    if mime not in _DECODERS or (len(raw) <= most and mime != "image/webp"):
        return raw
    with _at_once:
        return _shrunk(raw, _DECODERS[mime], most)


def _shrunk(raw: bytes, decoder: str, most: int) -> bytes:
    try:
        with Image.open(io.BytesIO(raw), formats=[decoder]) as opened:
            opened.draft("RGB", (_SIDES[0], _SIDES[0]))
            picture = ImageOps.exif_transpose(opened)
    except _UNREADABLE:
        return raw
    plain = Image.new("RGB", picture.size, "white")
    plain.paste(picture, mask=picture.getchannel("A") if "A" in picture.getbands() else None)
    for side in _SIDES:
        plain.thumbnail((side, side))
        for quality in _QUALITIES:
            out = io.BytesIO()
            plain.save(out, "JPEG", quality=quality)
            if out.tell() <= most:
                return out.getvalue()
    return raw


def _fault(raw: bytes, decoder: str) -> str | None:
    """Why a picture cannot be taken. Its size is looked at before anything is unpacked."""
    try:
        with Image.open(io.BytesIO(raw), formats=[decoder]) as picture:
            width, height = picture.size
            if width * height > _MOST_PIXELS.get(decoder, _MOST_PIXELS_WHOLE):
                return "pixels"
            picture.draft("RGB", (width // 8, height // 8))
            picture.load()
    except _TOO_MANY_PIXELS:
        return "pixels"
    except _UNREADABLE:
        return "broken"
    return None
