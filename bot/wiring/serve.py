"""Runs the web application on uvicorn, and prepares what a first start on a developer's machine needs."""

from __future__ import annotations

import uvicorn

from bot.errors import Code, Defect
from bot.observe import set_up_logs
from bot.settings import Settings
from bot.wiring.model import ensure_model
from bot.wiring.program import build
from bot.wiring.roles import Role
from bot.wiring.web import make_app

MAX_FRAME = 512 * 1024
"""Bytes of one WebSocket frame. Above our own limit a frame gets an answer that says so; above this one the line ends
with 1009. A 100 kB message, escaped, is about 300 kB."""
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
DRAIN_SECONDS = 20


def serve(settings: Settings, roles: frozenset[Role]) -> None:
    """Until SIGTERM or SIGINT; what is in hand is finished first.

    Raises:
        Defect: what is missing or wrong, by code.
    """
    set_up_logs(settings.log_level)
    _check_exposure(settings)
    ensure_model(settings)
    app = make_app(build(settings), roles)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        ws="websockets-sansio",
        ws_max_size=MAX_FRAME,
        ws_per_message_deflate=False,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        limit_concurrency=2_000,
    )
    uvicorn.Server(config).run()


def _check_exposure(settings: Settings) -> None:
    """REST knows no authentication: in production it may listen on this machine only."""
    if settings.production and settings.rest_enabled and settings.host not in LOOPBACK:
        raise Defect(Code.SETTING_INVALID, name="rest_enabled", why="REST has no authentication: loopback only")
