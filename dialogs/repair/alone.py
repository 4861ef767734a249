"""A question that one service answers to anyone, asked of that service while nothing, or another one, is in hand:
«پولم کی برمی‌گرده؟». A pattern is `(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

from dialogs.asides import (
    FROM_HOME,
    asked_alone,
    asked_of,
    asks_any,
    in_capacity,
    names_more,
    put_by,
    say_aside,
)
from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.formats import kind_of
from dialogs.hints import words_stand_in
from dialogs.past import just_ended, last_topic
from dialogs.questions import again, asked_collect
from dialogs.starts import KIN, start
from dialogs.wishes import ASKING, FAINT, START, SURE, clear_wishes, leads
from nlu.types import Understanding

_STORY = 20
"""Words: a longer message tells a story, of which a question is the smallest part."""
_SHORT_WORD = 3
KIN_ANSWER = f"{KIN}_answer"
_OFFERED = 3
"""Services offered to whom speaks of somebody else's property, at most."""


def answer_alone(draft: Draft, said: Understanding) -> bool:
    """«پولم کی برمی‌گرده؟», «از خونه میشه شکایت کرد؟» with nothing in hand and no plain wish: what the one service that
    is asked this says, and the way to it."""
    if not asks_any(draft, said):
        return False
    if draft.stack:
        return _answer_for_another(draft, said)
    wishes = clear_wishes(draft, said)
    # while the bot answers in the place of staff, what needs more than that is for them to read
    return (_answered_alone if draft.in_line else _answer_with_nothing_in_hand)(draft, said, wishes)


def _answer_with_nothing_in_hand(draft: Draft, said: Understanding, wishes: list[str]) -> bool:
    capacity = in_capacity(draft, said) or (KIN_ANSWER if words_stand_in(draft.book.texts, KIN, said) else None)
    if (just_ended(draft) or last_topic(draft)) and _points_back(said.raw) and not capacity:
        return False
    if _answered_alone(draft, said, wishes):
        return True
    if wishes and wishes[0] != ASKING:
        return False
    if capacity and not (wishes and draft.book.terms.asks(said.raw)):  # «پرونده خانممو میخام» asks no article
        return _to_whom_else(draft, said, capacity)
    # in a long story the words of a question may be about anything: only of a service that is read in it
    flow = asked_of(draft, said, shared_only=bool(wishes))
    if flow is not None and len(said.raw.split()) > _STORY and not _may_mean(flow, said):
        return False
    if flow is None and words_stand_in(draft.book.texts, FROM_HOME, said):
        draft.say("common.from_home")
    elif flow is None or not say_aside(draft, flow, {}, said, draft.start_buttons([flow.id])):
        return False
    draft.name("answered")
    return True


def _answer_for_another(draft: Draft, said: Understanding) -> bool:
    """«pdf هم قبول می‌کنید؟» while a question of another service stands: what the one that is asked this says."""
    collect = asked_collect(draft)
    if draft.asked is None or draft.stack[-1].waiting or (collect and collect.free_text):
        return False
    wishes = clear_wishes(draft, said)
    flow = asked_alone(draft, said, wishes)
    if flow is None and not set(wishes) - {ASKING} and (wishes or draft.book.terms.asks(said.raw)):
        other = asked_of(draft, said, own_only=True)
        flow = other if other and _may_mean(other, said) else None  # «به کی باید زنگ بزنم؟» at a list asks of no danger
    if flow is None or flow.id == draft.served or not say_aside(draft, flow, {}, said):
        return False
    draft.name("repaired")
    again(draft)
    return True


def _may_mean(flow: Flow, said: Understanding) -> bool:
    return any(one.name == flow.id and one.confidence >= FAINT for one in said.intents)


def _answered_alone(draft: Draft, said: Understanding, wishes: list[str]) -> bool:
    """«همسایه‌م میتونه در رو باز کنه؟»: a question that its service answers to anyone."""
    if any(kind_of(entity.name) == "code" for entity in said.entities):
        return False
    flow = asked_alone(draft, said, wishes)
    aside = flow and put_by(draft, flow, {}, said)
    if aside and leads(said, ASKING, SURE) and names_more(draft, aside, said):
        return False  # an article is nearer than words that stand somewhere in it
    if flow is None or not say_aside(draft, flow, {}, said, draft.start_buttons([flow.id])):
        return False
    draft.name("answered")
    return True


def _to_whom_else(draft: Draft, said: Understanding, capacity: str) -> bool:
    """«خونه بابام که فوت شده استعلام می‌خوام»: the service that the message names goes on, for an heir may be known
    there; without one it is said what is so, and what there is to go on with."""
    named = asked_of(draft, said, shared_only=True, key=capacity.removesuffix("_answer"))
    likely = named is not None and any(one.name == named.id and one.confidence >= START for one in said.intents)
    if named is not None and (likely or not draft.book.terms.asks(said.raw)):
        start(draft, named.id, said)
        return True
    taking = [flow.id for flow in draft.book.menu() if any(each.say == capacity for each in flow.asides)]
    read = {one.name: one.confidence for one in said.intents}
    taking.sort(key=lambda name: -read.get(name, 0))  # «میخوایم بفروشیم»: what it sounds most like comes first
    draft.say(capacity, choices=draft.start_buttons(taking[:_OFFERED]))
    draft.name("answered")
    return True


def _points_back(text: str) -> bool:
    """«مهلتش کیه»: a word with «ـش» right after a service is about what that one told."""
    return any(len(word) > _SHORT_WORD and word.endswith(("ش", "شو", "شون")) for word in fold(text).split())
