"""Which question of a flow a message names by its label («منطقه رو اشتباه گفتم»). What follows from it is elsewhere."""

from __future__ import annotations

from dialogs.choices import fold
from dialogs.flow import Collect, Flow
from dialogs.texts import TextBook
from dialogs.values import name_of

_SHORTEST = 3
"""Letters: shorter words of a label («کد», «ها») are in every other sentence."""
_EACH = "هر"


def named_in(text: str, flow: Flow, texts: TextBook) -> Collect | None:
    """The one question whose label the text speaks of, or None when it is none or more than one."""
    words = fold(text).split()
    scores: list[tuple[float, Collect]] = []
    for _, collect in flow.collects():
        label = name_of(texts, collect)
        if label and not collect.secret:
            scores.append((_score(words, fold(texts.render(label, {})).split()), collect))
    best = max((score for score, _ in scores), default=0.0)
    found = [collect for score, collect in scores if score == best]
    return found[0] if best and len(found) == 1 else None


def _score(words: list[str], label: list[str]) -> float:
    """How much of the label the text speaks of, 0-1. «مساحت هر طبقه» is not meant where nothing but floors is said."""
    parts = [part for part in label if len(part) >= _SHORTEST]
    head = label[: label.index(_EACH)] if _EACH in label else label
    if not any(_speaks_of(words, part) for part in parts if part in head):
        return 0.0
    return sum(_speaks_of(words, part) for part in parts) / len(parts)


def labelled(text: str, flow: Flow, texts: TextBook) -> Collect | None:
    """The question whose label is all the text says («زیربنای کل»), or None."""
    words = fold(text)
    for _, collect in flow.collects():
        label = name_of(texts, collect)
        if label and not collect.secret and fold(texts.render(label, {})) == words:
            return collect
    return None


def _speaks_of(words: list[str], part: str) -> bool:
    """Is this word there, with any ending, or without the one it has in the label («زیربنای»)?"""
    return any(word.startswith(part) or (part.startswith(word) and len(part) - len(word) == 1) for word in words)
