"""Where the conversation turns to when the message is no answer: another service, chitchat, which of two, not ours, not
understood. Each pattern is `(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

from dialogs import questions
from dialogs.draft import Draft
from dialogs.questions import again
from dialogs.starts import note_for_later, start
from dialogs.wishes import clear_wishes, close_ones, leads
from nlu.types import Understanding


def digress(draft: Draft, said: Understanding) -> bool:
    """A service is wanted: it starts on top of what is in hand. A second one in the message is noted for later."""
    wishes = clear_wishes(draft, said)
    if not wishes or (draft.stack and wishes[0] == draft.stack[-1].flow):
        return False
    if draft.stack:
        draft.name("repaired")
    for name in wishes[1:]:
        note_for_later(draft, name)
    start(draft, wishes[0], said)
    return True


def chitchat(draft: Draft, said: Understanding) -> bool:
    """A greeting or thanks, in one line; then back to the question."""
    kind = next((name for name in ("greeting", "thanks", "chitchat") if leads(said, name)), None)
    if kind is None:
        return False
    draft.name("chitchat")
    if kind == "greeting" and not draft.stack:
        questions.show_menu(draft, "common.greeting_returning" if draft.before.last else "common.greeting_new")
        return True
    draft.say("common.hello" if kind == "greeting" else f"common.{kind}")
    if draft.stack:
        again(draft)
    return True


def correct_what(draft: Draft, said: Understanding) -> bool:
    """«اشتباه گفتم» without a value: asks which answer."""
    if not draft.stack or not leads(said, "correct"):
        return False
    draft.name("repaired")
    if draft.acting_call(draft.stack[-1]):
        draft.say("common.cannot_change")
    else:
        questions.ask_change(draft, "common.correct_what")
    return True


def clarify(draft: Draft, said: Understanding) -> bool:
    """Two readings are close: asks which, by name, three at most."""
    names = close_ones(draft, said)
    if not names or draft.stack:
        return False
    questions.ask_which(draft, names)
    draft.name("clarified")
    return True


def out_of_scope(draft: Draft, said: Understanding) -> bool:
    """Understood, but not ours: who does it, and what is ours."""
    if draft.stack or not leads(said, "out_of_scope"):
        return False
    draft.strikes += 1
    draft.name("out_of_scope")
    draft.say("common.out_of_scope")
    if draft.strikes >= 3:
        questions.offer_human(draft, "common.cannot_handle_3")
    else:
        questions.show_menu(draft, "common.menu")
    return True


def cannot_handle(draft: Draft, _said: Understanding) -> bool:
    """Not understood: a hint how to say it, then the menu, then a human."""
    draft.strikes += 1
    draft.name("not_understood")
    if draft.strikes >= 3:
        questions.offer_human(draft, "common.cannot_handle_3")
    elif draft.strikes == 2 and not draft.stack:
        questions.show_menu(draft, "common.cannot_handle_2")
    else:
        draft.say("common.cannot_handle_1")
        if draft.stack:
            again(draft)
    return True
