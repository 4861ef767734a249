"""The door of the console: who is signed in, forms that are really ours, the host name, and the headers of every
answer. What may be seen behind the door is decided in `bot.console.access`."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from fastapi.routing import APIRoute
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from bot.console import tokens
from bot.console.deps import Deps
from bot.storage import staff
from bot.storage.staff import Session, Staff

SESSION = "shahryar_console"
DOOR = "shahryar_door"
"""The cookie of a visitor who is not signed in yet: it ties the sign-in form to one browser."""
LARGEST_FORM = 64 * 1024
TOUCH_EVERY = timedelta(seconds=30)

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


class TurnedAway(Exception):
    """Ends a request with this answer."""

    def __init__(self, response: Response) -> None:
        super().__init__("turned away")
        self.response = response


@dataclass(frozen=True, slots=True)
class Signed:
    """Who asks. `csrf` goes into the forms of the page they get."""

    staff: Staff
    level: int
    token: str = field(repr=False)
    csrf: str = field(repr=False)


def guarded_route(deps: Deps) -> type[APIRoute]:
    """Routes that exist on the console's host alone and send the security headers whatever they answer."""

    class ConsoleRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            inner = super().get_route_handler()

            async def handle(request: Request) -> Response:
                try:
                    response = await inner(request) if right_host(deps, request) else nothing_here()
                except TurnedAway as away:
                    response = away.response
                return with_headers(response, https=is_https(deps, request))

            return handle

    return ConsoleRoute


def right_host(deps: Deps, connection: HTTPConnection) -> bool:
    wanted = deps.settings.console_host.lower()
    return not wanted or (connection.url.hostname or "").lower() == wanted


def nothing_here() -> Response:
    return PlainTextResponse("404", status_code=404)


def is_https(deps: Deps, connection: HTTPConnection) -> bool:
    """In production the program stands behind a proxy that ends TLS, so the address alone does not tell."""
    return deps.settings.production or connection.url.scheme in ("https", "wss")


def with_headers(response: Response, *, https: bool) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", _POLICY)  # a file brings a stricter one
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    headers["X-Robots-Tag"] = "noindex"
    headers.setdefault("Cache-Control", "no-store")
    if https:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response


def cookie_name(base: str, *, https: bool) -> str:
    return f"__Host-{base}" if https else base


def set_cookie(response: Response, base: str, value: str, *, https: bool) -> None:
    """A cookie of this browser session: no scripts, no other site, no other path than `/` (`__Host-` asks for it)."""
    name = cookie_name(base, https=https)
    response.set_cookie(name, value, path="/", httponly=True, samesite="strict", secure=https)


def drop_cookie(response: Response, base: str, *, https: bool) -> None:
    name = cookie_name(base, https=https)
    response.delete_cookie(name, path="/", httponly=True, samesite="strict", secure=https)


def read_cookie(deps: Deps, connection: HTTPConnection, base: str) -> str:
    return connection.cookies.get(cookie_name(base, https=is_https(deps, connection)), "")


def session_of(deps: Deps, token: str) -> Session | None:
    """The session a cookie stands for, if it is still good."""
    if not token:
        return None
    return deps.store.read(lambda tx: staff.session(tx, tokens.stored_form(token), now=deps.clock.now()))


def signed_in(deps: Deps, connection: HTTPConnection, *, level: int, touch: bool) -> Signed | None:
    """Who asks, when their session is good for this level. `touch`: a person did this, not a page by itself."""
    token = read_cookie(deps, connection, SESSION)
    session = session_of(deps, token)
    if session is None or session.level != level:
        return None
    now = deps.clock.now()
    if touch and now - session.seen_at >= TOUCH_EVERY:
        deps.store.write(lambda tx: staff.touch(tx, tokens.stored_form(token), now=now))
    return Signed(session.staff, session.level, token, tokens.form_token(token))


def same_origin(connection: HTTPConnection) -> bool:
    """Whether a browser says this came from a page of ours. Browsers send `Origin` with every post and socket."""
    origin = connection.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() == connection.headers.get("host", "").lower()


async def read_form(request: Request) -> Mapping[str, str]:
    """The fields of a small form. Read here, with a ceiling, because the framework's parser has none."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            raise TurnedAway(PlainTextResponse("413", status_code=413))
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=20, encoding="utf-8"))
    except ValueError:
        raise TurnedAway(PlainTextResponse("400", status_code=400)) from None


def form_is_ours(request: Request, form: Mapping[str, str], cookie: str) -> bool:
    """Two independent signs: where the post came from, and the token only our page knows."""
    foreign = "origin" in request.headers and not same_origin(request)
    return not foreign and tokens.form_token_fits(cookie, form.get("csrf", ""))


def go(path: str, *, note: str = "") -> RedirectResponse:
    """Post, redirect, get. `note` names a text; it never carries one."""
    return RedirectResponse(f"{path}?note={note}" if note else path, status_code=303)
