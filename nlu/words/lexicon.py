"""The word lists of `colloquial.yaml` and `finglish.yaml`, and all phrases of the lexicon as training material."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from nlu.text import normalise
from nlu.wordlists import FOLDER, read_yaml
from nlu.words.joining import key

_OWN = ("colloquial.yaml", "finglish.yaml", "concepts.yaml")
"""Ours, and the groups: they hold spoken words and other desks' words, which nothing should be mended into."""


@cache
def pairs(file: str, name: str) -> dict[str, str]:
    """A mapping of one of our files: look-up key → word in normal form."""
    return {key(_normal(said)): _normal(formal) for said, formal in _content(file)[name].items()}


@cache
def listed(file: str, name: str) -> frozenset[str]:
    """A list of one of our files, as look-up keys."""
    return frozenset(key(_normal(word)) for word in _content(file)[name])


def stems() -> tuple[tuple[str, str, str], ...]:
    return tuple((past, present, said) for past, present, said in _content("colloquial.yaml")["stems"])


def phrases() -> Iterator[str]:
    """Every phrase of the other lexicon files: the words the domain is known to use."""
    for path in sorted(FOLDER.glob("*.yaml")):
        if path.name not in _OWN:
            yield from _strings(read_yaml(path))


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for name, value in content.items():
            if name not in {"entity", "value", "rank", "version"}:
                yield from _strings(value)
    elif isinstance(content, list):
        for value in content:
            yield from _strings(value)


@cache
def _content(file: str) -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(FOLDER / file)
    return content


def _normal(word: object) -> str:
    return normalise(str(word)).text
