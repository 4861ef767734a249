"""The state machine of a request, read from `machine.yaml` and the paths of `../stages.fa.yaml`: where a file may go
and who may take it there. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from integrations.reference.stages import load_stages

DATA = Path(__file__).with_name("machine.yaml")
INSPECTED = ("inspection_scheduled", "inspected")
# Events that move a file; everybody else is a desk of `stages.fa.yaml`.
CITIZEN, CLOCK = "citizen", "clock"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file stands. `back_to`: the stage where its detour began."""

    type: str
    stage: str
    self_declared: bool = False
    back_to: str | None = None


@cache
def load_machine() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(DATA.read_text("utf-8"))
    return data


def path(type_code: str, *, self_declared: bool) -> tuple[str, ...]:
    """The usual order of stages. Who has declared that nothing changed needs no inspection."""
    whole = load_stages().types[type_code].path
    return tuple(stage for stage in whole if not (self_declared and stage in INSPECTED))


def moves(place: Place) -> dict[str, frozenset[str]]:
    """The stages that may follow, each with the desks and events that may take the file there."""
    machine, stage = load_machine(), load_stages().of(place.type, place.stage)
    desks = (frozenset({stage.desk}) - {CITIZEN, "none"}) | {"manager"}
    found = {}
    own = machine["of_type"].get(place.type, {}).get(place.stage, ())
    for beside in (*machine["beside"].get(place.stage, ()), *own):
        event = beside if isinstance(beside, dict) else {"to": beside, "by": None}
        found[event["to"]] = frozenset({event["by"]}) if event["by"] else desks
    onward = onward_of(place)
    if onward is not None:
        mover = machine["forward"].get(place.stage)
        found[onward] = frozenset({mover}) if mover else desks
    if place.stage in machine["cancellable"]:
        found[machine["cancelled"]] = frozenset({CITIZEN})
    if place.stage in machine["expires"] and not own:
        found["expired"] = frozenset({CLOCK})
    reopened = reopened_at(place)
    if reopened is not None:
        found[reopened] = frozenset({"objection"})
    return found


def reopened_at(place: Place) -> str | None:
    """Where a file goes when an objection to its stage was accepted. None where there is nothing to object to, such as
    a fine: its vote had its own objection."""
    wished = load_machine()["reopened"].get(place.stage)
    way = path(place.type, self_declared=place.self_declared)
    if wished is None or (place.stage in way and wished not in way):
        return None
    return _first_of(way, wished)


def onward_of(place: Place) -> str | None:
    """The stage after this one: along the path, or back from a detour. None at the end."""
    way = path(place.type, self_declared=place.self_declared)
    if place.stage == "draft":
        return way[0]
    if place.stage == "docs_defect":
        return place.back_to if place.back_to in way else _first_of(way, "docs_review")
    kind = load_machine()["detours"].get(place.stage)
    if kind and place.stage not in way:
        return _back(place, way, kind)
    if place.stage not in way or place.stage == way[-1]:
        return None
    return way[way.index(place.stage) + 1]


def detour_start(place: Place, to: str) -> str | None:
    """The stage to remember when a file goes to `to`: where the detour began, nothing on the path."""
    if to == "docs_defect":
        return place.stage
    detours = load_machine()["detours"]
    if to not in detours or to in path(place.type, self_declared=place.self_declared):
        return None
    return place.back_to if place.stage in detours else place.stage


def _back(place: Place, way: tuple[str, ...], kind: str) -> str:
    start = place.back_to
    if start is None:
        # A file that came to us within its detour, from nobody knows where.
        return _first_of(way, "plan_check")
    if kind == "same" or start not in way:
        return start
    return way[min(way.index(start) + 1, len(way) - 1)]


def _first_of(way: tuple[str, ...], wished: str) -> str:
    return wished if wished in way else way[min(1, len(way) - 1)]
