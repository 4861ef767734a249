"""Finds the article that answers a question, or nothing. Word statistics over our own normaliser: no model,
nothing to train, and a score that says how much of the *question* the article accounts for."""

from __future__ import annotations

import math
import re
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
_TYPO, _TYPO_SHORT = 82, 88
"""Likeness of a word to the one that was meant; more for one of few letters, which may well be another."""
_FEW_LETTERS = 4
_WITHIN = 0.45
"""Enough of a question that follows an article, in that article itself: it is likely about it."""
_NEW = 0.5
"""Enough of the new words of such a question in another article about the same subject."""
_PASSAGE = 2
_TELLING_DIGITS = 2
_OWN = 0.8
"""Likeness of a question with one of an article's own, from which it is that one."""
_SENTENCES = re.compile(r"\n+|(?<=[.؟!]) +")


@dataclass(frozen=True, slots=True)
class Hit:
    """`score` is 0–1: the share of the question's weight the article accounts for. `passage`: the sentences that do,
    of an article that was told just before. `likeness`: how nearly the question is one of the article's own."""

    article: Article
    score: float
    passage: str = ""
    likeness: float = 0.0


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

    def search(
        self, question: str, *readings: str, day: str, after: str | None = None, of_it: bool = False
    ) -> Hit | None:
        """The best article served on that Jalali day, or None when none accounts for enough of the question.
        `readings` are the same question in other words (its Finglish in Persian letters): the best of all counts.
        One that follows an article (`after`, by id) may be answered by a passage of that, or by another about the same
        subject; one that names no subject of its own (`of_it`: «هزینه‌اش چنده») by nothing else."""
        asked = [self._joined(self._lists.of(text[:_LONGEST])) for text in dict.fromkeys((question, *readings))]
        if any(self._lists.not_ours.intersection(found) for found in asked):
            return None
        asked = [[self._mend(word) for word in found if not self._is_a_value(word)] for found in asked]
        found = self._best([words for words in asked if not self._lists.general.issuperset(words)], day)
        told = next((each for each in self._articles if each.id == after and each.serves(day)), None)
        if told and of_it and found and not self._subjects(told) & self._subjects(found.article):
            found = found if found.article is told else None
        other = found if found and found.article is not told else None
        if told is None or (other and (self._names_another(asked, told) or self._is_its_own(asked, other.article))):
            return found
        aspects = [words for words in asked if words and self._lists.aspects.issuperset(words)]
        if same := self._of_the_same(aspects, told, day):
            return same  # «مدارکش چیه»: what only mentions papers does not tell them
        within = max((self._within(words, told) for words in asked), key=lambda hit: hit.score, default=None)
        if within and within.score >= max(_WITHIN, other.score if other else 0.0):
            return within
        return found or self._of_the_same([words for words in asked if words not in aspects], told, day)

    def _best(self, asked: Iterable[Sequence[str]], day: str) -> Hit | None:
        rated = [one for words in asked for one in self._rated(words, day)]
        best = max(rated, key=lambda one: one.score + _LIKENESS * one.likeness, default=None)
        return None if best is None or best.score < FLOOR else best

    def _names_another(self, asked: Iterable[Sequence[str]], told: Article) -> bool:
        """Does it say itself what it is about, and that is not what was told?"""
        named = self._lists.subjects_of(word for words in asked for word in words)
        return bool(named) and named.isdisjoint(self._subjects(told))

    def _is_its_own(self, asked: Iterable[Sequence[str]], other: Article) -> bool:
        """«قیمت منطقه‌ای چیه»: nearly one of the other's own questions, in more than a word?"""
        return any(len(words) > 1 and self._likeness(words, other) >= _OWN for words in asked)

    def _subjects(self, article: Article) -> frozenset[str]:
        return self._lists.subjects_of(word for phrase in self._phrases[article.id] for word in phrase)

    def _within(self, words: Sequence[str], told: Article) -> Hit:
        """How much of the question its sentences hold, and those that hold the most."""
        asked = set(words)
        held = [(text, asked.intersection(self._lists.of(text))) for text in _SENTENCES.split(told.body)]
        best = sorted((one for one in held if one[1]), key=lambda one: -self._weight(one[1]))[:_PASSAGE]
        most = self._weight(best[0][1]) if best else 0.0
        passage = [text for text, own in held if (text, own) in best and self._weight(own) == most]
        accounted = self._weight(set[str]().union(*(own for _, own in held)))
        return Hit(told, accounted / (self._weight(asked) or 1.0), "\n".join(passage))

    def _of_the_same(self, asked: Iterable[Sequence[str]], told: Article, day: str) -> Hit | None:
        """Another article about the subject of the one that was told, which speaks of what is asked now."""
        topic = sorted(self._subjects(told) & set(self._lists.of(told.title)))
        fields = {article.id: field for article, field in zip(self._articles, self._fields, strict=True)}
        telling = [words for words in asked if not self._lists.general - self._lists.aspects >= set(words)]
        for words in telling if topic else ():
            found = self._best([[*topic, *words]], day)
            same = found is not None and not self._subjects(found.article).isdisjoint(topic)
            if found and same and self._score(dict.fromkeys(words, 1.0), fields[found.article.id]) >= _NEW:
                return found
        return None

    def _rated(self, words: Sequence[str], day: str) -> Iterable[Hit]:
        """Every article that may answer these words."""
        asked = dict.fromkeys(words, 1.0) | dict.fromkeys(pairs(words), _PAIR)
        for article, field in zip(self._articles, self._fields, strict=True):
            if article.serves(day) and self._may_answer(words, field):
                yield Hit(article, self._score(asked, field), likeness=self._likeness(words, article))

    def _may_answer(self, words: Sequence[str], field: Mapping[str, float]) -> bool:
        """Is it about what the question is about, and does it say what is asked of it? How long an inquiry is valid
        does not answer how long a permit is, nor what a permit is."""
        subjects, aspects = self._lists.subjects_of(words), self._lists.aspects.intersection(words)
        compares = len(subjects) > 1 and self._lists.compares.intersection(words)
        about = not subjects or (all if compares else any)(field.get(word, 0.0) >= _QUESTION for word in subjects)
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

    def _is_a_value(self, word: str) -> bool:
        """«جانباز ۳۰ درصدم», «تراکم منطقه ۵»: a number that no article speaks of, or one that is much else."""
        return word.isdigit() and (len(word) < _TELLING_DIGITS or word not in self._known)

    def _mend(self, word: str) -> str:
        """The word of the index that was meant, when exactly the spelling is off."""
        if word in self._known or len(word) < _FEW_LETTERS or not word.isalpha():
            return word
        least = _TYPO if len(word) > _FEW_LETTERS else _TYPO_SHORT
        close = process.extractOne(word, self._words, scorer=fuzz.ratio, score_cutoff=least)
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
