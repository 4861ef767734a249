"""Starting a service, on top of whatever is in hand: a digression is nothing more than that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogs.asides import say_aside
from dialogs.carrying import FOR_NEXT, is_question, of_another_kind, taken_along
from dialogs.choices import names_other
from dialogs.draft import Draft
from dialogs.effects import Say
from dialogs.fill import fill_opening
from dialogs.flow import Flow
from dialogs.hints import words_stand_in
from dialogs.other_than import OF_ANOTHER, minds_other
from dialogs.own_words import only_named
from dialogs.past import FAILED, half_done
from dialogs.portions import portion, told_apart
from dialogs.ports import Json
from dialogs.signing import SIGN_IN, keep_who, own_numbers
from dialogs.state import Carried, Frame
from dialogs.walk import DEEPEST, walk
from dialogs.wishes import NOT_SERVICES, PERSON, STRONG
from nlu.types import Understanding

KIN = "common.asks_kin"
"""Words that speak of a relative's property."""


def start(draft: Draft, name: str, said: Understanding | None, known: Mapping[str, Json] | None = None) -> None:
    """Starts the service `name`, or takes it up again where it stands. `known` are answers it need not ask for."""
    flow = draft.book.flows.get(name)
    draft.unask()
    if flow is None or flow.system:
        draft.say("common.not_available_yet")
        draft.name("out_of_scope")
        walk(draft)
        return
    at = next((index for index, frame in enumerate(draft.stack) if frame.flow == name), None)
    if at is not None:
        draft.stack.append(draft.stack.pop(at))
    elif not may_start(draft):
        draft.say("common.too_deep", {"title": draft.title(name)})
    else:
        told_anew = said is not None and bool(flow.opened) and not only_named(draft, flow, said)
        kept = None if told_anew else half_done(draft, name)
        draft.stack.append(_frame(draft, kept, flow, fresh=said is not None))
        _take_along(draft)
        if said is not None:
            said = own_numbers(flow, said)
            draft.heard = said.entities
            fill_opening(draft, said)
            keep_who(draft)
            if say_aside(draft, flow, draft.stack[-1].slots, said) and words_stand_in(draft.book.texts, KIN, said):
                draft.mark(OF_ANOTHER, "")
        if said is None or not (minds_other(draft, said) or of_another_kind(draft, said)):
            _take_carried(draft)
        if said is not None:
            _take_pointed(draft, said)
            if not names_other(said.raw):
                _take_shown(draft)
            _keep_for_next(draft, flow, said)
        _take_known(draft, known or {})
    if name in draft.queued:
        draft.queued = tuple(queued for queued in draft.queued if queued != name)
    at = len(draft.effects)
    walk(draft)
    told = draft.effects[at:]  # «شرایطش چیه» is answered on the way as well: once is enough
    draft.effects[:at] = [each for each in draft.effects[:at] if not (isinstance(each, Say) and each in told)]


def _take_carried(draft: Draft) -> None:
    """What was just talked about and the citizen has not said otherwise."""
    carried, flow = draft.carried, draft.flow
    if carried and flow and flow.id in carried.flows and not (_describes(draft, flow) or _elsewhere(draft, flow)):
        _take_known(draft, taken_along(draft, flow))


def _keep_for_next(draft: Draft, flow: Flow, said: Understanding) -> None:
    """«یه خونه بسازم، منطقه ۵، زمینم ۲۰۰ متره»: of what a service does not ask, and one that it leads to works with,
    nothing has to be told twice."""
    given = {each.name for each in said.entities if not each.fault}
    led = (draft.book.flows.get(aside.start) for aside in flow.asides if aside.start)
    following = next((each for each in led if each and each.vary and not given.isdisjoint(each.names)), None)
    if following is None or given <= flow.names:
        return
    before, told = draft.carried, _told(draft, following.id, said)
    flows, values = (before.flows, before.values) if before else ((), {})
    draft.carried = Carried(tuple(dict.fromkeys((*flows, following.id))), {**values, **told})
    draft.fill(FOR_NEXT, dict(told))


def _take_pointed(draft: Draft, said: Understanding) -> None:
    """«پروانه می‌خوام برا همین ملک» right after its file: what it was about, though it did not offer this."""
    carried, flow = draft.carried, draft.flow
    if carried is None or flow is None or not words_stand_in(draft.book.texts, "common.words_of_property", said):
        return
    for collect in flow.choosing:
        known = next((carried.values[name] for name in collect.entities if name in carried.values), None)
        if known is not None:
            _take_known(draft, {collect.slot: known})


def _take_shown(draft: Draft) -> None:
    """«قسطی می‌خوام» at one of the bills: of that one, where both services choose from the same list under one name."""
    below = draft.stack[-2] if len(draft.stack) > 1 else None
    flow, under = draft.flow, draft.book.flows.get(below.flow) if below else None
    if flow is None or under is None or below is None:
        return
    for slot in flow.chosen_alike(under):
        if below.slots.get(slot):
            _take_known(draft, {slot: below.slots[slot]})


