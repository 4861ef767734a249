"""A payment page for demos and tests: where the link of a payment leads when no real gateway is named. Whoever has the
link may press "pay"; no money moves. The backend serves it beside its back office, never without the staff key; the
embedded one hands it to the program, which serves it in development alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from integrations.reference.case import payments
from integrations.reference.case.asking import Desk
from integrations.reference.case.pages import AnyRow
from integrations.reference.case.tables import payments as table
from integrations.reference.database import Database
from integrations.reference.office.pages import page, texts
from integrations.reference.problems import Refused

NAME = "sample gateway"
AUTHORITY = re.compile(r"[0-9a-f]{32}")
OUTCOMES = ("paid", "failed")


class SampleGateway:
    """The page of one payment, by the authority at the end of its link."""

    def __init__(self, database: Database, clock: Callable[[], datetime], *, style: str = "/office/office.css") -> None:
        self._database = database
        self._clock = clock
        self._style = style

    def show(self, authority: str) -> Response | None:
        """What is to be paid, or what became of it; None when there is no such payment."""
        row = self._payment(authority)
        return None if row is None else self._page(row)

    def press(self, authority: str, outcome: str) -> Response | None:
        """ "Pay" or "fail", once however often it is pressed. None for another word, or no such payment."""
        row = self._payment(authority) if outcome in OUTCOMES else None
        if row is None:
            return None
        if row.status == "started":
            # The reference is the payment's own, so that pressing twice says the same twice.
            word = {"authority": authority, "gateway_ref": f"DEMO-{authority[:12]}", "amount_rial": row.amount_rial}
            with self._database.writing() as tx:
                payments.settle(Desk(tx, self._clock(), NAME, "gateway"), **word, outcome=outcome)
        return self._page(self._payment(authority) or row)

    def _payment(self, authority: str) -> AnyRow | None:
        if not AUTHORITY.fullmatch(authority):
            return None
        with self._database.reading() as tx:
            return tx.execute(select(table).where(table.c.authority == authority)).first()

    def _page(self, row: AnyRow) -> Response:
        message = {"paid": "paid_message", "surplus": "paid_message", "failed": "failed_message"}.get(row.status)
        said = texts()[message] if message else ""
        return page("gateway.html", style=self._style, bill_id=row.bill_id, amount_rial=row.amount_rial, message=said)


def gateway_routes(gateway: SampleGateway) -> list[Route]:
    def show(request: Request) -> Response:
        return _found(gateway.show(request.path_params["authority"]))

    async def pay(request: Request) -> Response:
        outcome = str((await request.form()).get("outcome", ""))
        return _found(await run_in_threadpool(gateway.press, request.path_params["authority"], outcome))

    path = "/gateway/{authority}"
    return [Route(path, show), Route(path, pay, methods=["POST"])]


def _found(response: Response | None) -> Response:
    if response is None:
        raise Refused("not_found")
    return response
