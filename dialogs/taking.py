"""Puts one value of a message into a slot, if it may stand there, and keeps account of what that changed. Which values
a message holds, and for which question, is `fill`'s."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from dialogs.draft import USED, Draft
from dialogs.flow import Flow
from dialogs.ports import Json
from dialogs.state import Frame
from dialogs.steps import Collect
from dialogs.tried import try_again
from dialogs.validators import VALIDATORS, excess
from dialogs.values import shown, wrong_key

ASSUMED = "assumed"
"""The slot of what was assumed and not said since, by slot."""
ADDS_TO = "adds_to"
"""The slot of the words to which what is asked for now is to be added."""


@dataclass(slots=True)
class Filled:
    """What a message gave. `answered`: the question that stood is answered. `changed`: earlier answers that are
    different now. `heard`: what is never asked for was said. `wrong`: why the answer to the question cannot stay (a
    text key). `frozen`: a change came too late, its request is on the way."""

    answered: bool = False
    took: int = 0
    heard: bool = False
    slots: set[str] = field(default_factory=set)
    changed: list[tuple[Collect, Json]] = field(default_factory=list)
    wrong: str | None = None
    frozen: bool = False


def take(
    draft: Draft, flow: Flow, collect: Collect, value: Json, filled: Filled, *, asked: bool, fault: str | None = None
) -> None:
    """Puts one value where it belongs, if it may stand there."""
    frame = draft.stack[-1]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    value = collect.as_choice(value)
    if asked and collect.gather:
        value = _narrowed(collect, frame, value)
    if not _sound(draft, collect, value, fault):
        if asked:
            filled.wrong = wrong_key(draft, flow, collect, fault or excess(collect.check, value))
        return
    twice = collect.slot in filled.slots  # said twice in one message: nothing was there before to be changed
    filled.slots.add(collect.slot)
    if collect.slot in frame.slots and frame.slots[collect.slot] == value:
        filled.took += 1
        if collect.heard:  # asked for once more: what only the last answer was about holds no more
            filled.heard = True
            draft.clear(set(collect.forgets) - filled.slots)
        return
    if draft.acting_call(frame):
        filled.frozen = True
        return
    change = collect.slot in frame.slots and frame.slots[collect.slot] is not None
    put(draft, flow, collect, value, beside=filled.slots)
    filled.took += 1
    if asked:
        filled.answered, filled.wrong = True, None
    elif collect.heard:
        filled.heard = True
    elif change and (not twice or any(each.slot == collect.slot for each, _ in filled.changed)):
        filled.changed = [pair for pair in filled.changed if pair[0].slot != collect.slot]
        filled.changed.append((collect, shown(draft.book.texts, collect, frame.slots, value)))


def _narrowed(collect: Collect, frame: Frame, value: Json) -> Json:
    """«هفتهٔ بعد», and then «دوشنبه»: an answer to what a wish left open is a part of that wish."""
    wish = frame.slots.get(collect.slot)
    open_yet = isinstance(wish, dict) and not collect.settled(frame.slots)
    return {**wish, **value} if open_yet and isinstance(wish, dict) and isinstance(value, dict) else value


def _sound(draft: Draft, collect: Collect, value: Json, fault: str | None) -> bool:
    if fault is not None or value in ("", None):
        return False
    if collect.gather:
        return True
    if (option := value in collect.values) and collect.options_from:
        return True  # «همه» beside a list of numbers: no number, and none to check
    # Then the options are only some of what may be said
    open_ended = (collect.heard and not collect.closed) or collect.location
    fixed = open_ended or option
    if collect.options_from is None and collect.options and not fixed:
        return False
    if collect.options_from and collect.check is None and not (fixed or _offered(draft, collect, value)):
        return False
    return collect.check is None or VALIDATORS[collect.check](value)


def _offered(draft: Draft, collect: Collect, value: Json) -> bool:
    asked = draft.asked
    return asked is not None and asked.slot == collect.slot and any(offer.value == value for offer in asked.offers)


def put(draft: Draft, flow: Flow, collect: Collect, value: Json, *, beside: Collection[str] = ()) -> None:
    """Sets a slot. Changing an earlier answer makes later one-time codes count for nothing, and void what it `forgets`
    (but not what was said `beside` it)."""
    frame = draft.stack[-1]
    if collect.slot in frame.slots and frame.slots[collect.slot] != value:
        later = flow.collects()
        at = next(index for index, (_, each) in enumerate(later) if each.slot == collect.slot)
        draft.unmark(step.id for step, each in later[at + 1 :] if each.secret and frame.done.get(step.id) == USED)
    void = set(collect.forgets) - set(beside) if collect.forgets and frame.slots.get(collect.slot) != value else set()
    if void:
        draft.clear(void)
    if ASSUMED in frame.slots and _assumed(frame).keys() & (void | {collect.slot}):
        left = {slot: each for slot, each in _assumed(frame).items() if slot not in void | {collect.slot}}
        draft.fill(ASSUMED, left)
    draft.fill(collect.slot, value)
    if collect.others and frame.slots.get(collect.others):
        draft.fill(collect.others, _but(frame.slots[collect.others], value))
    if collect.retries:
        try_again(draft, collect)


def _but(others: Json, value: Json) -> Json:
    """What waits, without the one that is taken now."""
    if not isinstance(others, dict):
        return None
    rest = _but(others.get("rest"), value)
    return rest if others.get("next") == value else {**others, "rest": rest}


def assume(draft: Draft, slot: str, value: Json) -> None:
    """Takes what the question assumes for who does not know, beside what they do know («یکشنبه بعدازظهر», and then «هر
    ساعتی شد»). Texts may show it as `assumed.<slot>`."""
    draft.fill(ASSUMED, {**_assumed(draft.stack[-1]), slot: value})
    known = draft.stack[-1].slots.get(slot)
    if isinstance(known, dict) and isinstance(value, dict):
        value = {**known, **value}
    draft.fill(slot, value)


def _assumed(frame: Frame) -> dict[str, Json]:
    kept = frame.slots.get(ASSUMED)
    return kept if isinstance(kept, dict) else {}
