"""From a raw Bot API update to `Inbound`. Tolerant: any JSON gets an answer, nothing is dropped unnamed.
Only private chats are served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.content import MAX_FILE
from bot.envelopes import MAX_TEXT, Inbound, Kind, read_point, read_text
from dialogs.ports import Json

_ATTACHMENTS = (
    "sticker",
    "voice",
    "audio",
    "video",
    "video_note",
    "animation",
    "location",
    "venue",
    "contact",
    "poll",
)
_ALIKE = {"audio": "voice", "video_note": "video", "animation": "video", "venue": "location"}


@dataclass(frozen=True, slots=True)
class Ignored:
    """An update that asks nothing of us. `why` is counted: group, membership, moved, no_chat, not_an_update."""

    why: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """A citizen's doing. `press_id` must be answered so that the button stops waiting."""

    inbound: Inbound
    press_id: str | None = None


def update_id(update: object) -> int | None:
    value = update.get("update_id") if isinstance(update, Mapping) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def parse(update: object, *, channel: str, bot: str) -> Arrived | Ignored:
    """`bot` tells two bots' update ids apart, so that a changed token does not look like doubles."""
    number = update_id(update)
    if number is None or not isinstance(update, Mapping):
        return Ignored("not_an_update")
    if "my_chat_member" in update:
        return Ignored("membership")
    press = update.get("callback_query")
    edited = update.get("edited_message")
    holder = press if isinstance(press, Mapping) else update
    message = edited if isinstance(edited, Mapping) else holder.get("message")
    chat = _private_chat(message, press)
    if chat is None:
        return Ignored("group" if isinstance(message, Mapping) and message.get("chat") else "no_chat")
    if isinstance(edited, Mapping) and "location" in edited:
        return Ignored("moved")  # a live location goes on being told every few seconds: the first was the answer
    press_id = str(press["id"]) if isinstance(press, Mapping) and "id" in press else None
    kind, body = _content(message, press=press, edited=isinstance(edited, Mapping))
    if kind is Kind.FILE:
        body = {**body, "channel": channel}
    inbound = Inbound(channel=channel, channel_user=chat, message_id=f"{bot}:{number}", kind=kind, body=body)
    return Arrived(inbound, press_id)


def _place(message: Any) -> dict[str, Json] | None:
    """The point of a location, or of a venue."""
    venue = message.get("venue")
    given = venue.get("location") if isinstance(venue, Mapping) else message.get("location")
    return read_point(given.get("latitude"), given.get("longitude")) if isinstance(given, Mapping) else None


def _private_chat(message: object, press: object) -> str | None:
    chat = message.get("chat") if isinstance(message, Mapping) else None
    if isinstance(chat, Mapping) and isinstance(chat.get("id"), int):
        return str(chat["id"]) if chat.get("type", "private") == "private" and chat["id"] > 0 else None
    # A press on a message too old to be sent along: in a private chat the chat's id is the sender's.
    sender = press.get("from") if isinstance(press, Mapping) else None
    if message is None and isinstance(sender, Mapping) and isinstance(sender.get("id"), int):
        return str(sender["id"])
    return None


def _content(message: Any, *, press: object, edited: bool) -> tuple[Kind, dict[str, Json]]:
    if isinstance(press, Mapping):
        payload = press.get("data")
        kind, body = read_text(payload) if isinstance(payload, str) else (Kind.UNSUPPORTED, {})
        # A payload that is not one of ours (another program's, or a very old one) is a stale button.
        return (kind, body) if kind is Kind.BUTTON else (Kind.BUTTON, {"payload": "/press:0:0"})
    if edited:
        return Kind.UNSUPPORTED, {"kind": "edited"}
    text = message.get("text")
    if isinstance(text, str):
        # A deep link's start payload is untrusted: the conversation starts, the payload is not read.
        return (Kind.JOINED, {}) if text.startswith("/start ") else read_text(text)
    if (point := _place(message)) is not None:
        return Kind.LOCATION, point
    if (sent := _file(message)) is not None:
        return sent
    for name in _ATTACHMENTS:
        if name in message:
            return Kind.UNSUPPORTED, {"kind": _ALIKE.get(name, name)}
    return Kind.UNSUPPORTED, {"kind": "other"}


def _file(message: Any) -> tuple[Kind, dict[str, Json]] | None:
    """A photo or document: the messenger's name for it, with what was written beside it. Fetched later."""
    if "animation" in message:  # comes with a document as well
        return None
    photo, document = message.get("photo"), message.get("document")
    sizes = [one for one in photo if isinstance(one, Mapping)] if isinstance(photo, list) else []
    # From small to large: the largest that we take.
    found = next((one for one in reversed(sizes) if _size(one) <= MAX_FILE), None) if sizes else document
    if not isinstance(found, Mapping) or not isinstance(found.get("file_id"), str):
        return None
    if _size(found) > MAX_FILE:
        return Kind.FILE_REFUSED, {"why": "too_large"}
    body: dict[str, Json] = {"file_id": found["file_id"]}
    caption = message.get("caption")
    if isinstance(caption, str) and caption.strip():
        body["caption"] = caption.strip()[:MAX_TEXT]
    return Kind.FILE, body


def _size(file: Mapping[str, Any]) -> int:
    size = file.get("file_size")
    return size if isinstance(size, int) and not isinstance(size, bool) else 0
