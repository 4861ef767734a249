"""Starting a service, on top of whatever is in hand: a digression is nothing more than that."""

from __future__ import annotations

from dialogs.draft import Draft
from dialogs.fill import fill_opening
from dialogs.signing import SIGN_IN, keep_who
from dialogs.state import Frame
from dialogs.walk import DEEPEST, ENDED, FAILED, walk
from nlu.types import Understanding


def start(draft: Draft, name: str, said: Understanding | None) -> None:
    """Starts the service `name`, or takes it up again where it stands."""
    flow = draft.book.flows.get(name)
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
        _take_along(draft)
        if said is not None:
            draft.heard = said.entities
            fill_opening(draft, said)
            keep_who(draft)
        _take_carried(draft)
    draft.queued = tuple(queued for queued in draft.queued if queued != name)
    walk(draft)


def _take_carried(draft: Draft) -> None:
    """What was just talked about and the citizen has not said otherwise."""
    carried, flow, frame = draft.carried, draft.flow, draft.top
    if carried and flow and frame and flow.id in carried.flows:
        for slot, value in carried.values.items():
            if slot not in frame.slots and flow.collect_of(slot):
                draft.fill(slot, value)


def _take_along(draft: Draft) -> None:
    """The point that came with the wish, or was chosen for it."""
    collect = draft.flow.place_question() if draft.flow else None
    if collect and draft.point:
        draft.fill(collect.slot, dict(draft.point))
        draft.point = None


def may_start(draft: Draft) -> bool:
    """Is there room for one more service on the stack?"""
    return sum(frame.flow != SIGN_IN for frame in draft.stack) < DEEPEST


def note_for_later(draft: Draft, name: str, *, first: str) -> None:
    """A second wish in one message: said, kept, and started when the first is done."""
    if name in draft.book.flows and name not in draft.queued and len(draft.queued) < DEEPEST:
        if draft.queued:
            draft.say("common.queued_too", {"title": draft.title(name)})
        else:
            draft.say("common.queued", {"title": draft.title(name), "first": draft.title(first)})
        draft.queued = (*draft.queued, name)


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
