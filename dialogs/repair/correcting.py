"""«اشتباه گفتم»: something that was said is wrong. What it is may be named, told by what is right, or is asked for. The
pattern is `(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

from dialogs import questions
from dialogs.another import names_the_taken
from dialogs.draft import Draft
from dialogs.fill import fill
from dialogs.flow import Flow
from dialogs.hints import hinted, words_stand_in
from dialogs.naming import named_in
from dialogs.past import ended_last, just_ended
from dialogs.questions import again, asked_collect, in_confirm, stands_alone
from dialogs.repair.done import acted
from dialogs.repair.results import tell_again
from dialogs.taking import put
from dialogs.variants import keep_reopened
from dialogs.walk import walk
from dialogs.wishes import STRONG, clear_wishes, leads
from nlu.types import Act, Understanding

_FEW = 6
"""Words of a message that says what is wrong and nothing else."""


def correct_what(draft: Draft, said: Understanding) -> bool:
    """«اشتباه گفتم» without a value: asks which answer, or at once the one that was named."""
    if _the_one_told(draft, said) or _of_what_was_sent(draft, said):
        return True
    if not (leads(said, "correct") or _says_wrong(draft, said)) or not (draft.stack or _reopened(draft, said)):
        return False
    if draft.flow and not questions.answered_of(draft):
        return False  # «نه پلاک ۵» to the first question: there is nothing yet to be put right
    draft.name("repaired")
    flow = draft.flow
    named = named_in(said.raw, flow, draft.book.labels) if flow else None
    collect = asked_collect(draft)
    if named is None and collect is not None and collect.secret:  # «کد رو اشتباه زدم»: the code that is asked for
        again(draft)
        return True
    if draft.acting_call(draft.stack[-1]):
        draft.say("common.cannot_change")
    elif flow and not flow.system and _of_person(draft, said):
        draft.say("common.person_wrong")
        again(draft)
    elif named and stands_alone(draft, named.slot):
        draft.say("common.only_this_one")
        draft.unask()
        walk(draft)
    elif named and flow and named.slot in draft.stack[-1].slots:
        draft.unask()
        if option := hinted(draft.book.texts, named, said):  # «موضوع اشتباه شد، روشناییه»
            draft.name("corrected")
            put(draft, flow, named, option.value)
        else:
            draft.clear([named.slot])
        draft.change(attempts={})
        walk(draft)
    elif not (flow and _chosen_anew(draft, flow, said)):
        questions.ask_change(draft, "common.correct_what")
    return True


def _says_wrong(draft: Draft, said: Understanding) -> bool:
    """«تلفنش اشتباهه» while something stands, though no model is sure of it."""
    return (
        bool(draft.stack)
        and len(said.raw.split()) <= _FEW
        and words_stand_in(draft.book.texts, "common.asks_wrong", said)
    )


def _of_person(draft: Draft, said: Understanding) -> bool:
    """A name or a number of theirs: no answer of this service, but what the register and the sign-in say of them."""
    return len(said.raw.split()) <= _FEW and words_stand_in(draft.book.texts, "common.asks_person_wrong", said)


def _the_one_told(draft: Draft, said: Understanding) -> bool:
    """«نه اولی رو می‌خواستم» after the first was told of: told once more, and nothing is to be changed."""
    ended = None if draft.stack or not leads(said, "correct") else just_ended(draft)
    if ended is None or acted(draft, ended[1]):
        return False
    flow, kept = ended
    if not names_the_taken(draft.trial([kept]), flow, kept.slots, said):
        return False
    draft.name("repaired")
    draft.say("common.this_is_it")
    return tell_again(draft, flow, kept)


def _of_what_was_sent(draft: Draft, said: Understanding) -> bool:
    """«اشتباه شد، پلاک ۲ بود» right after that was registered: how it can be undone. What its own service can change
    («نه یکشنبه» of a visit) is left to that one."""
    ended = None if draft.stack else just_ended(draft)
    wrong = leads(said, "correct", STRONG) or words_stand_in(draft.book.texts, "common.asks_wrong", said)
    if ended is None or not wrong or len(said.raw.split()) > _FEW:
        return False
    flow, kept = ended
    if flow.undo or Act.WITHDRAW in flow.acts or not acted(draft, kept) or clear_wishes(draft, said, least=STRONG):
        return False
    draft.name("repaired")
    draft.say("common.correct_too_late")
    return True


def _chosen_anew(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«نه منظورم پرونده ماده صد بود»: another of those it was chosen from, by what is said of it."""
    chosen = [collect.slot for collect in flow.choosing if collect.slot in draft.stack[-1].slots]
    telling = [each for each in said.entities if not each.fault and each.name in flow.names]
    if len(chosen) != 1 or not telling or in_confirm(draft):
        return False
    draft.unask()
    draft.clear(chosen)
    fill(draft, said)
    draft.name("corrected")
    walk(draft)
    return True


def _reopened(draft: Draft, said: Understanding) -> bool:
    """Takes the flow that just ended up again: there is nothing else that could have been wrong."""
    ended = ended_last(draft)
    if ended is None or acted(draft, ended[1]):
        return False
    flow, kept = ended
    if named_in(said.raw, flow, draft.book.labels) is None and just_ended(draft) is None:
        return False
    draft.stack.append(kept)
    draft.shelved = None
    keep_reopened(draft, flow)
    return True
