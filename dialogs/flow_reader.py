"""Reads one flow document into a `Flow`, complaining with codes about its form. What the steps mean together is
`check`'s."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dialogs.aside import Aside
from dialogs.document import Document
from dialogs.findings import Finding
from dialogs.flow import Flow
from dialogs.parts import Part, included
from dialogs.read_form import NAME, Place
from dialogs.step_reader import StepReader
from dialogs.steps import Doing, SayStep, Step
from dialogs.terms import ASPECTS
from dialogs.whole import Listed, Shares

_KINDS = ("collect", "confirm", "call", "branch", "say", "handoff", "link", "remind", "repeat", "vary", "end")
_LISTED = ("of", "one", "at", "each", "count", "whole")
_KEYS = ("id", "version", "title", "assurance", "menu", "system", "draft", "wish", "undo", "file_offer", "file_none")


def read_flow(
    document: Document, *, service: str, parts: Mapping[str, Part] | None = None
) -> tuple[Flow | None, list[Finding]]:
    """The flow with its parts in place, or None when its form is too broken to walk; every complaint in either case."""
    reader = _Reader(document, service, parts or {})
    flow = reader.flow()
    return (flow if not reader.findings else None), reader.findings


class _Reader(StepReader):
    def __init__(self, document: Document, service: str, parts: Mapping[str, Part]) -> None:
        super().__init__(document, service)
        self.parts = parts

    def flow(self) -> Flow | None:
        data = self.document.data
        if not isinstance(data, dict):
            self._complain("wrong_type", 1, "the document is not a mapping", "start with `id:`")
            return None
        self._only((), data, {*_KEYS, "acts", "signs", "shares", "listed", "asides", "migrate", "steps"})
        flow_id = self._text((), data, "id")
        if flow_id and flow_id != self.service:
            self._at(("id",), "id_mismatch", f"the id is `{flow_id}`, the folder `{self.service}`", "name them alike")
        if "version" not in data:
            self._at((), "version_missing", "the flow has no version", "add `version: 1`")
        steps = data.get("steps")
        if not isinstance(steps, list) or not steps:
            self._at(("steps",), "missing_key", "a flow needs a list of `steps`", "add at least one step")
            return None
        read = self._steps(steps)
        return Flow(
            id=flow_id,
            version=self._int((), data, "version", default=1),
            title=self.key(self._text((), data, "title")),
            assurance=self._int((), data, "assurance", default=0, most=2),
            steps=tuple(read),
            menu=self._int((), data, "menu", default=50),
            system=self._flag((), data, "system"),
            migrations=self._migrations(data),
            draft=self._flag((), data, "draft"),
            acts=tuple(self._names((), data, "acts")),
            signs=self._signs(data),
            wish=self._text((), data, "wish") if "wish" in data else "",
            undo=self._text((), data, "undo") if "undo" in data else "",
            file_offer=self.key(self._text((), data, "file_offer")) if "file_offer" in data else "",
            file_none=self.key(self._text((), data, "file_none")) if "file_none" in data else "",
            shares=self._shares(data),
            listed=self._listed(data),
            asides=tuple(self._asides(data)),
        )

    def _shares(self, data: dict[str, Any]) -> Shares | None:
        given = data.get("shares")
        if given is None:
            return None
        parts = given.get("parts") if isinstance(given, dict) else None
        if not isinstance(parts, dict):
            self._at(("shares",), "wrong_type", "`shares` maps parts to answers", "write `{of, both, whole, parts}`")
            return None
        self._only(("shares",), given, {"of", "both", "whole", "parts"})
        of, both, whole = (self._text(("shares",), given, name) for name in ("of", "both", "whole"))
        return Shares(of, both, whole, {str(name): str(value) for name, value in parts.items()})

    def _listed(self, data: dict[str, Any]) -> Listed | None:
        given = data.get("listed")
        if given is None:
            return None
        if not isinstance(given, dict):
            self._at(("listed",), "wrong_type", "`listed` names entities", f"write `{{{', '.join(_LISTED)}}}`")
            return None
        self._only(("listed",), given, set(_LISTED))
        return Listed(*(self._text(("listed",), given, name) for name in _LISTED))

    def _asides(self, data: dict[str, Any]) -> Iterator[Aside]:
        given = data.get("asides", [])
        for index, item in enumerate(given if isinstance(given, list) else [given]):
            where: Place = ("asides", index) if isinstance(given, list) else ("asides",)
            if not isinstance(item, dict):
                self._at(where, "wrong_type", "`asides` is a list of questions", "write `- {about: cost, say: …}`")
            else:
                yield self._aside(where, item)

    def _aside(self, where: Place, item: dict[str, Any]) -> Aside:
        self._only(where, item, {"words", "about", "say", "when", "start", "with", "alone", "beside", "kept"})
        if ("say" in item) is ("start" in item):
            self._at(where, "aside_unclear", "an aside has something to `say` or to `start`", "give it one of them")
        if ("words" in item) is ("about" in item):
            self._at(where, "aside_unclear", "an aside has `words` or what it is `about`", "give it one of them")
        words = self.key(self._text(where, item, "words")) if "words" in item else None
        about = self._text(where, item, "about") if "about" in item else None
        if about and about not in ASPECTS:
            self._at((*where, "about"), "unknown_aspect", f"there is no aspect `{about}`", f"one of {ASPECTS}")
        when = self._condition((*where, "when"), item["when"]) if "when" in item else None
        say = self.key(self._text(where, item, "say")) if "say" in item else ""
        start = self._text(where, item, "start") if "start" in item else None
        given = item.get("with") or {}
        for name, value in given.items():
            if isinstance(value, dict) and set(value) != {"from"}:
                self._at((*where, "with", name), "wrong_type", f"`{name}` is no value", "write it, or `{from: a.path}`")
        shown = {name: str(value.get("from")) for name, value in given.items() if isinstance(value, dict)}
        known = {name: value for name, value in given.items() if name not in shown}
        alone, beside, kept = (self._flag(where, item, name) for name in ("alone", "beside", "kept"))
        return Aside(say, words, about, when, start, known, alone, shown, beside, kept)

    def _signs(self, data: dict[str, Any]) -> dict[str, tuple[str, ...]]:
        given = data.get("signs", {})
        if not isinstance(given, dict):
            self._at(("signs",), "wrong_type", "`signs` maps entities to values", "write `{entity: [values]}`")
            return {}
        return {name: tuple(self._names(("signs",), given, name)) for name in given}

    # Steps

    def _steps(self, items: list[Any]) -> list[Step]:
        read: list[Step] = []
        for index, item in enumerate(items):
            where: Place = ("steps", index)
            if isinstance(item, dict) and "include" in item:
                read += self._included(where, item)
            elif step := self._step(where, item):
                read.append(step)
        return read

    def _included(self, where: Place, item: dict[str, Any]) -> list[Step]:
        """The steps of a part. A part takes in no other: what a flow does stands in two places at most."""
        self._only(where, item, {"include"})
        part = included(item, self.parts)
        if part is None:
            known = ", ".join(sorted(self.parts)) or "none yet"
            self._at((*where, "include"), "part_unknown", "there is no such part", f"parts are: {known}")
            return []
        reader = _Reader(part.steps, part.name, {})
        steps = reader._steps(part.items)
        self.findings += reader.findings
        return steps

    def _step(self, where: Place, item: Any) -> Step | None:
        if not isinstance(item, dict):
            self._at(where, "wrong_type", "a step is a mapping", "write `- id: …`")
            return None
        self._only(where, item, {"id", "when", "next", *_KINDS})
        step_id = self._text(where, item, "id")
        if step_id and not NAME.match(step_id):
            self._at((*where, "id"), "bad_name", f"`{step_id}` is no step id", "use a–z, digits and _")
        kinds = [kind for kind in _KINDS if kind in item]
        if len(kinds) != 1:
            self._at(
                where, "step_kind", f"step `{step_id}` has {len(kinds)} kinds", f"give it one of {', '.join(_KINDS)}"
            )
            return None
        does = self._doing((*where, kinds[0]), kinds[0], item[kinds[0]])
        when = self._condition((*where, "when"), item["when"]) if "when" in item else None
        following = self._text(where, item, "next") if "next" in item else None
        return Step(id=step_id, does=does, when=when, next=following) if does else None

    def _doing(self, where: Place, kind: str, body: Any) -> Doing | None:
        if kind == "say":
            if isinstance(body, str):
                return SayStep(self.key(body))
            self._at(where, "wrong_type", "`say` takes a text key", "write `say: key`")
            return None
        if not isinstance(body, dict):
            self._at(where, "wrong_type", f"`{kind}` takes a mapping", f"write `{kind}: {{…}}`")
            return None
        return getattr(self, f"_{kind}")(where, body)  # type: ignore[no-any-return]
