"""Another value of what was just worked out, without a word which of its answers it is: «نه ببخشید ۳۵۰», «می‌خوام
عوضش کنم». The pattern is `(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

from dataclasses import replace

from dialogs import questions
from dialogs.bare import bare_number, number_in_words
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import words_stand_in
from dialogs.past import just_ended
from dialogs.repair.done import acted
from dialogs.repair.results import after_result
from dialogs.state import Frame
from dialogs.told_last import told_last
from dialogs.variants import keep_reopened
from dialogs.wishes import SURE, clear_wishes, leads
from nlu.types import Act, Entity, Understanding

_FEW = 5
"""Words of a message that says nothing else."""


def value_unnamed(draft: Draft, said: Understanding) -> bool:
    """The number goes to the answer that was told last, and the rest is worked out anew; without one it is asked which
    answer is to be another."""
    ended = None if draft.stack or said.entities or len(said.raw.split()) > _FEW else just_ended(draft)
    if ended is None or ended[0].vary is None or acted(draft, ended[1]):
        return False
    flow, kept = ended
    if (meant := _put_to_last(draft, flow, kept, said)) is not None:
        return after_result(draft, meant)
    if not words_stand_in(draft.book.texts, "common.asks_change_it", said) or clear_wishes(draft, said, least=SURE):
        return False
    draft.name("repaired")
    draft.stack.append(kept._replace(attempts={}))
    draft.shelved = None
    keep_reopened(draft, flow)
    questions.ask_change(draft, "common.correct_what")
    return True


def _put_to_last(draft: Draft, flow: Flow, kept: Frame, said: Understanding) -> Understanding | None:
    """The message with its number as the value of the answer that was told last."""
    corrects = Act.DENY in said.acts or leads(said, "correct")
    if not (corrects or words_stand_in(draft.book.texts, "common.asks_pardon", said)):
        return None
    told, number = told_last(flow, kept), bare_number(flow, None, said)
    number = number_in_words(draft, said) if number is None else number
    if told is None or number is None:
        return None
    return replace(said, entities=(Entity(told.entities[0], number, "", 0, 0),))
