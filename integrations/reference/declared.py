"""Routes declared in one line each: the operation of the contract, the body it takes, the rule that answers. Who may
ask and what a key may mean is the same for all of them and is written here once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection
from starlette.responses import JSONResponse, Response

from integrations.municipal.assertion import Citizen, Staff
from integrations.municipal.contract import STAFF, load_contract
from integrations.reference.backend import IDEMPOTENCY_KEY, Backend, route
from integrations.reference.case.asking import Answer, Ask, Desk

Rule = Callable[..., Answer]
Endpoint = Callable[..., object]


class Empty(BaseModel):
    """Takes nothing."""

    model_config = ConfigDict(frozen=True)


class Declared:
    """A router that is filled line by line."""

    def __init__(self, backend: Backend) -> None:
        self.router = APIRouter()
        self._backend = backend

    def read(self, operation_id: str, rule: Rule, body: type[BaseModel] = Empty) -> None:
        """A question. With GET its fields come from the query, with POST from the body."""
        operation = load_contract()[operation_id]
        backend = self._backend

        def answer(asked: BaseModel, who: Citizen | Staff | None) -> object:
            with backend.database.reading() as tx:
                return rule(self._asking(tx, who), **asked.model_dump())

        queries = operation.method == "GET"
        self._route(operation_id, answer, Annotated[body, Query()] if queries else body)

    def act(self, operation_id: str, rule: Rule, body: type[BaseModel], *, status: int = 201) -> None:
        """Something done once per key."""
        backend = self._backend

        def answer(asked: BaseModel, who: Citizen | Staff | None, key: str) -> object:
            if who is None:
                raise AssertionError("an act needs somebody who acts")
            fields = asked.model_dump()
            return backend.act(
                who,
                operation_id,
                key=key,
                body=fields,
                status=status,
                work=lambda tx: rule(self._asking(tx, who), **fields),
            )

        self._route(operation_id, answer, body)

    def _asking(self, tx: Connection, who: Citizen | Staff | None) -> Ask | Desk:
        now = self._backend.clock()
        if isinstance(who, Staff):
            return Desk(tx, now, name=who.name, role=who.role)
        if who is None:
            return Ask(tx, now)
        page = self._backend.payment_page
        return Ask(tx, now, mobile=who.mobile, national_id=who.national_id or "", payment_page=page)

    def _route(self, operation_id: str, answer: Endpoint, body: Any) -> None:
        """FastAPI reads what an endpoint takes from its signature: the same few shapes, written out."""
        operation = load_contract()[operation_id]
        backend = self._backend
        found: Endpoint
        if operation.assurance == 0:

            def anyone(asked, request):  # type: ignore[no-untyped-def]
                return _tagged(answer(asked, None), request)

            anyone.__annotations__ |= {"request": Request}
            found = anyone
        elif operation.acts:
            who = backend.staff() if operation.assurance == STAFF else backend.caller(operation_id)

            def doer(asked, who=who, key=IDEMPOTENCY_KEY):  # type: ignore[no-untyped-def]
                return answer(asked, who, key)

            doer.__annotations__ |= {"who": Any, "key": str}
            found = doer
        else:
            who = backend.staff() if operation.assurance == STAFF else backend.caller(operation_id)

            def asker(asked, who=who):  # type: ignore[no-untyped-def]
                return answer(asked, who)

            asker.__annotations__ |= {"who": Any}
            found = asker
        # A body that takes nothing is an empty query, so that it is no body at all.
        found.__annotations__["asked"] = Annotated[Empty, Query()] if body is Empty else body
        route(self.router, operation_id, found)


def _tagged(body: object, request: Request) -> Response:
    """The answer of a GET with its `ETag`, or that it is still the same. What belongs to a citizen is never tagged: it
    is asked for with a new assertion each time and kept by nobody."""
    answer = JSONResponse(body)
    if request.method != "GET":
        return answer
    tag = f'"{hashlib.sha256(bytes(answer.body)).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    answer.headers["ETag"] = tag
    return answer
