"""What comes before everything else: a life in danger, anger, an attempt to talk the bot out of its rules, a message
without a word. Each pattern is `(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.asides import in_capacity, sentences
from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.fill import fill
from dialogs.hints import hinted, words_stand_in
from dialogs.questions import again, asked_collect, in_confirm, show_menu
from dialogs.repair.orders import SHORT, say_why
from dialogs.repair.replies import take_answers
from dialogs.wishes import ASKING, FOREIGN, START, STRONG, SURE, clear_wishes, leads
from nlu.types import Act, Understanding

_FEW = 3
"""Words: with more, a sentence of what is told rather than a wish."""
_SEVERAL = 2
_CRISIS, _LINE, _CALLS = "common.crisis", "common.crisis_line", "common.crisis_calls"
_EASED = "common.crisis_eased"
_OF_CRISIS = frozenset({_CRISIS, _LINE, _CALLS})
_DANGER, _CALLED = "common.danger", "common.danger_called"
_NUMBERS = "common.emergency_numbers"
_TOLD = _OF_CRISIS | {_DANGER}
_SPOKEN = re.compile(r"\w")
_PICTURE = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff]")


def crisis(draft: Draft, said: Understanding) -> bool:
    """Who can help, and no question after it. The flow stays as it is. What is said right after it and wants nothing
    («هیچی برام مهم نیست»), or is about who helps («شماره‌ش چنده؟»), is of that still."""
    if Act.CRISIS not in said.acts and not any(told.key in _TOLD for told in draft.before.last):
        return False  # as most messages
    if _called_for(draft, said):
        return True
    after = Act.CRISIS not in said.acts and any(told.key in _OF_CRISIS for told in draft.before.last)
    told = _of_help(draft, said) if after else _CRISIS if Act.CRISIS in said.acts else None
    if told is None and not (after and _still_low(draft, said)):
        return False
    draft.say(told or _CRISIS)
    draft.name("crisis")
    return True


def _called_for(draft: Draft, said: Understanding) -> bool:
    """«زنگ زدم گفتن میان» right after a danger: what is to be done until they come."""
    if all(told.key != _DANGER for told in draft.before.last) or said.entities or Act.DANGER in said.acts:
        return False
    if not words_stand_in(draft.book.texts, "common.asks_crisis_calls", said) or Act.DENY in said.acts:
        return False
    draft.say(_CALLED)
    draft.name("crisis")
    if draft.asked and draft.stack:
        again(draft)
    return True


def _of_help(draft: Draft, said: Understanding) -> str | None:
    """What there is to say of the help that was just named; None where the message is about something else."""
    if words_stand_in(draft.book.texts, "common.asks_crisis_calls", said):
        return _CRISIS if Act.DENY in said.acts else _CALLS
    if words_stand_in(draft.book.texts, "common.asks_crisis_still", said):
        return _CRISIS  # «نه، بهتر نشدم»
    if words_stand_in(draft.book.texts, "common.asks_crisis_eased", said):
        return None if clear_wishes(draft, said, least=FOREIGN) else _EASED
    short = len(said.raw.split()) <= SHORT and not clear_wishes(draft, said, least=FOREIGN)
    return _LINE if short and words_stand_in(draft.book.texts, "common.asks_crisis_line", said) else None


def _still_low(draft: Draft, said: Understanding) -> bool:
    """Nothing in it but words, no wish, question or answer."""
    if said.entities or said.acts:
        return False
    if draft.book.terms.asks(said.raw) or not any(map(str.isalpha, said.raw)) or len(said.raw.split()) < _SEVERAL:
        return False
    return said.intent is None or said.intent.confidence < START or said.intent.name in ("out_of_scope", "cancel")


def danger(draft: Draft, said: Understanding) -> bool:
    """Fire, gas, a wall that comes down, violence: who comes now. A report that is told of so goes on after that; any
    other flow stays as it is."""
    if Act.DANGER not in said.acts:
        return False
    if words_stand_in(draft.book.texts, "common.asks_emergency", said):
        draft.say(_NUMBERS)  # «شمارهٔ آتش‌نشانی چنده؟» tells of no danger, and answers nothing
        draft.name("crisis")
        if draft.asked and draft.stack:
            again(draft)
        return True
    draft.say(_DANGER)
    draft.name("crisis")
    return not _reports(draft, said)


def _reports(draft: Draft, said: Understanding) -> bool:
    """Is it a report that stands, or one that begins so and says what it is about? «بوی گاز میاد» is told to those who
    come, and nobody is asked for a topic first."""
    wishes = clear_wishes(draft, said)
    in_hand = bool(draft.stack) and set(wishes) <= {draft.served}
    flow = draft.book.flows.get(draft.served if in_hand else next(iter(wishes), ""))
    collect = flow.told_off if flow else None
    if collect is None:
        return False
    named = any(entity.name in collect.entities for entity in said.entities)
    return in_hand or named or hinted(draft.book.texts, collect, said) is not None


def card(draft: Draft, said: Understanding) -> bool:
    """A bank card's number: never asked for here and already thrown away. The rest of the message counts as ever."""
    if Act.CARD not in said.acts:
        return False
    draft.say("common.card_number")
    if draft.stack and in_confirm(draft):
        again(draft)  # beside such a number no word counts as a yes
    elif clear_wishes(draft, said, least=STRONG) and not draft.stack:
        return False
    elif draft.asked and draft.stack:
        again(draft)
    draft.name("boundary")
    return True


