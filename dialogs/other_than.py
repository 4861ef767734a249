"""«اون یکی چی؟», «پلاک ۶ چی؟»: which of a list is meant, or is not, is known before the list is; the list then says
which one that is."""

from __future__ import annotations

from collections.abc import Collection

from dialogs.choices import names_other
from dialogs.draft import Draft
from dialogs.past import last_one
from dialogs.picking import PICK, plate_in, showing
from dialogs.ports import Json
from dialogs.state import Frame
from dialogs.steps import Collect
from dialogs.values import Choice
from nlu.types import Understanding

OTHER_THAN = "@other_than"
"""The slot that says which of a list is not meant: the question's slot and that value; or the `words` for one."""
OF_ANOTHER = "@of_another"
"""In `done` of a service that was asked for about somebody else's property: the only one of a list may not be meant."""


def minds_other(draft: Draft, said: Understanding) -> bool:
    """«از اون یکی خبرم کن»: which one is not meant is known, and the list that is still to come says which one is."""
    flow, carried, before = draft.flow, draft.carried, last_one(draft)
    if flow is None or not flow.choosing:
        return False
    plate = plate_in(said.raw)
    if plate and PICK in draft.stack[-1].slots:
        return True  # the list finds it
    if not (plate or names_other(said.raw)):
        return False
    values = carried.values if carried and flow.id in carried.flows else {}
    last = {**(before[1].slots if before and before[0] is flow else {}), **values}
    for collect in flow.choosing:
        if collect.slot in last and collect.slot not in draft.stack[-1].slots:
            words = {"words": plate} if plate else {}
            draft.fill(OTHER_THAN, {"slot": collect.slot, "value": last[collect.slot], **words})
            return True
    return False


def turns_from_shown(draft: Draft, said: Understanding, told: Collection[str]) -> None:
    """«اون یکیو هم قسطی کن» at one of a list: what was told beside it, and is never asked for, is of another one."""
    flow = draft.flow
    if flow is None or not names_other(said.raw) or not any(each.slot in told for each in flow.unasked):
        return
    for collect in flow.choosing:
        value = draft.stack[-1].slots.get(collect.slot)
        if value and collect.slot not in told:
            draft.clear([collect.slot])
            draft.fill(OTHER_THAN, {"slot": collect.slot, "value": value})


def not_meant(frame: Frame) -> dict[str, Json]:
    """Which one is not meant, for the service that goes on from this one and chooses from the same list."""
    return {OTHER_THAN: frame.slots[OTHER_THAN]} if OTHER_THAN in frame.slots else {}


def only_one(draft: Draft, collect: Collect, listed: list[Choice]) -> Json:
    """What need not be asked: the one of its list, or the one beside that which is not meant."""
    frame, source = draft.stack[-1], collect.options_from
    but = frame.slots.get(OTHER_THAN)
    if isinstance(but, dict) and but["slot"] == collect.slot:
        draft.clear([OTHER_THAN])
        if words := but.get("words"):
            values = [value for value, _ in listed]
            at = showing(str(words), source, frame.slots, values) if source else None
            return None if at is None else values[at]
        left = [value for value, _ in listed if value != but["value"]]
        return left[0] if len(left) == 1 and len(listed) > 1 else None
    single = source is not None and source.take_single and len(listed) == 1 and OF_ANOTHER not in frame.done
    return listed[0][0] if single and not frame.attempts.get(collect.slot) else None
