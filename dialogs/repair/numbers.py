"""Numbers: «شماره پیگیریم چنده», «کد رهگیری؟» after something was registered, where what told its number is told again,
whatever is in hand since (what came of it is `results.follow_up`'s); and a number that stands alone, of which nothing
tells what is wanted. Each pattern is `(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

import re

from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.formats import kind_of
from dialogs.hints import phrases_of, words_stand_in
from dialogs.past import just_ended
from dialogs.questions import CLARIFY, again
from dialogs.repair.done import acted, not_done_yet
from dialogs.state import Frame
from dialogs.steps import CallStep, SayStep
from dialogs.terms import lacks
from dialogs.values import shown_args
from dialogs.wishes import MOST_ASKED, WHO
from nlu.types import Understanding

_ASKS = "common.asks_number"
_BESIDE = "common.asks_number_beside"
"""Words that may stand beside those that name the number, and ask for nothing else."""
_LONGEST = 9
_CODE = "code"
_STAFF = "human_handoff"


def number_again(draft: Draft, said: Understanding) -> bool:
    """Only when nothing but the number is asked for; while what would give one is still in hand, that there is none."""
    if len(said.raw.split()) > _LONGEST or not words_stand_in(draft.book.texts, _ASKS, said):
        return False
    ended = just_ended(draft)
    if ended is None or not acted(draft, ended[1]):
        return bool(draft.stack) and _none_yet(draft, said)
    if any(entity.name != ended[0].wish for entity in said.entities):  # «شمارهٔ ثبت‌نامم» is no wish to enrol
        return False
    key = _told_number(draft, *ended)
    if key is None or not _asks_number(draft, said):
        return False
    draft.name("repaired")
    draft.say(key, shown_args(draft, ended[0], ended[1].slots, key))
    if draft.stack and draft.asked:
        again(draft)
    return True


def _none_yet(draft: Draft, said: Understanding) -> bool:
    if said.entities or not _asks_number(draft, said) or not not_done_yet(draft):
        return False
    draft.name("repaired")
    draft.say("common.not_done_yet")
    again(draft)
    return True


def number_alone(draft: Draft, said: Understanding) -> bool:
    """«۱۲۳۴۵۶» with nothing in hand, where no service takes such a code: asks what it is about, and guesses nothing."""
    alone = any(map(str.isdigit, said.raw)) and not any(map(str.isalpha, said.raw))
    if draft.stack or draft.in_line or not alone:
        return False
    draft.name("clarified")
    draft.say("common.number_alone", choices=draft.start_buttons(_by_number(draft)))
    return True


def number_unknown(draft: Draft, said: Understanding) -> bool:
    """«نمی‌دونم مال چیه» to «what is this number about»: where such numbers stand, by which it is known."""
    if draft.stack or draft.in_line or said.entities or not lacks(said.raw, draft.book.terms):
        return False
    if not (_asked_about_one(draft) and len(said.raw.split()) <= _LONGEST):
        return False
    draft.name("repaired")
    draft.say("common.number_unknown", choices=draft.start_buttons([*_by_number(draft), _STAFF]))
    return True


def _asked_about_one(draft: Draft) -> bool:
    """Was it asked what a number alone is about, or which of those that take it is meant?"""
    if any(told.key == "common.number_alone" for told in draft.before.last):
        return True
    which, kept = draft.asked is not None and draft.asked.slot == CLARIFY, draft.carried
    return which and kept is not None and any(str(value).isdigit() for value in kept.values.values())


def _by_number(draft: Draft) -> list[str]:
    """The first services of the menu that find something by its number."""
    taking = [flow.id for flow in draft.book.menu() if any(kind_of(name) == _CODE for name in flow.names - WHO)]
    return taking[:MOST_ASKED]


def _told_number(draft: Draft, flow: Flow, kept: Frame) -> str | None:
    """The text that told the number which the acting call gave."""
    actions = draft.book.actions
    given = {
        step.does.save_as
        for step in flow.steps
        if isinstance(step.does, CallStep) and (spec := actions.get(step.does.action)) and spec.acts
    }
    for step in reversed(flow.steps):
        if isinstance(step.does, SayStep) and step.id in kept.done:
            parts = draft.book.texts.get(step.does.key).placeholders
            if any(part.kind == _CODE and part.path.partition(".")[0] in given for part in parts):
                return step.does.key
    return None


def _asks_number(draft: Draft, said: Understanding) -> bool:
    texts = draft.book.texts
    one, beside = phrases_of(texts, _ASKS).pattern, phrases_of(texts, _BESIDE).pattern
    return re.fullmatch(rf"(?:{beside} )*{one}(?: {beside})*", fold(said.raw)) is not None
