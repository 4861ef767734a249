"""What does this word mean? The glossary answers, then the question that stands comes again. Each pattern is
`(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

from dialogs.choices import choose_by_label
from dialogs.draft import Draft
from dialogs.naming import labelled
from dialogs.questions import again, asked_collect
from dialogs.repair.orders import say_why
from dialogs.terms import asked_word
from dialogs.values import args_for
from nlu.types import Understanding


def explain_word(draft: Draft, said: Understanding) -> bool:
    """«طبقه یعنی چی؟»: its plain meaning; for a word that names one of the questions or choices, why that is asked."""
    collect = asked_collect(draft)
    if collect and collect.free_text:
        return False  # «تراکم یعنی چه؟» is what was asked for
    word = asked_word(said.raw, draft.book.terms, loosely=draft.asked is not None and bool(draft.stack))
    if word is None:
        return False
    term = draft.book.terms.find(word)
    if term is None:
        return _explain_question(draft, word)
    draft.name("repaired")
    draft.say(term.key)
    if draft.asked and draft.stack:
        again(draft)
    return True


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
