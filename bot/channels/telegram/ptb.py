"""`Transport` over python-telegram-bot's client: the default (starts in 0.3 s, 40 MB)."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from telegram import InputFile, error
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram.transport import (
    SEND_SECONDS,
    BlockedError,
    BotApiCalls,
    ConflictError,
    FloodWaitError,
    NoAnswerError,
    RefusedError,
    TooLargeError,
    TransportError,
)
from bot.envelopes import Attachment


class _RawBot(ExtBot[None]):
    """Gives the untyped answers: the typed ones refuse objects with missing fields, which Bale sends."""

    async def raw(self, method: str, fields: dict[str, Any], *, seconds: float = SEND_SECONDS) -> Any:
        return await self._post(method, fields, read_timeout=seconds, write_timeout=seconds, connect_timeout=seconds)


class PtbTransport(BotApiCalls):
    """See `Transport`."""

    def __init__(self, *, token: str, base_url: str) -> None:
        # PTB is moving `retry_after` to timedelta; asking for it now keeps its deprecation warning away.
        os.environ.setdefault("PTB_TIMEDELTA", "true")
        self._sends = HTTPXRequest(connection_pool_size=64, pool_timeout=SEND_SECONDS)
        self._files = f"{base_url}/file/bot{token}"
        self._polls = HTTPXRequest(connection_pool_size=1)
        self._bot = _RawBot(
            token,
            base_url=f"{base_url}/bot",
            base_file_url=f"{base_url}/file/bot",
            request=self._sends,
            get_updates_request=self._polls,
        )

    async def start(self) -> None:
        # Not `bot.initialize()`: that calls getMe, and a messenger that is down must not stop our start.
        await self._sends.initialize()
        await self._polls.initialize()

    async def close(self) -> None:
        await self._sends.shutdown()
        await self._polls.shutdown()

    def _document(self, file: Attachment) -> InputFile:
        return InputFile(file.content, filename=file.name)

    async def _call(self, method: str, *, seconds: float = SEND_SECONDS, **fields: Any) -> Any:
        try:
            return await self._bot.raw(method, fields, seconds=seconds)
        except error.TelegramError as failure:
            raise _translate(failure) from None

    async def _download(self, path: str, *, most: int) -> bytes:
        seconds = {"read_timeout": SEND_SECONDS, "connect_timeout": SEND_SECONDS, "pool_timeout": SEND_SECONDS}
        try:
            raw = await self._sends.retrieve(f"{self._files}/{path}", **seconds)
        except error.TelegramError as failure:
            raise _translate(failure) from None
        if len(raw) > most:
            raise TooLargeError("longer than told")
        return raw


def _translate(failure: error.TelegramError) -> TransportError:
    """PTB's errors in our words. PTB's BadRequest is a NetworkError, so the order matters."""
    match failure:
        case error.RetryAfter():
            wait = failure.retry_after
            return FloodWaitError(wait.total_seconds() if isinstance(wait, timedelta) else float(wait))
        case error.Forbidden():
            return BlockedError("forbidden")
        case error.Conflict():
            return ConflictError("conflict")
        case error.BadRequest() | error.InvalidToken() | error.ChatMigrated():
            return RefusedError(type(failure).__name__)
        case _:
            return NoAnswerError(type(failure).__name__)
