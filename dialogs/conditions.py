"""What the steps of a flow look at: values at paths of the slots, and the tests of `when`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dialogs.ports import Json

_STEPS: dict[str, tuple[str, tuple[str, ...]]] = {}
"""Paths in their steps, the first and the rest, parted once: there are only those of the data."""


def look(slots: Mapping[str, Json], path: str) -> Json:
    """The value at a dotted path of the slots; None when there is none."""
    if "." not in path:  # most are: this is asked a dozen times a turn
        return slots.get(path)
    steps = _STEPS.get(path)
    if steps is None:
        first, *more = path.split(".")
        steps = _STEPS[path] = first, tuple(more)
    head, rest = steps
    value = slots.get(head)
    for part in rest:
        if not isinstance(value, dict):
            return None
        value = value.get(part)
    return value


def is_empty(value: Json) -> bool:
    return not value and (value is None or value in ("", [], {}))


@dataclass(frozen=True, slots=True)
class Condition:
    """`slot is value`, `slot in [...]`, `slot is empty`: there is nothing else, on purpose. What it `holds` of is one
    function of the slots, made here once: a turn tries several conditions."""

    path: str
    test: Literal["is", "in", "empty"]
    value: Json
    holds: Callable[[Mapping[str, Json]], bool] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "holds", _made(self.path, self.test, self.value))


def _made(path: str, test: str, value: Json) -> Callable[[Mapping[str, Json]], bool]:
    if test == "empty":
        return _made_for_empty(path, value)
    if test == "in":
        among = value if isinstance(value, list) else []
        return lambda slots: look(slots, path) in among
    if "." in path:
        return lambda slots: look(slots, path) == value
    return lambda slots: slots.get(path) == value


def _made_for_empty(path: str, value: Json) -> Callable[[Mapping[str, Json]], bool]:
    def holds(slots: Mapping[str, Json]) -> bool:
        found = look(slots, path)
        return (not found and is_empty(found)) is value

    def holds_of_slot(slots: Mapping[str, Json]) -> bool:
        found = slots.get(path)
        if found is None:
            return value is True
        return (not found and is_empty(found)) is value

    return holds if "." in path else holds_of_slot
