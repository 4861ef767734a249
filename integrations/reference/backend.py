"""What every route needs: the database, the clock, who is calling. Built once by `app.py`."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fastapi import APIRouter, Depends, Header, Request
from starlette.responses import JSONResponse, Response

from integrations.municipal.assertion import HEADER, STAFF_HEADER, Citizen, Staff
from integrations.municipal.contract import load_contract
from integrations.reference.access import Gate, require_level
from integrations.reference.database import Database
from integrations.reference.idempotency import Act, Body, Work, perform
from integrations.reference.written import local_day

KEY_PATTERN = r"^[A-Za-z0-9_-]+$"
IDEMPOTENCY_KEY = Header(alias="Idempotency-Key", min_length=8, max_length=64, pattern=KEY_PATTERN)


@dataclass(frozen=True, slots=True)
class Backend:
    database: Database
    gate: Gate
    clock: Callable[[], datetime]
    payment_page: str

    @property
    def today(self) -> date:
        return local_day(self.clock())

    def caller(self, operation_id: str) -> Any:
        """A route's dependency: the citizen of the assertion, at the assurance the contract says."""
        level = load_contract()[operation_id].assurance

        async def citizen(request: Request) -> Citizen:
            found = self.gate.citizen(request.headers.get(HEADER), now=self.clock())
            with self.database.reading() as connection:
                require_level(connection, found, level)
            return found

        return Depends(citizen)

    def staff(self) -> Any:
        """A route's dependency: the member of staff of the assertion."""

        def member(request: Request) -> Staff:
            return self.gate.staff(request.headers.get(STAFF_HEADER), now=self.clock())

        return Depends(member)

    def act(
        self, who: Citizen | Staff, operation_id: str, *, key: str, body: Body, status: int, work: Work
    ) -> Response:
        """Does the work once for this key and answers with its result."""
        act = Act(mobile=_scope(who), client_key=key, operation=operation_id, body=body, status=status)
        answer = perform(self.database, act, work, now=self.clock())
        headers = {"Idempotent-Replay": "true"} if answer.replay else {}
        return JSONResponse(dict(answer.body), answer.status, headers=headers)


def _scope(who: Citizen | Staff) -> str:
    """Whose keys these are: a mobile, or for staff what no mobile can be."""
    if isinstance(who, Citizen):
        return who.mobile
    return "s" + hashlib.sha256(who.name.encode()).hexdigest()[:10]


def route(router: APIRouter, operation_id: str, endpoint: Callable[..., Any]) -> None:
    """Puts an endpoint at the method and path the contract gives the operation."""
    operation = load_contract()[operation_id]
    endpoint = endpoint if operation.acts else _at_once(endpoint)
    router.add_api_route(operation.path, endpoint, methods=[operation.method], name=operation.id, response_model=None)


def _at_once(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    """A read on the event loop itself: it takes less time than handing it to a thread and back, and many threads
    that want the interpreter at once make each other wait."""

    async def answered(**given: Any) -> Any:
        found = endpoint(**given)
        # Already plain data: FastAPI need not walk through it again.
        return JSONResponse(found) if isinstance(found, dict) else found

    answered.__signature__ = inspect.signature(endpoint, eval_str=True)  # type: ignore[attr-defined]
    return answered
