"""The back office: plain pages for the staff of the reference municipality. What they do is what the staff's operations
of the contract do, through the same bodies, rules and keys."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from integrations.municipal.assertion import Staff
from integrations.reference.asked import KEY_PATTERN
from integrations.reference.backend import Backend
from integrations.reference.case import (
    advance,
    article100,
    desk,
    documents,
    inspections,
    instalments,
    numbers,
    objections,
    tickets,
    votes,
)
from integrations.reference.case.asking import Answer, Desk
from integrations.reference.case.tables import tickets as ticket_table
from integrations.reference.labels import vocabulary
from integrations.reference.office.pages import HEADERS, STYLE, page, texts
from integrations.reference.office.session import Sessions
from integrations.reference.problems import Refused
from integrations.reference.routes import case_bodies as bodies
from integrations.reference.stages import load_stages
from integrations.reference.tables import files
from integrations.reference.written import ascii_digits

HOME = "/office/"
PAGE = 50
# The forms that a page may send, by the operation they are.
ACTS: dict[str, tuple[type[BaseModel], Callable[..., Answer]]] = {
    "moveStep": (bodies.Step, desk.move),
    "decideDocument": (bodies.DocumentDecision, documents.decide),
    "decideInspection": (bodies.InspectionDecision, inspections.decide),
    "reportInspection": (bodies.InspectionReport, inspections.report),
    "decideInstalments": (bodies.PlanDecision, instalments.decide),
    "decideObjection": (bodies.ObjectionDecision, objections.decide),
    "recordVote": (bodies.Vote, votes.record),
    "answerTicket": (bodies.TicketAnswer, tickets.answer),
    "advanceClock": (bodies.Advance, advance.advance),
}
AMOUNTS = ("amount_rial", "fine_rial", "limit")


def office_routes(backend: Backend, staff_key: bytes) -> list[Route]:
    """Pages under `/office/`. They answer nobody who has not signed in with the staff key."""
    office = Office(backend, Sessions(staff_key))
    return [
        Route("/office/office.css", office.style),
        Route(HOME, office.home),
        Route("/office/sign-in", office.sign_in, methods=["POST"]),
        Route("/office/sign-out", office.sign_out, methods=["POST"]),
        Route("/office/files/{file_id:int}", office.file),
        Route("/office/documents/{document_id:int}", office.document),
        Route("/office/do/{operation_id}", office.act, methods=["POST"]),
    ]


class Office:
    """One method a page. What reads a form is asynchronous and does its work beside the loop."""

    def __init__(self, backend: Backend, sessions: Sessions) -> None:
        self._backend = backend
        self._sessions = sessions

    def style(self, _request: Request) -> Response:
        return FileResponse(STYLE, media_type="text/css")

    def home(self, request: Request) -> Response:
        staff, cursor = self._member(request), request.query_params.get("cursor")
        if staff is None:
            return page("sign_in.html", wrong=False)
        known = cursor if cursor and cursor.isascii() and cursor.isalnum() and len(cursor) <= 12 else None
        with self._backend.database.reading() as tx:
            found = desk.waiting(Desk(tx, self._backend.clock(), staff.name, staff.role), cursor=known, limit=PAGE)
            shown = [entry["request_no"] for entry in _rows(found["items"])]
            ids = tx.execute(select(files.c.request_no, files.c.id).where(files.c.request_no.in_(shown))).all()
            waiting = select(ticket_table).where(ticket_table.c.status.in_(("open", "sent")))
            open_tickets = tx.execute(waiting.order_by(ticket_table.c.id).limit(PAGE)).all()
        numbered = [(numbers.written("ticket", row.id), row) for row in open_tickets]
        return self._page(request, staff, "home.html", found=found, ids=dict(map(tuple, ids)), tickets=numbered)

    async def sign_in(self, request: Request) -> Response:
        form = await request.form()
        name, role = str(form.get("name", "")).strip()[:60], str(form.get("role", ""))
        if not (self._sessions.right_key(str(form.get("key", ""))) and name and role in texts()["roles"]):
            return page("sign_in.html", status=403, wrong=True)
        response = RedirectResponse(HOME, 303)
        secure = request.url.scheme == "https"
        self._sessions.open(response, Staff(name, role), now=self._backend.clock(), secure=secure)
        return response

    async def sign_out(self, request: Request) -> Response:
        response = RedirectResponse(HOME, 303)
        if self._sessions.is_our_form(request, str((await request.form()).get("token", ""))):
            self._sessions.close(response)
        return response

    def file(self, request: Request) -> Response:
        """A file by the id of its row: its number, which is a citizen's, stays out of the address."""
        staff, file_id = self._member(request), request.path_params["file_id"]
        if staff is None:
            return RedirectResponse(HOME, 303)
        with self._backend.database.reading() as tx:
            number = tx.execute(
                select(files.c.request_no).where(files.c.id == min(file_id, numbers.LARGEST_ID))
            ).scalar()
            if number is None:
                return RedirectResponse(HOME, 303)
            whole = desk.whole_file(Desk(tx, self._backend.clock(), staff.name, staff.role), request_no=number)
        names = _stage_names(whole)
        listed = [str(item["document_no"]) for item in _rows(whole["documents"]) if item["document_no"]]
        ids = {number: numbers.row_id("document", number) for number in listed}
        votes_now = whole["stage"] == article100.STAGE and staff.role in ("art100", "manager")
        message = _message(request.query_params.get("told", ""))
        return self._page(
            request,
            staff,
            "file.html",
            file=whole,
            file_id=file_id,
            names=names,
            document_ids=ids,
            bill_names=vocabulary("bill_statuses"),
            votes_now=votes_now,
            message=message,
        )

    def document(self, request: Request) -> Response:
        """The bytes of a document, shown and never run."""
        if self._member(request) is None:
            return RedirectResponse(HOME, 303)
        document_id = request.path_params["document_id"]
        with self._backend.database.reading() as tx:
            row = documents.read(tx, numbers.written("document", min(document_id, numbers.LARGEST_ID)))
        if row is None:
            return RedirectResponse(HOME, 303)
        headers = {**HEADERS, "Content-Security-Policy": "default-src 'none'; sandbox", "Content-Disposition": "inline"}
        return Response(row.content, media_type=row.mime, headers=headers)

    async def act(self, request: Request) -> Response:
        """Does one form's act once, however often its button is pressed, and goes back to the page it came from."""
        form, staff, operation_id = await request.form(), self._member(request), request.path_params["operation_id"]
        known = ACTS.get(operation_id)
        if staff is None or known is None or not self._sessions.is_our_form(request, str(form.get("token", ""))):
            return RedirectResponse(HOME, 303)
        body, rule = known
        told = "done"
        try:
            fields = body.model_validate(_fields(form, body)).model_dump()
            key = str(form.get("key", ""))
            if not re.fullmatch(KEY_PATTERN, key):
                raise Refused("invalid_request")
            await run_in_threadpool(self._do, staff, operation_id, rule, key=key[:64], fields=fields)
        except Refused as refused:
            told = refused.code
        except ValidationError:
            told = "invalid_request"
        back = str(form.get("file_id", ""))
        where = f"/office/files/{int(back)}?told={told}" if back.isascii() and back.isdigit() else HOME
        return RedirectResponse(where, 303)

    def _do(self, staff: Staff, operation_id: str, rule: Callable[..., Answer], *, key: str, fields: Any) -> None:
        def work(tx: Any) -> Answer:
            return rule(Desk(tx, self._backend.clock(), staff.name, staff.role), **fields)

        self._backend.act(staff, operation_id, key=key, body=fields, status=200, work=work)

    def _member(self, request: Request) -> Staff | None:
        return self._sessions.member(request, now=self._backend.clock())

    def _page(self, request: Request, staff: Staff, name: str, **values: Any) -> Response:
        return page(name, staff=staff, token=self._sessions.form_token(request), new_key=_new_key, **values)


def _new_key() -> str:
    """A key for one form: pressed twice it is one act."""
    return secrets.token_hex(16)


def _fields(form: FormData, body: type[BaseModel]) -> dict[str, object]:
    """The form's values as the contract's body has them: an empty field is none, an amount a number."""
    found: dict[str, object] = {}
    for name in body.model_fields:
        text = ascii_digits(str(form.get(name, ""))).strip()
        if text:
            amount = text.replace(",", "").replace("٬", "")
            found[name] = int(amount) if name in AMOUNTS and amount.isdigit() else text
    return found


def _rows(items: object) -> list[dict[str, Any]]:
    return items if isinstance(items, list) else []


def _stage_names(whole: Answer) -> dict[str, str]:
    stages = load_stages().types[str(whole["type"])].stages
    return {code: stage.label for code, stage in stages.items()}


def _message(told: str) -> str:
    if told == "done":
        return str(texts()["done_message"])
    reason = texts()["refusals"].get(told)
    return str(texts()["refused_message"]).format(reason=reason) if reason else ""
