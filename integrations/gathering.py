"""Questions of many requests that travel together: what all of them ask in one turn of the event loop is one journey
to the server and back. A rule that answers is ordinary code: SQLAlchemy's greenlets, which its own asyncio is made of,
leave it where an answer is needed and enter it again when the answer is there. Why: docs/adr/0010."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.util.concurrency import await_, greenlet_spawn

from integrations.pipeline import Pipeline
from integrations.prepared import driver_of, read_together

T = TypeVar("T")


class Gathering:
    """Of one event loop and one connection in autocommit, which nobody else uses."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver = driver_of(connection)
        self._pipeline = _Shared(self._driver, self._next_journey)
        self._aside: list[asyncio.Future[None]] = []
        read_together(connection, self._pipeline)

    async def run(self, rule: Callable[[Connection], T]) -> T:
        """What the rule returns or raises. It only reads: others do so on the connection before it has ended."""
        return await greenlet_spawn(rule, self._connection)

    @property
    def broken(self) -> bool:
        """The server is gone, or has hung up."""
        return bool(self._driver.closed)

    def close(self) -> None:
        if self.broken:
            self._connection.invalidate()
        self._connection.close()

    def _next_journey(self) -> asyncio.Future[None]:
        """It sets out when every task that could run has run, and so has asked."""
        loop = asyncio.get_running_loop()
        if not self._aside:
            loop.call_soon(self._set_out)
        back = loop.create_future()
        self._aside.append(back)
        return back

    def _set_out(self) -> None:
        aside, self._aside = self._aside, []
        self._pipeline.travel_now()
        for back in aside:
            if not back.done():  # nobody waits for the answer of a request that was given up
                back.set_result(None)


class _Shared(Pipeline):
    """Whoever needs an answer steps aside until the others have asked."""

    def __init__(self, driver: Any, next_journey: Callable[[], asyncio.Future[None]]) -> None:
        super().__init__(driver)
        self._next_journey = next_journey

    def travel(self) -> None:
        await_(self._next_journey())

    def travel_now(self) -> None:
        super().travel()
