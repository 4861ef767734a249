"""Pairs of neighbours: which words the training texts hold side by side, by the edges and numbers beside them too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from nlu.text import ZWNJ, normalise
from nlu.words.joining import key

START, END, NUMBER = "^", "$", "0"
"""What stands beside a word when it is no word: the edge of the message or of a clause, or a number."""
WORD = re.compile(rf"[^\W\d_]+(?:{ZWNJ}[^\W\d_]+)*")
"""A word of a normal text: letters, and half-spaces between them."""


def neighbours_of(texts: Iterable[str]) -> Iterator[str]:
    """Every pair of neighbours in the texts."""
    return (found for text in texts for found in _pairs(normalise(text).text))


def pair(left: str, right: str) -> str:
    return f"{left} {right}"


def alone(word: str) -> str:
    """A word that is all of a message or of a clause."""
    return f"{START} {word} {END}"


def beside(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands right before and right after a word of a normal text, as look-ups see it."""
    before = text[: start - 1] if start and text[start - 1] == " " else ""
    after = text[end + 1 :] if text[end : end + 1] == " " else ""
    return _end_of(before), _start_of(after)


def _pairs(text: str) -> Iterator[str]:
    for match in WORD.finditer(text):
        before, after = beside(text, match.start(), match.end())
        word = key(match.group())
        yield pair(before, word)
        yield pair(word, after)
        if (before, after) == (START, END):
            yield alone(word)


def _end_of(text: str) -> str:
    chunk = text[text.rfind(" ") + 1 :]
    if not chunk or not chunk[-1].isalnum():
        return START
    return key(WORD.findall(chunk)[-1]) if chunk[-1].isalpha() else NUMBER


def _start_of(text: str) -> str:
    chunk = text.partition(" ")[0]
    if not chunk or not chunk[0].isalnum():
        return END
    match = WORD.match(chunk)
    return key(match.group()) if match else NUMBER
