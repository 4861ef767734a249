"""Answers to the engine's own questions: restart, a person or not, what is to be changed, which of these services. Each
pattern is `(draft, said) -> bool`; the order they are tried in is in `patterns`. A flow's questions are `replies`'."""

from __future__ import annotations

from dialogs import questions
from dialogs.another import another_named, pick_another
from dialogs.choices import choose, choose_by_label, place_asked
from dialogs.draft import MEANT, MENU, Draft
from dialogs.flow import Flow
from dialogs.hints import words_stand_in
from dialogs.naming import named_in
from dialogs.past import just_ended
from dialogs.picking import asks_for_place
from dialogs.repair.done import acted, only_values
from dialogs.repair.orders import SHORT
from dialogs.repair.refusals import wants_none
from dialogs.repair.returning import AFTER_ALL, put_below, says_go_on
from dialogs.repair.rewrites import change_named
from dialogs.starts import start
from dialogs.state import Asked
from dialogs.variants import asks_about_last
from dialogs.walk import walk
from dialogs.wishes import FAINT, clear_wishes
from nlu.types import Act, Understanding

_POLITE = 3


def own_question(draft: Draft, said: Understanding) -> bool:
    """The answer to a question of the engine itself: restart?, a human?, which of these?"""
    asked = draft.asked
    if asked is None or asked.slot not in questions.ANSWERS:
        return False
    settled = _more_than_a_choice(draft, asked, said)
    if settled is not None:
        return settled
    at = choose(said.normal or said.raw, asked.offers, said.acts)
    if at is not None:
        listed = asked.slot == MENU and _of_the_list(draft, said)
        if not listed:
            questions.answer(draft, asked.offers[at].value)
        return not listed
    if asked.slot == questions.CHANGE and _changed(draft, said):
        return True
    short = len(asked.offers) == 2 and not said.entities and len(said.raw.split()) <= SHORT
    if asked.slot == MEANT and short and {Act.AFFIRM, Act.DENY} & set(said.acts):  # «آره» to a yes or no
        questions.answer(draft, asked.offers[0 if Act.AFFIRM in said.acts else 1].value)
        return True
    if asked.slot == MEANT:  # something else was written: it is an answer to the question itself
        _put_itself(draft, asked)
        return False
    return not said.entities and not clear_wishes(draft, said) and _yes_or_no(draft, asked, said)


def _more_than_a_choice(draft: Draft, asked: Asked, said: Understanding) -> bool | None:
    """Is it taken here, or left to others, before the choices are looked at? None when they are."""
    if asked.slot == questions.CLARIFY and (name := _one_that_takes(draft, asked, said)):
        start(draft, name, said, draft.carried.values if draft.carried and name in draft.carried.flows else None)
        return True
    if asked.slot in (MENU, questions.CLARIFY) and (
        clear_wishes(draft, said) or said.entities or asks_about_last(draft, said)
    ):
        return False  # a whole sentence says more than the label or the number it happens to hold
    if asked.slot == questions.HUMAN and words_stand_in(draft.book.texts, "common.asks_only_told", said):
        questions.answer(draft, asked.offers[-1].value)  # «باشه بعدا» calls nobody
        return True
    if asked.slot == MEANT and Act.DENY in said.acts and any(not each.fault for each in said.entities):
        _put_itself(draft, asked)  # «نه، منطقه ۵» to «منطقه را ۶ بگذارم؟»
        return False
    if asked.slot == questions.CHANGE and _with_its_value(draft, asked, said):
        return False  # «کاربری رو اداری حساب کن»: the answer is there too
    if asked.slot == questions.RATE and Act.DENY in said.acts and {Act.FAREWELL, Act.ENOUGH} & set(said.acts):
        draft.unask()  # «نه کاری ندارم خدافظ» wants nothing more, and does not say that it failed
        return False
    if asked.slot == questions.RESUME and says_go_on(draft, said):
        questions.answer(draft, value=True)
        return True
    return False if asked.slot == questions.RESUME and put_below(draft, said) else None


def _with_its_value(draft: Draft, asked: Asked, said: Understanding) -> bool:
    """Is what is to be changed named together with what it is to be?"""
    at = choose(said.normal or said.raw, asked.offers, said.acts)
    if at is None or draft.flow is None or len(said.raw.split()) == 1:
        return False
    named = [each for _, each in draft.flow.collects() if each.slot == asked.offers[at].value]
    return any(not one.fault and one.name in each.entities for each in named for one in said.entities)


