"""Words that are heard without being asked for: those by which a choice is named («قبض‌هام», «پرداخت کردم»), and those
that a question beside the matter is put in. They are data: a text whose name begins with `words_` or `asks_` holds one
phrase a line (`phrase_index`)."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache

from dialogs.choices import fold
from dialogs.flow import Flow
from dialogs.option import Option
from dialogs.phrase_index import PhraseIndex
from dialogs.steps import Collect
from dialogs.texts import TextBook
from nlu.types import Understanding


def hinted(texts: TextBook, collect: Collect, said: Understanding) -> Option | None:
    """The choice whose words the message holds. Of several the last one counts: choices stand from the general to the
    particular."""
    if not collect.hints or (held := _held(texts.heard, said.raw, said.normal)).isdisjoint(collect.hints):
        return None
    return next((option for option in reversed(collect.options) if option.words in held), None)


def answers_itself(texts: TextBook, flow: Flow | None, said: Understanding, part: tuple[int, int] | None) -> bool:
    """«پایان‌کار می‌خوام، ثبت کنید برام»: does this part of the message say yes or no to what this service asks?"""
    if flow is None or part is None:
        return False
    words = said.raw[slice(*part)]
    ways = (each for each in flow.worded if each.two_ways and each.slot in flow.passing)
    return any(not each.hints.isdisjoint(_held(texts.heard, words, words)) for each in ways)


def words_stand_in(texts: TextBook, key: str, said: Understanding) -> bool:
    """Does the message hold one of the phrases of the text `key`?"""
    return key in _held(texts.heard, said.raw, said.normal)


def any_stand_in(texts: TextBook, keys: Set[str], said: Understanding) -> bool:
    """Does it hold a phrase of any of these texts?"""
    return not _held(texts.heard, said.raw, said.normal).isdisjoint(keys)


def words_held(texts: TextBook, said: Understanding) -> frozenset[str]:
    """The texts of which it holds a phrase."""
    return _held(texts.heard, said.raw, said.normal)


def phrases_of(texts: TextBook, key: str) -> re.Pattern[str]:
    """The phrases of the text `key`, for a folded message."""
    return texts.heard.pattern(key)


def folded(said: Understanding) -> str:
    """The message as it was written and, where that is something else, as it is read: apart enough for no phrase to
    reach from one into the other."""
    return _folded(said.raw, said.normal)


@lru_cache(maxsize=16)  # a message and its parts are asked about by dozens of patterns
def _held(index: PhraseIndex, raw: str, normal: str) -> frozenset[str]:
    return index.held_in(_folded(raw, normal))


def _folded(raw: str, normal: str) -> str:
    written, read = fold(raw), fold(normal)
    return written if written == read else f"{written}\n\n{read}"
