"""`Transport` over aiogram's client: an option for busy bots (3–5 times less CPU per send, but seconds and
165 MB to import). Import this module only when `SHAHRYAR_TELEGRAM_TRANSPORT=aiogram`."""

from __future__ import annotations

from typing import Any, ClassVar

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods.base import TelegramMethod
from aiogram.types import BufferedInputFile

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


class _Raw(TelegramMethod[Any]):
    """Any method with an untyped answer: the typed ones refuse objects with missing fields, which Bale sends."""

    __returning__: ClassVar[Any] = Any
    __api_method__: ClassVar[str] = ""


def _raw(method: str, fields: dict[str, Any]) -> _Raw:
    kind = type(method, (_Raw,), {"__api_method__": method, "__module__": __name__, "__annotations__": {}})
    return kind(**fields)  # type: ignore[no-any-return]  # `type()` forgets what it made


class AiogramTransport(BotApiCalls):
    """See `Transport`."""

    def __init__(self, *, token: str, base_url: str) -> None:
        self._session = AiohttpSession(api=TelegramAPIServer.from_base(base_url))
        self._token = token
        self._bot = Bot(token, session=self._session)

    async def start(self) -> None:
        """The session opens itself at the first call."""

    async def close(self) -> None:
        await self._session.close()

    def _document(self, file: Attachment) -> BufferedInputFile:
        return BufferedInputFile(file.content, filename=file.name)

    async def _call(self, method: str, *, seconds: float = SEND_SECONDS, **fields: Any) -> Any:
        try:
            return await self._bot(_raw(method, fields), request_timeout=int(seconds))
        except AiogramError as failure:
            raise _translate(failure) from None

    async def _download(self, path: str, *, most: int) -> bytes:
        raw = bytearray()
        try:
            async for chunk in self._session.stream_content(
                self._session.api.file_url(self._token, path), timeout=int(SEND_SECONDS)
            ):
                raw += chunk
                if len(raw) > most:
                    raise TooLargeError("longer than told")
        except aiohttp.ClientResponseError as failure:
            gone = 400 <= failure.status < 500 and failure.status != 429
            raise (RefusedError if gone else NoAnswerError)(f"status {failure.status}") from None
        except (aiohttp.ClientError, TimeoutError) as failure:
            raise NoAnswerError(type(failure).__name__) from None
        return bytes(raw)


def _translate(failure: AiogramError) -> TransportError:
    match failure:
        case TelegramRetryAfter():
            return FloodWaitError(float(failure.retry_after))
        case TelegramForbiddenError():
            return BlockedError("forbidden")
        case TelegramConflictError():
            return ConflictError("conflict")
        case TelegramBadRequest() | TelegramNotFound() | TelegramUnauthorizedError() | TelegramMigrateToChat():
            return RefusedError(type(failure).__name__)
        case _:
            return NoAnswerError(type(failure).__name__)
