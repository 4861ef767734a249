"""What a model learns from: every example as it is, with noise, and as the answer to a question, as features. A large
set is read by several processes; the copies are the same however many there are."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from itertools import chain
from pathlib import Path

from nlu.entities.kinds import CORE
from nlu.features import features
from nlu.noise import noisy_copies
from nlu.processes import LARGE, cores, shared_out
from nlu.rasa_data import Example
from nlu.reading import Reader, Reading
from nlu.slots.letters import letters
from nlu.text import normalise
from nlu.words.tables import WordTables

SEED = 1395
NOISY_TRUST = 0.8  # how much a noisy copy counts beside its example
ANSWER_TRUST = 0.6  # the same for its copy as an answer
SELDOM = 0.25  # how often a wish without a value comes in place of an answer
ANYWHERE = frozenset(
    {"cancel", "correct", "greeting", "thanks", "human_handoff", "out_of_scope", "regulation_question"}
)
"""What is said at any question, whatever it asks."""
PART = 250  # examples a process takes at a time
ANY_TIME = datetime(2025, 10, 12, tzinfo=UTC)  # which day it is makes no difference to what is wanted


@dataclass(frozen=True, slots=True)
class Copy:
    """One text to learn from: the example it is a copy of, its label, how much it counts, its features."""

    of: int
    label: int
    trust: float
    features: dict[int, float]


_Told = tuple[int, Example, int]
"""Its place, the example, its label."""


def noisy(examples: Sequence[Example], labels: Sequence[str], tables: Path) -> list[Copy]:
    """Every example as it is and with noise, heard by the word tables of a file."""
    told = [(at, example, labels.index(example.intent)) for at, example in enumerate(examples)]
    if len(told) < LARGE or cores() == 1:
        return _read(Reader(WordTables.load(tables)), told)
    parts = [told[start : start + PART] for start in range(0, len(told), PART)]
    return list(chain.from_iterable(shared_out(partial(_read_part, tables), parts)))


def plain(examples: Sequence[Example], labels: Sequence[str]) -> list[Copy]:
    """Every example of other data once, by its letters alone: this desk's words, values and noise are not theirs."""
    return [
        Copy(at, labels.index(example.intent), 1.0, letters(normalise(example.text).text))
        for at, example in enumerate(examples)
    ]


def _read_part(tables: Path, told: Sequence[_Told]) -> list[Copy]:
    """In another process, which opens the tables once."""
    return _read(_reader(tables), told)


@cache
def _reader(tables: Path) -> Reader:
    return Reader(WordTables.load(tables))


def _read(reader: Reader, told: Sequence[_Told]) -> list[Copy]:
    copies: list[Copy] = []
    for at, example, label in told:
        said = example.text
        dice = random.Random(f"{SEED} {said}")  # noqa: S311 - noise, not secrets
        for text in dict.fromkeys([said, *noisy_copies(said, dice)]):
            reading = reader.read(text, now=ANY_TIME)
            trust = 1.0 if text == said else NOISY_TRUST
            copies.append(Copy(at, label, trust, features(reading.heard.plain, reading.entities)))
            if text == said and (asked := _question_before(reading, example.intent, dice)):
                found = features(reading.heard.plain, reading.entities, asked=asked)
                copies.append(Copy(at, label, ANSWER_TRUST, found))
    return copies


def _question_before(reading: Reading, intent: str, dice: random.Random) -> str | None:
    """The question this may have been said at. What holds a value was said at the question for it: so a model learns
    that it goes on with the service which asks that, and which other services need not be started for it."""
    values = sorted({entity.name for entity in reading.entities})
    if values:
        return dice.choice(values)
    return dice.choice(sorted(CORE)) if intent in ANYWHERE or dice.random() < SELDOM else None