def _describes(draft: Draft, flow: Flow) -> bool:
    """«وضعیت پروانه‌ام»: does the message say itself which one is meant? What is only ever heard and no choice does."""
    return any(each.slot in draft.stack[-1].slots for each in flow.unasked if not each.options)


def _elsewhere(draft: Draft, flow: Flow) -> bool:
    """«عوارض زمین ۲۰۰ متری تو منطقهٔ ۳» after the particulars of one elsewhere: nothing of that one is meant."""
    place, slots = flow.place_question(), draft.stack[-1].slots
    if place is None or draft.carried is None:
        return False
    other = slots.get(place.slot) not in (None, draft.carried.values.get(place.slot))
    return other or any(place.slot in each.anew and each.slot in slots for _, each in flow.collects() if each.heard)


def _take_known(draft: Draft, known: Mapping[str, Json]) -> None:
    for slot, value in known.items():
        if draft.flow and draft.flow.collect_of(slot) and slot not in draft.stack[-1].slots:
            draft.fill(slot, value)


def _take_along(draft: Draft) -> None:
    """The point that came with the wish, or was chosen for it."""
    collect = draft.flow.place_question() if draft.flow and draft.point else None
    if collect and draft.point:
        draft.fill(collect.slot, dict(draft.point))
        draft.point = None


def may_start(draft: Draft) -> bool:
    """Is there room for one more service on the stack?"""
    return len(draft.stack) < DEEPEST or sum(frame.flow != SIGN_IN for frame in draft.stack) < DEEPEST


def note_for_later(draft: Draft, name: str, said: Understanding, *, first: str | None, sure: bool = True) -> bool:
    """A second wish in one message: kept with what is said of it, told, and started when the first is done: None where
    that is in hand. `sure`: whether the first is meant. False when it is noted already, or cannot be."""
    if name not in draft.book.flows or name in draft.queued or len(draft.queued) >= DEEPEST:
        return False
    after = bool(draft.queued) or first is None
    key = "common.queued_too" if after else "common.queued" if sure else "common.queued_in_doubt"
    if key == "common.queued" and is_question(draft.book.flows[name]):
        key = "common.queued_question"
    elif key == "common.queued" and first and is_question(draft.book.flows[first]):
        key = "common.queued_after_answer"
    draft.queued = (*draft.queued, name)
    draft.noted = {**draft.noted, name: _told_to(draft, name, said)}
    draft.say(key, {"title": draft.title(name), "first": draft.title(first or draft.served)})
    return True


def keep_beside_person(draft: Draft, said: Understanding) -> bool:
    """«کارشناس می‌خوام، پروندمم ببین چی شد»: what is surely wanted beside a person waits until their case is open. False
    where no person is asked for beside it."""
    names = [] if draft.stack or draft.in_line else told_apart(said, STRONG)
    if PERSON not in names:
        return False
    for name in names:
        if name in draft.book.flows and name not in NOT_SERVICES:
            draft.queued = (*draft.queued, name)
            draft.noted = {**draft.noted, name: _told_to(draft, name, said)}
    return bool(draft.queued)


def kept_for(draft: Draft, names: Sequence[str], said: Understanding) -> Carried:
    """What a message that may mean any of these services tells each of them, until it is said which one it is."""
    told: dict[str, Json] = {}
    for name in names:
        told = {**_told(draft, name, said), **told}
    return Carried(tuple(names), told)


def _told(draft: Draft, name: str, said: Understanding) -> Mapping[str, Json]:
    """What the message answers of the service's questions."""
    trial = draft.trial([Frame(flow=name, flow_version=draft.book.flows[name].version)])
    fill_opening(trial, said)
    return trial.stack[-1].slots


def _told_to(draft: Draft, name: str, said: Understanding) -> Mapping[str, Json]:
    """The same of one that waits. Words are taken from its own part of the message alone."""
    flow, part = draft.book.flows[name], portion(said, name)
    slots = _told(draft, name, part or said)
    if part:
        return slots
    return {slot: value for slot, value in slots.items() if slot not in {each.slot for each in flow.opened}}


def _frame(draft: Draft, kept: Frame | None, flow: Flow, *, fresh: bool) -> Frame:
    """A new frame; or, by the button of a stopped service, that one with its answers. One that the backend stopped is
    taken up by asking for it too: nobody should have to say everything twice. But what is told in new words is no
    longer what was told before."""
    name, version = flow.id, flow.version
    if kept and (not fresh or FAILED in kept.done):
        draft.shelved = None
        if kept.waiting and kept.waiting not in draft.calls:
            return Frame(flow=name, flow_version=kept.flow_version, slots=kept.slots, done=kept.done)
        return kept
    return Frame(flow=name, flow_version=version)
