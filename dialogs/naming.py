"""Which question of a flow a message names by its label («منطقه رو اشتباه گفتم»). What follows from it is elsewhere."""

from __future__ import annotations

from dialogs.choices import fold
from dialogs.flow import Flow
from dialogs.labels import Labels, begin
from dialogs.steps import Collect

_SHORTEST = 3
"""Letters: shorter words of a label («کد», «ها») are in every other sentence."""
_EACH = "هر"
_ENDINGS = frozenset(("ی", "ه", "ها"))
"""Of a label's word: «زیربنای کل», «تعداد واحدها»."""


def named_in(text: str, flow: Flow, labels: Labels) -> Collect | None:
    """The one question whose label the text speaks of, or None when it is none or more than one."""
    words = fold(text).split()
    heads = begin(words)
    scores = [
        (_score(words, label.words), label.collect) for label in labels[flow.id] if not heads.isdisjoint(label.begin)
    ]
    best = max([score for score, _ in scores], default=0.0)
    found = [collect for score, collect in scores if score == best]
    return found[0] if best and len({collect.slot for collect in found}) == 1 else None


def _score(words: list[str], label: tuple[str, ...]) -> float:
    """How much of the label the text speaks of, 0-1. «مساحت هر طبقه» is not meant where nothing but floors is said."""
    parts = [part for part in label if len(part) >= _SHORTEST]
    head = label[: label.index(_EACH)] if _EACH in label else label
    if not any(_speaks_of(words, part) for part in parts if part in head):
        return 0.0
    return sum(_speaks_of(words, part) for part in parts) / len(parts)


def labelled(text: str, flow: Flow, labels: Labels) -> Collect | None:
    """The question whose label is all the text says («زیربنای کل»), or None."""
    words = tuple(fold(text).split())
    return next((label.collect for label in labels[flow.id] if label.words == words), None)


def _speaks_of(words: list[str], part: str) -> bool:
    """Is this word there, with any ending, or without the one it has in the label?"""
    return any(word.startswith(part) or (part.startswith(word) and part[len(word) :] in _ENDINGS) for word in words)
