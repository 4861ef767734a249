"""Services asked for along with an answer to the question that stands, and which only sound as if they were."""

from __future__ import annotations

from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import hinted, words_stand_in
from dialogs.repair.done import only_values
from dialogs.terms import has_mark
from dialogs.wishes import ASKING, DIGRESS, STRONG, WHO, clear_wishes, in_parts
from nlu.types import Act, Understanding

_PLACES = frozenset({"district", "neighbourhood", "address"})
_SHORT = 6
"""Words, at most, of a question about the matter in hand."""


def wishes_along(draft: Draft, said: Understanding) -> list[str]:
    """Services asked for along with an answer: only when there is more in the message than the answer. «اگه ۴ طبقه
    باشه چی؟» is one that only sounds like a question."""
    flow = draft.flow
    if flow is not None and only_values(flow, said) and (Act.WHAT_IF in said.acts or flow.vary is not None):
        return []
    if flow is not None and flow.system and said.entities and all(each.name in WHO for each in said.entities):
        return []  # who is there, and the words for it
    covered = sum(len(entity.raw.split()) for entity in said.entities)
    if len(said.raw.split()) - covered < 3:
        return []
    top = draft.stack[-1].flow
    asks = has_mark(said.raw)  # then it is said that there is a question in it
    names = [name for name in clear_wishes(draft, said, least=DIGRESS if asks else STRONG) if name != top]
    if names == [ASKING] and flow is not None and _asks_a_side(draft, flow, said):
        return []
    return [name for name in names if asks or in_parts(said) or not _describes(draft, said, name)]


def _asks_a_side(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«چند درصد اشغاله؟» where a piece of land is asked for: of what will be told of that one, and no article. How and
    why it is so («تراکم چطور حساب می‌شود؟») an article tells."""
    place = flow.place_question()
    if place is None or draft.asked is None or draft.asked.slot != place.slot or len(said.raw.split()) > _SHORT:
        return False
    texts = draft.book.texts
    if words_stand_in(texts, "common.asks_how", said):
        return False
    return any(each.heard and hinted(texts, each, said) for each in flow.worded)


def _describes(draft: Draft, said: Understanding, name: str) -> bool:
    """«خونه دوطبقه می‌خوام بسازم برا پسرم» in the middle of an estimate: its values are all for what is in hand and none
    for the service that it sounds like. Not beside a question, which any words may put."""
    wished = draft.book.flows[name]
    if wished.place_question() and all(entity.name in _PLACES for entity in said.entities):
        return not draft.book.terms.asks(said.raw)  # «ملکم تو محلهٔ جلفاست» tells where it is
    if wished.opened:
        return False
    mine, theirs = (
        {entity for _, collect in flow.collects() for entity in collect.entities}
        for flow in (draft.book.flows[draft.stack[-1].flow], wished)
    )
    given = {entity.name for entity in said.entities if not entity.fault}
    return bool(given) and bool(theirs) and given <= mine and not given & theirs
