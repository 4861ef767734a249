"""The engine's own questions, beside those of the flows: a human?, start anew?, which of these?, resume?, what to
change? Each is one function that asks and one that takes the answer. Their slots begin with `@`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dialogs.desk import REASONS, open_case
from dialogs.draft import FILE, MEANT, MENU, PLACE, Draft, Label
from dialogs.flow import Flow
from dialogs.labels import name_of
from dialogs.ports import Json
from dialogs.rounds import ACTED
from dialogs.signing import SIGN_IN
from dialogs.starts import start
from dialogs.state import Asked, Frame
from dialogs.steps import Collect, Confirm
from dialogs.taking import ADDS_TO, put
from dialogs.values import let_go_text
from dialogs.walk import WANTED, start_queued, walk

HUMAN = "@human"
RESTART = "@restart"
CLARIFY = "@clarify"
RESUME = "@resume"
CHANGE = "@change"
RATE = "@rate"

_CANCELLED = "common.cancelled"

_YES: Label = ("common.answer_yes", {})
_NO: Label = ("common.answer_no", {})


_OFFERED: Mapping[str, str] = {
    "attempts_used": "common.attempts_used",
    "not_understood": "common.cannot_handle_3",
    "out_of_scope": "common.not_ours_again",
    "unsatisfied": "common.unsatisfied",
}
"""How a person is offered, by the reason for it; the reason goes with the case."""


def offer_human(draft: Draft, reason: str) -> None:
    """A person, or go on alone; with a flow in hand, or leave it."""
    key = _OFFERED[reason]
    choices: list[tuple[Json, Label]] = [(reason, ("common.human", {})), ("continue", ("common.continue", {}))]
    if draft.stack:
        choices.append(("cancel", ("common.cancel", {})))
    draft.ask(HUMAN, key, {}, choices=choices)


def ask_restart(draft: Draft) -> None:
    draft.ask(RESTART, "common.restart_confirm", {}, choices=[(True, _YES), (False, _NO)])


def ask_resume(draft: Draft, key: str, args: Mapping[str, Json]) -> None:
    draft.ask(RESUME, key, args, choices=[(True, _YES), (False, _NO)])


def ask_which(draft: Draft, flows: Iterable[str]) -> None:
    """Clarification: at most three services by name, and «none of these»; one alone is a yes or a no."""
    names = [name for name in flows if name in draft.book.flows]
    if len(names) == 1:
        yes_no: list[tuple[Json, Label]] = [(names[0], _YES), (None, _NO)]
        draft.ask(CLARIFY, "common.clarification_one", {"title": draft.title(names[0])}, choices=yes_no)
        return
    choices: list[tuple[Json, Label]] = [(name, (draft.book.flows[name].title, {})) for name in names]
    choices.append((None, ("common.clarification_none", {})))
    draft.ask(CLARIFY, "common.clarification", {}, choices=choices)


def ask_change(draft: Draft, key: str) -> None:
    """After a no to a summary, or «I was wrong» without a value: one button for each answer that can change."""
    draft.ask(CHANGE, key, {}, choices=changeable(draft))


def ask_what_for(draft: Draft, point: Mapping[str, Json]) -> None:
    """A point that nobody asked for: the services that take one."""
    flows = [flow for flow in draft.book.menu() if flow.place_question()]
    choices: list[tuple[Json, Label]] = [({"flow": flow.id, "point": dict(point)}, (flow.title, {})) for flow in flows]
    draft.ask(PLACE, "common.location_for_what", {}, choices=choices)


def ask_satisfied(draft: Draft) -> None:
    """Did it work? Once for what was just done."""
    draft.ask(RATE, "common.satisfaction", {}, choices=[(True, _YES), (False, _NO)])


def file_taker(draft: Draft) -> Flow | None:
    """The service that files are offered to when nothing in hand takes them."""
    return next((flow for flow in draft.book.flows.values() if flow.file_offer), None)


def ask_file(draft: Draft) -> bool:
    """Is the file that just came for the service that takes such files? False when no service does."""
    flow = file_taker(draft)
    if flow is None:
        return False
    draft.ask(FILE, flow.file_offer, {}, choices=[(flow.id, _YES), (None, _NO)])
    return True


def show_menu(draft: Draft, key: str) -> None:
    """The services, as buttons that never go stale; their numbers and names can be typed too."""
    flows = draft.book.menu()
    choices: list[tuple[Json, Label]] = [(flow.id, (flow.title, {})) for flow in flows]
    draft.ask(MENU, key, {}, choices=choices, lasting=True)


def answered_of(draft: Draft) -> list[str]:
    """The questions of the flow in hand that have an answer to change."""
    flow, frame = draft.flow, draft.top
    if flow is None or frame is None:
        return []
    return [each.slot for _, each in flow.collects() if frame.slots.get(each.slot) is not None and not each.heard]


def changeable(draft: Draft) -> list[tuple[Json, Label]]:
    flow, frame = draft.flow, draft.top
    if flow is None or frame is None:
        return []
    choices: dict[Json, Label] = {}
    for step, collect in flow.collects():
        name = name_of(draft.book.texts, collect)
        here = collect.slot not in choices or (step.when is not None and step.when.holds(frame.slots))
        if here and name and (collect.slot in frame.slots or collect.aside) and not collect.secret:
            choices[collect.slot] = (name, {})
    return [*choices.items(), (None, ("common.cancel", {}))]


# Answers


def _human(draft: Draft, value: Json) -> None:
    if isinstance(value, str) and value in REASONS:
        open_case(draft, value)
    elif value == "cancel":
        cancel_top(draft)
    else:
        if draft.stack:
            draft.change(attempts={})
        draft.name("repaired")
        reopen(draft)


def _restart(draft: Draft, value: Json) -> None:
    draft.name("repaired")
    if not value:
        draft.say("common.restart_kept")
        reopen(draft)
        return
    draft.stack.clear()
    draft.queued = ()
    draft.forget_past()
    show_menu(draft, "common.restarted")


def _resume(draft: Draft, value: Json) -> None:
    draft.name("repaired")
    if value:
        draft.say("common.resume", {"title": draft.title(draft.served)})
        reopen(draft)
    else:
        cancel_top(draft)


def _clarify(draft: Draft, value: Json) -> None:
    if isinstance(value, str):
        start(draft, value, None)
        return
    draft.name("not_understood")
    draft.carried = None
    if draft.queued and not draft.stack:
        walk_on(draft)
    else:
        show_menu(draft, "common.menu")


def _meant(draft: Draft, value: Json) -> None:
    given = value if isinstance(value, dict) else {}
    flow, slot = draft.flow, given.get("slot")
    pair = flow.collect_of(slot) if flow and isinstance(slot, str) else None
    if flow and pair and "value" in given:
        put(draft, flow, pair[1], given["value"])
    else:
        draft.name("repaired")
    walk(draft)


def _place(draft: Draft, value: Json) -> None:
    given = value if isinstance(value, dict) else {}
    point = given.get("point")
    draft.point = point if isinstance(point, dict) else None
    start(draft, str(given.get("flow")), None)


def _rate(draft: Draft, value: Json) -> None:
    """No talking anybody out of it: a no is followed by a person."""
    if value:
        draft.name("satisfied")
        draft.say("common.satisfied")
    else:
        draft.name("unsatisfied")
        offer_human(draft, "unsatisfied")


def _file(draft: Draft, value: Json) -> None:
    """The service finds the file waiting for it; a no lets go of it."""
    if isinstance(value, str):
        start(draft, value, None)
        return
    draft.files = ()
    draft.name("repaired")
    draft.say("common.file_let_go")
    if draft.stack:
        walk(draft)


def _change(draft: Draft, value: Json) -> None:
    if not isinstance(value, str) or draft.flow is None:
        cancel_top(draft)
        return
    pair = draft.flow.collect_of(value)
    if stands_alone(draft, value):
        draft.name("repaired")
        draft.say("common.only_this_one")
        walk(draft)
        return
    draft.name("corrected")
    before = draft.stack[-1].slots.get(value)
    draft.clear([value])
    draft.change(attempts={})
    if pair and pair[1].aside:
        if isinstance(before, str) and pair[1].free_text:  # more is told to what was told already
            draft.fill(ADDS_TO, before)
        draft.mark(pair[0].id, WANTED)
    walk(draft)


ANSWERS: Mapping[str, Callable[[Draft, Json], None]] = {
    HUMAN: _human,
    RESTART: _restart,
    RESUME: _resume,
    CLARIFY: _clarify,
    CHANGE: _change,
    MEANT: _meant,
    RATE: _rate,
    PLACE: _place,
    FILE: _file,
    MENU: _clarify,
}
"""Who takes the answer to which of the engine's questions."""


