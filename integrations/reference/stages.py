"""The request types and their stages, read from `stages.fa.yaml`: what a stage means for the citizen of that type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from integrations.reference.labels import Vocabulary

DATA = Path(__file__).with_name("stages.fa.yaml")
FIRST = "submitted"
# What comes of a stage beside the path, where nothing better can be said.
ON = "کار به مرحله بعد می‌رود"
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage as a citizen with this type of request sees it. `days`: usual working days. `end`: nothing follows.
    `desk`: who acts, as a code; `actor`: who is waited for, to the citizen. `booked`: the same stage once the citizen
    has an appointment in it."""

    code: str
    label: str
    desk: str
    actor: str
    days: int
    meaning: str
    next: str
    coming: str
    todo: str
    must_act: bool
    end: bool
    booked: Stage | None = None


@dataclass(frozen=True, slots=True)
class RequestType:
    code: str
    label: str
    path: tuple[str, ...]
    stages: Mapping[str, Stage]


@dataclass(frozen=True, slots=True)
class Stages:
    types: Mapping[str, RequestType]
    type_names: Vocabulary
    stage_names: Vocabulary
    ends: frozenset[str]

    def of(self, type_code: str, stage_code: str) -> Stage:
        return self.types[type_code].stages[stage_code]

    def next_step(self, type_code: str, stage_code: str, way: Sequence[str], *, booked: bool = False) -> str:
        """What happens after a stage of a file with this path; `booked`: once there is an appointment in it."""
        stage = self.of(type_code, stage_code)
        stage = (stage.booked if booked else None) or stage
        at = way.index(stage_code) + 1 if stage_code in way else len(way)
        following = self.of(type_code, way[at]).coming if at < len(way) else ""
        return stage.next.format(coming=following or ON)


@cache
def load_stages() -> Stages:
    data = yaml.safe_load(DATA.read_text("utf-8"))
    actors, stages = data["actors"], data["stages"]
    types = {}
    for code, entry in data["types"].items():
        overrides = entry.get("overrides", {})
        own = {name: _stage(name, {**stage, **overrides.get(name, {})}, actors) for name, stage in stages.items()}
        types[code] = RequestType(code, entry["label"], tuple(entry["path"]), own)
    ends = frozenset(name for name, stage in stages.items() if stage.get("end"))
    return Stages(types, Vocabulary(data["types"]), Vocabulary(stages), ends)


def _stage(code: str, entry: Mapping[str, Any], actors: Mapping[str, str]) -> Stage:
    booked = entry.get("booked")
    return Stage(
        code=code,
        label=str(entry["label"]),
        desk=str(entry["actor"]),
        actor=actors[str(entry.get("waits_for", entry["actor"]))],
        days=int(str(entry["days"])),
        meaning=str(entry["meaning"]),
        next=str(entry["next"]),
        coming=str(entry.get("coming", "")),
        todo=str(entry["todo"]),
        must_act=bool(entry.get("must_act", False)),
        end=bool(entry.get("end", False)),
        booked=_stage(code, {**entry, "booked": None, **booked}, actors) if booked else None,
    )
