"""«درخواستم رو پس می‌گیرم»: what was sent before is to be undone, a service of its own (`acts: [withdraw]`). What is
only being filled in is let go of by `orders.cancel`. The pattern is `(draft, said) -> bool`; its place is in
`patterns`."""

from __future__ import annotations

from dialogs import questions
from dialogs.carrying import carried_for
from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import phrases_of, words_stand_in
from dialogs.past import just_ended
from dialogs.ports import Json
from dialogs.questions import asked_collect
from dialogs.repair.done import about, acted, changed
from dialogs.starts import start
from dialogs.state import Frame
from dialogs.terms import has_mark
from dialogs.wishes import ASKING, STRONG, leads
from nlu.entities.kinds import REQUESTED
from nlu.types import Act, Understanding

_BACK = "common.asks_withdraw"
"""Words that take something back, whatever it is."""
_UNWANTED = "common.asks_unwanted"
"""Words that want it no more: with nothing in hand that is what was sent."""
_NOUNS = "common.asks_withdrawable"
_ORDER = 4
"""Words, at most, of «نه پسش بگیر» at a summary that nothing was sent of yet."""
_AFTER = 2
"""Words, at most, after «… رو نمی‌خوام»: with more of them another thing is wanted instead."""


def take_back(draft: Draft, said: Understanding) -> bool:
    """Without a number or a kind it is about what is being filled in, when there is something; so it is with the kind
    that is being filled in."""
    flow = _flow(draft)
    if flow is None or not (Act.WITHDRAW in said.acts or leads(said, "cancel") or _withdraws(draft, flow, said)):
        return False
    kinds = [entity for entity in said.entities if entity.name in REQUESTED]
    numbers = {entity for _, collect in flow.collects() for entity in collect.entities} - REQUESTED
    numbered = any(entity.name in numbers or entity.fault for entity in said.entities)
    if not (numbered or Act.WITHDRAW in said.acts or _withdraws(draft, flow, said)):
        return False
    if Act.WHAT_IF in said.acts and has_mark(said.raw):
        return False  # «اگه درخواستم رو لغو کنم پولم برمی‌گرده؟» only asks
    if _fills_in(draft) and not numbered and (not kinds or _in_hand(draft, said)):
        questions.cancel_top(draft)
    else:
        start(draft, flow.id, said, {} if kinds or numbered else _just_sent(draft, flow))
    return True


def undo_last(draft: Draft, said: Understanding) -> bool:
    """«لغوش کن» with nothing in hand: what was just done or told of is taken back, where its service can (`undo`), or
    what was just refused after all. It asks first."""
    flow, kept = just_ended(draft) or (None, None)
    if flow is None or kept is None:
        return False
    if not flow.undo:
        return undo_shown(draft, flow, kept)
    wished = kept.slots.get(flow.wish) == flow.undo
    if wished and (acted(draft, kept) or not words_stand_in(draft.book.texts, "common.asks_cancel_what", said)):
        return False
    chosen = {each.slot: kept.slots[each.slot] for each in flow.choosing if each.slot in kept.slots}
    if not (acted(draft, kept) or changed(draft, kept) or chosen or wished):
        return False
    start(draft, flow.id, None, {**chosen, flow.wish: flow.undo, **about(flow, kept)})
    return True


def withdraw_last(draft: Draft) -> bool:
    """«لغوش کن» right after a request was registered: taken back by the service for that, which asks first."""
    flow, ended = _flow(draft), just_ended(draft)
    if flow is None or ended is None or ended[0] is flow or not acted(draft, ended[1]):
        return False
    if known := _just_sent(draft, flow):
        start(draft, flow.id, None, known)
    return bool(known)


def _flow(draft: Draft) -> Flow | None:
    return draft.book.for_act.get(Act.WITHDRAW)


def _withdraws(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«تمدیدم رو پس می‌گیرم», «مجوز تعمیرات درخواست دادم، کنسلش کنید»: words that take back, and a request by its kind,
    by the word for one, or the one just told of. What another service takes back itself («بازدید …») is that one's."""
    texts = draft.book.texts
    if not (words_stand_in(texts, _BACK, said) or (not draft.stack and _wants_no_more(draft, said))):
        return False  # as most messages
    collect = asked_collect(draft)
    if (collect and collect.free_text) or leads(said, ASKING, STRONG) or _undone_elsewhere(draft, said):
        return False
    named = any(entity.name in REQUESTED for entity in said.entities) or words_stand_in(texts, _NOUNS, said)
    if draft.stack:
        return named or _of_what_is_shown(draft, said)
    return named or bool(_just_sent(draft, flow)) or _one_more(draft, flow, said)


def _of_what_is_shown(draft: Draft, said: Understanding) -> bool:
    """«پسش بگیر» at the summary of what is filled in: that is let go of. Another value, or a question, is not."""
    asks = draft.book.terms.asks(said.raw) or said.entities
    return questions.in_confirm(draft) and not asks and len(said.raw.split()) <= _ORDER


def _one_more(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«یکی دیگه هم دارم، اونم لغو کن» right after one was taken back; «لغوش کن» alone may mean that one."""
    ended = just_ended(draft)
    return ended is not None and ended[0] is flow and Act.CANCEL not in said.acts


def _wants_no_more(draft: Draft, said: Understanding) -> bool:
    if Act.DENY in said.acts or not words_stand_in(draft.book.texts, _UNWANTED, said):
        return False
    found = phrases_of(draft.book.texts, _UNWANTED).search(fold(said.raw))
    return found is not None and len(fold(said.raw)[found.end() :].split()) < _AFTER


def _undone_elsewhere(draft: Draft, said: Understanding) -> bool:
    """Is it what another service can undo, by a word of the message or because that one is in hand?"""
    undoing = draft.book.undoing
    if draft.flow in undoing:
        return True
    return any(entity.name == flow.wish and entity.value == flow.undo for flow in undoing for entity in said.entities)


def _fills_in(draft: Draft) -> bool:
    """Is something being filled in that is to be sent? A list of files is nothing that could be let go of so."""
    flow = draft.flow
    return flow is not None and (flow.system or bool(draft.book.acting.get(draft.served or "")))


def _in_hand(draft: Draft, said: Understanding) -> bool:
    """Is it of the kind that is being filled in?"""
    slots = next((frame.slots for frame in draft.stack if frame.flow == draft.served), {})
    kinds = {draft.served, *(slots.get(name) for name in REQUESTED)}
    return any(entity.name in REQUESTED and entity.value in kinds for entity in said.entities)


def _just_sent(draft: Draft, flow: Flow) -> dict[str, Json]:
    """The request that was just registered, or just told of."""
    ended = just_ended(draft)
    return {} if ended is None or ended[0] is flow or ended[0].undo else carried_for(draft, flow.id)


def undo_shown(draft: Draft, flow: Flow, kept: Frame) -> bool:
    """«لغوش کن» right after a service that showed something of another one's list: a class put into the calendar."""
    for other in draft.book.undoing:
        chosen = {slot: kept.slots[slot] for slot in other.chosen_alike(flow) if slot in kept.slots}
        if chosen:
            start(draft, other.id, None, {**chosen, other.wish: other.undo})
            return True
    return False
