"""What follows when a call comes back: accepted, refused, not reached, or nobody knows. One function a result."""

from __future__ import annotations

from dialogs import desk
from dialogs.draft import USED, Draft
from dialogs.flow import Flow
from dialogs.forgetting import FORGET, forget
from dialogs.past import ENDED, FAILED
from dialogs.ports import Accepted, CallResult, Rejected, Unavailable, Unknown
from dialogs.questions import again, offer_human
from dialogs.secrets import secret_slots
from dialogs.state import Frame, Held, Mode, Pending
from dialogs.steps import CallStep, Collect, Confirm, End, Handler
from dialogs.tried import keep_tried
from dialogs.values import args_for
from dialogs.walk import ROUTE, end, start_queued, walk


def answered(draft: Draft, call_id: str, result: CallResult) -> None:
    """A call came back. Unknown calls (answered already, or never ours) say nothing."""
    pending = draft.calls.get(call_id)
    if pending is None:
        return
    if isinstance(result, Accepted) and result.identity and pending.action.startswith("identity."):
        draft.identity = result.identity
    if pending.action == FORGET and isinstance(result, Accepted):
        forget(draft)
    elif pending.action in (desk.OPEN, desk.LEAVE):
        del draft.calls[call_id]
        _desk_answered(draft, pending, call_id, result)
    elif draft.mode is Mode.STAFF:
        draft.held = (*draft.held, Held(call_id, result))
        draft.name("with_staff")
    elif isinstance(result, Unknown):
        _unknown(draft, pending, call_id)
    else:
        del draft.calls[call_id]
        _settled(draft, pending, call_id, result)


def _desk_answered(draft: Draft, pending: Pending, call_id: str, result: CallResult) -> None:
    if pending.action == desk.LEAVE:
        if draft.mode is Mode.WAITING_STAFF or draft.in_line:
            draft.mode = Mode.BOT
            draft.in_line = False
            draft.say("common.left_queue")
            draft.name("cancelled")
            if draft.asked is None:
                walk(draft)
            elif draft.stack and draft.asked.turn_seq != draft.before.turn_seq:
                again(draft)  # «برگردیم به ربات» in the middle of a service: its question stands
        return
    if not desk.case_opened(draft, pending, call_id, result):
        if draft.queued and not draft.stack:
            start_queued(draft)
        walk(draft)


def _unknown(draft: Draft, pending: Pending, call_id: str) -> None:
    """Say so once, keep waiting: the end result follows."""
    if not pending.told:
        flow = draft.book.flows.get(pending.flow)
        step = flow.step(pending.step) if flow else None
        key = step.does.unknown if step and isinstance(step.does, CallStep) else None
        draft.say(key or "common.call_checking")
        draft.calls[call_id] = Pending(
            pending.flow, pending.step, pending.action, pending.fingerprint, pending.acts, told=True
        )
    draft.name("checking")


def _settled(draft: Draft, pending: Pending, call_id: str, result: CallResult) -> None:
    at = _waiting_for(draft, call_id)
    flow = draft.book.flows.get(pending.flow)
    step = flow.step(pending.step) if flow else None
    if at is None or flow is None or step is None or not isinstance(step.does, CallStep):
        _late(draft, pending, call_id, result, at=at)
        return
    if at != len(draft.stack) - 1:
        draft.stack.append(draft.stack.pop(at))
    draft.unask()
    draft.trusted = True
    if isinstance(result, Accepted):
        if draft.mode is Mode.WAITING_STAFF and pending.acts:  # the flow itself speaks again after the staff
            draft.say("common.late_done", {"title": draft.title(flow.id)})
        _accepted(draft, flow, step.id, step.does, pending, result)
    else:
        _not_done(draft, flow, step.id, step.does, pending, result)
    if draft.asked is None:
        walk(draft)


def _waiting_for(draft: Draft, call_id: str) -> int | None:
    for at, frame in enumerate(draft.stack):
        if frame.waiting == call_id:
            return at
    return None


def _accepted(draft: Draft, flow: Flow, step: str, call: CallStep, pending: Pending, result: Accepted) -> None:
    top = draft.stack[-1]
    slots = {**top.slots, call.save_as: dict(result.data)} if call.save_as else top.slots
    draft.stack[-1] = top.answered(slots, {**top.done, step: pending.fingerprint})
    if secrets := secret_slots(flow, call):
        draft.clear(secrets)
        for collect_step, collect in flow.collects():
            if collect.slot in secrets:
                draft.mark(collect_step.id, USED)


