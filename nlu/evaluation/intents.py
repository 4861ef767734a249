"""How often the intent is right: answers to utterances, and the figures over them. Values are not measured here."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from nlu.evaluation.sets import LanguageSet
from nlu.intents import OUT_OF_SCOPE
from nlu.types import Understander

HARMLESS = frozenset({OUT_OF_SCOPE, "greeting", "thanks", "cancel", "correct"})
"""Taken for one of these, a message starts no service."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an utterance was taken for, best first, and the processor time it took."""

    text: str
    meant: str
    ranked: tuple[tuple[str, float], ...]
    milliseconds: float

    @property
    def taken(self) -> str:
        return self.ranked[0][0] if self.ranked else ""

    @property
    def sure(self) -> float:
        return self.ranked[0][1] if self.ranked else 0.0

    @property
    def right(self) -> bool:
        return self.taken == self.meant

    def doubted(self, acts_from: float) -> bool:
        """A service that is started only with a word of doubt, or asked about first."""
        return bool(self.taken) and self.taken not in HARMLESS and self.sure < acts_from

    def acts_wrongly(self, acts_from: float) -> bool:
        """A wrong service, sure enough to be started without a word of doubt."""
        return not self.right and bool(self.taken) and self.taken not in HARMLESS and self.sure >= acts_from


@dataclass(frozen=True, slots=True)
class IntentScore:
    precision: float
    recall: float
    f1: float
    n: int


@dataclass(frozen=True, slots=True)
class Confusion:
    meant: str
    taken: str
    n: int


def answers(
    understander: Understander, tested: LanguageSet, change: Callable[[str], str] | None = None
) -> list[Answer]:
    """Every utterance of a set understood once, as it is or changed."""
    found = []
    for text, meant in tested.utterances:
        heard = change(text) if change else text
        started = time.process_time_ns()
        intents = understander.understand(heard, now=tested.now).intents
        spent = (time.process_time_ns() - started) / 1e6
        found.append(Answer(heard, meant, tuple((one.name, one.confidence) for one in intents), spent))
    return found


def accuracy(given: Sequence[Answer]) -> float:
    return share(one.right for one in given)


def within(given: Sequence[Answer], choices: int) -> float:
    """How often the right intent is among the best few."""
    return share(one.meant in [name for name, _ in one.ranked[:choices]] for one in given)


def wrong_action(given: Sequence[Answer], acts_from: float) -> float:
    return share(one.acts_wrongly(acts_from) for one in given)


def doubted(given: Sequence[Answer], acts_from: float) -> float:
    return share(one.doubted(acts_from) for one in given)


def out_of_scope_recall(given: Sequence[Answer]) -> float:
    """How many foreign messages were known as such."""
    return share(one.right for one in given if one.meant == OUT_OF_SCOPE)


def by_intent(given: Sequence[Answer]) -> dict[str, IntentScore]:
    hits = Counter(one.meant for one in given if one.right)
    taken = Counter(one.taken for one in given)
    meant = Counter(one.meant for one in given)
    return {name: score(hits[name], taken[name], meant[name]) for name in sorted(meant)}


def score(hits: int, taken: int, meant: int) -> IntentScore:
    precision, recall = hits / taken if taken else 0.0, hits / meant if meant else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return IntentScore(precision, recall, f1, meant)


def confusion(given: Sequence[Answer]) -> list[Confusion]:
    """Every pair of meant and taken, the right ones too, the most frequent first."""
    pairs = Counter((one.meant, one.taken) for one in given)
    return [Confusion(meant, taken, n) for (meant, taken), n in sorted(pairs.items(), key=lambda pair: -pair[1])]


def share(flags: Iterable[bool]) -> float:
    """The share of true ones; 0 of none at all."""
    kept = list(flags)
    return sum(kept) / len(kept) if kept else 0.0
