"""What does this word mean, and what is to be done now? The glossary or the reason of the question answers, then the
question that stands comes again. Each pattern is `(draft, said) -> bool`; the order they are tried in is in
`patterns`."""

from __future__ import annotations

from dialogs.asides import has_aside, say_about
from dialogs.choices import choose_by_label, fold
from dialogs.draft import Draft
from dialogs.hints import phrases_of, words_stand_in
from dialogs.naming import labelled, named_in
from dialogs.past import ENDED, just_ended, last_topic
from dialogs.questions import again, asked_collect, in_confirm, show_menu
from dialogs.repair.orders import say_why
from dialogs.repair.results import tell_again
from dialogs.state import Frame
from dialogs.terms import Term, asked_word, asks_where, asks_why, holds_why
from dialogs.values import args_for
from dialogs.wishes import ASKING, STRONG, clear_wishes, leads
from nlu.entities.kinds import REQUESTED
from nlu.types import Understanding

_WHAT_NOW = "common.asks_what_now"
_PLAINLY = "common.said_plainly"
_NEXT = "next"
_LONGEST_NAME = 3
"""Words: what is longer is no name of anything."""


def explain_word(draft: Draft, said: Understanding) -> bool:
    """«طبقه یعنی چی؟»: its plain meaning; for a word that names one of the questions or choices, why that is asked."""
    terms = draft.book.terms
    loose = asked_word(said.raw, terms, loosely=True)
    if loose is None:
        return False  # as most messages
    strict = asked_word(said.raw, terms, loosely=False)
    collect = asked_collect(draft)
    if collect and collect.free_text and (collect.opening or strict is None or terms.find(strict) is None):
        return False  # «تراکم یعنی چه؟» is what was asked for
    in_hand, strays = draft.asked is not None and bool(draft.stack), leads(said, "out_of_scope")
    word = loose if in_hand or strays else strict
    if word is None:
        return False
    found, loosely = terms.joined(word), strict is None
    ours = all(_our_word(draft, term) for term in found) or _narrows(draft, said)
    if found and loosely and not (ours or (strays and not draft.stack)):
        return False  # «پایان‌کار چیست؟» wants an article, with its source
    if not found:
        return _explain_question(draft, word) or (not loosely and _no_such_word(draft, said, word))
    draft.name("repaired")
    for term in found:
        draft.say(term.key)
    if not draft.stack:
        _keep_word(draft, said)
    elif draft.asked:
        again(draft)
    return True


def _narrows(draft: Draft, said: Understanding) -> bool:
    """«عوارض نوسازی چیه» at a bill: its value would narrow the list, where its meaning is asked for."""
    if draft.flow is None or not leads(said, ASKING):
        return False
    heard = {name for _, each in draft.flow.collects() if each.heard for name in each.entities}
    return any(entity.name in heard for entity in said.entities)


def _keep_word(draft: Draft, said: Understanding) -> None:
    """What is asked on («مدارکش چیه») is about the word that was explained, as it is about an article."""
    if (asking := draft.book.flows.get(ASKING)) is not None:
        named = {entity.name: entity.value for entity in said.entities if entity.name in REQUESTED}
        draft.topic = Frame(ASKING, asking.version, {"question": said.raw, **named}, step=ENDED)


def _no_such_word(draft: Draft, said: Understanding, word: str) -> bool:
    """A word that is not in the glossary, and not the name of an article either: said so, without guessing."""
    if draft.stack or not leads(said, "out_of_scope") or len(word.split()) > _LONGEST_NAME:
        return False  # «یعنی ممکنه خونه‌مو خراب کنن؟» asks for no word
    if (ended := just_ended(draft)) and has_aside(draft, ended[0].id, said, ended[1].slots):
        return False  # «این مرحله یعنی چی؟»: of what was just told
    draft.name("repaired")
    draft.say("common.unknown_word", choices=draft.start_buttons(["human_handoff"]))
    return True


