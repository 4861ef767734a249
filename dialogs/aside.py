"""A question that a service answers in between, as a type. Which one a message puts is for `asides`; when it is told,
for `repair.beside`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs.conditions import Condition, look
from dialogs.ports import Json


@dataclass(frozen=True, slots=True)
class Aside:
    """What is said to a question beside the service («از خانه می‌شود؟»), told by its `words` (a text) or by what of the
    matter it is `about` (an aspect of the glossary), while `when` holds. One with a service to `start` says nothing:
    after the end its words lead there, with these answers known, and what is surely a wish for that service and
    `about` the same is one; `beside`, while it is in hand as well. Of the answers those of `shown` stand at these paths
    here. One that stands `alone` needs nothing else: with nothing in hand it is all that is said, though the message
    sounds like its service. One that is `kept` is answered while another service is in hand, too."""

    say: str
    words: str | None = None
    about: str | None = None
    when: Condition | None = None
    start: str | None = None
    known: Mapping[str, Json] = field(default_factory=dict)
    alone: bool = False
    shown: Mapping[str, str] = field(default_factory=dict)
    beside: bool = False
    kept: bool = False

    def holds(self, slots: Mapping[str, Json]) -> bool:
        return self.when is None or self.when.holds(slots)

    def answers(self, slots: Mapping[str, Json]) -> dict[str, Json]:
        """What the service that it leads to need not ask."""
        found = {slot: look(slots, path) for slot, path in self.shown.items()}
        return {**self.known, **{slot: value for slot, value in found.items() if value is not None}}
