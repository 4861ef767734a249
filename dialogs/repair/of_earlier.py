"""«فقط عوارض زیربنا چقدر شد؟» while another service's question stands: a question of the result before it, where what
was worked out may be varied (`kept` asides). What is asked of the service in hand is `beside`'s."""

from __future__ import annotations

from dialogs.asides import asks_any, put_by
from dialogs.draft import Draft
from dialogs.earlier import last_varied
from dialogs.flow import Flow
from dialogs.hints import words_stand_in
from dialogs.past import recent
from dialogs.questions import again, asked_collect
from dialogs.repair.orders import SHORT
from dialogs.state import Frame
from dialogs.terms import has_mark
from dialogs.values import shown_args
from nlu.types import Understanding

_LONG = 12
"""Words, at most, of a question where any words are an answer."""


def answer_of_earlier(draft: Draft, said: Understanding) -> bool:
    """Says it, and puts the question that stands once more."""
    if not asks_any(draft, said):
        return False  # as most messages
    kept = last_varied(draft)
    flow = draft.book.flows.get(kept.flow) if kept else None
    if kept is None or flow is None or not recent(draft.before.updated_at, draft.now):
        return False
    collect = asked_collect(draft)
    if collect and collect.free_text and not asks_short(draft, said):
        return False
    if any(frame.flow == flow.id for frame in draft.stack) or is_what_if(flow, kept, said):
        return False
    aside = put_by(draft, flow, kept.slots, said)
    if aside is None or not aside.kept:
        return False
    draft.say(aside.say, shown_args(draft, flow, kept.slots, aside.say))
    draft.name("repaired")
    if draft.asked:
        again(draft)
    return True


def is_what_if(flow: Flow, frame: Frame, said: Understanding) -> bool:
    """«فرقش با دو واحدی چقدره» after a result of three: another value is no question about what was told."""
    if flow.vary is None:
        return False
    return any(frame.slots.get(entity.name) not in (None, entity.value) for entity in said.entities)


def asks_short(draft: Draft, said: Understanding) -> bool:
    """Where any words are an answer: a question of a few words, or a longer one that has its mark at its end."""
    words = len(said.raw.split())
    if words > SHORT:
        return words <= _LONG and has_mark(said.raw.rstrip()[-1:])
    return draft.book.terms.asks(said.raw) or words_stand_in(draft.book.texts, "common.asks_us", said)
