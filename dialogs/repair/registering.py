"""«خب دوباره ثبتش کن» right after a request was taken back, «پرداختم، دوباره ثبت کن» after it was refused: once more
from where it can be, and nothing is sent without another yes. Telling a result again is `orders.repeat`'s. The pattern
is `(draft, said) -> bool`; its place is in `patterns`."""

from __future__ import annotations

from dialogs.conditions import look
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import words_stand_in
from dialogs.past import just_ended
from dialogs.ports import Json
from dialogs.repair.done import about, acted
from dialogs.starts import start
from dialogs.state import Frame
from dialogs.steps import CallStep, Confirm
from dialogs.walk import ROUTE, walk
from nlu.types import Act, Understanding

_AGAIN = "common.asks_register_again"
_PAID = "common.asks_paid"
_RESTORE = "common.asks_restore"
"""Words that are sorry for having taken it back."""
_LONGEST = 9
_INQUIRY = "inquiry_"
_OURS = {"nosazi_clearance": "clearance"}
"""What the contract calls a type, where citizens' choice has another word for it."""


def register_again(draft: Draft, said: Understanding) -> bool:
    """Only right after a request was taken back or refused, and in a few words."""
    ended = just_ended(draft)
    if draft.stack or ended is None or len(said.raw.split()) > _LONGEST:
        return False
    flow, kept = ended
    texts = draft.book.texts
    again = words_stand_in(texts, _AGAIN, said)
    if flow.undo and kept.slots.get(flow.wish) == flow.undo and acted(draft, kept):
        return (again or words_stand_in(texts, _RESTORE, said)) and _once_more(draft, flow, kept)
    if Act.WITHDRAW in flow.acts and acted(draft, kept):
        return (again or words_stand_in(texts, _RESTORE, said)) and _from_beginning(draft, kept)
    return (again or words_stand_in(texts, _PAID, said)) and _taken_up(draft, flow, kept)


def _once_more(draft: Draft, flow: Flow, kept: Frame) -> bool:
    """What was given up («برش گردون» after a visit was cancelled): the same is taken anew, and asks first."""
    start(draft, flow.id, None, about(flow, kept))
    draft.name("repaired")
    return True


def _from_beginning(draft: Draft, kept: Frame) -> bool:
    """The kind that was taken back, for the same property, by the service that registers it."""
    kind = str(look(kept.slots, "found.file.type") or "")
    slot, value = ("inquiry_type", kind.removeprefix(_INQUIRY)) if kind.startswith(_INQUIRY) else ("request_type", kind)
    value = _OURS.get(value, value)
    flow = next((flow for flow in draft.book.menu() if _offers(flow, slot, value)), None)
    if flow is None:
        return False
    known: dict[str, Json] = {slot: value, "nosazi_code": look(kept.slots, "found.file.nosazi_code")}
    start(draft, flow.id, None, {name: each for name, each in known.items() if each})
    draft.name("repaired")
    return True


def _offers(flow: Flow, slot: str, value: str) -> bool:
    pair = flow.collect_of(slot)
    return pair is not None and any(option.value == value for option in pair[1].options)


def _taken_up(draft: Draft, flow: Flow, kept: Frame) -> bool:
    """What the other side refused goes to its summary once more: it may be taken now."""
    acting = [step.id for step in flow.steps if isinstance(step.does, CallStep) and _acts(draft, step.does)]
    if not any(ROUTE in kept.done.get(step, "") for step in acting):
        return False
    shown = [step.id for step in flow.steps if isinstance(step.does, Confirm)]
    draft.unask()
    draft.shelved = None
    draft.stack.append(kept._replace(step=None, attempts={}))
    draft.unmark([*acting, *shown])
    draft.name("repaired")
    walk(draft)
    return True


def _acts(draft: Draft, call: CallStep) -> bool:
    spec = draft.book.actions.get(call.action)
    return spec is not None and spec.acts
