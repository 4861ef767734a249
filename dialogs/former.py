"""The answers that stood before a what-if, so that it can be gone back to them («برگرد به حالت اول»): those of the
first result and those of the one before the last. Which flows are so varied says their `vary` step."""

from __future__ import annotations

from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import words_stand_in
from dialogs.ports import Json
from dialogs.state import Frame
from nlu.types import Understanding

FORMER = "@former"
"""The slot of the answers before: one mapping of slots a result, the first of all and the last one."""
FIRST, LAST = "common.asks_first_result", "common.asks_last_result"


def keep_former(draft: Draft, flow: Flow, kept: Frame) -> None:
    """Before another result of the same flow: what the last one was worked out from."""
    if flow.vary is None:
        return
    before = _kept(kept)
    last: list[Json] = [{slot: kept.slots[slot] for slot in sorted(_answers(flow)) if slot in kept.slots}]
    draft.fill(FORMER, [*before[:1], *last])


def former(draft: Draft, flow: Flow, kept: Frame, said: Understanding) -> dict[str, Json] | None:
    """The answers that are to stand again; None when none are meant."""
    before = _kept(kept) if flow.vary is not None and not said.entities else []
    for key, at in ((FIRST, 0), (LAST, -1)):
        if before and words_stand_in(draft.book.texts, key, said):
            found = before[at]
            return found if isinstance(found, dict) else None
    return None


def restore(draft: Draft, flow: Flow, answers: dict[str, Json]) -> None:
    """Puts them in the place of those that stand."""
    draft.clear(_answers(flow) - set(answers))
    for slot, value in answers.items():
        draft.fill(slot, value)


def _kept(frame: Frame) -> list[Json]:
    before = frame.slots.get(FORMER)
    return list(before) if isinstance(before, list) else []


def _answers(flow: Flow) -> set[str]:
    return {each.slot for _, each in flow.collects()} - {each.slot for each in flow.unasked}
