"""Starting a service, on top of whatever is in hand: a digression is nothing more than that."""

from __future__ import annotations

from dialogs.draft import Draft
from dialogs.fill import fill_opening
from dialogs.flow import Flow
from dialogs.state import Frame
from dialogs.walk import DEEPEST, ENDED, FAILED, SIGN_IN, push_sign_in, walk
from nlu.types import Understanding

SAME = ("request_no",)
"""Answers that a service takes over from the one just finished, when it goes on about the same."""


def start(draft: Draft, name: str, said: Understanding | None) -> None:
    """Starts the service `name`, or takes it up again where it stands."""
    flow = draft.book.flows.get(name)
    offered = draft.asked is not None and any(offer.value == name for offer in draft.asked.offers)
    draft.asked = None
    if flow is None or flow.system:
        draft.say("common.not_available_yet")
        draft.name("out_of_scope")
        walk(draft)
        return
    at = next((index for index, frame in enumerate(draft.stack) if frame.flow == name), None)
    if at is not None:
        draft.stack.append(draft.stack.pop(at))
    elif not may_start(draft):
        draft.say("common.too_deep", {"title": draft.title(name)})
    else:
        draft.stack.append(_frame(draft, name, flow.version, fresh=said is not None))
        if _goes_on(draft, flow, said, offered=offered):
            _carry(draft, flow)
        if said is not None:
            fill_opening(draft, said)
            if _signs_in_first(draft) and push_sign_in(draft, flow):
                fill_opening(draft, said)  # a number given along with the wish is not asked for again
    draft.queued = tuple(queued for queued in draft.queued if queued != name)
    walk(draft)


def _goes_on(draft: Draft, flow: Flow, said: Understanding | None, *, offered: bool) -> bool:
    """Is this about what was just done: the service recommended at its end, or the same one with another value for it
    («کارت ملی را هم می‌فرستم»)?"""
    kept = draft.shelved
    done = draft.book.flows.get(kept.flow) if kept and kept.step == ENDED else None
    if done is None:
        return False
    if done.id == flow.id:
        names = {name for _, collect in flow.collects() for name in collect.entities}
        return said is not None and any(entity.name in names for entity in said.entities)
    return (said is None or offered) and any(flow.id in end.offer for end in done.ends())


def _carry(draft: Draft, flow: Flow) -> None:
    kept, frame = draft.shelved, draft.stack[-1]
    for slot in SAME:
        if kept and flow.collect_of(slot) and slot in kept.slots and slot not in frame.slots:
            draft.fill(slot, kept.slots[slot])


def _signs_in_first(draft: Draft) -> bool:
    flow = draft.flow
    return flow is not None and flow.assurance > draft.level and all(each.flow != SIGN_IN for each in draft.stack)


def may_start(draft: Draft) -> bool:
    """Is there room for one more service on the stack?"""
    return sum(frame.flow != SIGN_IN for frame in draft.stack) < DEEPEST


def note_for_later(draft: Draft, name: str, *, first: str) -> None:
    """A second wish in one message: said, kept, and started when the first is done."""
    if name in draft.book.flows and name not in draft.queued and len(draft.queued) < DEEPEST:
        draft.queued = (*draft.queued, name)
        draft.say("common.queued", {"title": draft.title(name), "first": draft.title(first)})


def _frame(draft: Draft, name: str, version: int, *, fresh: bool) -> Frame:
    """A new frame; or, by the button of a stopped service, that one with its answers. One that the backend stopped is
    taken up by asking for it too: nobody should have to say everything twice."""
    kept = draft.shelved
    if kept and kept.flow == name and kept.step != ENDED and (not fresh or FAILED in kept.done):
        draft.shelved = None
        if kept.waiting and kept.waiting not in draft.calls:
            return Frame(flow=name, flow_version=kept.flow_version, slots=kept.slots, done=kept.done)
        return kept
    return Frame(flow=name, flow_version=version)
