"""What was not found, kept for another try with what is told next: «منطقه ۶» after an address that nobody knew, «آخرش ۷
بود» after a number. Which answer is tried again with which is said by the flow (`retries`), the end of a number is
`repair.endings`'; clearing what was refused is `answers`'."""

from __future__ import annotations

from collections.abc import Collection

from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.ports import Json
from dialogs.steps import Collect

TRIED = "tried"
"""The slot of what was not found, by slot."""


def keep_tried(draft: Draft, flow: Flow, slots: Collection[str]) -> None:
    """Before they are cleared: the values that are tried again with another, and numbers, which may be put right."""
    now = draft.stack[-1].slots
    kept = {slot: now[slot] for slot in slots if now.get(slot) is not None and _may_be_tried(flow, slot, now[slot])}
    if kept:
        draft.fill(TRIED, {**_all(draft), **kept})


def _may_be_tried(flow: Flow, slot: str, value: Json) -> bool:
    if slot in flow.retried:
        return True
    pair = flow.collect_of(slot)
    return pair is not None and not pair[1].secret and isinstance(value, str) and value.isdecimal()


def try_again(draft: Draft, collect: Collect) -> None:
    """What was not found is looked for once more, with what was told now."""
    slot = collect.retries
    if slot and draft.stack[-1].slots.get(slot) is None and (value := _all(draft).get(slot)) is not None:
        draft.fill(slot, value)


def tried(draft: Draft, slot: str) -> Json:
    """What was not found as an answer to this question."""
    return _all(draft).get(slot)


def _all(draft: Draft) -> dict[str, Json]:
    kept = draft.stack[-1].slots.get(TRIED)
    return kept if isinstance(kept, dict) else {}
