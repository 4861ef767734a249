"""Phrases that are looked for as whole words in a (folded) text: those that the glossary (`terms`) reads a question by.
Those a whole text file lists, of every service at once, are `phrase_index`'s."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from dialogs.choices import fold

_NOTHING = "(?!)"
STEM = 3
"""Letters that are looked at of a word with any ending."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases to look for as whole words. `begins` are the words that one can begin with, each with the phrases that
    do; `stems` the same by the first letters, where such a word may have any ending: most messages have none of them,
    and the others need only be searched for a few."""

    form: str = _NOTHING
    begins: Mapping[str, str] = field(default_factory=dict)
    stems: Mapping[str, str] = field(default_factory=dict)
    begin: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "begin", frozenset(self.begins))

    def may_stand_in(self, words: list[str]) -> bool:
        if not self.begin.isdisjoint(words):
            return True
        return bool(self.stems) and not self.stems.keys().isdisjoint([word[:STEM] for word in words])

    def stand_in(self, folded: str) -> bool:
        words = folded.split()
        if not self.may_stand_in(words):
            return False  # as in most messages
        for word in words:
            for form in (self.begins.get(word), self.stems.get(word[:STEM]) if self.stems else None):
                if form is not None and _compiled(form).search(folded):
                    return True
        return False

    def taken_out(self, folded: str) -> str | None:
        """What is left without them; None when there are none."""
        return _compiled(self.form).sub(" ", folded) if self.stand_in(folded) else None


NO_PHRASES = Phrases()


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """Made when a message first holds the word for it."""
    return re.compile(rf"(?<!\S)(?:{form})(?!\S)")


def any_phrase(phrases: tuple[str, ...], *, together: bool = False) -> Phrases:
    """One of these, as whole words; the longest that fits. `together`: they may be written without their spaces."""
    space, begins = " ?" if together else " ", dict[str, list[str]]()
    longest = sorted(phrases, key=len, reverse=True)
    for words in map(str.split, longest):
        for at in range(len(words) if together else 1):
            begins.setdefault("".join(words[: at + 1]), []).append(space.join(map(re.escape, words)))
    forms = [space.join(map(re.escape, each.split())) for each in longest]
    return Phrases("|".join(forms) or _NOTHING, _one_of_each(begins))


def loose_phrases(given: object) -> Phrases:
    """One of these phrases as whole words, the longest that fits: their spaces may be missing, «…» stands for any words
    between, and «*» for any ending."""
    phrases = [str(phrase) for phrase in given] if isinstance(given, list) else []
    forms, begins, stems = list[str](), dict[str, list[str]](), dict[str, list[str]]()
    for phrase in sorted(phrases, key=len, reverse=True):
        parts = [" ?".join(_word(word) for word in part.split()) for part in phrase.split("…")]
        forms.append(r"(?: .*)? ".join(parts))
        together = ""
        for word in phrase.partition("…")[0].split():
            for part in fold(word.removesuffix("*")).split():
                together += part
                begins.setdefault(together, []).append(forms[-1])
            if word.endswith("*"):
                stems.setdefault(together[:STEM], []).append(forms[-1])
                break
    return Phrases("|".join(forms) or _NOTHING, _one_of_each(begins), _one_of_each(stems))


def _one_of_each(found: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: "|".join(dict.fromkeys(forms)) for word, forms in found.items()}


def _word(word: str) -> str:
    folded = " ?".join(map(re.escape, fold(word.removesuffix("*")).split()))
    return rf"{folded}\w*" if word.endswith("*") else folded
