"""`POST /webhooks/rest/webhook`: Rasa's REST channel. One request, the whole answer. See docs/protocols/rest.md."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web import intake
from bot.channels.web.deps import Deps
from bot.channels.web.forms import read_body
from bot.channels.web.frames import whole
from bot.channels.web.headers import origin_allowed
from bot.content import MAX_FILES
from bot.envelopes import Inbound, Kind, read_point
from bot.errors import CitizenError, Code
from bot.storage import conversations, messages
from bot.storage.messages import Message
from bot.storage.store import Tx
from dialogs.ports import Json

CHANNEL = "rest"
MAX_BODY = 15 * 1024 * 1024
MAX_NAME = 200
MAX_KEPT = 100
STATUS = {Code.BAD_REQUEST: 400, Code.TOO_LARGE: 413, Code.NOT_ALLOWED: 403}


@dataclass(frozen=True, slots=True)
class Question:
    """One request, checked. `files` holds the bytes of each attachment, `point` the place that was shared."""

    sender: str
    text: str | None
    message_id: str | None
    files: tuple[bytes, ...]
    point: dict[str, Json] | None = None


async def answer(deps: Deps, request: Request) -> Response:
    """The endpoint's work: read, accept, wait, reply."""
    try:
        if not origin_allowed(request.headers, deps.settings):
            raise CitizenError(Code.NOT_ALLOWED)
        question = read_question(await read_body(request, most=MAX_BODY))
    except CitizenError as fault:
        deps.refused(CHANNEL, fault.code.value)
        text = deps.texts.error(fault.code.value)
        return JSONResponse({"code": fault.code.value, "text": text}, STATUS.get(fault.code, 400))
    arrivals = await _arrivals(deps, question)
    found, _ = await intake.ask(deps, *arrivals, patience=deps.patience.answer)
    trace_id = found[0].trace_id if found else arrivals[0].trace_id
    meanwhile = await deps.store.aglance(lambda tx: _meanwhile(tx, arrivals[0].channel_user, trace_id))
    told = [message for message in (*meanwhile, *found) if message.author != "citizen"]
    return JSONResponse([_reply(question.sender, message) for message in told])


def _meanwhile(tx: Tx, sender: str, trace_id: str) -> list[Message]:
    """Nobody can be written to here, so what came unasked since the last request comes first with this answer."""
    conversation = conversations.find(tx, CHANNEL, sender)
    return messages.unasked(tx, conversation, channel=CHANNEL, trace_id=trace_id) if conversation else []


def read_question(raw: bytes) -> Question:
    """The request's body.

    Raises:
        CitizenError: BAD_REQUEST or TOO_LARGE; nothing else, whatever the bytes.
    """
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        raise CitizenError(Code.BAD_REQUEST) from None
    if not isinstance(data, dict):
        raise CitizenError(Code.BAD_REQUEST)
    sender, text = _name(data.get("sender")), data.get("message")
    metadata = data.get("metadata") or {}
    if not isinstance(metadata, dict) or not isinstance(text, str | None):
        raise CitizenError(Code.BAD_REQUEST)
    message_id = metadata.get("message_id")
    if isinstance(message_id, int) and not isinstance(message_id, bool):
        message_id = str(message_id)
    files = _files(data.get("attachments") or [])
    point = _place(metadata.get("location"))
    if sender is None or (text is None and not files and point is None):
        raise CitizenError(Code.BAD_REQUEST)
    if message_id is not None and (message_id := _name(message_id)) is None:
        raise CitizenError(Code.BAD_REQUEST)
    return Question(sender, None if text is None else whole(text), message_id, files, point)


def _name(value: object) -> str | None:
    """A caller's identifier: any text of sensible length that every store can hold."""
    if not isinstance(value, str) or not 0 < len(value) <= MAX_NAME or "\0" in value:
        return None
    return value if whole(value) == value else None


def _place(value: object) -> dict[str, Json] | None:
    """`{"lat", "lon"}` in degrees."""
    if value is None:
        return None
    point = read_point(value.get("lat"), value.get("lon")) if isinstance(value, dict) else None
    if point is None:
        raise CitizenError(Code.BAD_REQUEST)
    return point


def _files(value: object) -> tuple[bytes, ...]:
    """The bytes of each attachment. What they are is found out from them; name and type are not looked at."""
    if not isinstance(value, list):
        raise CitizenError(Code.BAD_REQUEST)
    if len(value) > MAX_FILES:
        raise CitizenError(Code.TOO_LARGE)
    return tuple(_file(item) for item in value)


def _file(item: object) -> bytes:
    if not isinstance(item, dict):
        raise CitizenError(Code.BAD_REQUEST)
    name, mime, data = item.get("name"), item.get("mime"), item.get("data")
    if _name(name) is None or _name(mime) is None or not isinstance(data, str):
        raise CitizenError(Code.BAD_REQUEST)
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        raise CitizenError(Code.BAD_REQUEST) from None


async def _arrivals(deps: Deps, question: Question) -> list[Inbound]:
    # Two senders may count their messages alike: each message's id carries its sender.
    key = f"{_digest(question.sender)[:16]}:{_short(question.message_id or deps.new_id())}"
    sender, point = _short(question.sender), question.point
    blank = not (question.text or "").strip()
    text = None if point is not None and blank else question.text
    found = await intake.arrivals(deps, CHANNEL, sender, key, text=text, files=question.files)
    if point is None:
        return found
    if found and found[0].kind is Kind.TEXT:  # words and a place in one request: the words say what the place is for
        return [replace(found[0], body={**found[0].body, "point": point}), *found[1:]]
    own_id = f"{key}#{len(found)}" if found else key
    return [*found, Inbound(CHANNEL, sender, own_id, Kind.LOCATION, point, trace_id=deps.new_id())]


def _short(name: str) -> str:
    """The name itself, or its digest when it is longer than a column holds."""
    return name if len(name) <= MAX_KEPT else f"#{_digest(name)}"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _reply(recipient: str, message: Message) -> dict[str, Json]:
    reply: dict[str, Json] = {"recipient_id": recipient, "text": message.text}
    if message.buttons:
        reply["buttons"] = [{"title": button.title, "payload": button.payload} for button in message.buttons]
    if message.file:
        data = base64.b64encode(message.file.content).decode()
        reply["attachment"] = {"name": message.file.name, "mime": message.file.mime, "data": data}
    custom: dict[str, Json] = {}
    if message.codes:
        custom["codes"] = list(message.codes)
    if message.links:
        custom["links"] = [{"title": link.title, "url": link.url} for link in message.links]
    if message.author != "bot":
        custom["author"] = message.author
        custom["staff"] = message.staff
    if custom:
        reply["custom"] = custom
    return reply
