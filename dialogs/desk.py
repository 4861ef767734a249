"""Calling staff, waiting for them, and the silence while they have the conversation. The desk itself is `bot`'s."""

from __future__ import annotations

from datetime import timedelta

from dialogs.draft import Draft
from dialogs.labels import name_of
from dialogs.ports import Accepted, CallResult, Json
from dialogs.state import Frame, Mode, Pending
from dialogs.steps import Collect, Step
from dialogs.values import shown

OPEN = "desk.open_case"
LEAVE = "desk.leave_queue"
REASONS = frozenset(
    {
        "citizen_asked",
        "not_understood",  # several misunderstandings in a row
        "attempts_used",  # one question came to nothing
        "unsatisfied",  # it was done, and it did not help
        "out_of_scope",  # several wishes in a row that are not ours
        "refused",
        "objection",
        "complaint",
    }
)
"""Why staff are called: a closed set, so that the desk can say it and metrics can count it."""
NOTE_EVERY = timedelta(minutes=10)
STAFF_SIDE = "@staff"
CALL_BACK = "common.asks_call_back"
"""Words of whoever wants to be called."""


def open_case(draft: Draft, reason: str, *, step: str = "") -> None:
    """Asks for a member of staff. The frame waits with its step; without a frame the conversation does."""
    flow = draft.stack[-1].flow if draft.stack else ""
    args: dict[str, Json] = {"reason": reason, "flow": flow, "summary": summary(draft)}
    call_id = draft.call(OPEN, args, Pending(flow=flow, step=step, action=OPEN, fingerprint=STAFF_SIDE))
    draft.unask()
    if step:
        draft.change(waiting=call_id)
    draft.name("handed_off")


def summary(draft: Draft) -> dict[str, Json]:
    """What a member of staff should not have to ask again: what was answered in the services in hand, by the names
    the citizen saw, and the question that stood. Never a secret."""
    answers: list[Json] = []
    asked: Json = None
    for frame in draft.stack:
        flow = draft.book.flows.get(frame.flow)
        for step, collect in flow.collects() if flow else ():
            name = name_of(draft.book.texts, collect)
            label: Json = {"key": name} if name else {"value": collect.slot}
            value = frame.slots.get(collect.slot)
            if _stands(draft, frame, step, collect):
                asked = label
            elif value is not None and not collect.secret and not _is_code(collect, value):
                answer: Json = {"label": label, "value": shown(draft.book.texts, collect, frame.slots, value)}
                answers += [answer] if answer not in answers else []
    return {"answers": answers, "asked": asked}


def _is_code(collect: Collect, value: Json) -> bool:
    """A choice that was only heard and has no words here: its name is the program's, and tells staff nothing."""
    return collect.heard and bool(collect.options) and all(option.value != value for option in collect.options)


def _stands(draft: Draft, frame: Frame, step: Step, collect: Collect) -> bool:
    """Is this the question the frame waits at? In the top one it is what was asked; below, where it was interrupted."""
    if frame is draft.top and draft.asked is not None:
        return draft.asked.slot == collect.slot
    return frame.step == step.id and collect.slot not in frame.slots


def leave_queue(draft: Draft) -> None:
    draft.call(LEAVE, {}, Pending(flow="", step="", action=LEAVE, fingerprint=STAFF_SIDE))
    draft.name("cancelled")


def ask_place(draft: Draft) -> None:
    """«نفر چندمم؟»: the place in the queue, as it is now. The case that stands is found again, none is opened."""
    args: dict[str, Json] = {"reason": "citizen_asked", "flow": "", "summary": summary(draft)}
    draft.call(OPEN, args, Pending(flow="", step="", action=OPEN, fingerprint=STAFF_SIDE, told=True))
    draft.name("with_staff")


def tell_phone(draft: Draft) -> None:
    """«شماره‌ش رو بده خودم زنگ می‌زنم»: there is no such number, and who answers the phone. The place stays."""
    draft.say("common.desk_phone")
    draft.name("with_staff")


def tell_call_back(draft: Draft) -> None:
    """«به من زنگ بزنید»: nobody calls; where the answer comes, and who does answer the phone."""
    draft.say("common.no_call_back")
    draft.name("with_staff")


def leave_meanwhile(draft: Draft) -> None:
    """The queue is left with a question in the same breath: the bot has the word before the desk has answered."""
    leave_queue(draft)
    draft.mode = Mode.BOT
    draft.in_line = True


def answer_meanwhile(draft: Draft) -> None:
    """The bot goes on with what it can do; the place in the queue stays, and so does what was interrupted."""
    draft.mode = Mode.BOT
    draft.in_line = True
    draft.say("common.meanwhile")


def case_opened(draft: Draft, pending: Pending, call_id: str, result: CallResult) -> bool:
    """The case is open: from now on the citizen waits for staff. False: the bot goes on, without it or meanwhile."""
    for at, frame in enumerate(draft.stack):
        if frame.waiting == call_id:
            draft.stack.append(draft.stack.pop(at))
            draft.change(waiting=None)
            draft.mark(pending.step, STAFF_SIDE)
    if not isinstance(result, Accepted):
        draft.say("common.handoff_failed")
        draft.name("unavailable")
        return False
    data = dict(result.data)
    here = data.get("staff_online", True)
    key = "common.handoff_waiting" if here else "common.handoff_waiting_offline"
    if pending.told:
        key = "common.handoff_still" if here else "common.handoff_still_offline"
    draft.say(key, {"case_no": data.get("case_no"), "position": data.get("position")})
    if pending.told and draft.in_line and draft.stack:  # asked beside a question of ours, which goes on
        draft.name("with_staff")
        return False
    if draft.queued and not (draft.stack or pending.told):  # what was wanted in the same message as the person
        answer_meanwhile(draft)
        return False
    draft.mode = Mode.WAITING_STAFF
    draft.in_line = False
    draft.noted_at = None
    draft.name("with_staff" if pending.told else "handed_off")
    return True


def with_staff(draft: Draft) -> bool:
    """Is the conversation staff's, or does it wait for them? Then what is pressed, shared or sent is theirs to see."""
    if draft.mode is Mode.BOT:
        return False
    draft.name("with_staff")
    if draft.mode is Mode.WAITING_STAFF:
        note(draft)
    return True


def note(draft: Draft) -> None:
    """A message while waiting: staff will read it, and whoever wrote it hears that. How the queue is left is said now
    and then, not after every line."""
    if draft.noted_at is None or draft.now - draft.noted_at >= NOTE_EVERY:
        draft.say("common.still_waiting")
        draft.noted_at = draft.now
    else:
        draft.say("common.kept_for_staff")
    draft.name("with_staff")
