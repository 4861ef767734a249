"""One request and its answer over a network that fails: time limits, retries with the same key, a circuit breaker.

Knows transport failures, not the meaning of answers: that is `client.py`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import stamina
from purgatory import AsyncCircuitBreakerFactory
from purgatory.domain.model import OpenedState

# Raised before a byte of the request left: the act was surely not done.
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
BREAKER = "municipal"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a call may take. Together they stay under the ten seconds a synchronous channel waits for a turn."""

    connect: float = 2.0
    read: float = 3.0
    attempts: int = 2
    wait: float = 0.15
    longest: float = 7.0
    breaker_failures: int = 20
    breaker_seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class Failure:
    """No answer in any attempt. `maybe_done`: at least one of them may have reached the backend's work."""

    maybe_done: bool
    retry_after: float | None


class NoAnswer(Exception):
    """One attempt that ended without an answer. No text of the request or answer in it: it gets logged."""

    def __init__(self, kind: str, *, maybe_done: bool, retry_after: float | None = None) -> None:
        super().__init__(kind)
        self.maybe_done = maybe_done
        self.retry_after = retry_after


class Exchange:
    """Sends requests to one backend. Repeats an attempt only because every operation is safe to repeat: reads are,
    and acts carry an idempotency key."""

    def __init__(self, base_url: str, *, transport: httpx.AsyncBaseTransport | None, patience: Patience) -> None:
        self._patience = patience
        timeout = httpx.Timeout(patience.read, connect=patience.connect, pool=patience.connect)
        self._http = httpx.AsyncClient(base_url=base_url, transport=transport, timeout=timeout)
        self._breakers = AsyncCircuitBreakerFactory(
            default_threshold=patience.breaker_failures,
            default_ttl=patience.breaker_seconds,
            exclude=[asyncio.CancelledError],
        )

    def request(
        self,
        method: str,
        path: str,
        *,
        headers: dict[str, str],
        params: dict[str, str] | None = None,
        body: object = None,
    ) -> httpx.Request:
        return self._http.build_request(method, path, headers=headers, params=params or None, json=body)

    async def answer(self, make: Callable[[], httpx.Request]) -> httpx.Response | Failure:
        """The backend's answer below 500, or why there is none. `make` builds the request anew for each attempt,
        because an assertion's nonce is used once."""
        maybe_done = False
        retries = stamina.retry_context(
            on=_worth_repeating,
            attempts=self._patience.attempts,
            timeout=self._patience.longest,
            wait_initial=self._patience.wait,
            wait_max=self._patience.wait * 4,
            wait_jitter=self._patience.wait,
        )
        try:
            async for attempt in retries:
                with attempt:
                    try:
                        return await self._attempt(make())
                    except NoAnswer as failure:
                        # A later attempt that surely did nothing does not undo an earlier one that perhaps did.
                        maybe_done = maybe_done or failure.maybe_done
                        raise
        except NoAnswer as failure:
            return Failure(maybe_done, failure.retry_after)
        except OpenedState:
            return Failure(maybe_done, self._patience.breaker_seconds)
        raise AssertionError("retry_context ended without an outcome")

    async def _attempt(self, request: httpx.Request) -> httpx.Response:
        async with await self._breakers.get_breaker(BREAKER):
            try:
                response = await self._http.send(request)
            except NOT_SENT as error:
                raise NoAnswer(type(error).__name__, maybe_done=False) from None
            except httpx.TransportError as error:
                raise NoAnswer(type(error).__name__, maybe_done=True) from None
            except httpx.DecodingError:
                raise NoAnswer("DecodingError", maybe_done=True) from None
            if response.status_code in (429, 503):
                # The contract: 429 and 503 are sent before any work.
                raise NoAnswer(str(response.status_code), maybe_done=False, retry_after=_retry_after(response))
            if response.status_code >= 500:
                raise NoAnswer(str(response.status_code), maybe_done=True)
            return response

    async def close(self) -> None:
        await self._http.aclose()


def _worth_repeating(error: Exception) -> bool:
    # Who names a waiting time is not asked again at once.
    return isinstance(error, NoAnswer) and error.retry_after is None


def _retry_after(response: httpx.Response) -> float | None:
    value = response.headers.get("Retry-After", "")
    return float(value) if value.isascii() and value.isdigit() else None
