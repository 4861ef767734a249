"""What every channel hands in (`Inbound`) and gets to deliver (`Reply`), and the port to send it through."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from dialogs.ports import Json

MAX_TEXT = 4_000
"""Longer messages are kept out of understanding and answered with `too_long` (citizens: Unicode characters)."""

_PAYLOAD = re.compile(r"/(press:\d+:\d+|start:[a-z0-9_]+)\Z")


class Kind(StrEnum):
    """What came in. Each maps to one event of the dialogs."""

    JOINED = "joined"
    TEXT = "text"
    BUTTON = "button"
    FILE = "file"
    FILE_REFUSED = "file_refused"
    LOCATION = "location"
    UNSUPPORTED = "unsupported"
    CALL_ANSWERED = "call_answered"
    STAFF_TOOK = "staff_took"
    STAFF_SAID = "staff_said"
    STAFF_RELEASED = "staff_released"
    WOKE = "woke"
    NOTICED = "noticed"


@dataclass(frozen=True, slots=True)
class Inbound:
    """One thing that happened, as accepted into the inbox. `message_id` is the channel's own id and makes
    (`channel`, `message_id`) the key against doubles. `body` is JSON and holds what the kind needs:
    text `{"text","point"?: {"lon","lat"}}`, location `{"lon","lat"}`, button `{"payload"}`, unsupported `{"kind"}`,
    file `{"ref","mime","size","caption"?,"call_id"?}` or, for one that is still to be fetched,
    `{"channel","file_id","caption"?}`, file_refused `{"why","call_id"?}`, call_answered `{"call_id","result"}`,
    staff_* `{"staff","name"?,"text"?,"closed"?}`, noticed `{"notices"}`. `content` are the bytes of a file: they are
    stored beside the inbox, in the same transaction, and the body gets their `ref`."""

    channel: str
    channel_user: str
    message_id: str
    kind: Kind
    body: Mapping[str, Json] = field(default_factory=dict)
    trace_id: str = ""
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Button:
    title: str
    payload: str


@dataclass(frozen=True, slots=True)
class Link:
    """A web address to open. It stands in the text as well, for channels that can only show text."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A small file that was made for the citizen: it goes with one message and lies in the transcript with it."""

    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to the citizen, rendered. `codes` are the identifiers shown in `text` in Persian digits,
    again in Latin digits for copying. `file` goes along with it. `author`: bot or staff."""

    text: str
    buttons: tuple[Button, ...] = ()
    codes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    author: str = "bot"
    staff: str | None = None
    file: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    message_id: str


@dataclass(frozen=True, slots=True)
class Later:
    """Not now. `after` in seconds, as the other side named it; `None`: our own back-off."""

    after: float | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """Never: the citizen blocked the bot or does not exist any more."""

    why: str = ""


Delivery = Delivered | Later | Gone


class Sender(Protocol):
    """Delivers to citizens of one push channel."""

    channel: str

    async def send(self, channel_user: str, reply: Reply) -> Delivery: ...


def read_point(lat: object, lon: object) -> dict[str, Json] | None:
    """A place on earth in degrees, as the body of a location holds it; None when it is none."""
    if isinstance(lat, bool) or isinstance(lon, bool):
        return None
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None
    sound = math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180
    return {"lon": float(lon), "lat": float(lat)} if sound else None


def read_text(text: str) -> tuple[Kind, dict[str, Json]]:
    """A typed text as kind and body, the same on every channel: button payloads that come back as text
    (REST clients do that) are buttons; empty and over-long texts are named, never dropped."""
    stripped = text.strip()
    if not stripped:
        return Kind.UNSUPPORTED, {"kind": "empty"}
    if len(text) > MAX_TEXT:
        return Kind.UNSUPPORTED, {"kind": "too_long"}
    if _PAYLOAD.match(stripped):
        return Kind.BUTTON, {"payload": stripped}
    if stripped == "/start":
        return Kind.JOINED, {}
    return Kind.TEXT, {"text": text}
