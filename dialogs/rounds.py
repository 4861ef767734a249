"""Flows that go round: one document after another, one child after another. Walking is `walk`'s."""

from __future__ import annotations

from dialogs.draft import Draft
from dialogs.steps import Collect, Repeat, Step

ACTED = "@acted"
"""In `done` of a flow with rounds: something was already done outside in an earlier one."""


def next_round(draft: Draft, step: Step, repeat: Repeat) -> str:
    """Questions since `repeat.start` are asked anew, calls run again. What calls brought stays until they bring it
    anew. The step to go on from."""
    flow, done = draft.flow, draft.stack[-1].done
    gone = flow.steps[flow.position(repeat.start) : flow.position(step.id) + 1] if flow else ()
    specs = [(each.id, draft.book.actions.get(getattr(each.does, "action", ""))) for each in gone]
    if any(spec and spec.acts and step_id in done for step_id, spec in specs):
        draft.mark(ACTED, "")
    asked = {each.does.slot for each in gone if isinstance(each.does, Collect)}
    draft.clear(asked)
    draft.unmark(each.id for each in gone)
    draft.change(attempts={slot: count for slot, count in draft.stack[-1].attempts.items() if slot not in asked})
    return repeat.start
