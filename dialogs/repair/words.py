"""What does this word mean, and what else is asked in between? The glossary or the service answers, then the question
that stands comes again. Each pattern is
`(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dialogs.asides import FROM_HOME, asked_of, say_aside
from dialogs.choices import choose_by_label, fold
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import words_stand_in
from dialogs.naming import labelled, named_in
from dialogs.ports import Json
from dialogs.questions import again, asked_collect
from dialogs.repair.done import just_ended
from dialogs.repair.orders import SHORT, say_why
from dialogs.signing import SIGN_IN
from dialogs.terms import Term, asked_word, asks_where, asks_why
from dialogs.values import args_for
from dialogs.wishes import ASKING, STRONG, SURE, clear_wishes, leads
from nlu.types import Act, Understanding


def explain_word(draft: Draft, said: Understanding) -> bool:
    """«طبقه یعنی چی؟»: its plain meaning; for a word that names one of the questions or choices, why that is asked."""
    collect = asked_collect(draft)
    if collect and collect.free_text and (collect.opening or not _names_term(draft, said)):
        return False  # «تراکم یعنی چه؟» is what was asked for
    in_hand = draft.asked is not None and bool(draft.stack)
    word = asked_word(said.raw, draft.book.terms, loosely=in_hand)
    if word is None:
        return False
    term = draft.book.terms.find(word)
    if term and asked_word(said.raw, draft.book.terms, loosely=False) is None and not _our_word(draft, term):
        return False  # «پایان‌کار چیست؟» wants an article, with its source
    if term is None:
        return _explain_question(draft, word) or _no_such_word(draft, said)
    draft.name("repaired")
    draft.say(term.key)
    if draft.asked and draft.stack:
        again(draft)
    return True


def answer_aside(draft: Draft, said: Understanding) -> bool:
    """«از خونه میشه؟», «کی میان؟»: a question that the service in hand answers in between, or the one that just ended.
    What answers the question that stands beside it is taken as well. A question that names what it is about («استعلام
    چند روز طول می‌کشه؟») has an article."""
    collect = asked_collect(draft)
    if collect and collect.free_text and len(said.raw.split()) > SHORT:
        return False  # a sentence of what was asked for
    if leads(said, ASKING, SURE) or Act.OTHERS in said.acts:
        return False
    if not any(say_aside(draft, flow, slots, said) for flow, slots in _concerned(draft)):
        return False
    draft.name("repaired")
    if collect and any(entity.name in collect.entities and not entity.fault for entity in said.entities):
        return False
    if draft.stack and draft.asked:
        again(draft)
    return True


def answer_alone(draft: Draft, said: Understanding) -> bool:
    """«پولم کی برمی‌گرده؟», «از خونه میشه شکایت کرد؟» with nothing in hand and no plain wish: what the one service that
    is asked this says, and the way to it."""
    wishes = clear_wishes(draft, said)
    if draft.stack or draft.in_line or (wishes and wishes[0] != ASKING):
        return False
    flow = asked_of(draft, said, shared_only=bool(wishes))
    if flow is None and words_stand_in(draft.book.texts, FROM_HOME, said):
        draft.say("common.from_home")
    elif flow is None or not say_aside(draft, flow, {}, said, draft.start_buttons([flow.id])):
        return False
    draft.name("answered")
    return True


def _concerned(draft: Draft) -> Iterator[tuple[Flow, Mapping[str, Json]]]:
    """The service that is asked about: the one in hand and, under a sign-in, the one behind it; else the last one."""
    ended = None if draft.stack else just_ended(draft)
    if ended:
        yield ended[0], ended[1].slots
    served = next((frame for frame in reversed(draft.stack) if frame.flow != SIGN_IN), None)
    if served and (flow := draft.book.flows.get(served.flow)):
        yield flow, served.slots
    if draft.stack and (sign_in := draft.book.flows.get(SIGN_IN)):
        yield sign_in, {}  # who has to say who they are, now or before long, may ask about that too


def _no_such_word(draft: Draft, said: Understanding) -> bool:
    """A word that is not in the glossary, and not the name of an article either: said so, without guessing."""
    if draft.stack or not leads(said, "out_of_scope"):
        return False
    draft.name("repaired")
    draft.say("common.unknown_word", choices=draft.start_buttons(["human_handoff"]))
    return True


def explain_why(draft: Draft, said: Understanding) -> bool:
    """«چرا شماره موبایلم را می‌خواهید؟»: a question of the flow is named, and its reason is asked for. So it is by a
    why that is about nothing else of ours («چرا اینو لازم دارید»)."""
    collect, flow = asked_collect(draft), draft.flow
    if collect is None or flow is None or said.entities or not asks_why(said.raw, draft.book.terms):
        return False
    named = named_in(said.raw, flow, draft.book.texts)
    if collect.free_text or (named is None and not leads(said, "out_of_scope")):
        return False
    if named is None or named is collect:
        say_why(draft)
    else:
        draft.name("repaired")
        draft.say(named.why, args_for(draft, named.why))
        again(draft)
    return True


def where_found(draft: Draft, said: Understanding) -> bool:
    """«کدشو از کجا پیدا کنم؟» at a question: what helps to answer it, and the question once more."""
    collect = asked_collect(draft)
    if collect is None or collect.free_text or collect.options or not asks_where(said.raw, draft.book.terms):
        return False
    if any(name not in (ASKING, draft.served) for name in clear_wishes(draft, said, least=STRONG)):
        return False
    draft.name("repaired")
    if other := _other_term(draft, said):
        draft.say(other.key)  # «کد نوسازی رو از کجا پیدا کنم» where a mobile is asked for
        again(draft)
        return True
    key = collect.help or collect.why
    draft.say(key, args_for(draft, key))
    again(draft)
    return True


def _names_term(draft: Draft, said: Understanding) -> bool:
    """Does it ask what a word of the glossary means, and nothing else?"""
    word = asked_word(said.raw, draft.book.terms, loosely=False)
    return word is not None and draft.book.terms.find(word) is not None


def _other_term(draft: Draft, said: Understanding) -> Term | None:
    """A word of the glossary, of more than one word, that the flow in hand has not in its questions."""
    text = f" {fold(said.raw)} "
    named = [term for term in draft.book.terms.terms if any(" " in name and f" {name} " in text for name in term.names)]
    return next((term for term in named if not _our_word(draft, term)), None)


def _our_word(draft: Draft, term: Term) -> bool:
    """Does the flow in hand use this word in its questions and choices?"""
    flow, texts = draft.flow, draft.book.texts
    if flow is None:
        return False
    spoken = " ".join(f" {fold(texts.written(key))} " for key in flow.question_keys() if key in texts)
    return any(f" {name}" in spoken for name in term.names)


def _explain_question(draft: Draft, word: str) -> bool:
    """The word is the name of a question of this flow, or one of the choices that stand."""
    flow, asked = draft.flow, draft.asked
    if flow is None or asked is None:
        return False
    named = labelled(word, flow, draft.book.texts)
    if named and named.slot != asked.slot:
        draft.name("repaired")
        draft.say(named.why, args_for(draft, named.why))
        again(draft)
        return True
    if named or (asked_collect(draft) and choose_by_label(word, asked.offers) is not None):
        say_why(draft)
        return True
    return False
