"""From a Persian text to the words a search compares. The word lists are data: `words.fa.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import yaml

from nlu.text import normalise

_AT_LEAST = 4


@dataclass(frozen=True, slots=True)
class Words:
    """The lists, in plain form. `subjects` name what a question is about, `aspects` what it asks of that, and a
    question of nothing but `general` words is about nothing: all shortened as `of` shortens them."""

    passed_over: frozenset[str]
    not_ours: frozenset[str]
    alike: Mapping[str, str]
    endings: tuple[str, ...]
    subjects: frozenset[str] = frozenset()
    aspects: frozenset[str] = frozenset()
    general: frozenset[str] = frozenset()

    @classmethod
    def load(cls, path: Path) -> Words:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        words = cls(
            passed_over=frozenset(_plain(document["passed_over"]).split()),
            not_ours=frozenset(_plain(document["not_ours"]).split()),
            alike={_plain(word): _plain(same) for word, same in document["alike"].items()},
            endings=tuple(_plain(ending) for ending in document["endings"]),
        )
        subjects, aspects, general = (
            frozenset(words.of(document[name])) for name in ("subjects", "aspects", "general")
        )
        return replace(words, subjects=subjects, aspects=aspects, general=general)

    def of(self, text: str) -> list[str]:
        """The words of `text` that carry a subject, folded and shortened."""
        found: list[str] = []
        for raw in _plain(text).split():
            for word in self._alike(raw).split():
                short = self.shorten(word)
                if word not in self.passed_over and short not in self.passed_over:
                    found.append(short)
        return found

    def _alike(self, word: str) -> str:
        return self.alike.get(word) or self.alike.get(self.shorten(word)) or word

    def shorten(self, word: str) -> str:
        """The word without an ending."""
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= _AT_LEAST:
                return word.removesuffix(ending)
        return word


def pairs(words: Sequence[str]) -> list[str]:
    """Neighbours as one: «پایان‌کار» is more than «پایان» and «کار»."""
    return [f"{first}_{second}" for first, second in pairwise(words)]


def _plain(text: str) -> str:
    return "".join(character if character.isalnum() else " " for character in normalise(text).plain)
