"""What the web channel needs from the outside. The wiring fills it in; nothing is built here."""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.channels.web.texts import Texts
from bot.clock import Clock
from bot.limits import Buckets
from bot.settings import Settings
from bot.storage.signals import Signals
from bot.storage.store import Store


def _new_ticket() -> str:
    return secrets.token_urlsafe(32)


def _new_id() -> str:
    return secrets.token_hex(16)


def _uncounted(_channel: str, _why: str) -> None:
    """Nobody counts."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the channel waits for what, in seconds."""

    answer: float = 10.0
    page: float = 5.0
    hello: float = 30.0
    ping: float = 25.0
    busy_poll: float = 1.0
    idle_poll: float = 5.0


@dataclass(frozen=True, slots=True)
class Deps:
    """The neighbours of the web channel. `sockets` counts open lines by (hashed) address; `refused` is
    told the channel and the code of what was not taken in (a metric)."""

    store: Store
    signals: Signals
    clock: Clock
    settings: Settings
    limits: Buckets
    texts: Texts
    new_ticket: Callable[[], str] = _new_ticket
    new_id: Callable[[], str] = _new_id
    monotonic: Callable[[], float] = time.monotonic
    patience: Patience = field(default_factory=Patience)
    refused: Callable[[str, str], None] = _uncounted
    sockets: Counter[str] = field(default_factory=Counter)
