"""Frames of `/ws/chat`: reading what a client sent, building what it gets. No socket and no storage here."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.envelopes import Kind, read_point, read_text
from bot.errors import CitizenError, Code

if TYPE_CHECKING:
    from bot.channels.web.texts import Texts
    from bot.envelopes import Attachment
    from bot.storage.messages import Message
    from dialogs.ports import Json

MAX_FRAME = 16 * 1024
"""Bytes of UTF-8: 4,000 Persian letters are 8 KiB. A client that writes letters as `\\u0633` is not at fault, so a
longer frame counts as what it says, up to `MAX_RAW`."""
MAX_RAW = 6 * MAX_FRAME
MAX_SEQ = 2**53
_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")


@dataclass(frozen=True, slots=True)
class Hello:
    """Opens the line. `ticket` is `None` for a new visitor."""

    ticket: str | None
    last_seen: int


@dataclass(frozen=True, slots=True)
class Said:
    client_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Pushed:
    client_id: str
    payload: str


@dataclass(frozen=True, slots=True)
class Located:
    """The visitor shared where they are. `point` is `{"lon", "lat"}`."""

    client_id: str
    point: dict[str, Json]


@dataclass(frozen=True, slots=True)
class Pong:
    """The client is alive."""


Frame = Hello | Said | Pushed | Located | Pong


class BadFrame(CitizenError):
    """A frame that means nothing here. `client_id` names the message when it could still be read."""

    def __init__(self, code: Code, *, client_id: str | None = None) -> None:
        super().__init__(code)
        self.client_id = client_id


def whole(text: str) -> str:
    """The text without halves of surrogate pairs: JSON may carry them, UTF-8 cannot."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def sound_client_id(value: object) -> str | None:
    return value if isinstance(value, str) and _CLIENT_ID.match(value) else None


def read_frame(raw: str) -> Frame:
    """One frame of a client.

    Raises:
        BadFrame: TOO_LARGE or BAD_REQUEST; nothing else, whatever the bytes.
    """
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        raise BadFrame(Code.TOO_LARGE if _size(raw) > MAX_FRAME else Code.BAD_REQUEST) from None
    if not isinstance(data, dict):
        raise BadFrame(Code.BAD_REQUEST)
    client_id = sound_client_id(data.get("client_id"))
    if _size(raw) > MAX_RAW or (_size(raw) > MAX_FRAME and _size(json.dumps(data, ensure_ascii=False)) > MAX_FRAME):
        raise BadFrame(Code.TOO_LARGE, client_id=client_id)
    match data:
        case {"type": "hello"}:
            return _hello(data)
        case {"type": "say", "text": str(text)} if client_id:
            return Said(client_id, whole(text))
        case {"type": "press", "payload": str(payload)} if client_id and read_text(payload)[0] is Kind.BUTTON:
            return Pushed(client_id, payload.strip())
        case {"type": "locate"} if client_id and (point := read_point(data.get("lat"), data.get("lon"))):
            return Located(client_id, point)
        case {"type": "pong"}:
            return Pong()
    raise BadFrame(Code.BAD_REQUEST, client_id=client_id)


def told(frame: Said | Pushed | Located) -> tuple[Kind, dict[str, Json]]:
    """What the visitor did, as kind and body of an inbound."""
    match frame:
        case Said():
            return read_text(frame.text)
        case Pushed():
            return Kind.BUTTON, {"payload": frame.payload}
        case Located():
            return Kind.LOCATION, frame.point


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _hello(data: dict[str, object]) -> Hello:
    ticket, last_seen = data.get("ticket"), data.get("last_seen", 0)
    if isinstance(last_seen, bool) or not isinstance(last_seen, int) or not 0 <= last_seen <= MAX_SEQ:
        raise BadFrame(Code.BAD_REQUEST)
    if ticket is None:
        return Hello(None, last_seen)
    if isinstance(ticket, str) and 0 < len(ticket) <= 200 and ticket.isascii():
        return Hello(ticket, last_seen)
    raise BadFrame(Code.BAD_REQUEST)


def welcome(ticket: str, *, last_seen: int) -> dict[str, Json]:
    return {"type": "welcome", "ticket": ticket, "last_seen": last_seen}


def ack(client_id: str) -> dict[str, Json]:
    return {"type": "ack", "client_id": client_id}


def reset(*, keep_ticket: bool) -> dict[str, Json]:
    return {"type": "reset", "keep_ticket": keep_ticket}


def ping() -> dict[str, Json]:
    return {"type": "ping"}


def error(code: str, texts: Texts, *, client_id: str | None = None) -> dict[str, Json]:
    frame: dict[str, Json] = {"type": "error", "code": code, "text": texts.error(code)}
    if client_id:
        frame["client_id"] = client_id
    return frame


def _about(file: Attachment | None) -> dict[str, Json] | None:
    """A file as the line tells of it: its bytes are fetched apart (`downloads`), by whoever holds the ticket."""
    return None if file is None else {"name": file.name, "mime": file.mime, "size": len(file.content)}


def event(message: Message, *, client_id: str | None) -> dict[str, Json]:
    """One line of the transcript. `client_id` comes back to the visitor whose message it was."""
    frame: dict[str, Json] = {
        "type": "event",
        "seq": message.seq,
        "author": message.author,
        "text": message.text,
        "buttons": [{"title": button.title, "payload": button.payload} for button in message.buttons],
        "codes": list(message.codes),
        "links": [{"title": link.title, "url": link.url} for link in message.links],
        "file": _about(message.file),
        "staff": message.staff,
        "at": message.at.isoformat(),
        "wait": message.wait,
    }
    if client_id:
        frame["client_id"] = client_id
    return frame
