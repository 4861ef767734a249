"""The one rule of flows: in every turn the top flow is walked from its first step, and the first step that is not
done is run. What the citizen meant is found elsewhere (`fill`, `repair`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dialogs import carrying, reminders
from dialogs.desk import open_case
from dialogs.draft import USED, Draft, fingerprint
from dialogs.flow import Flow
from dialogs.kept import hand_over, tell_left
from dialogs.links import LINKED, in_its_place, put_off_lowest, returned
from dialogs.other_than import not_meant, only_one
from dialogs.past import ENDED, FAILED, half_done
from dialogs.picking import PICK, keep_item, use_pick
from dialogs.repair.faults import internal_error
from dialogs.rounds import next_round
from dialogs.secrets import public_args
from dialogs.signing import SIGN_IN, push_sign_in
from dialogs.state import Frame, Mode, Pending
from dialogs.steps import (
    Branch,
    CallStep,
    Collect,
    Confirm,
    End,
    Handoff,
    Link,
    Remind,
    Repeat,
    SayStep,
    Step,
    Vary,
    arguments,
)
from dialogs.values import Choice, args_for, given_wrong, listed_choices, question_args
from dialogs.variants import next_variant

ROUTE = ">"
REVISED = "@revised"
"""In `done` of a flow that was opened again after its result: its offers were made already."""
MOVED = "@moved"
"""In `done` of a flow taken over from an older version: how far it had come, as a position of the new one."""
WANTED = "wanted"
"""In `done` of a question aside: the citizen chose to answer it."""
DEEPEST = 4
"""Services in hand at once; the sign-in on top makes five frames at most."""
MOST_STEPS = 400

_WAITS = "@waits"
_ENDS = "@ends"
_PUSHED = "@pushed"
_RESTS = frozenset({_WAITS, _ENDS, _PUSHED})
_YES_NO: tuple[Choice, ...] = ((True, ("common.answer_yes", {})), (False, ("common.answer_no", {})))


class NewerFlow(Exception):
    """The state was written by a newer program: this one must leave it alone."""

    def __init__(self, flow: str, version: int) -> None:
        super().__init__(f"{flow} {version}")
        self.flow = flow
        self.version = version


def walk(draft: Draft) -> None:
    """Runs flows until one waits for somebody, or none is left."""
    bot = Mode.BOT
    for _ in range(MOST_STEPS):
        if draft.mode is not bot or not draft.stack:
            break
        if not _known(draft) or _signs_in(draft):
            continue
        if run_top(draft) == _WAITS:
            return
    if draft.offers and draft.mode is bot and not draft.stack:
        offer_more(draft)


def offer_more(draft: Draft) -> None:
    """The services a finished flow recommends, once nothing else is in hand."""
    if draft.offers and draft.asked is None:
        offers = [name for name in draft.offers if name in draft.book.flows]
        if offers:
            draft.offer_services(offers)
    draft.offers = ()


def run_top(draft: Draft) -> str:
    """Walks the top flow once: `@waits`, or something else when the stack changed."""
    flow = draft.flow
    if flow is None:
        return _ENDS
    if draft.files:
        hand_over(draft)
    steps, at, confirmed = flow.steps, 0, False
    last = len(steps)
    for _ in range(MOST_STEPS):
        if at >= last:
            end(draft, ())
            return _ENDS
        step = steps[at]
        at += 1
        if step.when is not None and not step.when.holds(draft.stack[-1].slots):
            continue
        does = step.does
        if type(does) is Branch:
            goes = (does.then if does.when.holds(draft.stack[-1].slots) else does.otherwise) or step.next
            if goes is not None:
                at = flow.position(goes)
            continue
        if type(does) is CallStep:
            goes = _call(draft, flow, step, does, confirmed=confirmed)
        else:
            goes = _RUNS[type(does)](draft, step, does)
        if goes is None:
            confirmed = confirmed or type(does) is Confirm
            goes = step.next
        elif goes in _RESTS:
            return goes
        if goes:
            at = flow.position(goes)
    # A flow that never comes to rest is our own fault, and `check` looks for it: apologise and let go of it.
    internal_error(draft, "stuck")
    end(draft, ())
    return _ENDS


def end(draft: Draft, offers: tuple[str, ...], *, carry: tuple[str, ...] = (), refused: bool = False) -> None:
    """The top flow is over: go back to what it interrupted, or on to what was noted for later."""
    gone = draft.stack.pop()
    draft.unask()
    draft.fallback = "answered"
    flow = draft.book.flows.get(gone.flow)
    if flow:
        tell_left(draft, flow, gone, refused=refused)
    if flow and flow.system:
        _after_sign_in(draft, gone)
        return
    if LINKED in gone.done and returned(draft, gone):
        return
    if flow:
        _keep(draft, flow, gone, offers)
    if carry:
        carrying.carry(draft, gone, offers, carry)
    if draft.stack and not refused and _acted(draft, gone) and in_its_place(draft, gone):
        draft.stack.pop()
    if draft.stack:
        if not draft.stack[-1].waiting:
            say_resumed(draft)
        return
    if draft.queued:
        start_queued(draft)
        return
    draft.offers = () if REVISED in gone.done else offers


def _acted(draft: Draft, gone: Frame) -> bool:
    return any(ROUTE not in gone.done.get(step, ROUTE) for step in draft.book.acting.get(gone.flow, ()))


def _keep(draft: Draft, flow: Flow, gone: Frame, offers: tuple[str, ...]) -> None:
    """What may be taken up again stays at hand; a question, for what is asked on about it. One without an answer (it
    offers itself anew) only where there is nothing else that the next may be about."""
    if carrying.is_question(flow):
        draft.topic = draft.topic if draft.shelved and flow.id in offers else gone._replace(step=ENDED)
    elif flow.collects():
        kept = {slot: value for slot, value in gone.slots.items() if slot not in flow.passing}
        draft.shelved, draft.topic = gone._replace(slots=kept, step=ENDED), None


def say_resumed(draft: Draft) -> None:
    """Names the service that goes on; under a sign-in, the one that needs it."""
    served = [frame.flow for frame in draft.stack if frame.flow != SIGN_IN]
    if served:
        draft.say("common.resume", {"title": draft.title(served[-1])})


def start_queued(draft: Draft) -> None:
    name, draft.queued = draft.queued[0], draft.queued[1:]
    flow = draft.book.flows.get(name)
    if flow:
        key = "common.queued_next_question" if carrying.is_question(flow) else "common.queued_next"
        draft.say(key, {"title": draft.title(name)})
        kept = half_done(draft, name)
        if kept and not kept.waiting:
            draft.shelved = None
            draft.stack.append(kept)
        else:
            told = draft.noted.get(name, {})
            draft.stack.append(
                Frame(flow=name, flow_version=flow.version, slots={**carrying.handed_on(draft, flow, told), **told})
            )


def _after_sign_in(draft: Draft, gone: Frame) -> None:
    """Back to the flow that needed it, unless it came to nothing: then that one cannot go on either."""
    if draft.flow and int(str(gone.slots["level"])) > draft.level:
        served = draft.stack.pop()
        alone = not draft.stack  # then it may be taken up again with its answers
        buttons = draft.start_buttons([served.flow]) if alone else ()
        key = "common.sign_in_failed" if alone else "common.sign_in_failed_beside"
        draft.say(key, {"title": draft.title(served.flow)}, buttons)
        if alone:
            draft.shelved = Frame(served.flow, served.flow_version, slots=served.slots, done={FAILED: ""})
        else:
            say_resumed(draft)


def _known(draft: Draft) -> bool:
    """Does this program have the flow of the top frame? Older versions were taken over before (`migrate`)."""
    frame = draft.stack[-1]
    flow = draft.book.flows.get(frame.flow)
    if flow is None:
        draft.stack.pop()
        draft.unask()
        draft.say("common.flow_gone")
        return False
    if frame.flow_version > flow.version:
        raise NewerFlow(frame.flow, frame.flow_version)
    return True


def _signs_in(draft: Draft) -> bool:
    """Puts the sign-in on top when the flow needs more than the citizen has shown."""
    flow = draft.flow
    if flow is None or draft.stack[-1].waiting or draft.trusted or not flow.assurance:
        return False
    if flow.assurance <= draft.level:
        draft.use_identity()
        return False
    return push_sign_in(draft, flow, flow.assurance)


# Step by step: each says `@waits`, `@ends`, `@pushed`, a step id to jump to, or None for the next step.


def _collect(draft: Draft, step: Step, collect: Collect) -> str | None:
    source = collect.options_from
    if source and PICK in draft.stack[-1].slots:
        use_pick(draft, collect, source)
    if source and source.keep:
        keep_item(draft, collect)
    frame = draft.stack[-1]
    if collect.heard or collect.settled(frame.slots) or (collect.secret and frame.done.get(step.id) == USED):
        return None
    if collect.aside and frame.done.get(step.id) != WANTED:
        return None
    listed = listed_choices(draft.book.texts, collect, frame.slots)
    if (only := only_one(draft, collect, listed)) is not None:
        draft.fill(collect.slot, only)
        keep_item(draft, collect)
        return None
    if draft.flow and draft.flow.position(step.id) < int(frame.done.get(MOVED, "0")):
        draft.say("common.flow_changed")  # an answer the older version did not need
        draft.unmark([MOVED])
    if carrying.offer_carried(draft, collect):
        return _WAITS
    stood = frame.step == step.id or bool(frame.attempts.get(collect.slot))
    key = collect.ask_again if collect.ask_again and stood else collect.ask
    if draft.flow and (wrong := given_wrong(draft, draft.flow, collect)):
        draft.say(wrong)
    top = draft.stack[-1]
    draft.stack[-1] = top.at(step.id, top.waiting)
    fixed: list[Choice] = [(option.value, (option.label, {})) for option in collect.options]
    choices = [*listed, *fixed]
    draft.ask(collect.slot, key, question_args(draft, collect, key), choices=choices, secret=collect.secret)
    draft.fallback = "asked"
    return _WAITS


def _confirm(draft: Draft, step: Step, confirm: Confirm) -> str | None:
    args = args_for(draft, confirm.summary)
    top = draft.stack[-1]
    if step.id in top.done:
        done, _, route = top.done[step.id].partition(ROUTE)
        if done == fingerprint(args):
            return route or None
    draft.stack[-1] = top.at(step.id, top.waiting)
    draft.ask(step.id, confirm.summary, args, choices=_YES_NO)
    draft.fallback = "asked"
    return _WAITS


def _say(draft: Draft, step: Step, say: SayStep) -> str | None:
    args = args_for(draft, say.key)
    mark = fingerprint(args)
    if draft.stack[-1].done.get(step.id) != mark:
        draft.say(say.key, args)
        draft.mark(step.id, mark)
        draft.fallback = "answered"
    return None


def _handoff(draft: Draft, step: Step, handoff: Handoff) -> str | None:
    if step.id in draft.stack[-1].done:
        return None
    draft.change(step=step.id)
    open_case(draft, handoff.reason, step=step.id)
    return _WAITS


def _link(draft: Draft, step: Step, link: Link) -> str | None:
    """Goes through another flow; one that was begun on its own is taken up with its answers."""
    args, flow = arguments(link.args, draft.stack[-1].slots), draft.book.flows.get(link.flow)
    if flow is None or draft.stack[-1].done.get(step.id) == fingerprint(args):
        return None
    draft.change(step=step.id)
    draft.unask()
    child = Frame(flow=flow.id, flow_version=flow.version)
    at = next((index for index, frame in enumerate(draft.stack) if frame.flow == flow.id), None)
    if at is not None:
        child = draft.stack.pop(at)
    elif sum(frame.flow != SIGN_IN for frame in draft.stack) >= DEEPEST:
        put_off_lowest(draft)
    draft.stack.append(child._replace(slots={**child.slots, **args}, done={**child.done, LINKED: step.id}))
    return _PUSHED


def _remind(draft: Draft, step: Step, remind: Remind) -> str | None:
    reminders.set_reminder(draft, step, remind)
    return None


def _repeat(draft: Draft, step: Step, repeat: Repeat) -> str:
    start = next_round(draft, step, repeat)
    hand_over(draft)
    return start


def _vary(draft: Draft, _step: Step, vary: Vary) -> str | None:
    return next_variant(draft, draft.book.flows[draft.stack[-1].flow], vary)


def _end(draft: Draft, _step: Step, ending: End) -> str | None:
    flow = draft.book.flows.get(ending.go or "")
    if flow is None:
        end(draft, ending.offer, carry=ending.carry)
        return _ENDS
    frame = draft.stack[-1]
    linked = {name: mark for name, mark in frame.done.items() if name == LINKED}
    draft.unask()
    slots = {**arguments(ending.args, frame.slots), **not_meant(frame)}
    draft.stack[-1] = Frame(flow.id, flow.version, slots=slots, done=linked)
    return _PUSHED


def _call(draft: Draft, flow: Flow, step: Step, call: CallStep, *, confirmed: bool) -> str | None:
    frame = draft.stack[-1]
    if frame.waiting:
        draft.fallback = "working"
        return _WAITS
    args = arguments(call.args, frame.slots)
    mark = fingerprint(public_args(flow, call, args))
    if step.id in frame.done:
        done, _, route = frame.done[step.id].partition(ROUTE)
        if done == mark and route == ENDED:
            end(draft, ())
            return _ENDS
        if done == mark:
            return route or None
    spec = draft.book.actions.get(call.action)
    if call.if_signed_in and spec and spec.level > draft.level:
        return None
    acts = spec.acts if spec else False
    if acts and not confirmed:
        internal_error(draft, "not_confirmed")
        end(draft, ())
        return _ENDS
    needed = 0 if flow.system else max(flow.assurance, spec.level if spec else 0)
    if needed and needed > draft.level and push_sign_in(draft, flow, needed):
        draft.trusted = False
        return _PUSHED
    if needed:
        draft.use_identity()
    draft.unask()
    pending = Pending(flow=flow.id, step=step.id, action=call.action, fingerprint=mark, acts=acts)
    call_id = draft.call(call.action, args, pending)
    draft.stack[-1] = draft.stack[-1].at(step.id, call_id)
    draft.fallback = "working"
    return _WAITS


_RUNS: Mapping[type, Callable[[Draft, Step, Any], str | None]] = {
    Collect: _collect,
    Confirm: _confirm,
    SayStep: _say,
    Handoff: _handoff,
    Link: _link,
    Remind: _remind,
    Repeat: _repeat,
    Vary: _vary,
    End: _end,
}
