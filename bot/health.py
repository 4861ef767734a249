"""`/healthz`, `/readyz` and `/metrics`. No personal data, no details of failures: names and numbers only."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from bot.guard import Access, access
from bot.observe import Metrics

Probe = Callable[[], None]
"""Raises when what it looks at is not ready. Runs in a thread."""


def router(probes: Mapping[str, Probe], metrics: Metrics, *, measure: Probe) -> APIRouter:
    """`measure` brings gauges up to date before a scrape."""
    routes = APIRouter()

    @routes.get("/healthz")
    @access(Access.ANYONE)
    async def healthz() -> PlainTextResponse:
        return PlainTextResponse("alive\n")

    @routes.get("/readyz")
    @access(Access.ANYONE)
    def readyz() -> JSONResponse:
        state = {name: _ready(probe) for name, probe in probes.items()}
        ready = all(state.values())
        return JSONResponse({"ready": ready} | state, status_code=200 if ready else 503)

    @routes.get("/metrics")
    @access(Access.ANYONE)
    def metrics_page() -> Response:
        _ready(measure)
        return Response(metrics.page(), media_type="text/plain; version=0.0.4; charset=utf-8")

    return routes


def _ready(probe: Probe) -> bool:
    try:
        probe()
    except Exception:  # whatever the neighbour raised, the answer is only "not ready"; the logs are elsewhere
        return False
    return True
