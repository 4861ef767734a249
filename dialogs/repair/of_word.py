"""«چند متره؟» right after a word was explained: read as a question about that word, where one service tells of it. That
is before any pattern is tried."""

from __future__ import annotations

from dataclasses import replace

from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import hinted
from dialogs.repair.words import says_only
from dialogs.terms import SPACE
from nlu.types import Intent, Understanding

_HOW_MUCH = "common.asks_how_much"
_OF_TERMS = f"{SPACE}."
_SURE = 0.99


def about_word(draft: Draft, said: Understanding) -> Understanding:
    """«عقب‌نشینی یعنی چی؟», «چند متره؟»: asks how much that is of a piece of land."""
    name = _explained(draft)
    if name is None or not says_only(draft, _HOW_MUCH, said):
        return said  # as most messages
    text = f"{name} {said.raw}"
    meant = replace(said, raw=text, normal=text, entities=())
    tells = [flow for flow in draft.book.menu() if _hears(draft, flow, meant)]
    if len(tells) != 1 or (draft.stack and draft.served != tells[0].id):
        return said  # where something else is in hand it is a question of that
    return replace(meant, intents=(Intent(tells[0].id, _SURE),))


def _explained(draft: Draft) -> str | None:
    """The first name of the word that was explained last."""
    told = {each.key for each in draft.before.last if each.key.startswith(_OF_TERMS)}
    if not told:
        return None  # as after most
    named = [term.names[0] for term in draft.book.terms.terms if term.key in told]
    return named[0] if len(named) == 1 else None


def _hears(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """Has the service words of its own for it, about a place that it asks for?"""
    if flow.place_question() is None:
        return False
    return any(each.heard and hinted(draft.book.texts, each, said) for _, each in flow.collects())
