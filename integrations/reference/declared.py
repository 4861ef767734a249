"""Operations declared in one line each: the operation of the contract, the rule that answers, what it takes. Who may
ask, what a key may mean and where the work is done is the same for all of them and is written here once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from pydantic import BaseModel
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from integrations.municipal.assertion import HEADER, STAFF_HEADER, Citizen, Staff
from integrations.municipal.contract import STAFF, Operation, load_contract
from integrations.reference.access import admission
from integrations.reference.answers import Json
from integrations.reference.asked import Empty, Fields, Reader
from integrations.reference.backend import Backend
from integrations.reference.case.asking import Answer, Ask, Desk
from integrations.reference.operations import Endpoint

Rule = Callable[..., Answer]
Who = Citizen | Staff | None
Model = object
"""A model, or several of which one fits."""


class Declared:
    """Endpoints, filled line by line."""

    def __init__(self, backend: Backend) -> None:
        self.endpoints: list[Endpoint] = []
        self._backend = backend

    def read(self, operation_id: str, rule: Rule, takes: Model = Empty) -> None:
        """A question: `rule(ask, **fields)`. Answered on the event loop itself: that takes less time than handing it to
        a thread and back, and many threads that want the interpreter at once make each other wait."""
        operation, reader = load_contract()[operation_id], Reader(load_contract()[operation_id], takes)

        async def answer(request: Request) -> Response:
            raw = await reader.raw(request)
            who = self._caller(operation, request)

            def found_by(tx: Connection) -> Answer:
                admitted = _admission(tx, who, operation)
                try:
                    fields, _ = reader.fit(raw, request)
                    return rule(self._asking(tx, who), **fields)
                finally:
                    admitted()  # who is not is told this alone, whatever the rule found

            found = await self._backend.database.answer(found_by)
            return _tagged(found, request) if operation.tagged else Json(found)

        self.endpoints.append(Endpoint(operation, rule, answer))

    def act(self, operation_id: str, rule: Rule, takes: Model, *, status: int = 201) -> None:
        """Something done once per key: `rule(ask, **fields)`. In a thread: writers wait for each other."""

        def act(who: Who, fields: Fields, key: str) -> Response:
            if who is None:
                raise AssertionError("an act needs somebody who acts")
            return self._backend.act(
                who,
                operation_id,
                key=key,
                body=fields,
                status=status,
                work=lambda tx: rule(self._asking(tx, who), **fields),
            )

        self._beside_the_loop(operation_id, rule, takes, act)

    def change(self, operation_id: str, rule: Callable[..., Answer], takes: type[BaseModel]) -> None:
        """Something that writes and is no act with a key of its own: `rule(backend, who, **fields)`."""

        def change(who: Who, fields: Fields, _key: str) -> Response:
            return Json(rule(self._backend, who, **fields))

        self._beside_the_loop(operation_id, rule, takes, change)

    def _beside_the_loop(
        self, operation_id: str, rule: Rule, takes: Model, work: Callable[[Who, Fields, str], Response]
    ) -> None:
        operation, reader = load_contract()[operation_id], Reader(load_contract()[operation_id], takes)

        async def answer(request: Request) -> Response:
            raw = await reader.raw(request)
            who = self._caller(operation, request)
            with self._backend.database.reading() as tx:
                _admission(tx, who, operation)()
            fields, key = reader.fit(raw, request)
            return await run_in_threadpool(work, who, fields, key)

        self.endpoints.append(Endpoint(operation, rule, answer))

    def _caller(self, operation: Operation, request: Request) -> Who:
        """Who the assertion says it is."""
        if operation.assurance == 0:
            return None
        gate, now = self._backend.gate, self._backend.clock()
        if operation.assurance == STAFF:
            return gate.staff(request.headers.get(STAFF_HEADER), now=now)
        return gate.citizen(request.headers.get(HEADER), now=now)

    def _asking(self, tx: Connection, who: Who) -> Ask | Desk:
        now = self._backend.clock()
        if isinstance(who, Staff):
            return Desk(tx, now, name=who.name, role=who.role)
        if who is None:
            return Ask(tx, now)
        page = self._backend.payment_page
        return Ask(tx, now, mobile=who.mobile, national_id=who.national_id or "", payment_page=page)


def _admission(tx: Connection, who: Who, operation: Operation) -> Callable[[], None]:
    """Refuses, at the latest when called, a citizen at a lower assurance than the contract says."""
    return admission(tx, who, operation.assurance) if isinstance(who, Citizen) else lambda: None


def _tagged(body: object, request: Request) -> Response:
    """The answer with its `ETag`, or that it is still the same. What belongs to a citizen is never tagged: it is asked
    for with a new assertion each time and kept by nobody."""
    answer = Json(body)
    tag = f'"{hashlib.sha256(bytes(answer.body)).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    answer.headers["ETag"] = tag
    return answer
