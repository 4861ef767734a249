"""The web channel's way to the inbox and back: `bot.channels.asking` with this channel's neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels.asking import Desk
from bot.channels.web.deps import Deps
from bot.envelopes import Inbound
from bot.storage import inbox
from bot.storage.messages import Message


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
