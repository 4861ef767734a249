"""Refusals and the RFC 9457 documents they become. The codes are the contract's."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from integrations.municipal.assertion import HEADER, STAFF_HEADER
from integrations.municipal.contract import load_contract
from integrations.reference.answers import Json

STATUS = {
    "invalid_request": (422, "The request does not fit the contract"),
    "key_reused": (409, "This idempotency key was used with another request"),
    "operation_withdrawn": (409, "This idempotency key was withdrawn"),
    "assertion_missing": (401, "No citizen assertion"),
    "assertion_invalid": (401, "The citizen assertion is not valid now"),
    "assurance_too_low": (403, "The operation needs a higher assurance"),
    "no_match": (404, "The national ID and the mobile do not belong together"),
    "not_found": (404, "Not found"),
    "already_enrolled": (409, "Already enrolled or waiting"),
    "closed": (409, "Sign-up is over"),
    "already_open": (409, "One of this kind is open"),
    "debt": (409, "Overdue levies must be settled first"),
    "not_offered": (409, "There is no such type of request"),
    "no_certificate": (409, "No certificate that a self-declaration could lean on"),
    "not_now": (409, "Not possible in the stage the matter is in"),
    "not_wanted": (409, "The file does not need this document"),
    "file_unreadable": (409, "The content is not whole base64"),
    "file_too_small": (409, "The file is too small to be a document"),
    "file_too_large": (409, "The file is too large"),
    "file_type": (409, "The content is of no accepted type"),
    "slot_closed": (409, "This day or slot cannot be chosen"),
    "slot_taken": (409, "All inspectors are taken in this slot"),
    "already_booked": (409, "The file has an inspection"),
    "bad_code": (409, "The check digits are wrong"),
    "already_paid": (409, "The bill is paid"),
    "not_payable": (409, "The bill cannot be paid"),
    "too_small": (409, "The bill is too small for instalments"),
    "too_late": (409, "The time for this is over"),
    "illegal_step": (409, "No such step from the stage the file is in"),
    "wrong_desk": (409, "Not this desk's to do"),
    "reason_needed": (409, "A rejection needs its reason"),
    "amount_needed": (409, "The amount is missing"),
    "amount_differs": (409, "The amount is not the payment's"),
    "already_settled": (409, "The gateway said something else before"),
    "method_not_allowed": (405, "Method not allowed"),
    "unavailable": (503, "Not available for now"),
    "internal": (500, "Internal error"),
}
log = structlog.get_logger("reference")
BY_STATUS = {404: "not_found", 405: "method_not_allowed"}


class Refused(Exception):
    """An answer that is not a success. `data` goes to the citizen's side: what a refusal wants to tell."""

    def __init__(self, code: str, **data: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.data = data


class Unfit(Exception):
    """A request that does not fit the contract, and where: never what, for the values are personal data."""

    def __init__(self, places: Iterable[tuple[str | int, ...]]) -> None:
        super().__init__("invalid_request")
        self.places = [".".join(map(str, place)) for place in places]


def document(
    code: str,
    *,
    data: Mapping[str, object] | None = None,
    errors: list[str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The problem document of a code."""
    status, title = STATUS[code]
    body: dict[str, object] = {
        "type": f"urn:shahryar:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
    }
    if errors:
        body["errors"] = errors
    if data:
        body["data"] = dict(data)
    return Json(body, status, headers=dict(headers or {}), media_type="application/problem+json")


def _methods(path: str) -> list[str]:
    """The methods that the contract has for this path."""
    operations = load_contract().values()
    return sorted(found.method for found in operations if re.fullmatch(re.sub(r"{\w+}", "[^/]+", found.path), path))


def _refused(request: Request, error: Any) -> Response:
    scheme = STAFF_HEADER if request.url.path.startswith("/staff/") else HEADER
    headers = {"WWW-Authenticate": scheme} if STATUS[error.code][0] == 401 else {}
    return document(error.code, data=error.data, headers=headers)


def _unfit(_request: Request, error: Any) -> Response:
    return document("invalid_request", errors=error.places)


def _http(request: Request, error: Any) -> Response:
    headers = dict(error.headers or {})
    if error.status_code == 405:
        # A router names the methods of one route alone.
        headers["Allow"] = ", ".join(_methods(request.url.path))
    return document(BY_STATUS.get(error.status_code, "invalid_request"), headers=headers)


def _internal(_request: Request, error: Exception) -> Response:
    place = traceback.extract_tb(error.__traceback__)[-1]
    # The error's text may hold personal data; its kind and place are enough to find it.
    log.error("reference_failed", error=type(error).__name__, file=Path(place.filename).name, line=place.lineno)
    return document("internal")


# What makes every error answer of the app a problem document.
HANDLERS: dict[Any, Any] = {Refused: _refused, Unfit: _unfit, HTTPException: _http, Exception: _internal}
