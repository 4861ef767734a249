"""A flow that changed under a conversation: its answers are taken over as the flow's `migrate:` declares, everything
undeclared is kept by name. What has to be asked anew then follows from the walk."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.draft import Draft
from dialogs.flow import Flow, Migration
from dialogs.ports import Json
from dialogs.state import Frame
from dialogs.walk import MOVED, NewerFlow


def migrate(draft: Draft) -> None:
    """Takes over every flow in hand (and the one set aside) whose version is older than this program's. Raises
    `NewerFlow` when one in hand is newer."""
    flows, older = draft.book.flows, False
    for frame in draft.stack:
        flow = flows.get(frame.flow)
        if flow is not None and frame.flow_version != flow.version:  # seldom: then it is worth while to look again
            if frame.flow_version > flow.version:
                raise NewerFlow(frame.flow, frame.flow_version)
            older = True
    if older:
        if draft.asked:
            _move_question(draft)
        draft.stack = [_taken_over(draft, frame) for frame in draft.stack]
    if draft.shelved:
        draft.shelved = _taken_over(draft, draft.shelved)
    if draft.earlier:
        draft.earlier = _taken_over(draft, draft.earlier)
    if draft.topic:
        draft.topic = _taken_over(draft, draft.topic)


def _taken_over(draft: Draft, frame: Frame) -> Frame:
    flow = draft.book.flows.get(frame.flow)
    if flow is None or frame.flow_version >= flow.version:
        return frame
    for migration in _due(flow, frame.flow_version):
        _move_calls(draft, flow, migration)
        frame = _applied(frame, migration)
    position = str(flow.position(frame.step or ""))
    return frame._replace(flow_version=flow.version, done={**frame.done, MOVED: position})


def _due(flow: Flow, version: int) -> list[Migration]:
    return [migration for migration in flow.migrations if migration.to > version]


def _applied(frame: Frame, migration: Migration) -> Frame:
    slots = {
        migration.slots.get(name, name): _value(migration, migration.slots.get(name, name), value)
        for name, value in frame.slots.items()
        if name not in migration.drop
    }
    done = {migration.steps.get(name, name): mark for name, mark in frame.done.items()}
    attempts = {migration.slots.get(name, name): count for name, count in frame.attempts.items()}
    step = migration.steps.get(frame.step or "", frame.step or "") or None
    return frame._replace(slots=slots, done=done, attempts=attempts, step=step)


def _value(migration: Migration, slot: str, value: Json) -> Json:
    table: Mapping[str, Json] = migration.values.get(slot, {})
    return table.get(str(value), value) if isinstance(value, str | int | float | bool) else value


def _move_calls(draft: Draft, flow: Flow, migration: Migration) -> None:
    """A call on its way is answered to the step as it is called now: else its end would be told as somebody else's."""
    for call_id, pending in draft.calls.items():
        if pending.flow == flow.id and pending.step in migration.steps:
            draft.calls[call_id] = pending._replace(step=migration.steps[pending.step])


def _move_question(draft: Draft) -> None:
    """The question that stands, by its new name; one that is no more does not stand."""
    frame, asked, flow = draft.stack[-1], draft.asked, draft.flow
    if asked is None or flow is None or asked.slot.startswith("@") or frame.flow_version >= flow.version:
        return
    slot = asked.slot
    for migration in _due(flow, frame.flow_version):
        slot = migration.slots.get(migration.steps.get(slot, slot), migration.steps.get(slot, slot))
    stands = flow.collect_of(slot) is not None or flow.step(slot) is not None
    draft.asked = asked._replace(slot=slot) if stands else None
