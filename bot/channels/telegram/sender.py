"""Delivers replies to Telegram or Bale: lays out buttons, cuts long texts, maps failures. Waiting and
repeating are the outbox's business (`bot.delivery`)."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.channels.telegram.transport import (
    BlockedError,
    FloodWaitError,
    Key,
    RefusedError,
    Transport,
    TransportError,
)
from bot.envelopes import Button, Delivered, Delivery, Gone, Later, Reply

MAX_CHARS = 4096
"""Bot API's limit for one text."""
MAX_CAPTION = 1024
"""And for the text under a file."""
ROW_CHARS = 26
"""Short buttons share a row, two at most: longer rows are cut off on small phones."""


class BotSender:
    """`Sender` for one messenger."""

    def __init__(self, channel: str, transport: Transport) -> None:
        self.channel = channel
        self._transport = transport

    async def send(self, channel_user: str, reply: Reply) -> Delivery:
        try:
            return Delivered(await self._send(channel_user, reply))
        except FloodWaitError as wait:
            return Later(wait.seconds)
        except BlockedError:
            return Gone("blocked")
        except RefusedError as refusal:
            return Gone(str(refusal))
        except TransportError:
            return Later()

    async def _send(self, chat: str, reply: Reply) -> str:
        """The reply in as few messages as there can be; the last one's id. Short words stand under their file: then one
        call carries both, and a repeat cannot bring the words twice."""
        text, message_id = shown_text(reply), ""
        if reply.file and _units(text) <= MAX_CAPTION:
            return await self._transport.send_file(chat, reply.file, text, keys(reply))
        parts = cut(text)
        for part in parts:
            last = part is parts[-1] and reply.file is None
            message_id = await self._transport.send(chat, part, keys(reply) if last else ())
        if reply.file:
            message_id = await self._transport.send_file(chat, reply.file, "", keys(reply))
        return message_id


def shown_text(reply: Reply) -> str:
    """Staff are marked by name in front of their text, in a way that a citizen cannot type into a bot reply."""
    return f"👤 {reply.staff}\n{reply.text}" if reply.author == "staff" and reply.staff else reply.text


def keys(reply: Reply) -> list[list[Key]]:
    """What stands under the text: each link that a messenger opens in a row of its own, then the buttons."""
    opened: list[list[Key]] = [[link] for link in reply.links if opens(link.url)]
    return opened + rows(reply.buttons)


def opens(url: str) -> bool:
    """Bot APIs refuse the whole message for a button to an address that is not public; the text shows that one too."""
    parts = urlsplit(url)
    return parts.scheme == "https" and "." in (parts.hostname or "")


def rows(buttons: Sequence[Button]) -> list[list[Key]]:
    """Buttons in rows: two short neighbours share one."""
    laid: list[list[Key]] = []
    for button in buttons:
        above = laid[-1] if laid else []
        if len(above) == 1 and len(above[0].title) + len(button.title) <= ROW_CHARS:
            above.append(button)
        else:
            laid.append([button])
    return laid


def cut(text: str, *, limit: int = MAX_CHARS) -> list[str]:
    """The text in parts of at most `limit` UTF-16 units (Telegram counts those), at a line end where possible."""
    parts: list[str] = []
    rest = text
    while _units(rest) > limit:
        size = limit // 2 if _units(rest[:limit]) > limit else limit
        at = rest.rfind("\n", size // 2, size)
        at = at if at > 0 else size
        parts.append(rest[:at])
        rest = rest[at:].lstrip("\n")
    return [*parts, rest]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
