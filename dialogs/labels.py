"""The names of questions: the text that says what one is about, and its words for finding it in a message. Which one a
message names is `naming`'s."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dialogs.choices import fold
from dialogs.flow import Flow
from dialogs.steps import Collect
from dialogs.texts import TextBook

_BEGIN = 2


class QuestionLabel(NamedTuple):
    """A question that may be named, with the (folded) words of its name. `begin` is how these words begin: most
    messages have no word like it."""

    collect: Collect
    words: tuple[str, ...]
    begin: frozenset[str]


Labels = Mapping[str, tuple[QuestionLabel, ...]]
"""By the flow."""


def name_of(texts: TextBook, collect: Collect) -> str | None:
    """The text that names what this question is about."""
    for key in (collect.label, f"common.slot_{collect.slot}"):
        if key and key in texts:
            return key
    return None


def labels_of(flow: Flow, texts: TextBook) -> tuple[QuestionLabel, ...]:
    """Those of the flow's questions that have a name and are no secret."""
    named = [(each, name_of(texts, each)) for _, each in flow.collects() if not each.secret]
    words = [
        (each, tuple(fold(called).split()))
        for each, name in named
        if name
        for called in (texts.render(name, {}), *_also_called(each, texts))
    ]
    return tuple(QuestionLabel(each, name, begin(name)) for each, name in words)


def _also_called(collect: Collect, texts: TextBook) -> list[str]:
    """Other names of what is asked for («آدرسش», «کد نوسازیش» of the property), one a line."""
    key = f"common.asks_called_{collect.slot}"
    return texts.written(key).splitlines() if key in texts else []


def begin(words: list[str] | tuple[str, ...]) -> frozenset[str]:
    """The first letters of these words."""
    return frozenset([word[:_BEGIN] for word in words])
