"""«نه» in its forms: a yes that is turned round, «نمی‌خوام» to what is in hand, none of a list, another than this one.
What is asked after a plain no to a summary is `replies.refuse`'s; orders to cancel are `orders`'."""

from __future__ import annotations

from dataclasses import replace

from dialogs import questions
from dialogs.asides import by_title
from dialogs.choices import choose, describes_one, fold, names_other, place_chosen
from dialogs.draft import Draft
from dialogs.hints import hinted, phrases_of, words_stand_in
from dialogs.leftover import left_over, of_hand
from dialogs.naming import named_in
from dialogs.questions import asked_collect, in_confirm
from dialogs.starts import start
from dialogs.steps import Collect, Confirm
from dialogs.wishes import ASKING, DIGRESS, STRONG, clear_wishes, leads
from nlu.types import Act, Understanding

_FEW = 5
"""Words of a refusal that says nothing else."""
_SENTENCE = 9


def says_yes(draft: Draft, said: Understanding, most: int) -> bool:
    """A yes to what is shown, with nothing beside it that turns it round: «بله نه صبر کن», «آره ولی …» are none."""
    if Act.AFFIRM not in said.acts or {Act.DENY, Act.CANCEL, Act.HOLD} & set(said.acts):
        return False
    return len(said.raw.split()) <= most and not holds_back(draft, said)


def holds_back(draft: Draft, said: Understanding) -> bool:
    """«آره ولی …»; not «آره، چیزی عوض نشده»."""
    texts = draft.book.texts
    if not words_stand_in(texts, "common.asks_hold", said):
        return False
    rest = phrases_of(texts, "common.asks_unchanged").sub(" ", fold(said.raw))
    return words_stand_in(texts, "common.asks_hold", replace(said, raw=rest, normal=rest))


def lets_go(draft: Draft, said: Understanding) -> bool:
    """«نه نمی‌خوام», «فقط می‌خواستم بدونم» to a list or a summary: nothing is wanted of what is in hand. Not where a
    no has an answer of its own."""
    collect, texts, flow = asked_collect(draft), draft.book.texts, draft.flow
    if draft.asked is None or flow is None or draft.asked.slot in questions.ANSWERS or answers_no(draft):
        return False
    if collect is not None and (collect.free_text or collect.optional or collect.files):
        return False
    if any(entity.name in flow.names for entity in said.entities):
        return False
    words = len(said.raw.split())
    if words <= _SENTENCE and words_stand_in(texts, "common.asks_only_told", said):
        return True
    return words <= _FEW and not said.entities and wants_none(draft, said)


def wants_none(draft: Draft, said: Understanding) -> bool:
    """«نه نمی‌خوام»: more than a no to what is shown."""
    denied = Act.DENY in said.acts and not names_other(said.raw)
    return denied and words_stand_in(draft.book.texts, "common.asks_none", said)


def not_this(draft: Draft, said: Understanding) -> bool:
    """«این قبض رو نمی‌خوام» to a summary: a no to what is shown, and not to the service."""
    if not in_confirm(draft) or len(said.raw.split()) > _FEW:
        return False
    return words_stand_in(draft.book.texts, "common.asks_not_this", said)


def answers_no(draft: Draft) -> bool:
    """Is a no one of the answers to the question that stands, or a way of its flow?"""
    asked, flow = draft.asked, draft.flow
    step = flow.step(asked.slot) if flow and asked else None
    if step and isinstance(step.does, Confirm):
        return step.does.otherwise is not None
    return asked is not None and any(offer.value is False for offer in asked.offers)


def none_of_these(draft: Draft, said: Understanding) -> bool:
    """«نه», «نه یکی دیگه» to a list: none of it is chosen and no try is lost; how it is let go of is said. Not where
    «نه» may be one of the numbers."""
    asked, collect = draft.asked, asked_collect(draft)
    if asked is None or collect is None or not asked.offers or Act.DENY not in said.acts:
        return False
    values = [offer.value for offer in asked.offers]
    if len(said.raw.split()) > _FEW or any(isinstance(value, bool) or value is None for value in values):
        return False
    if any(each.value in values or not is_no(each.raw) for each in said.entities):
        return False
    if hinted(draft.book.texts, collect, said) is not None or _says_more(said):
        return False  # «نه» is a word for one of them («چیز تازه‌ای است»)
    if choose(said.normal or said.raw, asked.offers) is not None:
        return False
    draft.name("repaired")
    draft.say("common.none_of_list")
    questions.again(draft)
    return True


