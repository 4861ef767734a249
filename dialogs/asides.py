"""Questions a service answers in between, whatever is asked just then («از خانه می‌شود؟», «کی میان؟»): which one the
message puts, and what is said to it. They are data: `asides` of the flow. When one is answered is `repair.words`'s."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.draft import Draft
from dialogs.effects import Choice
from dialogs.flow import Flow
from dialogs.hints import words_stand_in
from dialogs.ports import Json
from dialogs.values import shown_args
from nlu.types import Understanding


def say_aside(
    draft: Draft, flow: Flow, slots: Mapping[str, Json], said: Understanding, buttons: tuple[Choice, ...] = ()
) -> bool:
    """Answers the first of the flow's questions whose words the message holds, with what the flow knows by now."""
    for aside in flow.asides:
        if (aside.when is None or aside.when.holds(slots)) and words_stand_in(draft.book.texts, aside.words, said):
            draft.say(aside.say, shown_args(draft, flow, slots, aside.say), buttons)
            return True
    return False


def own_aside(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """Does the message put one of its questions in words that are this service's alone?"""
    own = [each for each in flow.asides if each.words.startswith(f"{flow.id}.")]
    own = [each for each in own if each.when is None or each.when.holds({})]
    return any(words_stand_in(draft.book.texts, each.words, said) for each in own)


def has_aside(draft: Draft, name: str, said: Understanding) -> bool:
    """Does the message put one of this service's questions?"""
    flow = draft.book.flows.get(name)
    return flow is not None and any(words_stand_in(draft.book.texts, each.words, said) for each in flow.asides)