def others_data(draft: Draft, said: Understanding) -> bool:
    """«پروندهٔ همسایه»: only owners see a file, and how somebody's attorney gets at it."""
    if Act.OTHERS not in said.acts or any(_for_anyone(draft, said, name) for name in clear_wishes(draft, said)):
        return False
    if draft.stack and _tells_there(draft) and len(said.raw.split()) > _FEW:
        return False
    draft.say(in_capacity(draft, said) or "common.not_yours")
    draft.name("not_yours")
    if draft.asked and draft.stack:
        again(draft)
    return True


def _tells_there(draft: Draft) -> bool:
    """Is something told of in the citizen's own words just now? Others stand in it rightly."""
    collect, served = asked_collect(draft), draft.book.flows.get(draft.served)
    reports = served is not None and bool(served.opened)
    return reports or (collect is not None and collect.free_text)


def _for_anyone(draft: Draft, said: Understanding, name: str) -> bool:
    """A service that shows nobody's own data; or one that can do without, when what it takes to do so was given: a bill
    is paid by whoever has its numbers."""
    flow = draft.book.flows.get(name)
    if flow and flow.opened:
        return True  # a report is mostly about somebody else
    if flow is None or flow.assurance:
        return False
    given = {entity.name for entity in said.entities}
    return draft.book.most_assurance(name) == 0 or any(
        given & set(collect.entities) or hinted(draft.book.texts, collect, said) for _, collect in flow.collects()
    )


def boundary(draft: Draft, said: Understanding) -> bool:
    """«I am the mayor», «ignore your rules»: calm, the same for everybody, and back to the matter. A service that is
    surely read in it goes its way after that, and asks who is there."""
    if Act.BOUNDARY not in said.acts:
        return False
    draft.say("common.calm_boundary")
    draft.name("boundary")
    if any(one.name in draft.book.flows and one.confidence >= SURE for one in said.intents):
        return False
    if draft.asked and draft.stack:
        again(draft)
    return True


def about_me(draft: Draft, said: Understanding) -> bool:
    """«تو رباتی؟», «اسمت چیه؟»: what this is, and where a person is."""
    wishes = set(clear_wishes(draft, said, least=STRONG)) - {ASKING}
    if Act.ABOUT_ME not in said.acts or wishes or Act.HUMAN in said.acts:
        return False
    draft.say("common.about_me")
    draft.name("chitchat")
    if draft.asked and draft.stack:
        again(draft)
    elif words_stand_in(draft.book.texts, "common.asks_services", said):
        show_menu(draft, "common.menu")
    return True


def upset(draft: Draft, said: Understanding) -> bool:
    """Anger without a wish in it: heard, not argued with, and a person at hand."""
    if Act.UPSET not in said.acts or said.entities or _wants(draft, said):
        return False
    if Act.HUMAN in said.acts or Act.CANCEL in said.acts or (draft.stack and leads(said, "cancel", SURE)):
        return False
    if (answer := _answer_beside(draft, said)) and take_answers(draft, answer):
        return True
    draft.say("common.sorry", choices=draft.start_buttons(["human_handoff"]))
    draft.name("upset")
    if draft.asked and draft.stack:
        again(draft)
    return True


def _answer_beside(draft: Draft, said: Understanding) -> Understanding | None:
    """«مسخره کردین؟ هر دوتاش»: a sentence of its own, so short that it can only be the choice that is asked for."""
    collect = asked_collect(draft)
    if collect is None or not (collect.options or collect.options_from):
        return None
    calm = tuple(act for act in said.acts if act is not Act.UPSET)
    parts = [replace(part, acts=calm) for part in sentences(said) if len(part.raw.split()) <= _SEVERAL]
    for part in parts:
        trial = draft.trial(draft.stack)
        trial.asked = draft.asked
        filled = fill(trial, part)
        if filled.answered or filled.took:
            return part
    return None


def _wants(draft: Draft, said: Understanding) -> bool:
    """Is there a wish beside the anger? In angry words a model sees many: one that is not sure has to be called by a
    word of its title."""
    if clear_wishes(draft, said, least=SURE):
        return True
    words = set(fold(said.raw).split())
    return any(words & draft.book.titles.get(name, frozenset()) for name in clear_wishes(draft, said, least=STRONG))


def wordless(draft: Draft, said: Understanding) -> bool:
    """Pictures or punctuation alone. A question mark asks what the question means."""
    if said.acts or _SPOKEN.search(said.raw) or clear_wishes(draft, said):
        return False
    if "؟" in said.raw or "?" in said.raw:
        if draft.asked and draft.stack:
            say_why(draft)
        else:
            draft.say("common.go_ahead")
            draft.name("repaired")
        return True
    draft.say("common.unsupported_emoji" if _PICTURE.search(said.raw) else "common.unsupported_unreadable")
    draft.name("unsupported")
    if draft.asked and draft.stack:
        again(draft)
    return True
