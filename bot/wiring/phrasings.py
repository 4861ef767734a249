"""Rules about the phrasings of a service: enough of them, enough near misses, and no grid of near-copies.

How variety is measured is in `nlu/variety.py`; this only compares and points at the line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dialogs.book import services
from dialogs.document import Document, DocumentError, read_document
from dialogs.findings import Finding
from nlu.rasa_data import Example, parse_example
from nlu.variety import Variety, measure

PHRASINGS = 120
NEAR_MISSES = 40
# Floors and caps stand a margin away from our poorest service (docs/protocols/flows.md tells its figures).
WORDS = 0.38
PAIRS = 0.78
LIKENESS = 0.38
COPY = 0.5
COPIES = 0.15
SAME = 0.85
DRAFT = 10
"""Phrasings of a service marked as a draft: enough to talk to it, before the rest is written."""


@dataclass(slots=True)
class _Read:
    """A service's own phrasings with their lines, where they begin, and how many near misses stand beside them."""

    own: list[Example] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    starts: int = 1
    near_misses: int = 0


def check_phrasings(folder: Path) -> list[Finding]:
    """What is wrong in the `nlu.yaml` of every service under `folder`; a missing file is another rule's finding."""
    findings: list[Finding] = []
    for path in (service / "nlu.yaml" for service in services(folder)):
        if path.exists():
            findings += _file(path)
    return sorted(findings)


def _file(path: Path) -> Iterator[Finding]:
    try:
        document = read_document(path)
    except DocumentError as error:
        yield Finding(error.path, error.line, "unreadable", error.message, "mend the file")
        return
    read = _read(document, path.parent.name)
    if _is_draft(path.parent / "flow.yaml"):
        if len(read.own) < DRAFT:
            message = f"{len(read.own)} phrasings of {DRAFT} for a draft"
            yield Finding(path, read.starts, "phrasings_few", message, "write how else citizens ask for it")
        return
    if len(read.own) < PHRASINGS:
        message = f"{len(read.own)} phrasings of {PHRASINGS}"
        yield Finding(path, read.starts, "phrasings_few", message, "write how else citizens ask for it")
    if read.near_misses < NEAR_MISSES:
        message = f"{read.near_misses} near misses of {NEAR_MISSES}"
        yield Finding(path, 1, "near_misses_few", message, "add lines that sound like it, under their own intents")
    if read.own:
        yield from _variety(path, read, measure(read.own))


def _is_draft(path: Path) -> bool:
    try:
        data = read_document(path).data
    except DocumentError:
        return False
    return isinstance(data, dict) and data.get("draft") is True


def _read(document: Document, service: str) -> _Read:
    read = _Read()
    blocks = document.data.get("nlu") if isinstance(document.data, dict) else None
    for at, block in enumerate(blocks if isinstance(blocks, list) else ()):
        if not isinstance(block, dict) or "intent" not in block:
            continue
        examples = _examples(document, block, at)
        if str(block["intent"]).split("/")[0] != service:
            read.near_misses += len(examples)
            continue
        read.starts = document.line("nlu", at, "examples")
        read.own += [parse_example(text, service) for text, _ in examples]
        read.lines += [line for _, line in examples]
    return read


def _examples(document: Document, block: dict[str, object], at: int) -> list[tuple[str, int]]:
    """The lines of a block with the file's line numbers. A block of text begins on the line after its key."""
    examples = block.get("examples")
    if isinstance(examples, str):
        first = document.line("nlu", at, "examples") + 1
        written = enumerate(examples.splitlines(), start=first)
        return [(text.strip().removeprefix("-").strip(), line) for line, text in written if text.strip()]
    return [(str(one), document.line("nlu", at, "examples")) for one in examples] if isinstance(examples, list) else []


def _variety(path: Path, read: _Read, found: Variety) -> Iterator[Finding]:
    cure = "say it as different people would, not one sentence with other words put in"
    if found.words < WORDS or found.pairs < PAIRS:
        message = f"distinct words {found.words:.2f} (floor {WORDS}), pairs {found.pairs:.2f} (floor {PAIRS})"
        yield Finding(path, read.starts, "phrasings_monotonous", message, cure)
    copies = found.copies(COPY)
    if found.likeness > LIKENESS or copies > COPIES:
        message = f"mean likeness {found.likeness:.2f} (cap {LIKENESS}), near-copies {copies:.0%} (cap {COPIES:.0%})"
        yield Finding(path, read.starts, "phrasings_alike", message, cure)
    for pair in found.nearest:
        if pair.likeness >= SAME and pair.to < pair.of:
            message = f"says what line {read.lines[pair.to]} says (likeness {pair.likeness:.2f})"
            yield Finding(path, read.lines[pair.of], "phrasing_copied", message, "take one of them out")
