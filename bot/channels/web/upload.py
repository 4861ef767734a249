"""`POST /upload`: one file of a widget, into the conversation of its ticket. The answer says that it is committed; what
is said about it comes on the line, like everything else. See docs/protocols/web.md."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web import gates, intake
from bot.channels.web.deps import Deps
from bot.channels.web.forms import MAX_FORM, is_multipart, read_body, read_form
from bot.channels.web.frames import sound_client_id, whole
from bot.channels.web.headers import cross_origin_headers, origin_allowed
from bot.channels.web.visitors import CHANNEL, recognise
from bot.errors import CitizenError, Code

STATUS = {Code.NOT_ALLOWED: 403, Code.TICKET_INVALID: 403, Code.TOO_LARGE: 413, Code.RATE_LIMITED: 429}


async def take(deps: Deps, request: Request) -> Response:
    """Accept the file, or say why not."""
    headers = cross_origin_headers(request.headers, deps.settings)
    try:
        if not origin_allowed(request.headers, deps.settings):
            raise CitizenError(Code.NOT_ALLOWED)
        client_id = await _take(deps, request)
    except CitizenError as fault:
        deps.refused(CHANNEL, fault.code.value)
        code = "file_too_large" if fault.code is Code.TOO_LARGE else fault.code.value
        body = {"code": code, "text": deps.texts.error(code)}
        return JSONResponse(body, STATUS.get(fault.code, 400), headers=headers)
    return JSONResponse({"client_id": client_id}, headers=headers)


def allow(deps: Deps, request: Request) -> Response:
    """A browser asks first when the widget sits on another site's page."""
    allowed = origin_allowed(request.headers, deps.settings)
    return Response(status_code=204 if allowed else 403, headers=cross_origin_headers(request.headers, deps.settings))


async def _take(deps: Deps, request: Request) -> str:
    if not is_multipart(request):
        raise CitizenError(Code.BAD_REQUEST)
    form = read_form(request.headers["content-type"], await read_body(request, most=MAX_FORM))
    client_id = sound_client_id(form.fields.get("client_id"))
    if client_id is None or len(form.files) != 1:
        raise CitizenError(Code.BAD_REQUEST)
    visitor = await recognise(deps, form.fields.get("ticket", ""))
    if visitor is None:
        raise CitizenError(Code.TICKET_INVALID)
    if not gates.may_say(deps, visitor.conversation_id):
        raise CitizenError(Code.RATE_LIMITED)
    text = whole(form.fields.get("text", "")) or None
    message_id = visitor.message_id(client_id)
    await intake.accept(
        deps, *await intake.arrivals(deps, CHANNEL, visitor.user, message_id, text=text, files=form.files)
    )
    return client_id
