"""A payment page for demos and tests: where the link of a payment leads when no real gateway is named. Whoever has the
link may press "pay"; no money moves. Never mounted without the staff key."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from integrations.reference.backend import Backend
from integrations.reference.case import payments
from integrations.reference.case.asking import Desk
from integrations.reference.case.pages import AnyRow
from integrations.reference.case.tables import payments as table
from integrations.reference.office.pages import page, texts
from integrations.reference.problems import Refused

NAME = "sample gateway"
AUTHORITY = re.compile(r"[0-9a-f]{32}")


def gateway_routes(backend: Backend) -> APIRouter:
    router = APIRouter()

    def show(authority: str) -> Response:
        row = _payment(backend, authority)
        if row is None:
            raise Refused("not_found")
        return _page(row)

    async def pay(request: Request, authority: str) -> Response:
        outcome = str((await request.form()).get("outcome", ""))
        if outcome not in ("paid", "failed"):
            raise Refused("not_found")
        return _page(await run_in_threadpool(_settle, backend, authority, outcome))

    router.add_api_route("/gateway/{authority}", show, methods=["GET"], response_model=None)
    router.add_api_route("/gateway/{authority}", pay, methods=["POST"], response_model=None)
    return router


def _settle(backend: Backend, authority: str, outcome: str) -> AnyRow:
    row = _payment(backend, authority)
    if row is None:
        raise Refused("not_found")
    if row.status == "started":
        # The reference is the payment's own, so that pressing twice says the same twice.
        word = {"authority": authority, "gateway_ref": f"DEMO-{authority[:12]}", "amount_rial": row.amount_rial}
        with backend.database.writing() as tx:
            payments.settle(Desk(tx, backend.clock(), NAME, "gateway"), **word, outcome=outcome)
    return _payment(backend, authority) or row


def _payment(backend: Backend, authority: str) -> AnyRow | None:
    if not AUTHORITY.fullmatch(authority):
        return None
    with backend.database.reading() as tx:
        return tx.execute(select(table).where(table.c.authority == authority)).first()


def _page(row: AnyRow) -> Response:
    message = {"paid": "paid_message", "surplus": "paid_message", "failed": "failed_message"}.get(row.status)
    said = texts()[message] if message else ""
    return page("gateway.html", bill_id=row.bill_id, amount_rial=row.amount_rial, message=said)
