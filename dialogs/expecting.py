"""What the next message is likely to be about, as a hint to understanding: the question that stands, or what may be
wanted of the service that just ended («لغوش کن», «ثبت‌نامم کن»). What it does mean is found out in `repair`."""

from __future__ import annotations

from datetime import datetime

from dialogs.book import Book
from dialogs.draft import MENU
from dialogs.past import ENDED, recent
from dialogs.questions import CLARIFY, HUMAN, RATE
from dialogs.state import State

_OPEN = (None, MENU, RATE, HUMAN, CLARIFY)
"""Questions beside which anything may be written."""


def expected(book: Book, state: State, now: datetime) -> str | None:
    """The slot whose words are heard without anything else that says they are meant."""
    asked = state.asked.slot if state.asked else None
    kept = state.shelved
    if asked not in _OPEN or state.stack or kept is None or kept.step != ENDED:
        return asked
    flow = book.flows.get(kept.flow)
    return flow.wish if flow and flow.wish and recent(state.updated_at, now) else asked
