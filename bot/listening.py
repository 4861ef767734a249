"""What is asked over a network about waiting messages before the transaction of their turns opens: a reading ahead.
How messages are understood is not here; an understander of our own needs none of this."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import structlog

from bot.envelopes import Kind
from bot.hearing import is_secret
from bot.storage import claims
from bot.storage.claims import Claim
from bot.storage.store import Tx
from dialogs.state import Mode
from nlu.types import Understander

Listen = Callable[[Sequence[str]], Understander]
"""Asks about these texts, waiting for a network; an understander that knows the answers. Never raises."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Ahead:
    """The messages whose turns come next, by their rows in the inbox, and those of their texts to ask about."""

    rows: frozenset[int]
    texts: tuple[str, ...]


def look_ahead(tx: Tx, *, limit: int, aside: Collection[str] = ()) -> Ahead:
    """What `run_batch` with the same limit would take now. Only these may then be taken: a message that came in
    between waits for the next look."""
    heads = claims.look(tx, limit, aside=aside)
    texts = [text for claim in heads if (text := _text(tx, claim)) is not None]
    return Ahead(frozenset(claim.inbox_id for claim in heads), tuple(texts))


def _text(tx: Tx, claim: Claim) -> str | None:
    """The text to ask about. One-time codes, bank cards and what citizens write with staff stay in the house."""
    try:
        inbound, state = claim.waiting(tx).inbound, claim.conversation(tx).state
        if inbound.kind is not Kind.TEXT or is_secret(inbound, state) or state.mode is Mode.STAFF:
            return None
        return str(inbound.body["text"])
    except Exception as error:  # a row nobody can read: its turn fails on it and says so
        _log.debug("not_read_ahead", error=type(error).__name__)
        return None
