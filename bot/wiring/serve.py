"""Runs the web application on uvicorn, and prepares what a first start on a developer's machine needs."""

from __future__ import annotations

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager

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
DRAIN_SECONDS = 10
"""For requests under way when we are told to stop; the loops have theirs after that (`roles.FINISH_SECONDS`)."""


class Server(uvicorn.Server):
    """Ends with 0 when asked to end: uvicorn's own raises the signal once more when all is finished, which looks
    like a death to whoever started us."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def open_door(settings: Settings) -> socket.socket:
    """The address we shall listen on, ours from now on: better to hear of a taken port before anything is prepared.

    Raises:
        Defect: ADDRESS_TAKEN when it cannot be had.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    door = socket.socket(family)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((settings.host, settings.port))
    except OSError as fault:
        door.close()
        mend = "end the other program, or set SHAHRYAR_PORT (make run: PORT)"
        raise Defect(
            Code.ADDRESS_TAKEN, host=settings.host, port=settings.port, why=fault.strerror, mend=mend
        ) from None
    return door


def serve(settings: Settings, roles: frozenset[Role], *, door: socket.socket | None = None) -> None:
    """Until SIGTERM or SIGINT; what is in hand is finished first. `door`: from `open_door`, opened here otherwise.

    Raises:
        Defect: what is missing or wrong, by code.
    """
    set_up_logs(settings.log_level)
    _check_exposure(settings)
    door = door or open_door(settings)
    ensure_model(settings)
    app = make_app(build(settings), roles)
    config = uvicorn.Config(
        app,
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
    Server(config).run(sockets=[door])


def _check_exposure(settings: Settings) -> None:
    """REST knows no authentication: in production it may listen on this machine only."""
    if settings.production and settings.rest_enabled and settings.host not in LOOPBACK:
        raise Defect(Code.SETTING_INVALID, name="rest_enabled", why="REST has no authentication: loopback only")
