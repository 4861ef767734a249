"""Fetches what a citizen sent: a few tries in the time of one call. What is in it is found out elsewhere."""

from __future__ import annotations

import asyncio

import structlog

from bot.channels.telegram.transport import FloodWaitError, RefusedError, TooLargeError, Transport, TransportError

log = structlog.get_logger(__name__)

TRIES = 3
PAUSE = 1.0
"""Seconds before the second try; twice that before the third."""
SECONDS = 26.0
"""For all tries: a call ends after thirty."""


async def fetch_file(
    transport: Transport, file_id: str, *, most: int, pause: float = PAUSE, seconds: float = SECONDS
) -> bytes | str:
    """The bytes, or why there are none: `too_large`, `not_fetched`."""
    try:
        async with asyncio.timeout(seconds):
            return await _try(transport, file_id, most=most, pause=pause)
    except TimeoutError:
        log.warning("file_not_fetched", why="late")
        return "not_fetched"


async def _try(transport: Transport, file_id: str, *, most: int, pause: float) -> bytes | str:
    wait = pause
    for left in reversed(range(TRIES)):
        try:
            return await transport.fetch(file_id, most=most)
        except TooLargeError:
            return "too_large"
        except RefusedError:
            break  # the same question would get the same answer
        except TransportError as failure:
            log.info("file_fetch_failed", why=type(failure).__name__, left=left)
            if left:
                await asyncio.sleep(failure.seconds if isinstance(failure, FloodWaitError) else wait)
                wait *= 2
    log.warning("file_not_fetched", why="refused or no answer")
    return "not_fetched"
