"""The file that came with a message, for whoever holds the conversation: `POST /download` for the widget (the ticket
never stands in an address), `GET /chat/files/{seq}` for the page, whose ticket is in a cookie."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.channels.web.deps import Deps
from bot.channels.web.forms import is_multipart, read_body, read_form
from bot.channels.web.frames import MAX_FRAME
from bot.channels.web.headers import ASSET_POLICY, cross_origin_headers, origin_allowed, page_headers
from bot.channels.web.visitors import CHANNEL, Visitor, recognise
from bot.envelopes import Attachment
from bot.errors import CitizenError, Code
from bot.storage import messages

STATUS = {Code.NOT_ALLOWED: 403, Code.TICKET_INVALID: 403, Code.TOO_LARGE: 413, Code.NOT_FOUND: 404}


async def give(deps: Deps, request: Request) -> Response:
    """The widget asks: fields `ticket` and `seq`."""
    headers = cross_origin_headers(request.headers, deps.settings)
    try:
        if not origin_allowed(request.headers, deps.settings):
            raise CitizenError(Code.NOT_ALLOWED)
        if not is_multipart(request):
            raise CitizenError(Code.BAD_REQUEST)
        form = read_form(request.headers["content-type"], await read_body(request, most=MAX_FRAME))
        visitor = await recognise(deps, form.fields.get("ticket", ""))
        if visitor is None:
            raise CitizenError(Code.TICKET_INVALID)
        file = await _file(deps, visitor, form.fields.get("seq", ""))
    except CitizenError as fault:
        deps.refused(CHANNEL, fault.code.value)
        body = {"code": fault.code.value, "text": deps.texts.error(fault.code.value)}
        return JSONResponse(body, STATUS.get(fault.code, 400), headers=headers)
    return _answer(file, headers)


async def give_to_page(deps: Deps, request: Request, ticket: str) -> Response:
    """The page without JavaScript links here. Not the visitor's and not there are the same answer."""
    headers = page_headers(https=request.url.scheme == "https")
    try:
        visitor = await recognise(deps, ticket) if ticket else None
        if visitor is None:
            raise CitizenError(Code.NOT_FOUND)
        return _answer(await _file(deps, visitor, request.path_params["seq"]), headers)
    except CitizenError as fault:
        deps.refused("page", fault.code.value)
        return PlainTextResponse(deps.texts.error(Code.NOT_FOUND.value), 404, headers=headers)


async def _file(deps: Deps, visitor: Visitor, seq: str) -> Attachment:
    number = int(seq) if seq.isascii() and seq.isdecimal() and len(seq) < 10 else 0
    file = await deps.store.aglance(lambda tx: messages.file_of(tx, visitor.conversation_id, number))
    if file is None:
        raise CitizenError(Code.NOT_FOUND)
    return file


def _answer(file: Attachment, headers: Mapping[str, str]) -> Response:
    own = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}",
        "Content-Security-Policy": f"sandbox; {ASSET_POLICY}",
    }
    return Response(file.content, media_type=file.mime, headers={**headers, **own})
