"""Fault switches for tests and demos: the backend that is down, slow, breaks, or does the work and loses the answer.

Here: the switch, and its effect over real sockets. In one process the same switch works in `embedded.py`."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from integrations.reference.problems import document

ADMIN_PATH = "/_faults"
LOOPBACK = ("127.0.0.1", "::1")


class Fault(StrEnum):
    NONE = "none"
    DOWN = "down"  # refuses before any work
    SLOW = "slow"  # does the work and answers after some seconds
    RESET = "reset"  # does the work; the connection is reset in the middle of the answer
    LOST_ANSWER = "lost_answer"  # does the work; no byte of the answer arrives
    ERROR = "error"  # breaks before the work, 500


@dataclass
class FaultSwitch:
    fault: Fault = Fault.NONE
    seconds: float = 5.0

    def set(self, name: str, *, seconds: float | None = None) -> None:
        """ValueError for a name that is no fault."""
        self.fault = Fault(name)
        if seconds is not None:
            self.seconds = seconds


class FaultMiddleware:
    """Applies the switch to every request but its own admin route, which answers on loopback alone."""

    def __init__(self, app: ASGIApp, switch: FaultSwitch) -> None:
        self._app = app
        self._switch = switch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"] == ADMIN_PATH:
            await self._admin(scope, receive, send)
        else:
            await self._faulty(scope, receive, send)

    async def _faulty(self, scope: Scope, receive: Receive, send: Send) -> None:
        match self._switch.fault:
            case Fault.NONE:
                await self._app(scope, receive, send)
            case Fault.SLOW:
                # The request is here whole: the work is done even for a caller who has given up by then.
                kept = await _kept(receive)
                await asyncio.sleep(self._switch.seconds)
                await self._app(scope, kept, send)
            case Fault.DOWN:
                await document("unavailable", headers={"Retry-After": "2"})(scope, receive, send)
            case Fault.ERROR:
                await document("internal")(scope, receive, send)
            case Fault.RESET | Fault.LOST_ANSWER as fault:
                answer = await self._answer(scope, receive)
                if fault is Fault.RESET:
                    await send(answer[0])
                    await send({"type": "http.response.body", "body": answer[1]["body"][:5], "more_body": True})
                await _abort(scope)

    async def _answer(self, scope: Scope, receive: Receive) -> list[Message]:
        """The app's answer, kept back."""
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, keep)
        return messages

    async def _admin(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        request = Request(scope, receive)
        if client is None or client[0] not in LOOPBACK or request.method != "POST":
            await document("not_found")(scope, receive, send)
            return
        try:
            asked = json.loads(await request.body())
            self._switch.set(asked["fault"], seconds=asked.get("seconds"))
        except (ValueError, KeyError, TypeError):
            await document("invalid_request")(scope, receive, send)
            return
        await JSONResponse({"fault": self._switch.fault})(scope, receive, send)


class AbortableProtocol(H11Protocol):
    """uvicorn's protocol, giving the app the means to break its connection."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.app_state = {**self.app_state, "transport": transport}


async def _kept(receive: Receive) -> Receive:
    """Reads the whole request now and gives it out later."""
    messages = [await receive()]
    while messages[-1].get("more_body", False):
        messages.append(await receive())

    async def again() -> Message:
        return messages.pop(0) if messages else await receive()

    return again


async def _abort(scope: Scope) -> None:
    transport = scope["state"]["transport"]
    # Linger 0 makes the kernel send RST instead of an orderly end.
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
    # The event loop tells the protocol that the connection is lost; until then uvicorn would miss the answer.
    await asyncio.sleep(0.01)