def is_no(text: str) -> bool:
    """Nothing but a no, though it may be read as a number or a choice as well?"""
    return text.strip(" ،,.!") in ("نه", "na", "نُه")


def _says_more(said: Understanding) -> bool:
    """More than a no and that another one is meant; or, in two words, which one («نه اولی»)."""
    return (len(said.raw.split()) > 2 and not names_other(said.raw)) or place_chosen(said.raw) is not None


def another_one(draft: Draft, said: Understanding) -> bool:
    """«یکی دیگه» to a summary of one out of a list of several: the list once more."""
    flow = draft.flow
    if flow is None or not in_confirm(draft) or not names_other(said.raw) or len(said.raw.split()) > _FEW:
        return False
    listed = [each.slot for _, each in flow.collects() if each.options_from and not each.heard]
    given = [slot for slot in questions.answered_of(draft) if slot in listed and questions.asked_without(draft, slot)]
    if len(given) != 1:
        return False
    reopen(draft, given[0])
    return True


def reopen(draft: Draft, slot: str) -> None:
    """What was shown is not what is wanted, and there is one thing that can be other: it is asked for again."""
    draft.say("common.not_this_one")
    draft.unask()
    questions.ANSWERS[questions.CHANGE](draft, slot)


def askable(draft: Draft) -> list[str]:
    """The answers that would be asked for if they were taken away: not what only narrows a list, nor the one of a list
    of one. What may be added counts."""
    flow, slots = draft.flow, dict(draft.stack[-1].slots)
    found: list[str] = []
    for value, _ in questions.changeable(draft):
        pair = flow.collect_of(value) if flow and isinstance(value, str) else None
        if pair is None:
            continue
        collect = pair[1]
        without = {name: each for name, each in slots.items() if name != collect.slot}
        # One answer may be asked for in two places («دلیل», «دفاع»): the first that holds
        asked = [step for step, each in flow.collects() if each.slot == collect.slot] if flow else []
        here = next((step for step in asked if step.when is not None and step.when.holds(slots)), pair[0])
        narrows = here.when is not None and not here.when.holds(without)
        if collect.aside or not (narrows or not questions.asked_without(draft, collect.slot)):
            found.append(collect.slot)
    return found


def instead(draft: Draft, said: Understanding) -> bool:
    """«نه، استعلام می‌خوام» to a question or a summary of something else: that is let go of, and the wish begins."""
    collect = asked_collect(draft)
    if draft.asked is None or draft.flow is None or draft.asked.slot in questions.ANSWERS:
        return False
    if (collect is not None and collect.free_text) or {Act.AFFIRM, Act.WHAT_IF} & set(said.acts):
        return False
    rest = left_over(draft, said)
    wishes = clear_wishes(draft, rest or said, least=STRONG if rest is None else DIGRESS)[:1]
    served = draft.book.flows.get(draft.served)
    wishes = wishes or _called(draft, said)
    if wishes == [ASKING] or describes_one(said.raw):
        return False  # a question ends nothing, and one of a list is no wish
    if not wishes or wishes[0] == draft.served or of_hand(served, said) or _chosen_otherwise(draft, said):
        return False
    if words_stand_in(draft.book.texts, "common.asks_first", said):
        draft.name("repaired")  # «نه اول بگو پرونده‌م کجاست»: what is in hand waits
    else:
        questions.cancel_top(draft)
    start(draft, wishes[0], rest or said)
    return True


def _called(draft: Draft, said: Understanding) -> list[str]:
    """«نه منظورم قسط بود»: put right by the name of a service, by which no model takes it for a wish."""
    if not leads(said, "correct", STRONG) or len(said.raw.split()) > _FEW:
        return []
    if draft.flow and named_in(said.raw, draft.flow, draft.book.labels):
        return []  # «نه ملک دیگه»: one of the answers of what is in hand
    called = by_title(draft, [*draft.book.menu()], said)
    return [called[0].id] if len(called) == 1 else []


def _chosen_otherwise(draft: Draft, said: Understanding) -> bool:
    """«نه با بازدید باشه»: the other way of two, in the flow in hand."""
    flow, slots, asked = draft.flow, draft.stack[-1].slots, asked_collect(draft)
    ways = [each for each in flow.worded if each.two_ways] if flow else []
    return any((each is asked or slots.get(each.slot) is not None) and _hinted(draft, each, said) for each in ways)


def _hinted(draft: Draft, collect: Collect, said: Understanding) -> bool:
    return hinted(draft.book.texts, collect, said) is not None
