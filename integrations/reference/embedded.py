"""The reference backend inside another process, behind the same HTTP client: an httpx transport instead of sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

import httpx

from integrations.reference.app import mount
from integrations.reference.case.advance import CLOCK_NAME, advance
from integrations.reference.case.asking import Desk
from integrations.reference.database import Database
from integrations.reference.faults import Fault, FaultSwitch
from integrations.reference.office.gateway import SampleGateway
from integrations.reference.seed import Summary, is_empty, seed

MOST_FILES = 10_000
"""Looked at in one day."""


class EmbeddedBackend:
    """One backend in this process. `transport` goes into the municipal client, with any base URL."""

    def __init__(
        self,
        database_url: str,
        key: str | bytes,
        clock: Callable[[], datetime],
        *,
        staff_key: str | bytes | None = None,
        payment_page: str | None = None,
    ) -> None:
        self._database = Database(database_url)
        self._clock = clock
        self._switch = FaultSwitch()
        app = mount(self._database, key, clock, staff_key=staff_key, payment_page=payment_page)
        self.transport: httpx.AsyncBaseTransport = EmbeddedTransport(
            httpx.ASGITransport(app, raise_app_exceptions=False), self._switch
        )

    def gateway(self, *, style: str) -> SampleGateway:
        """The sample payment page, for whoever serves it at `payment_page`; `style` is where its style sheet is."""
        return SampleGateway(self._database, self._clock, style=style)

    def set_fault(self, name: str, *, seconds: float | None = None) -> None:
        """`none|down|slow|reset|lost_answer|error`. ValueError for another name."""
        self._switch.set(name, seconds=seconds)

    def seed(self, fixtures: Mapping[str, object]) -> Summary:
        """Writes fixtures; twice is once.

        Raises:
            FixtureError: with every problem's path and code; nothing was written.
        """
        return seed(self._database, fixtures, now=self._clock())

    def advance(self) -> int:
        """One day's work of the municipality's desks, as far as the demo's clock does it; how many files moved."""
        with self._database.writing() as tx:
            worked = advance(Desk(tx, self._clock(), CLOCK_NAME, "manager"), limit=MOST_FILES)
        return int(str(worked["moved"]))

    def is_empty(self) -> bool:
        """No citizen and no course yet: a database nobody has seeded."""
        return is_empty(self._database)

    def close(self) -> None:
        self._database.close()


class EmbeddedTransport(httpx.AsyncBaseTransport):
    """Turns faults into the exceptions that httpx raises over sockets."""

    def __init__(self, inner: httpx.AsyncBaseTransport, switch: FaultSwitch) -> None:
        self._inner = inner
        self._switch = switch

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        match self._switch.fault:
            case Fault.DOWN:
                raise httpx.ConnectError("connection refused", request=request)
            case Fault.ERROR:
                return httpx.Response(500, json={"code": "internal"}, request=request)
            case Fault.SLOW:
                return await self._slow(request)
            case Fault.LOST_ANSWER:
                await self._inner.handle_async_request(request)
                raise httpx.RemoteProtocolError("server disconnected without sending a response", request=request)
            case Fault.RESET:
                await self._inner.handle_async_request(request)
                raise httpx.ReadError("connection reset", request=request)
        return await self._inner.handle_async_request(request)

    async def _slow(self, request: httpx.Request) -> httpx.Response:
        patience = request.extensions.get("timeout", {}).get("read")
        if patience is None or self._switch.seconds <= patience:
            await asyncio.sleep(self._switch.seconds)
            return await self._inner.handle_async_request(request)
        await asyncio.sleep(patience)
        # The caller has given up; the backend has not.
        await self._inner.handle_async_request(request)
        raise httpx.ReadTimeout("timed out", request=request)