def answer(draft: Draft, value: Json) -> None:
    """Takes the answer to the engine's question that stands."""
    asked = draft.asked
    if asked is None:
        return
    draft.unask()
    draft.strikes = 0
    ANSWERS[asked.slot](draft, value)


def reopen(draft: Draft) -> None:
    """Back to where the conversation was: the question of the flow in hand, or the menu."""
    draft.unask()
    if draft.stack:
        walk(draft)
    else:
        show_menu(draft, "common.menu")


def cancel_top(draft: Draft) -> None:
    """Stops the flow in hand at once, says which one, and offers to take it up again."""
    gone = draft.stack.pop()
    if gone.flow == SIGN_IN and draft.stack:
        gone = draft.stack.pop()
    draft.unask()
    draft.name("cancelled")
    key, args = _cancelled(draft, gone)
    if not draft.stack:
        draft.shelved = gone
        draft.say(key, args, draft.start_buttons([gone.flow]))
        walk_on(draft)
        return
    draft.say(key, args)
    below = draft.stack[-1]
    if below.waiting:
        draft.shelved = gone
        return
    ask_resume(draft, "common.resume_offer", {"title": draft.title(draft.served)})


def walk_on(draft: Draft) -> None:
    """After a cancel: what was noted for later comes now."""
    if draft.queued:
        start_queued(draft)
        walk(draft)


