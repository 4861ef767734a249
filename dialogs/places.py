"""Which districts a neighbourhood may lie in. A guess to be confirmed, never an answer taken: streets border two
districts, and names repeat. The names are data: `texts/places.fa.yaml`."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.choices import fold
from dialogs.document import Document
from dialogs.findings import Finding

MOST_DISTRICTS = 15

Places = Mapping[str, tuple[int, ...]]
"""Folded name without spaces → districts, the likeliest first."""


def districts_of(name: str, places: Places) -> tuple[int, ...]:
    return places.get(_bare(name), ())


def read_places(document: Document) -> tuple[Places, list[Finding]]:
    """The neighbourhoods of one document, and complaints about its form."""
    data = document.data if isinstance(document.data, dict) else {}
    entries = data.get("neighbourhoods")
    if not isinstance(entries, dict) or "version" not in data:
        fix = "write `version: 1` and `neighbourhoods:`"
        return {}, [Finding(document.path, 1, "places_form", "not a list of neighbourhoods", fix)]
    findings: list[Finding] = []
    found: dict[str, tuple[int, ...]] = {}
    for name, given in entries.items():
        if isinstance(given, list) and given and all(isinstance(n, int) and 1 <= n <= MOST_DISTRICTS for n in given):
            found[_bare(name)] = tuple(given)
        else:
            line = document.line("neighbourhoods", name)
            findings.append(Finding(document.path, line, "places_form", f"«{name}» has no district", "write `[5]`"))
    return found, findings


def _bare(name: str) -> str:
    return fold(name).replace(" ", "")
