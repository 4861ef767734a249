"""Sending short messages: the port, the development twin that writes a file, and Kavenegar. What a message
says is decided by the caller."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import httpx

_TIMEOUT = httpx.Timeout(10, connect=5)
_BAD_RECEPTOR = {411}


class SmsFailed(Exception):
    """The message did not go out, or nobody knows (`sure=False`). Holds a status, never number, text or key."""

    def __init__(self, why: str, *, sure: bool = True, bad_number: bool = False) -> None:
        super().__init__(why)
        self.sure = sure
        self.bad_number = bad_number


class Sms(Protocol):
    """`code` is the one-time code inside `text`, for providers that send by template."""

    async def send(self, to: str, text: str, code: str | None = None) -> None:
        """Raises:
        SmsFailed: the provider refused, or did not answer.
        """
        ...


class FileSms:
    """The development twin: one JSON line a message. Refuses to exist in production, where a readable
    file of one-time codes would be a door."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime], production: bool) -> None:
        if production:
            raise ValueError("the SMS file twin is for development only")
        self._path = path
        self._clock = clock

    async def send(self, to: str, text: str, code: str | None = None) -> None:
        line = {"to": to, "text": text, **({"code": code} if code else {}), "at": self._clock().isoformat()}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # One short append: whole lines even when two calls write at once, and far below a millisecond.
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


class KavenegarSms:
    """Kavenegar's `verify/lookup`: a template kept at the provider, filled with the code (tokens hold no spaces)."""

    def __init__(
        self, *, key: str, template: str, base_url: str = "https://api.kavenegar.com", client: httpx.AsyncClient
    ) -> None:
        self._key = key
        self._template = template
        self._base_url = base_url
        self._client = client
        # The provider wants its key in the path, and httpx logs every URL at INFO.
        logging.getLogger("httpx").addFilter(_without(quote(key, safe="")))

    def __repr__(self) -> str:
        return "KavenegarSms(•••)"

    async def send(self, to: str, text: str, code: str | None = None) -> None:  # noqa: ARG002  the text is at the provider
        if code is None:
            raise SmsFailed("no template for a message without a code")
        url = f"{self._base_url}/v1/{quote(self._key, safe='')}/verify/lookup.json"
        body = {"receptor": to, "token": code, "template": self._template}
        try:
            answer = await self._client.post(url, data=body, timeout=_TIMEOUT)
        except httpx.ConnectError:
            raise SmsFailed("connect") from None  # `from None`: httpx's message and request hold the URL
        except httpx.HTTPError:
            raise SmsFailed("no answer", sure=False) from None
        status = _status(answer)
        if status != 200:
            raise SmsFailed(f"status {status}", bad_number=status in _BAD_RECEPTOR)


def _status(answer: httpx.Response) -> int:
    """The provider's own status; the HTTP one when the body is not theirs. A body of theirs always wins:
    a proxy's 200 page is not a sent message."""
    try:
        status = answer.json()["return"]["status"]
    except (ValueError, KeyError, TypeError):
        return answer.status_code if answer.status_code != 200 else 0
    return status if isinstance(status, int) else 0


def _without(secret: str) -> Callable[[logging.LogRecord], bool]:
    def clean(record: logging.LogRecord) -> bool:
        record.msg, record.args = record.getMessage().replace(secret, "•••"), ()
        return True

    return clean


def open_kavenegar(*, key: str, template: str) -> KavenegarSms:
    """Kavenegar with a client of its own, kept open for the life of the program."""
    return KavenegarSms(key=key, template=template, client=httpx.AsyncClient())
