"""What the engine did, in the words of the desk: titles of services, the names of questions and choices that citizens
see, and the console's own words for the rest. Whether it may be seen is decided in `bot.console.access`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.account import Account, Found
from bot.console.words import Words, persian
from dialogs.book import Book
from dialogs.formats import SHOW, kind_of
from dialogs.labels import name_of
from dialogs.ports import Json
from dialogs.steps import Collect

Line = tuple[str, str]
"""A heading and what stands under it."""
COMMA = "، "
_CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Summary:
    """What was answered when staff were called, and the question that stood."""

    answers: tuple[Line, ...]
    asked: str | None


@dataclass(frozen=True, slots=True)
class Teller:
    """`labels`: how a fixed choice reads, by entity and value."""

    book: Book
    words: Words
    labels: dict[tuple[str, str], str] = field(init=False)

    def __post_init__(self) -> None:
        choices = [
            ((entity, str(option.value)), self.book.texts.render(option.label, {}))
            for flow in self.book.flows.values()
            for _, collect in flow.collects()
            for option in collect.options
            for entity in collect.entities
        ]
        object.__setattr__(self, "labels", dict(reversed(choices)))

    def lines(self, account: Account) -> list[Line]:
        """An account, line by line; what it does not hold is left out."""
        return [(self.words.account[name], text) for name, text in self._told(account) if text]

    def summary(self, summary: Any) -> Summary | None:
        """The summary of `dialogs.desk`; None when nothing had been said."""
        if not summary or not (summary["answers"] or summary["asked"]):
            return None
        answers = [(self._name(each["label"]), self.book.texts.refer(each["value"])) for each in summary["answers"]]
        return Summary(tuple(answers), self._name(summary["asked"]) if summary["asked"] else None)

    def _told(self, account: Account) -> Iterator[Line]:
        yield "intents", COMMA.join(self._intent(each.name, each.confidence) for each in account.intents)
        yield "acts", COMMA.join(self.words.acts.get(act, act) for act in account.acts)
        yield "values", COMMA.join(f"{self._entity(each.name)}: {self._value(each)}" for each in account.values)
        yield "pattern", self.words.patterns.get(account.pattern, account.pattern)
        yield "stack", " ← ".join(self._service(flow) for flow in account.stack)
        yield "asked", self._question(account) if account.asked else ""
        yield "outcome", self.words.came_to.get(account.outcome, account.outcome)

    def _intent(self, name: str, confidence: float) -> str:
        title = self.words.intents.get(name) or self._service(name)
        return self.words.account["sure"].format(name=title, percent=persian(round(100 * confidence)))

    def _service(self, flow: str) -> str:
        return self.words.services.get(flow, flow)

    def _entity(self, name: str) -> str:
        return self.words.names.get(name, name)

    def _value(self, found: Found) -> str:
        label = self.labels.get((found.name, str(found.value)))
        if label is not None:
            return label
        if isinstance(found.value, str) and found.value.isidentifier() and found.value.isascii():
            return found.raw  # one of our own names, which no question shows
        return SHOW[kind_of(found.name)](found.value)

    def _question(self, account: Account) -> str:
        slot = account.asked or ""
        flow = self.book.flows.get(account.stack[-1]) if account.stack else None
        pair = flow.collect_of(slot) if flow else None
        if pair is not None:
            return self._slot(pair[1])
        if flow is not None and any(step.id == slot for step in flow.steps):
            return self.words.questions[_CONFIRM]
        return self.words.questions.get(slot, slot)

    def _slot(self, collect: Collect) -> str:
        key = name_of(self.book.texts, collect)
        return self.book.texts.render(key, {}) if key else self._entity(collect.slot)

    def _name(self, label: dict[str, Json]) -> str:
        """A question out of a summary: by its text, or by its slot where it has none."""
        return self.book.texts.refer(label) if "key" in label else self._entity(str(label["value"]))
