"""What is wrong with a data file, in one line with its place and its cure. No rule lives here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`code` is stable: tools and tests rely on it. `line` counts from 1."""

    file: Path
    line: int
    code: str
    message: str
    fix: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code}: {self.message} — {self.fix}"


class DataInvalid(Exception):
    """The data cannot be used. Raised when a book is loaded; `check` collects the same findings instead."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings[:20]))
