"""Words by which a choice is named without being asked for: «قبض‌هام», «پرداخت کردم». They are data: the text that an
option names under `words` holds one phrase a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dialogs.choices import fold
from dialogs.flow import Collect
from dialogs.option import Option
from dialogs.texts import TextBook
from nlu.types import Understanding

_ENDING = r"(?:ا|ای|امون|اتون)?(?: ?(?:ها|های|هام|هایم|هاش|ام|م|مو|اش|ش|شو|رو|را|و|ه|ی|یم|ست|است|مون|شون))?"

_WORD = re.compile(r"(?<!\w)\w\w?")
_PIECE = re.compile(r"\([^)]*\)|[^\s()]+")
_LAST, _AT_END = " .", r"(?= *(?:\n|\Z))"
"""A phrase that ends so is the last of its message, which says nothing more."""
_ANY_WORDS = r"(?!\w) (?:.* )?"


class Phrases(NamedTuple):
    """Phrases as one pattern; and those that begin with the same two letters as the pattern of what a word that begins
    so is tried with: most messages have no such word, and nothing is searched for in them."""

    whole: str
    begin_with: Mapping[str, str]

    def stand_in(self, heard: str) -> bool:
        begun, begin_with = _begun(heard), self.begin_with
        if begin_with.keys().isdisjoint(begun):
            return False
        for letters in begin_with.keys() & begun.keys():
            match = _compiled(begin_with[letters]).match
            for at in begun[letters]:
                if match(heard, at):
                    return True
        return False


def hinted(texts: TextBook, collect: Collect, said: Understanding) -> Option | None:
    """The choice whose words the message holds. Of several the last one counts: choices stand from the general to the
    particular."""
    if not collect.hints:
        return None
    heard, found = folded(said), None
    if _phrases(texts, collect.hints).stand_in(heard):  # most messages hold the words of none
        for option in collect.options:
            if option.words and _phrases(texts, (option.words,)).stand_in(heard):
                found = option
    return found


def words_stand_in(texts: TextBook, key: str, said: Understanding) -> bool:
    """Does the message hold one of the phrases of the text `key`?"""
    return _phrases(texts, (key,)).stand_in(folded(said))


def any_stand_in(texts: TextBook, keys: tuple[str, ...], said: Understanding) -> bool:
    """Does it hold a phrase of any of these texts? Asked first where there are many: most messages hold none."""
    return bool(keys) and _phrases(texts, keys).stand_in(folded(said))


def phrases_of(texts: TextBook, key: str) -> re.Pattern[str]:
    """The phrases of the text `key`, for a folded message."""
    return _compiled(_phrases(texts, (key,)).whole)


def folded(said: Understanding) -> str:
    """The message as it was written and, where that is something else, as it is read: apart enough for no phrase to
    reach from one into the other."""
    return _folded(said.raw, said.normal)


@lru_cache(maxsize=4)  # one message is asked about by a dozen patterns
def _folded(raw: str, normal: str) -> str:
    written, read = fold(raw), fold(normal)
    return written if written == read else f"{written}\n\n{read}"


@lru_cache(maxsize=4)
def _begun(heard: str) -> Mapping[str, Sequence[int]]:
    """Where the words begin, by their first two letters."""
    places: dict[str, list[int]] = {}
    for word in _WORD.finditer(heard):
        places.setdefault(word[0], []).append(word.start())
    return places


def _phrases(texts: TextBook, keys: tuple[str, ...]) -> Phrases:
    """Any of the phrases of these texts, a phrase a line, as whole words: spaces inside it may be missing, an ending
    may follow; «…» stands for any words, «(a|b)» for one of these, « .» at its end for the end of the message."""
    found: Phrases | None = texts.phrases.get(keys)
    if found is None:
        lines = [line for key in keys for line in texts.get(key).lines]
        begin_with: dict[str, list[str]] = {}
        forms = []
        for phrase in ("".join(part for part in line if isinstance(part, str)) for line in lines):
            forms.append(_phrase(phrase))
            for letters in dict.fromkeys(_begin(phrase)):
                begin_with.setdefault(letters, []).append(forms[-1])
        found = texts.phrases[keys] = Phrases(
            rf"(?<!\w){_any_of(forms)}", {letters: _any_of(each) for letters, each in begin_with.items()}
        )
    return found


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """Made when a message first holds a word for it."""
    return re.compile(form)


def _begin(phrase: str) -> Iterator[str]:
    """The first two letters of the phrase, or of each way in which it begins. A single letter may stand alone or run on
    into the next word."""
    first, *rest = _PIECE.findall(phrase.partition("…")[0])
    after = [fold(way)[:1] for piece in rest[:1] for way in piece.strip("()").split("|")]
    for way in first.strip("()").split("|"):
        letters = "".join(fold(way).split())[:2]
        yield letters
        if len(letters) == 1:
            yield from (letters + letter for letter in after)


def _any_of(forms: Sequence[str]) -> str:
    """One of these patterns, to the end of a word. Those that begin with the same letter stand together: only they are
    tried where it is."""
    groups: dict[str, list[str]] = {}
    for form in forms:
        groups.setdefault(form[:1] if form[:1].isalnum() else "", []).append(form)
    ways = (f"{letter}(?:{'|'.join(each[len(letter) :] for each in group)})" for letter, group in groups.items())
    return rf"(?:{'|'.join(ways)})(?!\w)"


def _phrase(phrase: str) -> str:
    if phrase.endswith(_LAST):
        return f"{_phrase(phrase.removesuffix(_LAST))}{_AT_END}"
    return _ANY_WORDS.join(" ?".join(map(_either, _PIECE.findall(part))) + _ENDING for part in phrase.split("…"))


def _either(piece: str) -> str:
    """One word, or one of several: «(خونه|ملک) همسایه»."""
    ways = piece.strip("()").split("|")
    forms = [" ?".join(re.escape(word) for word in fold(way).split()) for way in ways]
    return f"(?:{'|'.join(forms)})" if len(forms) > 1 else forms[0]
