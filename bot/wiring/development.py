"""Development twins over HTTP: move the clock, switch the reference backend's faults, seed it. Mounted only in
development and answered only on loopback; a security test shows that production has none of it."""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Callable
from typing import Any, Protocol

import structlog
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from bot.clock import Clock, parse_jalali
from bot.guard import Access, access

log = structlog.get_logger(__name__)

MAX_BODY = 20 * 1024 * 1024
FAULTS = frozenset({"none", "down", "slow", "reset", "lost_answer", "error"})


class Backend(Protocol):
    """What we need of the embedded reference backend."""

    def set_fault(self, name: str) -> None: ...

    def seed(self, fixtures: Any) -> Any:
        """Raises ValueError, with a coded message naming the path, when the fixtures are not valid."""
        ...


def router(clock: Clock, backend: Backend | None) -> APIRouter:
    routes = APIRouter(prefix="/dev")

    @routes.post("/clock")
    @access(Access.LOOPBACK)
    async def move_clock(request: Request) -> JSONResponse:
        def work(given: Any) -> JSONResponse:
            clock.move_to(parse_jalali(str(given["now"])))
            return JSONResponse({"now": clock.now().isoformat()})

        return await _guarded(request, work)

    @routes.post("/backend")
    @access(Access.LOOPBACK)
    async def switch_fault(request: Request) -> JSONResponse:
        def work(given: Any) -> JSONResponse:
            fault = str(given["fault"])
            if backend is None or fault not in FAULTS:
                raise ValueError("fault: one of " + ", ".join(sorted(FAULTS)))
            backend.set_fault(fault)
            return JSONResponse({"fault": fault})

        return await _guarded(request, work)

    @routes.post("/seed")
    @access(Access.LOOPBACK)
    async def seed(request: Request) -> JSONResponse:
        def work(given: Any) -> JSONResponse:
            if backend is None:
                raise ValueError("no embedded backend")
            return JSONResponse({"seeded": backend.seed(given)})

        return await _guarded(request, work)

    return routes


async def _guarded(request: Request, work: Callable[[Any], JSONResponse]) -> JSONResponse:
    """From this machine only, and not from a page of another site that runs on it."""
    if not _is_loopback(request) or request.headers.get("origin"):
        return JSONResponse({"code": "not_allowed"}, status_code=403)
    body = await request.body()
    if len(body) > MAX_BODY:
        return JSONResponse({"code": "too_large"}, status_code=413)
    try:
        return await run_in_threadpool(work, json.loads(body))
    except (ValueError, KeyError, TypeError) as fault:
        problems = [str(problem) for problem in getattr(fault, "problems", [fault])][:50]
        return JSONResponse({"code": "bad_request", "problems": problems}, status_code=400)


def _is_loopback(request: Request) -> bool:
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False
