"""One flow with all it can be checked against, and what its texts and conditions may use. The rules are beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs.document import Document
from dialogs.findings import Finding
from dialogs.flow import ActionSpec, Flow
from dialogs.parts import Part, included, where_step
from dialogs.steps import CallStep, Link, Vary
from dialogs.taking import ASSUMED
from dialogs.texts import Text

SYSTEM_SLOTS = frozenset({"level", "have"})
"""What the engine puts into the sign-in."""
_FILE = frozenset({"ref", "mime", "size", "kind"})
_POINT = frozenset({"lon", "lat"})
_OTHERS = frozenset({"next", "label", "message", "place", "rest"})


@dataclass(frozen=True, slots=True)
class Subject:
    """One flow with all it can be checked against."""

    flow: Flow
    document: Document
    texts: Mapping[str, Text]
    actions: Mapping[str, ActionSpec]
    flows: frozenset[str]
    parts: Mapping[str, Part] = field(default_factory=dict)

    def finding(self, at: int, code: str, message: str, fix: str, *where: str | int) -> Finding:
        document, place = where_step(self.document, self.parts, at)
        return Finding(document.path, document.line("steps", place, *where), code, message, fix)

    def taken_in(self) -> dict[str, Part]:
        """The parts this flow includes, by name."""
        found = [included(item, self.parts) for item in self.document.data.get("steps", ())]
        return {part.name: part for part in found if part}

    def gives(self) -> dict[str, frozenset[str] | None]:
        """Slot heads that texts and conditions may use, with their known fields (None: a plain value)."""
        heads: dict[str, frozenset[str] | None] = {collect.slot: None for _, collect in self.flow.collects()}
        if self.flow.system:
            heads |= dict.fromkeys(SYSTEM_SLOTS)
        heads |= {collect.slot: _FILE for _, collect in self.flow.collects() if collect.files}
        heads |= {collect.slot: _POINT for _, collect in self.flow.collects() if collect.location}
        heads |= {collect.said_in: None for _, collect in self.flow.collects() if collect.said_in}
        heads |= {ASSUMED: frozenset(each.slot for _, each in self.flow.collects() if each.assume)}
        heads |= {collect.others: _OTHERS for _, collect in self.flow.collects() if collect.others}
        kept = (each.options_from.keep for _, each in self.flow.collects() if each.options_from)
        heads |= {slot: frozenset() for slot in kept if slot}
        for step in self.flow.steps:
            if isinstance(step.does, Link):
                heads |= dict.fromkeys(step.does.save, frozenset())
            if isinstance(step.does, Vary):
                heads[step.does.save_as] = frozenset()
            if isinstance(step.does, CallStep) and step.does.save_as:
                spec = self.actions.get(step.does.action)
                heads[step.does.save_as] = frozenset((*spec.gives, *spec.tells)) if spec else frozenset()
        return heads

    def knows(self, path: str) -> bool:
        """Can this path ever hold something?"""
        head, *rest = path.split(".")
        heads = self.gives()
        if head not in heads:
            return False
        fields = heads[head]
        return not rest if fields is None else (not rest or not fields or rest[0] in fields)
