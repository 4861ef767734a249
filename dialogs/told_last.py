"""Which number of a service whose answers may be varied was told last: «نه ببخشید ۳۵۰» after its result is said of that
one. Several told in one message are none that could be meant."""

from __future__ import annotations

from dialogs.bare import is_number
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.state import Frame
from dialogs.steps import Collect
from dialogs.taking import Filled

TOLD = "@told"
"""The slot of the name of the slot that it was told to."""


def keep_told(draft: Draft, flow: Flow, filled: Filled) -> None:
    """After a message was taken: the one number of it; of a message with other answers none."""
    if flow.vary is None or not filled.slots:
        return
    numbers = {each.slot for _, each in flow.collects() if each.slot in filled.slots and is_number(each)}
    if len(numbers) == 1:
        draft.fill(TOLD, numbers.pop())
    else:
        draft.clear([TOLD])


def told_last(flow: Flow, kept: Frame) -> Collect | None:
    """The question that was answered with it."""
    slot = kept.slots.get(TOLD)
    pair = flow.collect_of(slot) if isinstance(slot, str) else None
    return pair[1] if pair else None
