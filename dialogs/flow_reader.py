"""Reads one flow document into a `Flow`, complaining with codes about its form. What the steps mean together is
`check`'s."""

from __future__ import annotations

import re
from typing import Any

from dialogs.document import Document
from dialogs.findings import Finding
from dialogs.flow import (
    Argument,
    Assume,
    Branch,
    CallStep,
    Collect,
    Condition,
    Confirm,
    Doing,
    End,
    Flow,
    Handler,
    Handoff,
    Option,
    OptionsFrom,
    Renew,
    SayStep,
    Step,
)

_KINDS = ("collect", "confirm", "call", "branch", "say", "handoff", "end")
_NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
_PATH = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*\Z")

Place = tuple[str | int, ...]


def read_flow(document: Document, *, service: str) -> tuple[Flow | None, list[Finding]]:
    """The flow, or None when its form is too broken to walk; every complaint in either case."""
    reader = _Reader(document, service)
    flow = reader.flow()
    return (flow if not reader.findings else None), reader.findings


class _Reader:
    def __init__(self, document: Document, service: str) -> None:
        self.document = document
        self.service = service
        self.findings: list[Finding] = []
        for key, line in document.doubled:
            self._complain("key_doubled", line, f"`{key}` stands twice", "keep one of them")

    def flow(self) -> Flow | None:
        data = self.document.data
        if not isinstance(data, dict):
            self._complain("wrong_type", 1, "the document is not a mapping", "start with `id:`")
            return None
        self._only((), data, {"id", "version", "title", "assurance", "menu", "system", "steps"})
        flow_id = self._text((), data, "id")
        if flow_id and flow_id != self.service:
            self._at(("id",), "id_mismatch", f"the id is `{flow_id}`, the folder `{self.service}`", "name them alike")
        if "version" not in data:
            self._at((), "version_missing", "the flow has no version", "add `version: 1`")
        steps = data.get("steps")
        if not isinstance(steps, list) or not steps:
            self._at(("steps",), "missing_key", "a flow needs a list of `steps`", "add at least one step")
            return None
        read = [step for index, item in enumerate(steps) if (step := self._step(("steps", index), item))]
        return Flow(
            id=flow_id,
            version=self._int((), data, "version", default=1),
            title=self.key(self._text((), data, "title")),
            assurance=self._int((), data, "assurance", default=0, most=2),
            steps=tuple(read),
            menu=self._int((), data, "menu", default=50),
            system=self._flag((), data, "system"),
        )

    def key(self, name: str) -> str:
        return name if "." in name or not name else f"{self.service}.{name}"

    # Steps

    def _step(self, where: Place, item: Any) -> Step | None:
        if not isinstance(item, dict):
            self._at(where, "wrong_type", "a step is a mapping", "write `- id: …`")
            return None
        self._only(where, item, {"id", "when", "next", *_KINDS})
        step_id = self._text(where, item, "id")
        if step_id and not _NAME.match(step_id):
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

    def _collect(self, where: Place, body: dict[str, Any]) -> Collect:
        self._only(where, body, set(Collect.__dataclass_fields__))
        slot = self._text(where, body, "slot")
        if slot and not _NAME.match(slot):
            self._at((*where, "slot"), "bad_name", f"`{slot}` is no slot name", "use a–z, digits and _")
        if not body.get("why"):
            self._at(where, "why_missing", f"the question for `{slot}` has no `why`", "say in a text why it is asked")
        attempts = self._int(where, body, "attempts", default=3, least=1, most=5, code="attempts")
        return Collect(
            slot=slot,
            ask=self.key(self._text(where, body, "ask")),
            why=self.key(str(body.get("why") or "")),
            ask_again=self.key(body["ask_again"]) if isinstance(body.get("ask_again"), str) else None,
            label=self.key(body["label"]) if isinstance(body.get("label"), str) else None,
            entities=tuple(self._names(where, body, "entities")) or (slot,),
            check=self._text(where, body, "check") if "check" in body else None,
            options=self._options(where, body),
            options_from=self._options_from(where, body),
            attempts=attempts,
            assume=self._assume(where, body),
            optional=self._flag(where, body, "optional"),
            secret=self._flag(where, body, "secret"),
            free_text=self._flag(where, body, "free_text"),
            opening=self._flag(where, body, "opening"),
            renew=self._renew(where, body),
        )

    def _options(self, where: Place, body: dict[str, Any]) -> tuple[Option, ...]:
        options = body.get("options", [])
        if not isinstance(options, list) or ("options" in body and not options):
            self._at((*where, "options"), "wrong_type", "`options` is a list", "write `[{value, label}, …]`")
            return ()
        read = []
        for index, option in enumerate(options):
            place = (*where, "options", index)
            if not isinstance(option, dict):
                self._at(place, "wrong_type", "an option is a mapping", "write `{value, label}`")
                continue
            self._only(place, option, {"value", "label"})
            if "value" not in option:
                self._at(place, "missing_key", "an option needs a `value`", "add it")
            read.append(Option(value=option.get("value"), label=self.key(self._text(place, option, "label"))))
        return tuple(read)

    def _options_from(self, where: Place, body: dict[str, Any]) -> OptionsFrom | None:
        if "options_from" not in body:
            return None
        place = (*where, "options_from")
        given = body["options_from"]
        if not isinstance(given, dict):
            self._at(place, "wrong_type", "`options_from` is a mapping", "write `{list, value, label}`")
            return None
        self._only(place, given, set(OptionsFrom.__dataclass_fields__))
        return OptionsFrom(
            list=self._text(place, given, "list"),
            value=self._text(place, given, "value"),
            label=self.key(self._text(place, given, "label")),
            take_single=self._flag(place, given, "take_single"),
            only=self._text(place, given, "only") if "only" in given else None,
            gone=self.key(self._text(place, given, "gone")) if "gone" in given else None,
        )

    def _assume(self, where: Place, body: dict[str, Any]) -> Assume | None:
        if "assume" not in body:
            return None
        place = (*where, "assume")
        given = body["assume"]
        if not isinstance(given, dict) or "value" not in given:
            self._at(place, "wrong_type", "`assume` needs a value and a text", "write `{value, say}`")
            return None
        self._only(place, given, {"value", "say"})
        return Assume(value=given["value"], say=self.key(self._text(place, given, "say")))

    def _renew(self, where: Place, body: dict[str, Any]) -> Renew | None:
        if "renew" not in body:
            return None
        place = (*where, "renew")
        given = body["renew"]
        if not isinstance(given, dict):
            self._at(place, "wrong_type", "`renew` needs call steps and a text", "write `{again, say}`")
            return None
        self._only(place, given, {"again", "say"})
        return Renew(again=tuple(self._names(place, given, "again")), say=self.key(self._text(place, given, "say")))

    def _confirm(self, where: Place, body: dict[str, Any]) -> Confirm:
        self._only(where, body, {"summary"})
        return Confirm(self.key(self._text(where, body, "summary")))

    def _call(self, where: Place, body: dict[str, Any]) -> CallStep:
        self._only(where, body, {"action", "with", "save_as", "rejected", "unavailable", "unknown"})
        rejected = body.get("rejected", {})
        if not isinstance(rejected, dict):
            self._at((*where, "rejected"), "wrong_type", "`rejected` is a mapping", "write `code: {…}`")
            rejected = {}
        unavailable = body.get("unavailable")
        return CallStep(
            action=self._text(where, body, "action"),
            args=self._arguments(where, body),
            save_as=self._text(where, body, "save_as") if "save_as" in body else None,
            rejected={code: self._handler((*where, "rejected", code), given) for code, given in rejected.items()},
            unavailable=None if unavailable is None else self._handler((*where, "unavailable"), unavailable),
            unknown=self.key(self._text(where, body, "unknown")) if "unknown" in body else None,
        )

    def _arguments(self, where: Place, body: dict[str, Any]) -> dict[str, Argument]:
        given = body.get("with", {})
        if not isinstance(given, dict):
            self._at((*where, "with"), "wrong_type", "`with` is a mapping", "write `argument: slot`")
            return {}
        read: dict[str, Argument] = {}
        for name, source in given.items():
            if isinstance(source, dict) and set(source) == {"value"}:
                read[name] = Argument(value=source["value"])
            elif isinstance(source, str) and _PATH.match(source):
                read[name] = Argument(path=source)
            else:
                self._at(
                    (*where, "with", name), "wrong_type", f"`{name}` is no slot path", "name a slot or `{value: …}`"
                )
        return read

    def _handler(self, where: Place, given: Any) -> Handler:
        if not isinstance(given, dict):
            self._at(where, "wrong_type", "a handler is a mapping", "write `{say: key, end: true}`")
            return Handler()
        self._only(where, given, {"say", "clear", "again", "goto", "end", "handoff"})
        ways = [way for way in ("clear", "goto", "end", "handoff") if way in given]
        if len(ways) != 1 and not (not ways and "again" in given):
            message = f"the handler has {len(ways)} ways to go on"
            self._at(where, "handler_ways", message, "give one of clear, goto, end, handoff")
        return Handler(
            say=self.key(self._text(where, given, "say")) if "say" in given else None,
            clear=tuple(self._names(where, given, "clear")),
            again=tuple(self._names(where, given, "again")),
            goto=self._text(where, given, "goto") if "goto" in given else None,
            end=self._flag(where, given, "end"),
            handoff=self._text(where, given, "handoff") if "handoff" in given else None,
        )

    def _branch(self, where: Place, body: dict[str, Any]) -> Branch | None:
        self._only(where, body, {"when", "then", "otherwise"})
        condition = self._condition((*where, "when"), body.get("when"))
        then = self._text(where, body, "then")
        otherwise = self._text(where, body, "otherwise") if "otherwise" in body else None
        return Branch(when=condition, then=then, otherwise=otherwise) if condition else None

    def _handoff(self, where: Place, body: dict[str, Any]) -> Handoff:
        self._only(where, body, {"reason"})
        return Handoff(self._text(where, body, "reason"))

    def _end(self, where: Place, body: dict[str, Any]) -> End:
        self._only(where, body, {"offer"})
        return End(tuple(self._names(where, body, "offer")))

    def _condition(self, where: Place, given: Any) -> Condition | None:
        tests = [test for test in ("is", "in", "empty") if isinstance(given, dict) and test in given]
        if not isinstance(given, dict) or len(tests) != 1 or set(given) != {"slot", tests[0]}:
            self._at(
                where,
                "bad_condition",
                "this is no condition",
                "write {slot: path, is: v}, {…, in: [..]} or {…, empty: true}",
            )
            return None
        path, test, value = given["slot"], tests[0], given[tests[0]]
        sound = isinstance(path, str) and _PATH.match(path) is not None
        sound = sound and (test != "in" or isinstance(value, list)) and (test != "empty" or isinstance(value, bool))
        if not sound:
            self._at(
                where,
                "bad_condition",
                "the condition's slot or value has the wrong form",
                "see docs/protocols/flows.md",
            )
            return None
        return Condition(path=path, test=test, value=value)  # type: ignore[arg-type]

    # Values

    def _only(self, where: Place, given: dict[str, Any], known: set[str]) -> None:
        for key in given:
            if key not in known:
                self._at((*where, key), "unknown_key", f"`{key}` means nothing here", f"use {', '.join(sorted(known))}")

    def _text(self, where: Place, given: dict[str, Any], key: str) -> str:
        value = given.get(key)
        if isinstance(value, str) and value:
            return value
        if key not in given:
            self._at(where, "missing_key", f"`{key}` is missing", f"add `{key}: …`")
        else:
            self._at((*where, key), "wrong_type", f"`{key}` must be a word", "write text")
        return ""

    def _int(
        self, where: Place, given: dict[str, Any], key: str, *, default: int, least: int = 0, most: int = 10_000,
        code: str = "wrong_type",
    ) -> int:  # fmt: skip
        value = given.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self._at((*where, key), code, f"`{key}` must be a number from {least} to {most}", f"the usual is {default}")
        return default

    def _flag(self, where: Place, given: dict[str, Any], key: str) -> bool:
        value = given.get(key, False)
        if isinstance(value, bool):
            return value
        self._at((*where, key), "wrong_type", f"`{key}` is true or false", "write true or leave it out")
        return False

    def _names(self, where: Place, given: dict[str, Any], key: str) -> list[str]:
        value = given.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return value
        self._at((*where, key), "wrong_type", f"`{key}` is a list of names", "write [a, b]")
        return []

    def _at(self, where: Place, code: str, message: str, fix: str) -> None:
        self._complain(code, self.document.line(*where), message, fix)

    def _complain(self, code: str, line: int, message: str, fix: str) -> None:
        self.findings.append(Finding(self.document.path, line, code, message, fix))