def _cancelled(draft: Draft, frame: Frame) -> tuple[str, dict[str, Json]]:
    """What is said of it, in the service's own words where something stands that it was to change."""
    key = _cancelled_key(draft, frame)
    own = let_go_text(draft, frame) if key == _CANCELLED else None
    return own or (key, {"title": draft.title(frame.flow)})


def _cancelled_key(draft: Draft, frame: Frame) -> str:
    """What to say depends on what is already out of our hands."""
    if draft.acting_call(frame):
        return "common.cancelled_sent"
    if ACTED in frame.done:
        return "common.cancelled_after_call"
    flow = draft.book.flows.get(frame.flow)
    for step in flow.steps if flow else ():
        spec = draft.book.actions.get(getattr(step.does, "action", ""))
        if spec and spec.acts and step.id in frame.done:
            return "common.cancelled_after_call"
    return _CANCELLED


def again(draft: Draft) -> None:
    """Puts the question that stands once more, with fresh buttons."""
    asked = draft.asked
    if asked is None or asked.slot not in ANSWERS:
        if draft.stack:
            walk(draft)
        return
    if asked.slot == HUMAN:
        offer_human(draft, str(asked.offers[0].value) if asked.offers[0].value in _OFFERED else "not_understood")
    elif asked.slot == RESTART:
        ask_restart(draft)
    elif asked.slot == RESUME and draft.stack:
        ask_resume(draft, "common.resume_offer", {"title": draft.title(draft.served)})
    elif asked.slot == CLARIFY:
        ask_which(draft, [str(offer.value) for offer in asked.offers if offer.value])
    elif asked.slot == CHANGE:
        ask_change(draft, "common.correct_what")
    elif asked.slot == RATE:
        ask_satisfied(draft)
    elif asked.slot == PLACE and (point := standing_point(draft)):
        ask_what_for(draft, point)
    elif asked.slot == FILE:
        ask_file(draft)
    elif asked.slot == MEANT and draft.stack:
        draft.unask()
        walk(draft)
    else:
        _menu_again(draft, asked)


def _menu_again(draft: Draft, asked: Asked) -> None:
    """The offers under a result that stand, or the whole menu."""
    if any(told.key == "common.anything_else" for told in draft.before.last):
        draft.offer_services(str(offer.value) for offer in asked.offers)
    else:
        show_menu(draft, "common.menu")


def standing_point(draft: Draft) -> Mapping[str, Json] | None:
    """The point that was shared and waits to be told what for."""
    asked = draft.asked
    values = [offer.value for offer in asked.offers] if asked and asked.slot == PLACE else []
    first = values[0] if values else None
    point = first.get("point") if isinstance(first, dict) else None
    return point if isinstance(point, dict) else None


def in_confirm(draft: Draft) -> bool:
    """Is the question that stands a summary to affirm?"""
    flow = draft.flow if draft.asked else None
    step = flow.step(draft.asked.slot) if flow and draft.asked else None
    return step is not None and isinstance(step.does, Confirm)


def asked_collect(draft: Draft) -> Collect | None:
    """The flow's question that stands, when one does."""
    asked, stack = draft.asked, draft.stack
    if asked is None or not stack:
        return None
    flow = draft.book.flows.get(stack[-1].flow)
    return flow.asks.get(asked.slot) if flow else None  # no confirm has the name of a slot: `check` (`id_reserved`)


def asked_without(draft: Draft, slot: str) -> bool:
    """Would this be asked again if its answer were taken away? Not what was taken because there was only one, and not
    what the other answers make needless. Tried on a copy; what has to be called anew is asked about."""
    trial = draft.trial(draft.stack)
    trial.clear([slot])
    walk(trial)
    return bool(trial.stack and trial.stack[-1].waiting) or (trial.asked is not None and trial.asked.slot == slot)


def stands_alone(draft: Draft, slot: str) -> bool:
    """Is its answer the one of a list of one, so that it cannot be chosen otherwise?"""
    flow, known = draft.flow, draft.stack[-1].slots.get(slot) is not None
    listed = known and flow is not None and any(each.options_from for _, each in flow.collects() if each.slot == slot)
    return listed and not asked_without(draft, slot)
