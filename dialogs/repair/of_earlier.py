"""«فقط عوارض زیربنا چقدر شد؟» while another service's question stands: a question of the result before it, where what
was worked out may be varied (`kept` asides). What is asked of the service in hand is `beside`'s."""

from __future__ import annotations

from dialogs.asides import asks_any, put_by, words_of
from dialogs.choices import fold
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
from nlu.types import Entity, Understanding

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
    if any(frame.flow == flow.id for frame in draft.stack) or is_what_if(draft, flow, kept, said):
        return False
    aside = put_by(draft, flow, kept.slots, said)
    if aside is None or not aside.kept:
        return False
    draft.say(aside.say, shown_args(draft, flow, kept.slots, aside.say))
    draft.name("repaired")
    if draft.asked:
        again(draft)
    return True


def is_what_if(draft: Draft, flow: Flow, frame: Frame, said: Understanding) -> bool:
    """«فرقش با دو واحدی چقدره» after a result of three: another value is no question about what was told. «سهم مغازه
    چقدر شد؟» of a building of both is one."""
    if flow.vary is None:
        return False
    others = [each for each in said.entities if frame.slots.get(each.name) not in (None, each.value)]
    return any(not _of_a_part(draft, flow, frame, each, said) for each in others)


def _of_a_part(draft: Draft, flow: Flow, frame: Frame, value: Entity, said: Understanding) -> bool:
    """Is the value the name of a part of what stands, in the words of a question about that?"""
    shares = flow.shares
    if shares is None or value.name != shares.of or frame.slots.get(shares.of) != shares.both:
        return False
    aside = put_by(draft, flow, frame.slots, said)
    words = words_of(draft, aside, said).split() if aside else []
    return set(fold(value.raw).split()) <= set(words)


def asks_short(draft: Draft, said: Understanding) -> bool:
    """Where any words are an answer: a question of a few words, or a longer one that has its mark at its end."""
    words = len(said.raw.split())
    if words > SHORT:
        return words <= _LONG and has_mark(said.raw.rstrip()[-1:])
    return draft.book.terms.asks(said.raw) or words_stand_in(draft.book.texts, "common.asks_us", said)
