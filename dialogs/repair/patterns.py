"""The repair patterns in the order they are tried: the first that handles a message has it. To add one, write it beside
its siblings in `beside`, `care`, `doubt`, `orders`, `replies`, `turns` or `words`, and name it here."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.draft import Draft
from dialogs.repair.beside import asked_beside, told_before
from dialogs.repair.care import about_me, boundary, card, crisis, danger, others_data, upset, wordless
from dialogs.repair.doubt import not_that
from dialogs.repair.files import file_meant
from dialogs.repair.meant import code_meant, district_meant, nine_meant, unit_meant
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
    take_back,
)
from dialogs.repair.plates import other_plate
from dialogs.repair.replies import (
    confirm_answer,
    not_an_answer,
    own_question,
    still_working,
    take_answers,
)
from dialogs.repair.results import after_result, follow_up, once_more
from dialogs.repair.turns import (
    cannot_handle,
    chitchat,
    clarify,
    correct_what,
    digress,
    farewell,
    foreign,
    heard_out,
    out_of_scope,
    returned,
    satisfaction,
    small_word,
)
from dialogs.repair.words import explain_why, explain_word, where_found
from nlu.types import Understanding

Pattern = Callable[[Draft, Understanding], bool]


PATTERNS: tuple[Pattern, ...] = (
    crisis,
    danger,
    card,
    explain_word,
    file_meant,
    own_question,
    not_that,
    boundary,
    others_data,
    upset,
    about_me,
    wordless,
    heard_out,
    asked_beside,
    call_human,
    take_back,
    cancel,
    restart,
    resend,
    repeat,
    explain,
    explain_why,
    where_found,
    papers,
    back,
    skip,
    dont_know,
    farewell,
    confirm_answer,
    follow_up,
    unit_meant,
    code_meant,
    nine_meant,
    district_meant,
    take_answers,
    after_result,
    once_more,
    other_plate,
    told_before,
    digress,
    small_word,
    satisfaction,
    returned,
    chitchat,
    correct_what,
    still_working,
    clarify,
    foreign,
    not_an_answer,
    out_of_scope,
    cannot_handle,
)
"""In this order; the last one always handles."""

_COUNT_STRIKES = frozenset({out_of_scope, cannot_handle})


def respond(draft: Draft, said: Understanding) -> None:
    """Finds the pattern that fits."""
    for pattern in PATTERNS:
        if pattern(draft, said):
            draft.pattern = pattern.__name__
            if pattern not in _COUNT_STRIKES:
                draft.strikes = 0
            return
