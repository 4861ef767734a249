"""What is no answer to the question that stands: no try where it is none, else told what is wrong with it, and at the
cap a human is offered. A pattern is `(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

from dialogs import questions
from dialogs.asides import by_title
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import words_stand_in
from dialogs.questions import asked_collect
from dialogs.repair.done import only_values
from dialogs.repair.files import coming
from dialogs.repair.orders import SHORT
from dialogs.repair.refusals import says_yes
from dialogs.signing import keep_who
from dialogs.steps import Collect
from dialogs.terms import has_mark
from dialogs.validators import VALIDATORS, excess
from dialogs.values import NOT_YES_OR_NO, unconfirmed_key, wrong_key
from dialogs.walk import walk
from dialogs.wishes import WHO
from nlu.types import Understanding

_PLAINLY_WRONG = ("common.choose_one", "common.invalid")
_KNOWN = 2
"""The level at which nobody is asked who they are."""


def not_an_answer(draft: Draft, said: Understanding) -> bool:
    """Nothing in it answers the question that stands. At the cap a human is offered."""
    flow = draft.flow
    if flow is None or draft.asked is None or draft.asked.slot in questions.ANSWERS:
        return False
    collect = asked_collect(draft)
    asks = has_mark(said.raw) and not draft.book.terms.only_points(said.raw)
    if _is_no_try(draft, flow, collect, said) or keeps_who(draft, said):
        return True
    if collect:
        tried = not collect.check or draft.asked.offers or any(letter.isdigit() for letter in said.raw)
        key = wrong_key(draft, flow, collect) if tried else "common.invalid"
        asks = asks and key in _PLAINLY_WRONG  # a question of its own is no wrong answer
        key = _wrong_for_another(draft, flow, collect, said) or key
        wrong_answer(draft, collect.slot, collect.attempts, "common.asked_back" if asks else key)
    else:
        key = NOT_YES_OR_NO
        if draft.book.terms.asks(said.raw):  # a question about what is to be done, to which nothing here has an answer
            own = unconfirmed_key(draft, flow, draft.asked.slot)
            key = "common.not_known" if own == NOT_YES_OR_NO else own
        wrong_answer(draft, draft.asked.slot, 3, key)
    return True


def _is_no_try(draft: Draft, flow: Flow, collect: Collect | None, said: Understanding) -> bool:
    """What is heard and answers nothing, nor was meant to: the question stands, and no try at it is lost."""
    if collect and collect.files and coming(draft):
        draft.say("common.file_coming")
        draft.name("working")
        return True
    if len(said.raw.split()) <= SHORT and words_stand_in(draft.book.texts, "common.asks_hurry", said):
        draft.name("chitchat")  # «فوریه!»
        draft.say("common.hurry")
    elif collect and _yes_to_several(draft, collect, said):
        draft.name("repaired")  # «آره» to a list: which one?
        draft.say("common.which_of_list")
    elif flow.system and (says_yes(draft, said, SHORT) or _calls_served(draft, said)):
        draft.name("repaired")  # «خب ثبتش کن» at the sign-in: that is what it is for
    elif flow.system and needless(said):
        draft.name("repaired")
        draft.say("common.not_needed_here")
    else:
        return False
    questions.again(draft)
    return True


def _yes_to_several(draft: Draft, collect: Collect, said: Understanding) -> bool:
    """Not where one alone is listed beside what else there is: «همان است یا چیز تازه‌ای است؟»."""
    offers = draft.asked.offers if draft.asked else ()
    several = len(offers) > 1 and len(offers) - len(collect.options) != 1
    return several and not said.entities and says_yes(draft, said, SHORT)


def keeps_who(draft: Draft, said: Understanding) -> bool:
    """«شماره‌م ۰۹۱۳…» at a list or a summary: kept for the sign-in that it may come to."""
    flow = draft.flow
    given = [entity.name for entity in said.entities if entity.name in WHO and not entity.fault]
    if flow is None or flow.system or draft.level >= _KNOWN or not given or not flow.names.isdisjoint(given):
        return False
    draft.heard = said.entities
    keep_who(draft)
    draft.say("common.noted")
    draft.name("repaired")
    questions.again(draft)
    return True


def _calls_served(draft: Draft, said: Understanding) -> bool:
    """«نه منظورم استعلام بود» at the sign-in for one."""
    return any(flow.id == draft.served for flow in by_title(draft, [*draft.book.menu()], said))


def needless(said: Understanding) -> bool:
    """«منطقه ۹» at a sign-in: a value of its own kind that neither this nor what it serves asks for, and no wrong
    number."""
    return bool(said.entities) and not any(each.fault or each.name in WHO for each in said.entities)


def _wrong_for_another(draft: Draft, flow: Flow, asked: Collect, said: Understanding) -> str | None:
    """«منطقه ۲۰» where the use is asked for: what is wrong with that, and not that it is no use."""
    for entity in said.entities if all(each.fault for each in said.entities) else ():
        takers = flow.takers.get(entity.name, ())
        if takers and asked not in takers and not any(each.secret for each in takers):
            return wrong_key(draft, flow, takers[0], entity.fault)
    return None


def wrong_answer(draft: Draft, slot: str, cap: int, key: str) -> None:
    draft.name("not_understood")
    if draft.attempt(slot) >= cap:
        questions.offer_human(draft, "attempts_used")
        return
    draft.say(key)
    draft.unask()
    walk(draft)


def wrong_at_summary(draft: Draft, said: Understanding) -> bool:
    """«صد قسط» at the summary, and nothing more: why that answer cannot be so, and the summary once more."""
    flow, frame = draft.flow, draft.stack[-1]
    if flow is None or not only_values(flow, said):
        return False
    for entity in said.entities:
        told = [each for _, each in flow.collects() if entity.name in each.entities and each.slot in frame.slots]
        for collect in told:
            if collect.check and not collect.options and (entity.fault or not VALIDATORS[collect.check](entity.value)):
                draft.name("repaired")
                draft.say(wrong_key(draft, flow, collect, entity.fault or excess(collect.check, entity.value)))
                questions.again(draft)
                return True
    return False
