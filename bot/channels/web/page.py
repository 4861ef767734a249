"""`/chat`: the conversation as a plain page, for browsers without JavaScript. The ticket is in a cookie that
scripts cannot read; every form carries a token made from it. `/demo` shows the widget on a page of a municipality."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.channels.web import gates, intake
from bot.channels.web.deps import Deps
from bot.channels.web.forms import MAX_FORM as MAX_FILES_FORM
from bot.channels.web.forms import is_multipart, read_body, read_form
from bot.channels.web.frames import MAX_FRAME, sound_client_id, whole
from bot.channels.web.headers import origin_allowed, page_headers
from bot.channels.web.visitors import CHANNEL, Visitor, arrive, recognise
from bot.clock import TEHRAN
from bot.envelopes import Kind, read_text
from bot.errors import CitizenError, Code
from bot.storage import inbox, messages

SHOWN = 50
MAX_FORM = 4 * MAX_FRAME
STATUS = {Code.NOT_ALLOWED: 403, Code.TOO_LARGE: 413, Code.RATE_LIMITED: 429}
_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True, slots=True)
class Post:
    """What the form sent, checked."""

    token: str
    client_id: str
    text: str
    payload: str
    files: tuple[bytes, ...] = ()


def templates() -> Environment:
    """The pages' templates. Everything put into them is escaped."""
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["clock"] = lambda at: at.astimezone(TEHRAN).strftime("%H:%M").translate(_DIGITS)
    return pages


async def show(deps: Deps, pages: Environment, request: Request) -> Response:
    """The transcript. Someone who comes without a ticket gets one, and the greeting. `t` names the message
    whose answer is still awaited (a random id that opens nothing)."""
    ticket = ticket_of(request)
    visitor = await recognise(deps, ticket) if ticket else None
    done = True
    if visitor is None:
        if not gates.may_arrive(deps, request.client.host if request.client else ""):
            return _fault(deps, pages, request, Code.RATE_LIMITED)
        visitor, ticket, receipt = await arrive(deps)
        _, done = await intake.answers(deps, [receipt], patience=deps.patience.page)
    elif trace := request.query_params.get("t", "")[:64]:
        receipt = inbox.Receipt(visitor.conversation_id, 0, trace, new=False)
        _, done = await intake.answers(deps, [receipt], patience=deps.patience.page)
    return await _transcript(deps, pages, request, visitor, ticket=ticket, done=done)


async def take(deps: Deps, pages: Environment, request: Request) -> Response:
    """A message from the form: accepted, answered if that is soon enough, then shown by a fresh GET."""
    try:
        if not origin_allowed(request.headers, deps.settings):
            raise CitizenError(Code.NOT_ALLOWED)
        post = await _post(request)
        ticket = ticket_of(request)
        visitor = await recognise(deps, ticket) if ticket else None
        if visitor is None or not hmac.compare_digest(post.token.encode(), form_token(ticket).encode()):
            raise CitizenError(Code.NOT_ALLOWED)
        if not gates.may_say(deps, visitor.conversation_id):
            raise CitizenError(Code.RATE_LIMITED)
    except CitizenError as fault:
        return _fault(deps, pages, request, fault.code)
    if post.payload and read_text(post.payload)[0] is not Kind.BUTTON:
        return _fault(deps, pages, request, Code.BAD_REQUEST)
    message_id, text = visitor.message_id(post.client_id), post.payload or post.text
    came = await intake.arrivals(deps, CHANNEL, visitor.user, message_id, text=text, files=post.files)
    receipts = await intake.accept(deps, *came)
    _, done = await intake.answers(deps, receipts, patience=deps.patience.page)
    waiting = "" if done else f"?t={receipts[-1].trace_id}"
    return RedirectResponse(f"/chat{waiting}#now", 303, page_headers(https=_https(request)))


def ticket_of(request: Request) -> str:
    """What the page's cookie holds; empty when there is none."""
    return request.cookies.get(_cookie(request), "")


def form_token(ticket: str) -> str:
    """Known only to who has the ticket; of no use for anything but the form."""
    return hashlib.sha256(f"form:{ticket}".encode()).hexdigest()


async def _post(request: Request) -> Post:
    """What was sent: the page's form, with files perhaps, or a choice."""
    if not is_multipart(request):
        return read_post(await read_body(request, most=MAX_FORM))
    form = read_form(request.headers["content-type"], await read_body(request, most=MAX_FILES_FORM))
    return _checked(form.fields, tuple(form.files))


def read_post(raw: bytes) -> Post:
    """The fields of a form without files.

    Raises:
        CitizenError: BAD_REQUEST when it is not our form.
    """
    try:
        fields = parse_qs(raw.decode("ascii"), keep_blank_values=True, strict_parsing=True, max_num_fields=10)
    except ValueError:
        raise CitizenError(Code.BAD_REQUEST) from None
    return _checked({name: values[0] for name, values in fields.items()}, ())


def _checked(one: Mapping[str, str], files: tuple[bytes, ...]) -> Post:
    client_id = sound_client_id(one.get("id"))
    if client_id is None or len(client_id) > 50:
        raise CitizenError(Code.BAD_REQUEST)
    text, payload = whole(one.get("text", "")).replace("\r\n", "\n"), one.get("payload", "")
    # Sent twice is one message; the same page used again for something else (the back button) is another.
    digest = hashlib.sha256(f"{payload}\0{text}".encode())
    for raw in files:
        digest.update(hashlib.sha256(raw).digest())
    return Post(one.get("token", ""), f"{client_id}-{digest.hexdigest()[:12]}", text, payload, files)


async def _transcript(
    deps: Deps, pages: Environment, request: Request, visitor: Visitor, *, ticket: str, done: bool
) -> Response:
    lines = await deps.store.aread(lambda tx: messages.latest(tx, visitor.conversation_id, limit=SHOWN))
    waiting = not done or bool(lines and lines[-1].wait)
    trace = request.query_params.get("t", "")[:64] or (lines[-1].trace_id if lines else "")
    html = pages.get_template("chat.html").render(
        texts=deps.texts.page,
        names=deps.texts.widget,
        lines=lines,
        token=form_token(ticket),
        form_id=deps.new_id(),
        waiting=waiting,
        trace=trace,
    )
    response = HTMLResponse(html, headers=page_headers(https=_https(request)))
    response.set_cookie(
        _cookie(request), ticket, max_age=30 * 86400, path="/", httponly=True, samesite="lax", secure=_https(request)
    )
    return response


def _fault(deps: Deps, pages: Environment, request: Request, code: Code) -> Response:
    deps.refused("page", code.value)
    html = pages.get_template("fault.html").render(texts=deps.texts.page, why=deps.texts.error(code.value))
    return HTMLResponse(html, STATUS.get(code, 400), headers=page_headers(https=_https(request)))


def demo(pages: Environment, request: Request) -> Response:
    html = pages.get_template("demo.html").render()
    return HTMLResponse(html, headers=page_headers(https=_https(request)))


def _https(request: Request) -> bool:
    return request.url.scheme == "https"


def _cookie(request: Request) -> str:
    return "__Host-shahryar-chat" if _https(request) else "shahryar-chat"
