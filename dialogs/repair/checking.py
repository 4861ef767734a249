"""«موضوعش درسته؟» at a summary: what stands there is pointed to, and no yes is read in a question. The pattern is
`(draft, said) -> bool`; its place is in `patterns`."""

from __future__ import annotations

from dialogs.draft import Draft
from dialogs.hints import words_stand_in
from dialogs.labels import name_of
from dialogs.naming import named_in
from dialogs.ports import Json
from dialogs.questions import again, in_confirm
from dialogs.repair.orders import SHORT
from dialogs.terms import has_mark
from dialogs.values import shown
from nlu.types import Act, Understanding

_WORDS = "common.asks_is_right"


def is_right(draft: Draft, said: Understanding) -> bool:
    """Without its mark «درسته» is a yes, and «موضوعش درسته» none: what is named is told."""
    if draft.flow is None or not in_confirm(draft) or said.entities or len(said.raw.split()) > SHORT:
        return False
    if not words_stand_in(draft.book.texts, _WORDS, said) or {*said.acts} - {Act.AFFIRM}:
        return False
    if said.acts and not has_mark(said.raw):
        return False
    draft.say("common.as_it_stands", _named(draft, said))
    draft.name("repaired")
    again(draft)
    return True


def _named(draft: Draft, said: Understanding) -> dict[str, Json]:
    """The answer that the question is about, and its name; neither where it is about all of them."""
    flow, slots = draft.flow, draft.stack[-1].slots
    collect = named_in(said.raw, flow, draft.book.labels) if flow else None
    name = name_of(draft.book.texts, collect) if collect else None
    value = slots.get(collect.slot) if collect else None
    if collect is None or name is None or value is None or collect.secret:
        return {"label": None, "value": None}
    return {"label": {"key": name}, "value": shown(draft.book.texts, collect, slots, value)}
