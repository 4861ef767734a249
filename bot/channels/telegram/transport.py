"""The ten Bot API calls we make, as a port, and what can go wrong with them. Implementations are beside
(`ptb`, `aiogram_client`), held to one contract test; neither library's dispatcher or polling loop is used."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import quote

from bot.envelopes import Attachment, Button, Link

RawUpdate = Mapping[str, Any]
"""An update as it came over the wire: parsed by our own tolerant parser (Bale leaves fields out)."""

Key = Button | Link
"""One key of an inline keyboard: pressed, or opened."""

SEND_SECONDS = 10.0
"""Our limit for one send; the outbox lease (30 s) is longer, so a slow send is never taken twice."""


class TransportError(Exception):
    """Root of what a Bot API call can fail with. The message never holds the token or a text."""


class FloodWaitError(TransportError):
    """429: nothing before `seconds` have passed. That number is the truth."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"retry after {seconds}")
        self.seconds = seconds


class BlockedError(TransportError):
    """403: the citizen blocked the bot or does not exist any more."""


class ConflictError(TransportError):
    """409: another poller took over, or a webhook is set."""


class RefusedError(TransportError):
    """400, 401, 404: repeating the same call will not help."""


class TooLargeError(TransportError):
    """A file with more bytes than we take."""


class NoAnswerError(TransportError):
    """Network failure, time-out or 5xx: whether it arrived is not known."""


class Transport(Protocol):
    """One bot at one base URL."""

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    async def who(self) -> int:
        """The bot's own id (getMe)."""
        ...

    async def send(self, chat: str, text: str, buttons: Sequence[Sequence[Key]]) -> str:
        """Send plain text with rows of inline buttons; the new message's id."""
        ...

    async def send_file(self, chat: str, file: Attachment, caption: str, buttons: Sequence[Sequence[Key]]) -> str:
        """Send a file with plain text under it (sendDocument); the new message's id."""
        ...

    async def answer_press(self, press_id: str) -> None:
        """Stop the waiting mark on a pressed button (answerCallbackQuery)."""
        ...

    async def fetch(self, file_id: str, *, most: int) -> bytes:
        """The bytes of a file (getFile, then its download)."""
        ...

    async def updates(self, *, offset: int, wait: int) -> list[RawUpdate]:
        """Long-poll getUpdates. Asking with `offset` confirms everything before it."""
        ...

    async def set_webhook(self, url: str, secret: str) -> None: ...

    async def delete_webhook(self) -> None: ...


UPDATE_KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]


def keyboard(buttons: Sequence[Sequence[Key]]) -> dict[str, Any]:
    """`reply_markup` of an inline keyboard. Our payloads are at most 64 bytes by construction."""
    return {"inline_keyboard": [[_key(key) for key in row] for row in buttons]}


def _key(key: Key) -> dict[str, str]:
    if isinstance(key, Link):
        return {"text": key.title, "url": key.url}
    return {"text": key.title, "callback_data": key.payload}


def send_fields(chat: str, text: str, buttons: Sequence[Sequence[Key]]) -> dict[str, Any]:
    """sendMessage's parameters: plain text, no parse mode, so nothing a citizen wrote can become markup."""
    fields: dict[str, Any] = {"chat_id": chat, "text": text, "link_preview_options": {"is_disabled": True}}
    return fields | ({"reply_markup": keyboard(buttons)} if buttons else {})


class BotApiCalls(ABC):
    """The calls of `Transport` in terms of one: a client library only has to carry a method and its fields."""

    async def who(self) -> int:
        return int((await self._call("getMe"))["id"])

    async def send(self, chat: str, text: str, buttons: Sequence[Sequence[Key]]) -> str:
        return str((await self._call("sendMessage", **send_fields(chat, text, buttons)))["message_id"])

    async def send_file(self, chat: str, file: Attachment, caption: str, buttons: Sequence[Sequence[Key]]) -> str:
        fields: dict[str, Any] = {"chat_id": chat, "document": self._document(file)}
        fields |= {"caption": caption} if caption else {}
        fields |= {"reply_markup": keyboard(buttons)} if buttons else {}
        return str((await self._call("sendDocument", **fields))["message_id"])

    async def answer_press(self, press_id: str) -> None:
        await self._call("answerCallbackQuery", callback_query_id=press_id)

    async def fetch(self, file_id: str, *, most: int) -> bytes:
        told = await self._call("getFile", file_id=file_id)
        path, size = told.get("file_path"), told.get("file_size")
        if isinstance(size, int) and size > most:
            raise TooLargeError("file_size")
        if not isinstance(path, str) or not path:
            raise RefusedError("no file_path")
        return await self._download(quote(path.lstrip("/")), most=most)

    async def updates(self, *, offset: int, wait: int) -> list[RawUpdate]:
        fields: dict[str, Any] = {"offset": offset, "timeout": wait, "allowed_updates": UPDATE_KINDS}
        return list(await self._call("getUpdates", seconds=wait + SEND_SECONDS, **fields))

    async def set_webhook(self, url: str, secret: str) -> None:
        fields: dict[str, Any] = {"url": url, "allowed_updates": UPDATE_KINDS}
        await self._call("setWebhook", **fields | ({"secret_token": secret} if secret else {}))

    async def delete_webhook(self) -> None:
        await self._call("deleteWebhook")

    @abstractmethod
    def _document(self, file: Attachment) -> object:
        """A file as the client library carries one up."""

    @abstractmethod
    async def _call(self, method: str, *, seconds: float = SEND_SECONDS, **fields: Any) -> Any:
        """The method's untyped result. Raises TransportError."""

    @abstractmethod
    async def _download(self, path: str, *, most: int) -> bytes:
        """The file at this path of the messenger's file address. Raises TransportError, TooLargeError above `most`."""
