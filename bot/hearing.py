"""From what came in to what happened: the event a turn is about, and the line the transcript keeps of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.envelopes import Inbound, Kind
from bot.errors import Code, Defect
from bot.storage.messages import Message
from dialogs.codec import result_from_json
from dialogs.draft import FILE
from dialogs.events import (
    CallAnswered,
    Event,
    FileRefused,
    FileSent,
    FileStored,
    Joined,
    Noticed,
    PointShared,
    Pressed,
    StaffReleased,
    StaffSaid,
    StaffTook,
    Unsupported,
    UserSaid,
    Woke,
)
from dialogs.state import State
from nlu.cards import holds_card, without_numbers
from nlu.types import Act, Understander, Understanding

DOCUMENT = "doc_type"
"""What words beside a file, or where one is asked for, are likely to name."""
Expecting = Callable[[State, datetime], str | None]
"""The slot that the next message is likely about."""
Knowing = Callable[[Understanding, State, datetime], Understanding]
"""The message as it reads once it is known what the articles answer."""
HIDDEN = "•••"
"""Stands where a one-time code or the number of a bank card was."""

# What a citizen sees of their own message when it was not text.
_SIGNS = {
    "voice": "🎤",
    "video": "🎬",
    "location": "📍",
    "contact": "👤",
    "sticker": "🙂",
}
# Without text to understand, the body says it all.
_EVENTS: Mapping[Kind, Callable[[Any], Event]] = {
    Kind.BUTTON: lambda body: Pressed(body["payload"]),
    Kind.JOINED: lambda _: Joined(),
    Kind.FILE_REFUSED: lambda body: FileRefused(body["why"], body.get("call_id", "")),
    Kind.LOCATION: lambda body: PointShared(lon=float(body["lon"]), lat=float(body["lat"])),
    Kind.UNSUPPORTED: lambda body: Unsupported(body["kind"]),
    Kind.CALL_ANSWERED: lambda body: CallAnswered(body["call_id"], result_from_json(body["result"])),
    Kind.STAFF_TOOK: lambda body: StaffTook(_who(body)),
    Kind.STAFF_SAID: lambda body: StaffSaid(_who(body), body["text"]),
    Kind.STAFF_RELEASED: lambda body: StaffReleased(_who(body), closed=bool(body.get("closed", False))),
    Kind.WOKE: lambda _: Woke(),
    Kind.NOTICED: lambda body: Noticed(tuple(body["notices"])),
}
_BY_CITIZEN = frozenset({Kind.TEXT, Kind.BUTTON, Kind.FILE, Kind.FILE_REFUSED, Kind.LOCATION, Kind.UNSUPPORTED})


def standing(state: State, _now: datetime) -> str | None:
    """The slot of the question that stands."""
    return state.asked.slot if state.asked else None


def as_read(said: Understanding, _state: State, _now: datetime) -> Understanding:
    """Without articles: what the model makes of it."""
    return said


def hear(
    inbound: Inbound,
    state: State,
    *,
    understander: Understander,
    now: datetime,
    expecting: Expecting = standing,
    knowing: Knowing = as_read,
) -> Event:
    """The event behind an inbound. Typed text is understood here, with what `expecting` says it is about as a hint, and
    what `knowing` says of it.

    Raises:
        Defect: DATA_INVALID when the body does not hold what its kind needs.
    """
    try:
        if inbound.kind is Kind.TEXT:
            text = str(inbound.body["text"])
            point: Any = inbound.body.get("point")
            card = holds_card(text)
            heard, slot = without_numbers(text) if card else text, expecting(state, now)
            said = understander.understand(heard, now=now, expecting=_hint(slot) if slot else None)
            said = knowing(said, state, now)
            if card:
                said = replace(said, acts=(Act.CARD, *said.acts))
            return UserSaid(said, PointShared(point["lon"], point["lat"]) if point else None)
        if inbound.kind is Kind.FILE:
            return _file(inbound.body, understander=understander, now=now)
        return _EVENTS[inbound.kind](inbound.body)
    except KeyError as error:
        raise Defect(Code.DATA_INVALID, what=f"inbound {inbound.kind} without {error.args[0]}") from None


def wiped(inbound: Inbound, state: State) -> dict[str, str] | None:
    """What stays of the message once it is answered, where it may not stay: a one-time code, the place where somebody
    is. None: all of it."""
    if is_secret(inbound, state):
        return {"text": HIDDEN}
    if inbound.kind is Kind.LOCATION:
        return {}
    return {"text": str(inbound.body.get("text"))} if "point" in inbound.body else None


def _hint(slot: str) -> str:
    return DOCUMENT if slot in (FILE, "file") else slot


def _file(body: Any, *, understander: Understander, now: datetime) -> Event:
    """A file that is here, with what was written beside it; or where one is to be fetched."""
    if "ref" not in body:
        return FileSent({"channel": body["channel"], "file_id": body["file_id"], "caption": body.get("caption")})
    caption = body.get("caption")
    said = understander.understand(caption, now=now, expecting=DOCUMENT) if caption else None
    return FileStored(body["ref"], body["mime"], body["size"], said, body.get("call_id", ""))


def is_secret(inbound: Inbound, state: State) -> bool:
    """True when what came in answers a secret question, or holds a bank card: its text must not stay anywhere."""
    if inbound.kind is not Kind.TEXT:
        return False
    return (state.asked is not None and state.asked.secret) or holds_card(str(inbound.body.get("text", "")))


def own_line(inbound: Inbound, state: State, *, before: Iterable[Message]) -> str | None:
    """What the transcript shows of the citizen's act; None when there is nothing to show. `before`: the
    latest messages, where the label of an older button can be found."""
    if inbound.kind not in _BY_CITIZEN or "call_id" in inbound.body:  # a file that was fetched is shown already
        return None
    if is_secret(inbound, state):
        return HIDDEN
    body: Any = inbound.body
    match inbound.kind:
        case Kind.TEXT:
            return str(body["text"])
        case Kind.BUTTON:
            return _label(str(body["payload"]), before)
        case Kind.FILE | Kind.FILE_REFUSED:
            return f"📎 {body.get('caption', '')}".strip()
        case Kind.LOCATION:
            return _SIGNS["location"]
        case _:
            return _SIGNS.get(str(body.get("kind")), "…")


def _who(body: Any) -> str:
    """The name the citizen sees."""
    return str(body.get("name") or body["staff"])


def _label(payload: str, before: Iterable[Message]) -> str:
    titles = [button.title for message in before for button in message.buttons if button.payload == payload]
    return titles[-1] if titles else "…"
