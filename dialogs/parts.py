"""Parts: steps that several flows share, with their texts. A flow takes one in with `- include: name`, as if the steps
stood there. What steps mean is `flow_reader`'s."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dialogs.document import Document, DocumentError, read_document
from dialogs.findings import Finding


@dataclass(frozen=True, slots=True)
class Part:
    """One folder of `parts/`: its steps and its texts. Keys of its texts begin with its name."""

    name: str
    steps: Document
    texts: Document

    @property
    def items(self) -> list[Any]:
        found = self.steps.data.get("steps") if isinstance(self.steps.data, dict) else None
        return found if isinstance(found, list) else []


@dataclass(slots=True)
class Parts:
    """Every part by name, and what could not be read."""

    named: dict[str, Part] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def read_parts(folder: Path) -> Parts:
    """The parts under `folder`, which may be missing."""
    parts = Parts()
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if not path.is_dir() or path.name.startswith(("_", ".")):
            continue
        try:
            part = Part(path.name, read_document(path / "steps.yaml"), read_document(path / "texts.fa.yaml"))
        except DocumentError as error:
            parts.findings.append(Finding(error.path, error.line, "unreadable", error.message, "mend the file"))
            continue
        parts.named[part.name] = part
        if not part.items:
            fix = "write `version: 1` and `steps:`"
            parts.findings.append(Finding(part.steps.path, 1, "missing_key", "a part is a list of `steps`", fix))
    return parts


def included(item: Any, parts: Mapping[str, Part]) -> Part | None:
    """The part that this item of a flow's `steps` takes in."""
    name = item.get("include") if isinstance(item, dict) else None
    return parts.get(name) if isinstance(name, str) else None


def where_step(document: Document, parts: Mapping[str, Part], at: int) -> tuple[Document, int]:
    """The document in which the flow's step number `at` is written, and its number there."""
    items = document.data.get("steps") if isinstance(document.data, dict) else None
    for index, item in enumerate(items if isinstance(items, list) else ()):
        part = included(item, parts)
        size = len(part.items) if part else 1
        if at < size:
            return (part.steps, at) if part else (document, index)
        at -= size
    return document, at
