"""Marked examples as rows of words and tags, and rows of tags back as stretches of text. No model here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlu.rasa_data import Example
from nlu.text import Normal, normalise

OUTSIDE = "O"


@dataclass(frozen=True, slots=True)
class Word:
    """One word between spaces, by its place in the normal text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tagged:
    """One example for a tagger: as many tags as words."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    intent: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `start` to `end` (without it) are a value of the slot `name`."""

    name: str
    start: int
    end: int


def split_words(text: str) -> list[Word]:
    """The words of a normal text; punctuation stays with its word, as annotators leave it."""
    words: list[Word] = []
    at = 0
    for piece in text.split(" "):
        if piece:
            words.append(Word(piece, at, at + len(piece)))
        at += len(piece) + 1
    return words


def tagged(example: Example) -> Tagged:
    """A word belongs to an entity when they share a letter; the first word opens it (BIO)."""
    normal = normalise(example.text)
    words = split_words(normal.text)
    tags = [OUTSIDE] * len(words)
    for entity in example.entities:
        inside = [at for at, word in enumerate(words) if _touch(normal, word, entity.start, entity.end)]
        for turn, at in enumerate(inside):
            tags[at] = f"{'I' if turn else 'B'}-{entity.name}"
    return Tagged(tuple(word.text for word in words), tuple(tags), example.intent)


def stretches(tags: Sequence[str]) -> list[Stretch]:
    """The values a row of tags stands for; an I- that continues nothing opens a value."""
    found: list[Stretch] = []
    name, since = "", 0
    for at, tag in enumerate([*tags, OUTSIDE]):
        if name and tag != f"I-{name}":
            found.append(Stretch(name, since, at))
            name = ""
        if not name and tag != OUTSIDE:
            name, since = tag[2:], at
    return found


def _touch(normal: Normal, word: Word, start: int, end: int) -> bool:
    since, to = normal.raw_span(word.start, word.end)
    return since < end and start < to
