"""One call of an operation of the contract and what its answer means: four results. The operations themselves are
methods of `client.py`, `asking/` and `staff.py`."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import httpx
import structlog

from dialogs.ports import Accepted, CallResult, Identity, Json, Rejected, Unavailable, Unknown
from integrations.municipal.assertion import HEADER, STAFF_HEADER, Citizen, Staff, sign, sign_staff
from integrations.municipal.contract import Operation, load_contract
from integrations.municipal.exchange import Exchange, Failure, Patience
from integrations.municipal.wording import clean

log = structlog.get_logger("municipal")


def _real_time() -> datetime:
    return datetime.now(UTC)


class Caller:
    """Calls operations with one key. The key decides for whom it may speak: citizens or staff."""

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

    async def close(self) -> None:
        await self._exchange.close()

    async def _call(
        self,
        operation_id: str,
        who: Identity | Staff | None = None,
        *,
        path: Mapping[str, str] | None = None,
        params: dict[str, str] | None = None,
        body: Mapping[str, Json] | None = None,
        key: str | None = None,
    ) -> CallResult:
        operation = self._operations[operation_id]
        where = operation.path.format(**(path or {}))

        def make() -> httpx.Request:
            headers = self._headers(who, key)
            return self._exchange.request(operation.method, where, headers=headers, params=params, body=body)

        answer = await self._exchange.answer(make)
        if isinstance(answer, Failure):
            if operation.acts and answer.maybe_done:
                return Unknown()
            return Unavailable(answer.retry_after)
        return _result(operation, answer)

    async def _about_file(
        self, operation_id: str, who: Identity | Staff, request_no: str, *, key: str | None = None, **body: Json
    ) -> CallResult:
        """A call about one file. A number that no file can have is not asked for."""
        number = clean(request_no, 40)
        if not number:
            return Rejected("not_found")
        return await self._call(operation_id, who, body={"request_no": number, **body}, key=key)

    async def _page(self, operation_id: str, who: Identity | Staff, cursor: str | None, limit: int) -> CallResult:
        params = {"limit": str(limit), **({"cursor": cursor} if cursor else {})}
        return await self._call(operation_id, who, params=params)

    def _headers(self, who: Identity | Staff | None, key: str | None) -> dict[str, str]:
        headers = {"Accept": "application/json, application/problem+json"}
        if key is not None:
            headers["Idempotency-Key"] = key
        nonce = secrets.token_hex(12)
        if isinstance(who, Staff):
            headers[STAFF_HEADER] = sign_staff(who, self._key, now=self._clock(), nonce=nonce)
        elif who is not None:
            citizen = Citizen(who.mobile, who.national_id, who.level)
            headers[HEADER] = sign(citizen, self._key, now=self._clock(), nonce=nonce)
        return headers


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
