"""Reading plain data with complaints: what every part of a flow document is read with. What the parts are is
`flow_reader`'s and `step_reader`'s."""

from __future__ import annotations

import re
from typing import Any

from dialogs.conditions import Condition
from dialogs.document import Document
from dialogs.findings import Finding

NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
PATH = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*\Z")

Place = tuple[str | int, ...]


class Form:
    """One document being read. Every method takes the place (`where`) of what it reads, for the line of a complaint."""

    def __init__(self, document: Document, service: str) -> None:
        self.document = document
        self.service = service
        self.findings: list[Finding] = []
        for key, line in document.doubled:
            self._complain("key_doubled", line, f"`{key}` stands twice", "keep one of them")

    def key(self, name: str) -> str:
        """The full key of a text; names without a dot are the service's own."""
        return name if "." in name or not name else f"{self.service}.{name}"

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
        sound = isinstance(path, str) and PATH.match(path) is not None
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

    def _words(self, where: Place, given: dict[str, Any], key: str) -> dict[str, str]:
        value = given.get(key, {})
        if isinstance(value, dict) and all(isinstance(word, str) and word for word in value.values()):
            return value
        self._at((*where, key), "wrong_type", f"`{key}` maps names to names", "write `{a: b}`")
        return {}

    def _at(self, where: Place, code: str, message: str, fix: str) -> None:
        self._complain(code, self.document.line(*where), message, fix)

    def _complain(self, code: str, line: int, message: str, fix: str) -> None:
        self.findings.append(Finding(self.document.path, line, code, message, fix))