def _put_itself(draft: Draft, asked: Asked) -> None:
    """In the place of whether a value is meant stands the question that the value would answer."""
    target = next((offer.value["slot"] for offer in asked.offers if isinstance(offer.value, dict)), "")
    draft.asked = Asked(str(target), asked.turn_seq) if draft.flow else None


def _one_that_takes(draft: Draft, asked: Asked, said: Understanding) -> str | None:
    """«۱۰-۳-۷۷-۵» to «کدام را می‌خواهید؟»: nothing but values that one of the services which may be meant asks for."""
    flows = [draft.book.flows[name] for offer in asked.offers if (name := str(offer.value)) in draft.book.flows]
    takers = [flow.id for flow in flows if only_values(flow, said) and not any(each.fault for each in said.entities)]
    return takers[0] if len(takers) == 1 else _called_in_a_word(flows, said)


def _called_in_a_word(flows: list[Flow], said: Understanding) -> str | None:
    """«قبض» to «کدام را می‌خواهید؟»: alone it says little, beside these services enough."""
    if len(said.raw.split()) > _POLITE or said.acts or said.entities:
        return None
    read = {one.name: one.confidence for one in said.intents}
    likely = [flow.id for flow in flows if read.get(flow.id, 0.0) >= FAINT]
    return likely[0] if len(likely) == 1 else None


def _changed(draft: Draft, said: Understanding) -> bool:
    """What is to be changed in other words than those of the choices."""
    if change_named(draft, said):
        return True
    if (called := _called_by_label(draft, said)) is not None:
        questions.answer(draft, called)
        return True
    small = {Act.AFFIRM, Act.DENY} & set(said.acts) and not said.entities and len(said.raw.split()) <= _POLITE
    unchanged = words_stand_in(draft.book.texts, "common.asks_unchanged", said)  # «نه، تغییری لازم نیست»
    if small and not unchanged and wants_none(draft, said):
        questions.cancel_top(draft)
        return True
    # The right one by its name, in place of the question which is wrong
    if not unchanged and pick_another(draft, said):
        draft.name("corrected")
    elif small or unchanged:  # «بله ثبتش کن» after all, or nothing of these: the summary once more
        draft.name("repaired")
    else:
        return False
    draft.unask()
    walk(draft)
    return True


def _called_by_label(draft: Draft, said: Understanding) -> str | None:
    """«محلش»: one of the answers that can change, by its name with an ending. «۴ طبقه» is what it is to be."""
    if draft.flow is None or draft.asked is None or len(said.raw.split()) > _POLITE or said.acts or said.entities:
        return None
    named = named_in(said.raw, draft.flow, draft.book.labels)
    return named.slot if named and any(offer.value == named.slot for offer in draft.asked.offers) else None


def _yes_or_no(draft: Draft, asked: Asked, said: Understanding) -> bool:
    """A yes or a no where the choices are neither: a person, or not; none of these. «خیر، منصرف شدم» is more."""
    if Act.CANCEL in said.acts:
        return False
    yes, no = Act.AFFIRM in said.acts, Act.DENY in said.acts
    if asked.slot == questions.HUMAN and yes and words_stand_in(draft.book.texts, AFTER_ALL, said):
        _no_person_meant(draft)
    elif asked.slot == questions.HUMAN and (yes or no):
        questions.answer(draft, asked.offers[0].value if yes else "continue")
    elif asked.slot == questions.CLARIFY and yes and len(asked.offers) == 2:
        questions.answer(draft, asked.offers[0].value)
    elif asked.slot == questions.CLARIFY and no:
        questions.answer(draft, None)
    else:
        return False
    return True


def _no_person_meant(draft: Draft) -> None:
    """«باشه ثبتش کن» to the offer of a person: what was in hand is to be done. Nobody is called on such words."""
    draft.name("repaired")
    if draft.stack:
        questions.answer(draft, "continue")
    else:
        questions.again(draft)


def _of_the_list(draft: Draft, said: Understanding) -> bool:
    """«دومی» after a list that was just told: one of that list, and not of the unnumbered offers under it. One offer
    alone is no list either: nobody is given over to a person for «اولی»."""
    if place_asked(said.raw, "") is not None and draft.asked and len(draft.asked.offers) == 1:
        return True
    ended = just_ended(draft)
    if ended is None or draft.stack or acted(draft, ended[1]):
        return False
    if draft.asked is None or len(draft.asked.offers) == len(draft.book.menu()):
        return False  # the menu is numbered: one of that is meant
    if choose_by_label(said.normal or said.raw, draft.asked.offers) is not None:
        return False
    named = another_named(draft.trial([ended[1]]), ended[0], ended[1].slots, said) is not None
    return named or (ended[0].has_chosen(ended[1].slots) and asks_for_place(draft, ended[0], said))
