"""`POST /webhooks/rest/webhook`: Rasa's REST channel. One request, the whole answer. See docs/protocols/rest.md."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web import intake
from bot.channels.web.deps import Deps
from bot.channels.web.forms import read_body
from bot.channels.web.frames import whole
from bot.channels.web.headers import origin_allowed
from bot.content import MAX_FILES
from bot.envelopes import Inbound
from bot.errors import CitizenError, Code
from bot.storage.messages import Message
from dialogs.ports import Json

CHANNEL = "rest"
MAX_BODY = 15 * 1024 * 1024
MAX_NAME = 200
MAX_KEPT = 100
STATUS = {Code.BAD_REQUEST: 400, Code.TOO_LARGE: 413, Code.NOT_ALLOWED: 403}


@dataclass(frozen=True, slots=True)
class Question:
    """One request, checked. `files` holds the bytes of each attachment."""

    sender: str
    text: str | None
    message_id: str | None
    files: tuple[bytes, ...]


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
    found, _ = await intake.ask(deps, *await _arrivals(deps, question), patience=deps.patience.answer)
    return JSONResponse([_reply(question.sender, message) for message in found if message.author != "citizen"])


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
    if sender is None or (text is None and not files):
        raise CitizenError(Code.BAD_REQUEST)
    if message_id is not None and (message_id := _name(message_id)) is None:
        raise CitizenError(Code.BAD_REQUEST)
    return Question(sender, None if text is None else whole(text), message_id, files)


def _name(value: object) -> str | None:
    """A caller's identifier: any text of sensible length that every store can hold."""
    if not isinstance(value, str) or not 0 < len(value) <= MAX_NAME or "\0" in value:
        return None
    return value if whole(value) == value else None


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
    sender = _short(question.sender)
    return await intake.arrivals(deps, CHANNEL, sender, key, text=question.text, files=question.files)


def _short(name: str) -> str:
    """The name itself, or its digest when it is longer than a column holds."""
    return name if len(name) <= MAX_KEPT else f"#{_digest(name)}"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _reply(recipient: str, message: Message) -> dict[str, Json]:
    reply: dict[str, Json] = {"recipient_id": recipient, "text": message.text}
    if message.buttons:
        reply["buttons"] = [{"title": button.title, "payload": button.payload} for button in message.buttons]
    custom: dict[str, Json] = {}
    if message.codes:
        custom["codes"] = list(message.codes)
    if message.author != "bot":
        custom["author"] = message.author
        custom["staff"] = message.staff
    if custom:
        reply["custom"] = custom
    return reply
