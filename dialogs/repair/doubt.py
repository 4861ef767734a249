"""A service started in doubt: said so, and put right with one word. When there is doubt says `wishes.doubted`."""

from __future__ import annotations

from dialogs import questions
from dialogs.asides import by_title
from dialogs.draft import Draft
from dialogs.hints import hinted
from dialogs.repair.done import only_values
from dialogs.repair.orders import SHORT
from dialogs.signing import SIGN_IN
from dialogs.starts import note_for_later, start
from dialogs.state import Frame
from dialogs.wishes import STRONG, SURE, clear_wishes, doubted, leads
from nlu.types import Act, Understanding

_NAMED = 2
"""Words, at least, of a no that names something."""


def say_wishes(draft: Draft, wishes: list[str], said: Understanding) -> tuple[str, ...] | None:
    """Before the first of them starts: what is noted for later, and in doubt which one it is. Gives the others that may
    be meant instead."""
    first, *later = wishes
    others = doubted(draft, said, first)
    noted = [note_for_later(draft, name, said, first=first, sure=others is None) for name in later]
    if others is not None and not any(noted):
        draft.say("common.taken_as", {"title": draft.title(first)})
    return others


def keep_doubt(draft: Draft, name: str, others: tuple[str, ...]) -> None:
    """The started service is in doubt until the citizen's next word."""
    draft.stack = [frame._replace(doubted=others) if frame.flow == name else frame for frame in draft.stack]


def not_that(draft: Draft, said: Understanding) -> bool:
    """«نه» to a service started in doubt: it is dropped without a trace, and the others are offered; what was noted for
    later comes next. Another wish in its place drops it too, but not answers that sound like one, nor «نمی‌دونم کدوم
    منطقه‌ست»; anything else goes along with it, and so does a «بله», which is no answer to the question."""
    frame = _in_doubt(draft)
    if frame is None:
        return False
    wishes = clear_wishes(draft, said, least=SURE if _answers(draft, frame, said) else None)
    wishes = [] if Act.DONT_KNOW in said.acts or _chooses(draft, said) else wishes
    few = len(said.raw.split()) <= SHORT and not any(map(str.isdigit, said.raw))
    denied = Act.DENY in said.acts and few and not _chooses(draft, said)  # «نه فقط می‌خواستم بدونم» is a choice
    if wishes and wishes[0] != frame.flow:
        _drop(draft, frame)
        if wishes[0] != (draft.stack[-1].flow if draft.stack else None):
            return False
        draft.name("repaired")  # «نه همون تمدید»: the one that waited below it
        questions.reopen(draft)
        return True
    corrects = denied or (leads(said, "correct", STRONG) and len(said.raw.split()) <= SHORT)
    instead = _named_instead(draft, frame, said) if corrects and not wishes else None
    if instead is not None and instead != frame.flow:
        _drop(draft, frame)
        start(draft, instead, said)
        draft.name("repaired")
        return True
    if not denied or wishes or instead:
        draft.stack = [each._replace(doubted=None) if each is frame else each for each in draft.stack]
        return _affirmed(draft, said)
    _drop(draft, frame)
    draft.name("clarified")
    others = tuple(name for name in frame.doubted or () if name not in draft.queued)
    if others:
        questions.ask_which(draft, others)
    elif draft.queued and not draft.stack:
        questions.walk_on(draft)
    else:
        questions.reopen(draft)
    return True


def _named_instead(draft: Draft, frame: Frame, said: Understanding) -> str | None:
    """«نه منظورم استعلام بود»: the service that is called by its name, or the one in doubt where that is what it asks
    for («نه منظورم پروانه بود»)."""
    if len(said.raw.split()) < _NAMED:
        return None
    others = [draft.book.flows[name] for name in frame.doubted or () if name in draft.book.flows]
    called = by_title(draft, [*draft.book.menu()], said)
    named = [flow for flow in others if flow in called] or called
    if len(named) == 1:
        return named[0].id
    flow = draft.book.flows.get(frame.flow)
    return frame.flow if flow and not named and any(each.name in flow.takers for each in said.entities) else None


def _answers(draft: Draft, frame: Frame, said: Understanding) -> bool:
    """«زمینم ۲۰۰ متره منطقه ۳»: what the service asks for, which alone reads like a wish for another."""
    flow = draft.book.flows.get(frame.flow)
    return flow is not None and only_values(flow, said)


def _chooses(draft: Draft, said: Understanding) -> bool:
    """«پرونده‌م چند ماهه معطله» where a complaint asks for its topic: one of its choices, by words of its own."""
    collect = questions.asked_collect(draft)
    return collect is not None and hinted(draft.book.texts, collect, said) is not None


def _affirmed(draft: Draft, said: Understanding) -> bool:
    """«بله» to the doubt where it answers nothing else: the question is put once more."""
    collect = questions.asked_collect(draft)
    plain = Act.AFFIRM in said.acts and not said.entities and len(said.raw.split()) <= SHORT
    if not plain or collect is None or collect.free_text or draft.asked is None:
        return False
    if any(isinstance(offer.value, bool) for offer in draft.asked.offers):
        return False
    draft.name("repaired")
    questions.again(draft)
    return True


def _drop(draft: Draft, frame: Frame) -> None:
    """Takes the service off the stack, with the sign-in on top of it."""
    draft.stack = draft.stack[: draft.stack.index(frame)]
    draft.unask()


def _in_doubt(draft: Draft) -> Frame | None:
    for frame in reversed(draft.stack):
        if frame.flow != SIGN_IN:
            return frame if frame.doubted is not None else None
    return None
