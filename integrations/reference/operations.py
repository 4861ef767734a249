"""The operations of the contract as one route of the app: found by their path in a table. A router that tries one
pattern after another takes longer for the sixtieth operation than the operation itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, compile_path
from starlette.types import Receive, Scope, Send

from integrations.municipal.contract import Operation


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An operation, the rule that answers it, and how: one request in, one response out."""

    operation: Operation
    rule: Callable[..., Any]
    answer: Callable[[Request], Awaitable[Response]]


class Operations(BaseRoute):
    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        self.endpoints = list(endpoints)
        self._at: dict[str, dict[str, Endpoint]] = {}
        for endpoint in self.endpoints:
            self._at.setdefault(endpoint.operation.path, {})[endpoint.operation.method] = endpoint
        # The few with a number in their path.
        self._patterns = [(compile_path(path)[0], methods) for path, methods in self._at.items() if "{" in path]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] != "http":
            return Match.NONE, {}
        methods, params = self._at.get(scope["path"]), {}
        if methods is None:
            for pattern, found in self._patterns:
                match = pattern.match(scope["path"])
                if match:
                    methods, params = found, match.groupdict()
        if methods is None:
            return Match.NONE, {}
        return Match.FULL, {"endpoint": methods.get(scope["method"]), "path_params": params}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        endpoint: Endpoint | None = scope["endpoint"]
        if endpoint is None:
            raise HTTPException(405)
        response = await endpoint.answer(Request(scope, receive, send))
        await response(scope, receive, send)
