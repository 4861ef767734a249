"""What the service that just ended did, and what it was about: shared by the patterns that take it up again."""

from __future__ import annotations

from dialogs.conditions import look
from dialogs.draft import IDLE, Draft
from dialogs.flow import Flow
from dialogs.ports import Json
from dialogs.state import Frame
from dialogs.walk import ENDED, FAILED, ROUTE
from nlu.types import Act, Understanding

_BESIDE_VALUES = 2
_BESIDE_WHAT_IF = 4
"""Words beside the values, at most, of a message that only changes values: «حالا با شش واحد», «اگه بشه ۵ طبقه چی»."""


def just_ended(draft: Draft) -> tuple[Flow, Frame] | None:
    """The service that ended within the last half hour, and how it stood."""
    kept, since = draft.shelved, draft.before.updated_at
    flow = draft.book.flows.get(kept.flow) if kept else None
    if kept is None or flow is None or kept.step != ENDED or since is None or draft.now - since > IDLE:
        return None
    return flow, kept


def last_topic(draft: Draft) -> tuple[Flow, Frame] | None:
    """The question about rules that was answered last, and within the last half hour: what is asked on is about it."""
    kept, since = draft.topic, draft.before.updated_at
    flow = draft.book.flows.get(kept.flow) if kept else None
    if kept is None or flow is None or since is None or draft.now - since > IDLE:
        return None
    return flow, kept


def just_failed(draft: Draft) -> str | None:
    """The service that the backend kept from its end within the last half hour, with what was said kept for another
    try."""
    kept, since = draft.shelved, draft.before.updated_at
    late = since is None or draft.now - since > IDLE
    return None if kept is None or late or FAILED not in kept.done else kept.flow


def acted(draft: Draft, kept: Frame) -> bool:
    """Has this flow changed something outside? One that only told, or was refused, may be opened again."""
    for step in draft.book.flows[kept.flow].steps:
        spec = draft.book.actions.get(getattr(step.does, "action", ""))
        if spec and spec.acts and ROUTE not in kept.done.get(step.id, ROUTE):
            return True
    return False


def changed(draft: Draft, kept: Frame) -> bool:
    """Did it end or begin something of ours on the way it went?"""
    steps = draft.book.flows[kept.flow].steps
    done = [getattr(step.does, "action", "") for step in steps if step.id in kept.done]
    return any(spec.changes for action in done if (spec := draft.book.actions.get(action)))


def about(flow: Flow, kept: Frame) -> dict[str, Json]:
    """What it was about, for itself: the values it hands on at its ends that are answers to its own questions."""
    paths = {path for end in flow.ends() for path in end.carry}
    found = {path.rpartition(".")[2]: look(kept.slots, path) for path in sorted(paths)}
    return {slot: value for slot, value in found.items() if value is not None and flow.collect_of(slot)}


def wished_of_last(draft: Draft, said: Understanding) -> bool:
    """Does the message name something that may be wanted of the service that just ended?"""
    ended = just_ended(draft)
    return ended is not None and any(entity.name == ended[0].wish for entity in said.entities)


def only_values(flow: Flow, said: Understanding) -> bool:
    """Nothing but new values for this flow and the small words of a what-if? Then no model says otherwise."""
    if not said.entities or any(entity.name not in flow.names for entity in said.entities):
        return False
    beside = len(said.raw.split()) - sum(len(entity.raw.split()) for entity in said.entities)
    return beside <= (_BESIDE_WHAT_IF if Act.WHAT_IF in said.acts else _BESIDE_VALUES)
