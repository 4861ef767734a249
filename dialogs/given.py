"""The values of a message as the questions of a flow take them. Taking them is `fill`'s."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dialogs.flow import Flow
from dialogs.ports import Json
from dialogs.steps import Collect
from nlu.types import Understanding


class Given(NamedTuple):
    """One value of a message: an entity, or all those that a gathering question takes together."""

    name: str
    value: Json
    fault: str | None = None
    gathered: bool = False

    def fits(self, collect: Collect) -> bool:
        return self.name == collect.slot if self.gathered else not collect.gather and self.name in collect.entities

    def takers(self, flow: Flow) -> Sequence[Collect]:
        """The questions of the flow that it may answer."""
        if not self.gathered:
            return flow.takers.get(self.name, ())
        return [collect for _, collect in flow.collects() if self.fits(collect) and not collect.free_text]


def givens(flow: Flow, said: Understanding) -> list[Given]:
    """The values of a message. What a gathering question takes comes once, by the entities' names: two of one name
    («شنبه یا یکشنبه») as a list."""
    found = [Given(entity.name, entity.value, entity.fault) for entity in said.entities]
    for collect in flow.gathering:
        parts: dict[str, list[Json]] = {}
        for entity in said.entities:
            if entity.name in collect.entities and entity.fault is None:
                parts.setdefault(entity.name, []).append(entity.value)
        if parts:
            whole: dict[str, Json] = {name: each if len(each) > 1 else each[0] for name, each in parts.items()}
            found.append(Given(collect.slot, whole, gathered=True))
    return found


def not_yet(flow: Flow, collect: Collect, slots: Mapping[str, Json]) -> bool:
    """Is it asked only where something else is so, which is not known? «بدون بازدید» is for a certified property."""
    whens = () if collect.heard else [step.when for step, each in flow.collects() if each.slot == collect.slot]
    return bool(whens) and not any(when is None or when.path == collect.slot or when.holds(slots) for when in whens)