def _not_done(
    draft: Draft, flow: Flow, step: str, call: CallStep, pending: Pending, result: Rejected | Unavailable | Unknown
) -> None:
    draft.stack[-1] = draft.stack[-1].at(draft.stack[-1].step, None)
    draft.clear(secret_slots(flow, call))
    if isinstance(result, Rejected):
        if call.save_as and result.data:
            draft.fill(call.save_as, dict(result.data))
            draft.unmark([step])  # what an answer before it gave is no more
        handler = call.rejected.get(result.code) or call.rejected.get("else")
        if not _passes_over(flow, handler):
            draft.name("repaired" if handler and handler.answers else "refused")
        handle(draft, flow, step, pending, handler or Handler(say="common.call_rejected", end=True))
    else:
        handler = call.unavailable or Handler(say="common.call_unavailable", end=True)
        if not _passes_over(flow, handler):
            draft.name("unavailable")
        handle(draft, flow, step, pending, handler, unreached=True)


def _passes_over(flow: Flow, handler: Handler | None) -> bool:
    """Does the flow go on without it and without a word, as if it had not asked (nothing was in the calendar)? Then the
    turn came to what follows."""
    if handler is None or handler.say or not handler.goto:
        return False
    step = flow.step(handler.goto)
    return step is not None and isinstance(step.does, End | Collect | CallStep)


def handle(draft: Draft, flow: Flow, step: str, pending: Pending, handler: Handler, *, unreached: bool = False) -> None:
    """What the flow says follows. When the other side was not reached, the answers are kept for another try."""
    ended, retry = draft.stack[-1], unreached and handler.end and not flow.system
    if handler.say:
        draft.say(handler.say, args_for(draft, handler.say), draft.start_buttons([flow.id]) if retry else ())
    if handler.again:
        draft.unmark(handler.again)
    if pending.acts and (handler.clear or handler.again):  # what was refused once is confirmed anew
        draft.unmark(each.id for each in flow.steps if isinstance(each.does, Confirm))
    if handler.clear:
        _ask_anew(draft, flow, handler)
    elif handler.goto:
        draft.mark(step, f"{pending.fingerprint}{ROUTE}{handler.goto}")
    elif handler.end:
        end(draft, (), refused=True)
        if retry:
            draft.shelved = Frame(flow.id, flow.version, slots=ended.slots, done={FAILED: ""})
    elif handler.handoff:
        draft.mark(step, f"{pending.fingerprint}{ROUTE}{ENDED}")
        desk.open_case(draft, handler.handoff, step=step)
    elif not handler.again:
        draft.mark(step, pending.fingerprint)


def _ask_anew(draft: Draft, flow: Flow, handler: Handler) -> None:
    """Clears what was refused. An attempt like any other, unless it `answers`: at the cap a human is offered."""
    keep_tried(draft, flow, handler.clear)
    draft.clear(handler.clear)
    draft.unmark(
        step.id for step in flow.steps if isinstance(step.does, CallStep) and step.does.save_as in handler.clear
    )
    for slot in handler.clear:
        pair = flow.collect_of(slot)
        if pair and isinstance(pair[1], Collect):
            draft.unmark([pair[0].id])
            if not (handler.answers or draft.asked) and draft.attempt(slot) >= pair[1].attempts:
                offer_human(draft, "attempts_used")


def _late(draft: Draft, pending: Pending, call_id: str, result: CallResult, *, at: int | None) -> None:
    """The flow that waited is gone. What was done for the citizen outside must be told all the same."""
    if at is not None:
        draft.stack.pop(at)
    if draft.shelved and draft.shelved.waiting == call_id:
        draft.shelved = None
    if not pending.acts:
        return
    key = "late_not_done"
    if isinstance(result, Accepted):
        key = "late_done"
    elif isinstance(result, Rejected):
        key = "late_rejected"
    draft.say(f"common.{key}", {"title": draft.title(pending.flow)})
    draft.name("answered" if isinstance(result, Accepted) else "refused")
    if at is not None:
        walk(draft)
