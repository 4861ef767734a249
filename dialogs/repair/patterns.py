"""The repair patterns in the order they are tried: the first that handles a message has it. To add one, write it beside
its siblings in this package, and name it here; in `ON_ACT` as well when it is about an act and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from dialogs.draft import Draft
from dialogs.leftover import left_over, of_hand
from dialogs.past import just_ended
from dialogs.repair.alone import answer_alone
from dialogs.repair.amends import add_words
from dialogs.repair.asking import asks_beside, asks_on
from dialogs.repair.beside import answer_aside
from dialogs.repair.care import about_me, boundary, card, crisis, danger, others_data, upset, wordless
from dialogs.repair.checking import is_right
from dialogs.repair.correcting import correct_what
from dialogs.repair.doubt import not_that
from dialogs.repair.endings import with_ending
from dialogs.repair.entering import enter
from dialogs.repair.files import file_meant
from dialogs.repair.leading import led_on
from dialogs.repair.meant import code_meant, district_meant, nine_meant, unit_meant
from dialogs.repair.no_answer import not_an_answer
from dialogs.repair.numbers import number_again, number_alone, number_unknown
from dialogs.repair.of_word import about_word
from dialogs.repair.orders import (
    back,
    call_human,
    cancel,
    dont_know,
    explain,
    papers,
    repeat,
    resend,
    restart,
    skip,
)
from dialogs.repair.own_question import own_question
from dialogs.repair.plates import other_plate, plate_corrected
from dialogs.repair.refusals import instead, none_of_these
from dialogs.repair.refused import why_refused
from dialogs.repair.registering import register_again
from dialogs.repair.remarks import add_remark, another_after
from dialogs.repair.replies import (
    confirm_answer,
    still_working,
    take_answers,
)
from dialogs.repair.reports import another_report
from dialogs.repair.results import after_result, follow_up, former_result, no_but_what_if, once_more
from dialogs.repair.returning import go_back_to
from dialogs.repair.told import told_before, told_one
from dialogs.repair.too import one_too
from dialogs.repair.turns import (
    cannot_handle,
    chitchat,
    clarify,
    digress,
    farewell,
    foreign,
    heard_out,
    out_of_scope,
    returned,
    satisfaction,
    small_word,
)
from dialogs.repair.undoing import undo_answer
from dialogs.repair.unnamed import value_unnamed
from dialogs.repair.withdrawing import take_back
from dialogs.repair.words import explain_why, explain_word, what_now, where_found
from dialogs.wishes import STRONG, clear_wishes
from nlu.types import Act, Understanding

Pattern = Callable[[Draft, Understanding], bool]


PATTERNS: tuple[Pattern, ...] = (
    crisis,
    danger,
    card,
    number_again,
    number_unknown,
    told_one,
    one_too,
    explain_word,
    led_on,
    answer_aside,
    is_right,
    file_meant,
    why_refused,
    own_question,
    not_that,
    boundary,
    others_data,
    upset,
    about_me,
    wordless,
    add_words,
    heard_out,
    call_human,
    undo_answer,
    register_again,
    take_back,
    go_back_to,
    cancel,
    instead,
    restart,
    resend,
    repeat,
    what_now,
    explain_why,
    explain,
    where_found,
    papers,
    back,
    skip,
    dont_know,
    farewell,
    another_report,
    plate_corrected,
    confirm_answer,
    follow_up,
    no_but_what_if,
    unit_meant,
    code_meant,
    none_of_these,
    nine_meant,
    district_meant,
    take_answers,
    former_result,
    enter,
    value_unnamed,
    after_result,
    once_more,
    other_plate,
    told_before,
    another_after,
    add_remark,
    answer_alone,
    digress,
    small_word,
    satisfaction,
    returned,
    chitchat,
    correct_what,
    still_working,
    asks_on,
    clarify,
    number_alone,
    asks_beside,
    foreign,
    not_an_answer,
    out_of_scope,
    cannot_handle,
)
"""In this order; the last one always handles."""

ON_ACT: Mapping[Pattern, frozenset[Act]] = {
    danger: frozenset({Act.DANGER}),
    card: frozenset({Act.CARD}),
    boundary: frozenset({Act.BOUNDARY}),
    others_data: frozenset({Act.OTHERS}),
    upset: frozenset({Act.UPSET}),
    about_me: frozenset({Act.ABOUT_ME}),
    heard_out: frozenset({Act.HOLD, Act.ACK, Act.ASKS_LEAVE}),
    restart: frozenset({Act.RESTART}),
    resend: frozenset({Act.RESEND}),
    repeat: frozenset({Act.REPEAT}),
    explain: frozenset({Act.EXPLAIN}),
    back: frozenset({Act.BACK}),
    skip: frozenset({Act.SKIP}),
    farewell: frozenset({Act.FAREWELL, Act.ENOUGH}),
    follow_up: frozenset({Act.FOLLOW_UP}),
    no_but_what_if: frozenset({Act.DENY}),
    instead: frozenset({Act.DENY}),
    none_of_these: frozenset({Act.DENY}),
    nine_meant: frozenset({Act.DENY}),
    small_word: frozenset({Act.AFFIRM, Act.DENY}),
}
"""Patterns that never handle a message without one of these acts: it is not put to them. Most messages have no act."""

_COUNT_STRIKES = frozenset({out_of_scope, cannot_handle})


@lru_cache(maxsize=512)
def put_to(acts: tuple[Act, ...]) -> tuple[Pattern, ...]:
    """The patterns that may handle a message with these acts, in their order."""
    return tuple(each for each in PATTERNS if each not in ON_ACT or ON_ACT[each] & set(acts))


def respond(draft: Draft, said: Understanding) -> None:
    """Finds the pattern that fits. «نه بیخیال، پایان کارم چی؟» is heard as what it says about the service in hand, or
    the one that just ended, when it names a value of it."""
    if Act.CANCEL in said.acts and (rest := left_over(draft, said)):
        said = _about_hand(draft, rest) or said
    said = with_ending(draft, about_word(draft, said))
    for pattern in put_to(said.acts):
        if pattern(draft, said):
            draft.pattern = pattern.__name__
            if pattern not in _COUNT_STRIKES:
                draft.strikes = 0
            return


def _about_hand(draft: Draft, rest: Understanding) -> Understanding | None:
    """What is left, when it is about the service in hand, or the one that just ended, and no plain wish for another:
    read as a wish for that one alone."""
    ended = just_ended(draft)
    flow = draft.book.flows.get(draft.served) if draft.stack else ended[0] if ended else None
    if flow is None or not of_hand(flow, rest) or clear_wishes(draft, rest, least=STRONG)[:1] not in ([], [flow.id]):
        return None
    return replace(rest, intents=tuple(each for each in rest.intents if each.name == flow.id))
