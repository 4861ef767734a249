"""Finds the article that answers a question, or nothing. Word statistics over our own normaliser: no model,
nothing to train, and a score that says how much of the *question* the article accounts for."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from knowledge.article import Article, load_articles
from knowledge.words import Words, pairs

FLOOR = 0.50
"""Below this share of the question accounted for, silence is better than a near miss (measured: tests/language)."""
_LONGEST = 300
_TITLE, _QUESTION, _BODY = 1.0, 1.0, 0.45
_PAIR = 0.35
_LIKENESS = 0.5
_TYPO = 82


@dataclass(frozen=True, slots=True)
class Hit:
    """`score` is 0–1: the share of the question's weight the article accounts for."""

    article: Article
    score: float


class Search:
    """The index over one set of articles."""

    def __init__(self, articles: Sequence[Article], words: Words) -> None:
        self._articles = tuple(articles)
        self._lists = words
        self._fields = [_weights(article, words) for article in self._articles]
        self._phrases = {
            article.id: [set(words.of(text)) for text in (article.title, *article.questions)] for article in articles
        }
        spread = Counter(word for field in self._fields for word in field)
        many = len(self._articles)
        self._idf = {word: math.log(1 + (many - n + 0.5) / (n + 0.5)) for word, n in spread.items()}
        self._unknown = math.log(1 + many)
        self._words = sorted(word for word in self._idf if "_" not in word)
        self._known = frozenset(self._words)

    @classmethod
    def load(cls, folder: Path) -> Search:
        """The index over `articles/*.md` of a folder, with its `words.fa.yaml`."""
        return cls(load_articles(folder / "articles"), Words.load(folder / "words.fa.yaml"))

    def search(self, question: str, *readings: str, day: str) -> Hit | None:
        """The best article served on that Jalali day, or None when none accounts for enough of the question.
        `readings` are the same question in other words (its Finglish in Persian letters): the best of all counts."""
        asked = [self._joined(self._lists.of(text[:_LONGEST])) for text in dict.fromkeys((question, *readings))]
        if any(self._lists.not_ours.intersection(found) for found in asked):
            return None
        telling = [[self._mend(word) for word in found] for found in asked if not self._lists.general.issuperset(found)]
        rated = [one for words in telling for one in self._rated(words, day)]
        best = max(rated, key=lambda one: one[0].score + _LIKENESS * one[1], default=None)
        return None if best is None or best[0].score < FLOOR else best[0]

    def _rated(self, words: Sequence[str], day: str) -> Iterable[tuple[Hit, float]]:
        """Every article that may answer these words, with how nearly they are its own."""
        asked = dict.fromkeys(words, 1.0) | dict.fromkeys(pairs(words), _PAIR)
        for article, field in zip(self._articles, self._fields, strict=True):
            if article.serves(day) and self._may_answer(words, field):
                yield Hit(article, self._score(asked, field)), self._likeness(words, article)

    def _may_answer(self, words: Sequence[str], field: Mapping[str, float]) -> bool:
        """Is it about what the question is about, and does it say what is asked of it? How long an inquiry is valid
        does not answer how long a permit is, nor what a permit is."""
        subjects, aspects = (kind.intersection(words) for kind in (self._lists.subjects, self._lists.aspects))
        about = not subjects or any(field.get(word, 0.0) >= _QUESTION for word in subjects)
        return about and all(word in field for word in aspects)

    def _score(self, asked: dict[str, float], field: dict[str, float]) -> float:
        total = got = 0.0
        for word, weight in asked.items():
            pair = "_" in word
            if pair and word not in field:
                continue  # a pair met is a good sign, one not met says nothing
            value = weight * self._idf.get(word, self._unknown)
            total += value
            got += value * field.get(word, 0.0)
        return got / total if total else 0.0

    def _likeness(self, words: Sequence[str], article: Article) -> float:
        """How nearly the question is one of the article's own: decides between articles that hold all its words."""
        asked = set(words)
        return max(self._weight(asked & own) / (self._weight(asked | own) or 1.0) for own in self._phrases[article.id])

    def _weight(self, words: Iterable[str]) -> float:
        return sum(self._idf.get(word, self._unknown) for word in words)

    def _joined(self, words: list[str]) -> list[str]:
        """«دیوار کشی» is «دیوارکشی» when only the latter is a word of the articles."""
        found: list[str] = []
        for word in words:
            whole = self._lists.shorten(found[-1] + word) if found else ""
            if whole in self._known and not {found[-1], word} <= self._known:
                found[-1] = whole
            else:
                found.append(word)
        return found

    def _mend(self, word: str) -> str:
        """The word of the index that was meant, when exactly the spelling is off."""
        if word in self._known or len(word) < 4 or not word.isalpha():
            return word
        close = process.extractOne(word, self._words, scorer=fuzz.ratio, score_cutoff=_TYPO)
        return word if close is None else close[0]


def _weights(article: Article, words: Words) -> dict[str, float]:
    """How strongly each word and pair of words stands for the article: its best field decides."""
    found: dict[str, float] = {}
    fields = [(article.body, _BODY), (article.title, _TITLE), *((text, _QUESTION) for text in article.questions)]
    for text, weight in fields:
        found_words = words.of(text)
        for word in [*found_words, *pairs(found_words)]:
            found[word] = max(weight, found.get(word, 0.0))
    return found
