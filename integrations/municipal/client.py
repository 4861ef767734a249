"""The municipal backend as the rest of the program sees it: one method per operation of `openapi.yaml`, four results.

Data comes back as the contract names it (`gives` in `dialogs/actions.yaml`). No dialog, no storage here."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import httpx
import structlog

from dialogs.ports import Accepted, CallResult, Identity, Json, Rejected, Unavailable, Unknown
from integrations.municipal.assertion import HEADER, Citizen, sign
from integrations.municipal.contract import Operation, load_contract
from integrations.municipal.exchange import Exchange, Failure, Patience
from integrations.municipal.register import CityRegister
from integrations.municipal.wording import clean

log = structlog.get_logger("municipal")


def _real_time() -> datetime:
    return datetime.now(UTC)


class MunicipalClient(CityRegister):
    """Accepted: done. Rejected(code): refused with one of the operation's declared codes. Unavailable: surely not
    done. Unknown: an act that was sent and may be done; `reconcile` finds out."""

    def __init__(
        self,
        base_url: str,
        key: str | bytes,
        transport: httpx.AsyncBaseTransport | None = None,
        *,
        clock: Callable[[], datetime] = _real_time,
        patience: Patience | None = None,
    ) -> None:
        self._key = key.encode() if isinstance(key, str) else key
        self._clock = clock
        self._operations = load_contract()
        self._exchange = Exchange(base_url, transport=transport, patience=patience or Patience())

    async def health(self) -> CallResult:
        return await self._call("health")

    async def confirm_citizen(self, citizen: Identity, *, national_id: str) -> CallResult:
        """Does the national ID belong to the citizen's mobile?"""
        if not re.fullmatch(r"[0-9]{10}", national_id):
            return Rejected("no_match")
        return await self._call("confirmCitizen", citizen, body={"national_id": national_id})

    async def my_files(self, citizen: Identity) -> CallResult:
        return await self._call("myFiles", citizen)

    async def file_status(self, citizen: Identity, *, request_no: str) -> CallResult:
        number = clean(request_no, 40)
        if not number:
            return Rejected("not_found")
        return await self._call("fileStatus", citizen, body={"request_no": number})

    async def register_inquiry(
        self, citizen: Identity, *, inquiry_type: str, request_no: str, note: str | None, key: str
    ) -> CallResult:
        number = clean(request_no, 40)
        if not number:
            return Rejected("not_found")
        body: dict[str, Json] = {"inquiry_type": inquiry_type, "request_no": number}
        if note:
            body["note"] = clean(note, 500)
        return await self._call("registerInquiry", citizen, body=body, key=key)

    async def block_price(self, *, district: int, use: str) -> CallResult:
        if not (1 <= district <= 99 and re.fullmatch(r"[a-z_]{1,40}", use)):
            return Rejected("not_found")
        return await self._call("blockPrice", params={"district": str(district), "use": use})

    async def courses(self, *, topic: str | None = None, mode: str | None = None) -> CallResult:
        params = {"topic": clean(topic or "", 100), "mode": mode or ""}
        return await self._call("courses", params={name: value for name, value in params.items() if value})

    async def enrolments(self, citizen: Identity) -> CallResult:
        return await self._call("enrolments", citizen)

    async def enrol(self, citizen: Identity, *, course: str, key: str) -> CallResult:
        return await self._call("enrol", citizen, body={"course": course}, key=key)

    async def cancel_enrolment(self, citizen: Identity, *, enrolment_no: str, key: str) -> CallResult:
        return await self._call("cancelEnrolment", citizen, body={"enrolment_no": enrolment_no}, key=key)

    async def offices(self, *, district: int | None = None, office_type: str | None = None) -> CallResult:
        params = {"district": str(district or ""), "type": office_type or ""}
        return await self._call("offices", params={name: value for name, value in params.items() if value})

    async def operation(self, citizen: Identity, *, key: str) -> CallResult:
        """What became of the act with this key, as the contract writes it."""
        return await self._call("operation", citizen, path={"client_key": key})

    async def withdraw_operation(self, citizen: Identity, *, key: str) -> CallResult:
        """Makes sure an act that is not known yet never happens."""
        return await self._call("withdrawOperation", citizen, path={"client_key": key})

    async def reconcile(self, citizen: Identity, *, key: str) -> CallResult:
        """The end result of an act that was Unknown; Unknown again when the backend cannot be asked. An act the
        backend has never seen is withdrawn first, so that Unavailable stays true even if the act arrives late."""
        found = await self.operation(citizen, key=key)
        if isinstance(found, Rejected):
            found = await self.withdraw_operation(citizen, key=key)
        if not isinstance(found, Accepted):
            return Unknown()
        return self._outcome(found.data)

    async def close(self) -> None:
        await self._exchange.close()

    async def _call(
        self,
        operation_id: str,
        citizen: Identity | None = None,
        *,
        path: Mapping[str, str] | None = None,
        params: dict[str, str] | None = None,
        body: dict[str, Json] | None = None,
        key: str | None = None,
    ) -> CallResult:
        operation = self._operations[operation_id]
        where = operation.path.format(**(path or {}))

        def make() -> httpx.Request:
            headers = self._headers(citizen, key)
            return self._exchange.request(operation.method, where, headers=headers, params=params, body=body)

        answer = await self._exchange.answer(make)
        if isinstance(answer, Failure):
            if operation.acts and answer.maybe_done:
                return Unknown()
            return Unavailable(answer.retry_after)
        return _result(operation, answer)

    def _headers(self, citizen: Identity | None, key: str | None) -> dict[str, str]:
        headers = {"Accept": "application/json, application/problem+json"}
        if key is not None:
            headers["Idempotency-Key"] = key
        if citizen is not None:
            who = Citizen(citizen.mobile, citizen.national_id, citizen.level)
            headers[HEADER] = sign(who, self._key, now=self._clock(), nonce=secrets.token_hex(12))
        return headers

    def _outcome(self, told: Mapping[str, Json]) -> CallResult:
        data = told.get("data")
        data = data if isinstance(data, dict) else {}
        match told.get("outcome"):
            case "accepted":
                return Accepted(data)
            case "rejected":
                return Rejected(str(told.get("code")), data)
            case "withdrawn":
                return Unavailable()
        return Unknown()


def _result(operation: Operation, response: httpx.Response) -> CallResult:
    """What an answer below 500 means."""
    body = _json(response)
    if response.is_success:
        if body is not None:
            return Accepted(body)
        log.error("municipal_answer_unreadable", operation=operation.id, status=response.status_code)
        return Unknown() if operation.acts else Unavailable()
    code = str((body or {}).get("code"))
    if code in operation.refuses:
        data = (body or {}).get("data")
        return Rejected(code, data if isinstance(data, dict) else {})
    if code != "operation_withdrawn":
        # A fault of ours or theirs (bad key, clock, schema): nothing was done and the citizen cannot mend it.
        log.error("municipal_contract_fault", operation=operation.id, status=response.status_code, code=code)
    return Unavailable()


def _json(response: httpx.Response) -> dict[str, Any] | None:
    try:
        body = response.json()
    except ValueError:
        return None
    return body if isinstance(body, dict) else None
