"""«خب حالا چطوری درخواست بدم؟», «همین رو ثبت کن» right after a service whose asides lead on (`start`): to that one,
with what is known. The pattern is `(draft, said) -> bool`; its place is in `patterns`."""

from __future__ import annotations

from dialogs.aside import Aside
from dialogs.carrying import carried_for
from dialogs.draft import Draft
from dialogs.fill import fill_opening
from dialogs.flow import Flow
from dialogs.hints import words_held
from dialogs.past import ENDED, just_ended, just_stopped, last_topic
from dialogs.ports import Json
from dialogs.starts import start
from dialogs.state import Frame
from dialogs.walk import walk
from dialogs.wishes import ASKING, STRONG, SURE, clear_wishes, leads
from nlu.types import Act, Understanding

_LED = 10
"""Words of a message that only asks how to go on."""
_KEPT = "@"
"""How a slot begins that holds the first message itself, and no answer."""


def led_on(draft: Draft, said: Understanding) -> bool:
    """«خب حالا چطوری درخواست بدم؟» right after a service that leads to another, «به مبلغش اعتراض دارم» beside one: that
    one, with what is known of it."""
    if len(said.raw.split()) > _LED or leads(said, "cancel", STRONG):
        return False
    held = words_held(draft.book.texts, said)
    if held.isdisjoint(draft.book.leading_words):
        return False  # as most messages
    for flow, kept in _concerned(draft):
        over = not draft.stack and kept.step == ENDED
        for aside in flow.asides:
            if aside.words not in held or not (over or aside.beside) or not _leads_on(draft, aside, kept, said):
                continue
            if aside.beside:
                start(draft, aside.start or "", said, aside.answers(kept.slots))
            elif Act.DENY in said.acts or _wants_other(draft, flow, aside, said):
                continue
            else:
                _follow(draft, flow, kept, aside)
            draft.name("repaired")
            return True
    return False


def _concerned(draft: Draft) -> list[tuple[Flow, Frame]]:
    """What is in hand; else what was told last, or let go of."""
    if draft.stack:
        frame, flow = _served(draft), draft.book.flows.get(draft.served)
        return [(flow, frame)] if flow and frame and draft.asked and not frame.waiting else []
    stopped, told = just_stopped(draft), _told_alone(draft)
    gone = [(draft.book.flows[stopped.flow], stopped)] if stopped else []
    return [each for each in (told, last_topic(draft), just_ended(draft)) if each] + gone


def _told_alone(draft: Draft) -> tuple[Flow, Frame] | None:
    """«باشه ثبت کن» after a service answered something with nothing in hand: of that one, which knows nothing yet."""
    ended = just_ended(draft)
    for said in draft.before.last[-1:]:
        flow = draft.book.flows.get(said.key.partition(".")[0])
        if flow and (ended is None or ended[0] is not flow) and any(each.say == said.key for each in flow.asides):
            return flow, Frame(flow.id, flow.version, step=ENDED)
    return None


def _wants_other(draft: Draft, flow: Flow, aside: Aside, said: Understanding) -> bool:
    """«گزارش چاله رو هم ثبت کن» after an estimate: surely something else of ours."""
    wishes = clear_wishes(draft, said, least=SURE)
    return bool(wishes) and not {aside.start, flow.id, ASKING} & set(wishes)


def _served(draft: Draft) -> Frame | None:
    return next((frame for frame in reversed(draft.stack) if frame.flow == draft.served), None)


def _leads_on(draft: Draft, aside: Aside, kept: Frame, said: Understanding) -> bool:
    """Does it lead to another service, and does the message say nothing that this one does not know?"""
    if aside.start is None or not aside.holds(kept.slots):
        return False
    if aside.beside:
        return not _says_otherwise(draft, aside, kept, said)
    known, asked = (*aside.known.values(), *kept.slots.values()), draft.book.flows[aside.start].names
    return all(each.value in known or each.name not in asked for each in said.entities)


def _says_otherwise(draft: Draft, aside: Aside, kept: Frame, said: Understanding) -> bool:
    """«به رأی ماده صد اعتراض دارم», «اعتراضم چی شد» at a bill: another answer than what is known here. Tried on a
    copy."""
    name = aside.start or ""
    trial = draft.trial([Frame(flow=name, flow_version=draft.book.flows[name].version)])
    fill_opening(trial, said)
    known = aside.answers(kept.slots)
    told = {slot: value for slot, value in trial.stack[-1].slots.items() if not slot.startswith(_KEPT)}
    return any(known.get(slot) != value for slot, value in told.items())


def _answered(draft: Draft, name: str, kept: Frame) -> dict[str, Json]:
    """What was said of it here that the next service would choose: the kind of a request."""
    asked = (collect for _, collect in draft.book.flows[name].collects() if collect.options)
    return {each.slot: kept.slots[each.slot] for each in asked if kept.slots.get(each.slot)}


def _follow(draft: Draft, flow: Flow, kept: Frame, aside: Aside) -> None:
    """To that service; the same one goes on from where it ended, and says nothing twice («همین رو ثبت کن»)."""
    if aside.start != flow.id:
        name = aside.start or ""
        known = {**_answered(draft, name, kept), **carried_for(draft, name), **aside.known}
        start(draft, name, None, known)
        return
    draft.unask()
    draft.shelved = None
    draft.stack.append(kept._replace(slots={**kept.slots, **aside.known}, step=None, attempts={}))
    walk(draft)
