"""What the console needs from the outside. The wiring fills it in; nothing is built here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.clock import Clock
from bot.console.tokens import new_token
from bot.console.words import Words
from bot.settings import Settings
from bot.storage.signals import Signals
from bot.storage.store import Store
from dialogs.book import Book
from dialogs.texts import TextBook


def _no_book() -> Book:
    return Book(flows={}, texts=TextBook({}), actions={})


def _real_time() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Deps:
    """The neighbours of the console.

    `phone_now` is real time even where a developer has moved the clock: the authenticator app on a phone knows no
    other. `book` holds the names of slots and choices that citizens see. `glance` is how often an open
    socket looks for what no signal announced, in seconds."""

    store: Store
    signals: Signals
    clock: Clock
    settings: Settings
    texts: Words
    book: Book = field(default_factory=_no_book)
    phone_now: Callable[[], datetime] = _real_time
    new_token: Callable[[], str] = new_token
    glance: float = 1.0

    def announce(self) -> None:
        """After the commit of a deed: a turn is to be taken, and other desks look different now."""
        self.signals.publish("inbox")
        self.signals.publish("desk")
