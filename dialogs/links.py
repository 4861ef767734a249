"""Going through another flow in the middle of one: what it is given, what it brings back, and the room for it. The step
itself is run by `walk`."""

from __future__ import annotations

from dialogs.conditions import look
from dialogs.draft import Draft, fingerprint
from dialogs.state import Frame
from dialogs.steps import End, Link, arguments

LINKED = "@linked"
"""In `done` of a flow that another one goes through: the step of that one."""


def returned(draft: Draft, gone: Frame) -> bool:
    """Back from a flow that another one goes through: what it came to is that one's now."""
    step_id = gone.done[LINKED]
    for at in range(len(draft.stack) - 1, -1, -1):
        frame = draft.stack[at]
        flow = draft.book.flows.get(frame.flow)
        step = flow.step(step_id) if flow else None
        if step and isinstance(step.does, Link) and step.does.flow == gone.flow:
            saved = {ours: look(gone.slots, theirs) for ours, theirs in step.does.save.items()}
            mark = fingerprint(arguments(step.does.args, frame.slots))
            draft.stack[at] = frame._replace(slots={**frame.slots, **saved}, done={**frame.done, step.id: mark})
            return True
    return False


def in_its_place(draft: Draft, gone: Frame) -> bool:
    """Would the one that waits below have gone over to this one of itself, and for the same thing? Then it is done: a
    bill whose parts were just asked for is not to be paid at once."""
    below = draft.stack[-1]
    flow, over = draft.book.flows.get(below.flow), draft.book.flows.get(gone.flow)
    if flow is None or over is None or not any(isinstance(s.does, End) and s.does.go == over.id for s in flow.steps):
        return False
    return any(below.slots.get(slot) == gone.slots.get(slot) is not None for slot in over.chosen_alike(flow))


def put_off_lowest(draft: Draft) -> None:
    """Room for one more: what was interrupted first waits with its answers until the rest is done."""
    lowest = draft.stack.pop(0)
    draft.shelved = lowest
    draft.queued = (*draft.queued, lowest.flow)
