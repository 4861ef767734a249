"""Asks a running Rasa server what a text means: `POST /model/parse`. One text, one deadline, no retries."""

from __future__ import annotations

import json
import re
import time
from enum import StrEnum

import httpx

from integrations.rasa.reading import NotAReading, Reading, read_answer

LARGEST = 256 * 1024
"""Bytes of an answer. Two dozen intents and the tokens of a message are a few kilobytes."""
_HALF_LETTERS = re.compile("[\ud800-\udfff]")


class Why(StrEnum):
    """Why there is no reading."""

    DOWN = "down"
    SLOW = "slow"
    REFUSED = "refused"
    GARBAGE = "garbage"


class NotRead(Exception):
    """Rasa gave no reading. Never holds text of request or answer."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class RasaClient:
    """Safe to share between threads; connections are kept open."""

    def __init__(self, base_url: str) -> None:
        self._http = httpx.Client(base_url=base_url)

    def parse(self, text: str, *, seconds: float) -> Reading:
        """The server's reading, within so many seconds.

        Raises:
            NotRead: there is none, and why.
        """
        try:
            return read_answer(json.loads(self._post(text, time.monotonic() + seconds)), text)
        except httpx.TimeoutException:
            raise NotRead(Why.SLOW) from None
        except httpx.TransportError:
            raise NotRead(Why.DOWN) from None
        except (NotAReading, ValueError, RecursionError, httpx.DecodingError):
            raise NotRead(Why.GARBAGE) from None

    def close(self) -> None:
        self._http.close()

    def _post(self, text: str, deadline: float) -> bytes:
        # httpx's limits are for one read; a server that drips bytes would keep us past any of them.
        limit = max(deadline - time.monotonic(), 0.001)
        # Half a surrogate pair cannot be sent as UTF-8; another sign in its place keeps all places where they are.
        text = _HALF_LETTERS.sub("\ufffd", text)
        with self._http.stream("POST", "/model/parse", json={"text": text}, timeout=limit) as answer:
            if answer.status_code != 200:
                raise NotRead(Why.REFUSED)
            body = bytearray()
            for part in answer.iter_bytes():
                body += part
                if len(body) > LARGEST:
                    raise NotRead(Why.GARBAGE)
                if time.monotonic() > deadline:
                    raise NotRead(Why.SLOW)
            return bytes(body)
