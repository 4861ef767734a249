"""«چرا نمیشه؟», «مال خودمه» right after the other side said no: what it said is the reason, and is told once more, with
the question that follows from it. The pattern is `(draft, said) -> bool`; its place is in `patterns`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import words_stand_in
from dialogs.past import just_ended
from dialogs.ports import Json
from dialogs.questions import again, in_confirm
from dialogs.repair.orders import SHORT
from dialogs.steps import CallStep, SayStep
from dialogs.values import args_for
from nlu.types import Understanding

_WHY = "common.asks_why_not"


def why_refused(draft: Draft, said: Understanding) -> bool:
    """A no is never argued with, nor is it left without its reason."""
    if not draft.before.last or said.entities or len(said.raw.split()) > SHORT or in_confirm(draft):
        return False
    if not words_stand_in(draft.book.texts, _WHY, said):
        return False
    ended = just_ended(draft)
    flow = draft.flow if draft.stack else ended[0] if ended else None
    keys = set(_refusals(flow)) if flow else set()
    told = [(each.key, each.args) for each in draft.before.last if each.key in keys] or _before_question(draft)
    if not told:
        return False
    for key, args in told:
        draft.say(key, args)
    draft.name("repaired")
    if draft.stack:
        again(draft)
    return True


def _before_question(draft: Draft) -> list[tuple[str, Mapping[str, Json]]]:
    """Why the question that stands is put again, where an answer to it is refused for one reason alone («به نام شما
    نیست»); the list it offers was looked up since."""
    slot = draft.asked.slot if draft.asked and draft.stack else None
    if draft.flow is None or slot is None or not draft.stack[-1].attempts.get(slot):
        return []
    calls = [step.does for step in draft.flow.steps if isinstance(step.does, CallStep)]
    keys = {each.say for call in calls for each in call.rejected.values() if each.say and slot in each.clear}
    return [(key, args_for(draft, key)) for key in keys] if len(keys) == 1 else []


def _refusals(flow: Flow) -> Iterator[str]:
    """The texts in which this service hands on that something was refused."""
    for step in flow.steps:
        for handler in step.does.rejected.values() if isinstance(step.does, CallStep) else ():
            if handler.say:
                yield handler.say
            elif (target := flow.step(handler.goto or "")) and isinstance(target.does, SayStep):
                yield target.does.key
