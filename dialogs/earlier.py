"""The last service whose answers may be varied, once another one has ended after it: a what-if whose values are its own
goes back to it («حالا اگه چهار واحد بشه؟» after an office's hours). Opening it again is `repair.results`'."""

from __future__ import annotations

from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import words_stand_in
from dialogs.past import ENDED, last_one
from dialogs.state import Frame
from dialogs.wishes import STRONG
from nlu.types import Act, Understanding

SAME = "common.asks_same"


def keep_earlier(draft: Draft) -> None:
    """At the end of a turn: what was the last service, and is that no more."""
    was, now = draft.before.shelved, draft.shelved
    if draft.earlier is not None and now is not None and now.flow == draft.earlier.flow:
        draft.earlier = None
    if _varied(draft, was) is not None and now is not None and was is not None and now.flow != was.flow:
        draft.earlier = was


def meant_earlier(draft: Draft, said: Understanding) -> Frame | None:
    """The earlier service that the message varies: all its values are that one's, and the last service does not take
    them all."""
    kept, last = draft.earlier, last_one(draft)
    flow = _varied(draft, kept)
    if flow is None or not _goes_back(draft, said) or not _all_of(flow, said):
        return None
    return None if last is not None and _all_of(last[0], said) else kept


def varied_by(draft: Draft, said: Understanding) -> Frame | None:
    """The same while another service is still in hand that takes none of them: the one that ended before it."""
    kept = last_varied(draft)
    flow, here = _varied(draft, kept), draft.flow
    if flow is None or here is None or here is flow or not _all_of(flow, said):
        return None
    return None if any(entity.name in here.names for entity in said.entities) else kept


def last_varied(draft: Draft) -> Frame | None:
    """The newest of those that ended."""
    return draft.shelved if _varied(draft, draft.shelved) else draft.earlier


def _goes_back(draft: Draft, said: Understanding) -> bool:
    """A what-if, a correction, or words for it: «برگردیم به برآورد، زیربنا رو بکن ۴۰۰»."""
    if Act.WHAT_IF in said.acts or any(one.name == "correct" and one.confidence >= STRONG for one in said.intents):
        return True
    return any(words_stand_in(draft.book.texts, key, said) for key in (SAME, "common.asks_return"))


def _varied(draft: Draft, frame: Frame | None) -> Flow | None:
    flow = draft.book.flows.get(frame.flow) if frame is not None and frame.step == ENDED else None
    return flow if flow is not None and flow.vary is not None else None


def _all_of(flow: Flow, said: Understanding) -> bool:
    return bool(said.entities) and all(entity.name in flow.names for entity in said.entities)
