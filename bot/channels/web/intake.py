"""The web channel's way to the inbox and back: `bot.channels.asking` with this channel's neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.asking import Desk
from bot.channels.web.deps import Deps
from bot.content import aread_file
from bot.envelopes import Inbound, Kind, read_text
from bot.storage import inbox
from bot.storage.messages import Message
from dialogs.ports import Json


async def arrivals(
    deps: Deps, channel: str, user: str, message_id: str, *, text: str | None, files: Sequence[bytes] = ()
) -> list[Inbound]:
    """One message of a citizen as what is put into the inbox: its words are heard together with its first file, the
    other files follow. Nothing is taken in yet."""
    read = [await aread_file(raw) for raw in files]
    pieces: list[tuple[Kind, dict[str, Json], bytes | None]] = [
        (kind, body, raw if kind is Kind.FILE else None) for (kind, body), raw in zip(read, files, strict=True)
    ]
    words = read_text(text) if text is not None and (text.strip() or not files) else None
    first = next((body for kind, body, _ in pieces if kind is Kind.FILE), None)
    if words is not None and words[0] is Kind.TEXT and first is not None:
        first["caption"] = words[1]["text"]
    elif words is not None:
        pieces.insert(0, (*words, None))
    return [
        Inbound(
            channel,
            user,
            message_id if index == 0 else f"{message_id}#{index}",
            kind,
            body,
            trace_id=deps.new_id(),
            content=content,
        )
        for index, (kind, body, content) in enumerate(pieces)
    ]


async def accept(deps: Deps, *arrivals: Inbound) -> list[inbox.Receipt]:
    """Commit the arrivals, in order and together. When this returns they are ours to answer."""
    return await _desk(deps).accept(*arrivals)


async def ask(deps: Deps, *arrivals: Inbound, patience: float) -> tuple[list[Message], bool]:
    """Commit the arrivals and wait for what they lead to; False when that is not all of it yet."""
    return await _desk(deps).ask(*arrivals, patience=patience)


async def answers(deps: Deps, receipts: Sequence[inbox.Receipt], *, patience: float) -> tuple[list[Message], bool]:
    """What the arrivals led to, and whether that is all of it (False: still being worked on)."""
    return await _desk(deps).answers(receipts, patience=patience)


def _desk(deps: Deps) -> Desk:
    return Desk(deps.store, deps.signals, deps.clock, deps.monotonic)