def explain_why(draft: Draft, said: Understanding) -> bool:
    """«چرا شماره موبایلم را می‌خواهید؟»: a question of the flow is named, and its reason is asked for. So it is by a
    why that is about nothing else of ours («چرا اینو لازم دارید»)."""
    collect, flow = asked_collect(draft), draft.flow
    if collect is None or flow is None or said.entities or not holds_why(said.raw, draft.book.terms):
        return False
    named = named_in(said.raw, flow, draft.book.labels)
    if named is None and not asks_why(said.raw, draft.book.terms):
        return False
    if collect.free_text or (named is None and not leads(said, "out_of_scope")):
        return False
    if named is None or named is collect:
        say_why(draft)
    else:
        _tell(draft, named.why)
    return True


def where_found(draft: Draft, said: Understanding) -> bool:
    """«کدشو از کجا پیدا کنم؟» at a question: what helps to answer it, and the question once more."""
    collect = asked_collect(draft)
    if collect is None or collect.free_text or collect.options or not asks_where(said.raw, draft.book.terms):
        return False
    if any(name not in (ASKING, draft.served) for name in clear_wishes(draft, said, least=STRONG)):
        return False
    other = _other_term(draft, said)  # «کد نوسازی رو از کجا پیدا کنم» where a mobile is asked for
    _tell(draft, other.key if other else collect.help or collect.why)
    return True


def what_now(draft: Draft, said: Understanding) -> bool:
    """«پس چیکار کنم؟» and nothing more: at a question what helps to answer it, and the question again; right after a
    service what comes next of it, or what it told once more."""
    if not says_only(draft, _WHAT_NOW, said):
        return False
    if not draft.stack:
        return _next_of_last(draft, said)
    collect, flow = asked_collect(draft), draft.flow
    if flow is None or any(entity.name in flow.names for entity in said.entities):
        return False
    if collect is None and not in_confirm(draft):
        return False  # a question of the engine's own, or none yet
    if collect is None or collect.help is None:
        say_why(draft)
    else:
        _tell(draft, collect.help)
    return True


def _tell(draft: Draft, key: str) -> None:
    """This text, and the question that stands once more."""
    draft.name("repaired")
    draft.say(key, args_for(draft, key))
    again(draft)


def _next_of_last(draft: Draft, said: Understanding) -> bool:
    """With nothing before it what there is to do here at all."""
    ended = just_ended(draft)
    if ended is None:
        return _what_there_is(draft, said)
    flow, kept = ended
    if any(entity.name in flow.names for entity in said.entities):
        return False
    draft.name("repaired")
    aspect = next(each for each in draft.book.terms.aspects if each.name == _NEXT)
    return say_about(draft, flow, kept.slots, aspect) or tell_again(draft, flow, kept)


def _what_there_is(draft: Draft, said: Understanding) -> bool:
    """After an answer by a service that was not begun («اخطار برام اومده»), that answer once more."""
    if draft.in_line or last_topic(draft) or not leads(said, "out_of_scope"):
        return False
    asides = {each.say for flow in draft.book.menu() for each in flow.asides}
    if told := [each for each in draft.before.last if each.key in asides]:
        for each in told:
            draft.say(each.key, each.args, again=each.again)
        draft.say(_PLAINLY, choices=draft.start_buttons(["human_handoff"]))
        draft.name("repaired")
        return True
    draft.name("repaired")
    show_menu(draft, "common.menu")
    return True


def says_only(draft: Draft, key: str, said: Understanding) -> bool:
    """Does the message hold a phrase of this text and name nothing more? «پروانه‌م گم شده چیکار کنم» is a matter of its
    own."""
    if not words_stand_in(draft.book.texts, key, said):
        return False
    return not draft.book.terms.telling(phrases_of(draft.book.texts, key).sub(" ", fold(said.raw)))


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
    offered = {fold(offer.label) for offer in draft.asked.offers} if draft.asked else set()
    return any(f" {name}" in spoken or name in offered for name in term.names)


def _explain_question(draft: Draft, word: str) -> bool:
    """The word is the name of a question of this flow, or one of the choices that stand."""
    flow, asked = draft.flow, draft.asked
    if flow is None or asked is None:
        return False
    named = labelled(word, flow, draft.book.labels)
    if named and named.slot != asked.slot:
        draft.name("repaired")
        draft.say(named.why, args_for(draft, named.why))
        again(draft)
        return True
    if named or (asked_collect(draft) and choose_by_label(word, asked.offers) is not None):
        say_why(draft)
        return True
    return False
