"""Development twins over HTTP: move the clock, switch the reference backend's faults, seed it, and the sample payment
page its links lead to. Mounted only in development and answered only on loopback; a security test shows that
production has none of it."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Protocol

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from bot.clock import Clock, parse_jalali
from bot.guard import Access, access
from integrations.reference.fixtures import FixtureError
from integrations.reference.office.pages import STYLE as GATEWAY_STYLE
from integrations.reference.seed import Summary

MAX_BODY = 20 * 1024 * 1024
MOST_TOLD = 50
MOST_DAYS = 60
NO_BACKEND = ("", "no_embedded_backend")
FAULTS = frozenset({"none", "down", "slow", "reset", "lost_answer", "error"})


class Backend(Protocol):
    """What we need of the embedded reference backend."""

    def set_fault(self, name: str) -> None: ...

    def advance(self) -> int:
        """One day's work of the desks; how many files moved."""
        ...

    def seed(self, fixtures: Mapping[str, object]) -> Summary:
        """Raises FixtureError with every problem's path and code; nothing was written."""
        ...

    def gateway(self, *, style: str) -> Gateway: ...


class Gateway(Protocol):
    """The sample payment page; None for a payment that does not exist."""

    def show(self, authority: str) -> Response | None: ...

    def press(self, authority: str, outcome: str) -> Response | None: ...


def router(clock: Clock, backend: Backend | None) -> APIRouter:
    routes = APIRouter(prefix="/dev")

    @routes.post("/clock")
    @access(Access.LOOPBACK)
    async def move_clock(request: Request) -> JSONResponse:
        return await _guarded(request, lambda given: _move_clock(clock, str(given["now"])))

    @routes.post("/advance")
    @access(Access.LOOPBACK)
    async def let_days_pass(request: Request) -> JSONResponse:
        return await _guarded(request, lambda given: _pass_days(clock, backend, given.get("days", 1)))

    @routes.post("/backend")
    @access(Access.LOOPBACK)
    async def switch_fault(request: Request) -> JSONResponse:
        def work(given: dict[str, Any]) -> JSONResponse:
            fault = str(given["fault"])
            if backend is None:
                return _refusal(NO_BACKEND)
            if fault not in FAULTS:
                return _refusal(("fault", "one of " + ", ".join(sorted(FAULTS))))
            backend.set_fault(fault)
            return JSONResponse({"fault": fault})

        return await _guarded(request, work)

    _add_seed(routes, backend)
    if backend is not None:
        _add_gateway(routes, backend.gateway(style="/dev/sample-gateway.css"))
    return routes


def _add_seed(routes: APIRouter, backend: Backend | None) -> None:
    @routes.post("/seed")
    @access(Access.LOOPBACK)
    async def seed(request: Request) -> JSONResponse:
        def work(given: dict[str, Any]) -> JSONResponse:
            if backend is None:
                return _refusal(NO_BACKEND)
            try:
                done = backend.seed(given)
            except FixtureError as fault:
                return _refusal(*((problem.path, problem.code) for problem in fault.problems))
            guessed = [{"path": problem.path, "code": problem.code} for problem in done.warnings]
            return JSONResponse({"seeded": dict(done.written), "warnings": guessed})

        return await _guarded(request, work)


def _add_gateway(routes: APIRouter, gateway: Gateway) -> None:
    """Whoever has the link may pay, as at a real gateway: the long random number in it is the credential."""

    @routes.get("/sample-gateway.css")
    @access(Access.LOOPBACK)
    async def style(request: Request) -> Response:
        return FileResponse(GATEWAY_STYLE, media_type="text/css") if _is_loopback(request) else _no_page()

    @routes.get("/sample-gateway/{authority}")
    @access(Access.LOOPBACK)
    async def show(request: Request, authority: str) -> Response:
        found = await run_in_threadpool(gateway.show, authority) if _is_loopback(request) else None
        return found or _no_page()

    @routes.post("/sample-gateway/{authority}")
    @access(Access.LOOPBACK)
    async def press(request: Request, authority: str) -> Response:
        if not _is_loopback(request):
            return _no_page()
        outcome = str((await request.form()).get("outcome", ""))
        return await run_in_threadpool(gateway.press, authority, outcome) or _no_page()


def _no_page() -> Response:
    return JSONResponse({"code": "not_found"}, status_code=404)


def _move_clock(clock: Clock, to: str) -> JSONResponse:
    try:
        clock.move_to(parse_jalali(to))
    except ValueError:
        return _refusal(("now", "like 1404-07-20T10:00"))
    return JSONResponse({"now": clock.now().isoformat()})


def _pass_days(clock: Clock, backend: Backend | None, days: object) -> JSONResponse:
    if backend is None:
        return _refusal(NO_BACKEND)
    if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= MOST_DAYS:
        return _refusal(("days", f"1 to {MOST_DAYS}"))
    moved = 0
    for _ in range(days):
        clock.move_to(clock.now() + timedelta(days=1))
        moved += backend.advance()
    return JSONResponse({"now": clock.now().isoformat(), "moved": moved})


async def _guarded(request: Request, work: Callable[[dict[str, Any]], JSONResponse]) -> JSONResponse:
    """From this machine only, and not from a page of another site that runs on it."""
    if not _is_loopback(request) or request.headers.get("origin"):
        return JSONResponse({"code": "not_allowed"}, status_code=403)
    body = await request.body()
    if len(body) > MAX_BODY:
        return JSONResponse({"code": "too_large"}, status_code=413)
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return _refusal(("", "not_json"))
    if not isinstance(given, dict):
        return _refusal(("", "not_an_object"))
    try:
        return await run_in_threadpool(work, given)
    except KeyError as missing:
        return _refusal((str(missing.args[0]), "missing"))


def _refusal(*problems: tuple[str, str]) -> JSONResponse:
    told = [{"path": path, "code": code} for path, code in problems[:MOST_TOLD]]
    return JSONResponse({"code": "bad_request", "problems": told}, status_code=400)


def _is_loopback(request: Request) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
