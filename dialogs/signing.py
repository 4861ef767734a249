"""Who has to be known, and when: the sign-in that is put on top of a flow. What follows when it ends is `walk`'s."""

from __future__ import annotations

from dataclasses import replace

from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.ports import Json
from dialogs.state import Frame

SIGN_IN = "sign_in"
IDENTIFIED = "@identified"
"""In `done` of a flow that asks on its way who is there: it has come to that place."""


def needed(flow: Flow, frame: Frame) -> int:
    """The assurance the flow needs where it is. One that asks on its way (`identify`) needs none before."""
    return 0 if flow.identifies and IDENTIFIED not in frame.done else flow.assurance


def signs_in(draft: Draft) -> bool:
    """Puts the sign-in on top when the flow needs more than the citizen has shown."""
    flow, frame = draft.flow, draft.top
    if flow is None or frame is None or frame.waiting or draft.trusted:
        return False
    least = needed(flow, frame)
    if least <= draft.level:
        if least:
            draft.use_identity()
        return False
    return push_sign_in(draft, flow)


def push_sign_in(draft: Draft, flow: Flow) -> bool:
    sign_in = draft.book.flows.get(SIGN_IN)
    if sign_in is None:
        return False
    have = draft.level
    if draft.identity is not None and have < draft.identity.level:
        draft.say("common.identity_expired")
        draft.identity = None
    draft.asked = None
    slots: dict[str, Json] = {"level": flow.assurance, "have": have}
    frame = Frame(flow=SIGN_IN, flow_version=sign_in.version, slots=slots)
    for index, below in enumerate(draft.stack):
        if below.flow == SIGN_IN:  # one sign-in serves every flow that needs it
            begun = draft.stack.pop(index)
            draft.say("common.sign_in_serves", {"title": draft.title(flow.id)})
            frame = replace(begun, slots={**begun.slots, "level": max(flow.assurance, int(str(begun.slots["level"])))})
            break
    draft.stack.append(frame)
    return True
