"""Which districts a neighbourhood may lie in, where the city ends, and which words tell of a place. A district is a
guess to be confirmed, never an answer taken: streets border two districts, and names repeat. The names are data:
`texts/places.fa.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.choices import fold
from dialogs.document import Document
from dialogs.findings import Finding
from dialogs.ports import Json

MOST_DISTRICTS = 15
_AROUND = ("offices", "bodies", "inner", "plates", "corrects", "unnamed")

Places = Mapping[str, tuple[int, ...]]
"""Folded name without spaces → districts, the likeliest first."""


@dataclass(frozen=True, slots=True)
class City:
    """`box`: west, south, east and north in degrees; a point outside is not ours. `told_by` are words of an address,
    `not_told_by` words of a message that names no place («کد نوسازی ندارم»). A street is one of the `streets` and its
    name, which is none of the `nameless`; a sentence goes on after it with one of the `goes_on`. The number of a house
    follows one of the `plates`. With one of the `dangling` no place ends («بعد», which says after what next). `offices`
    are words for one («شهرداری منطقهٔ ۶»), which begins with one of the `bodies`; `inner` for what lies in a
    street («کوچه»). With one of the `corrects` around it, a place stands for another that was said; `unnamed` are words
    before a house's number that name no street."""

    box: tuple[float, float, float, float] = (-180.0, -90.0, 180.0, 90.0)
    told_by: frozenset[str] = frozenset()
    not_told_by: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    nameless: frozenset[str] = frozenset()
    goes_on: frozenset[str] = frozenset()
    dangling: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    plates: frozenset[str] = frozenset()
    corrects: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()

    def holds(self, lon: float, lat: float) -> bool:
        west, south, east, north = self.box
        return west <= lon <= east and south <= lat <= north


def point_of(lon: float, lat: float) -> dict[str, Json]:
    """A point as a slot holds it."""
    return {"lon": lon, "lat": lat}


def is_point(value: Json) -> bool:
    return isinstance(value, dict) and set(value) == {"lon", "lat"}


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


def read_city(document: Document) -> tuple[City, list[Finding]]:
    """Where the city ends and the words of places; without an entry, everywhere and no words."""
    given = document.data.get("city") if isinstance(document.data, dict) else None
    if given is None:
        return City(), []
    box = given.get("box") if isinstance(given, dict) else None
    if not isinstance(given, dict) or not isinstance(box, list) or not _is_box(box):
        fix = "write `box: [west, south, east, north]` in degrees"
        return City(), [Finding(document.path, document.line("city"), "places_form", "the city has no box", fix)]
    west, south, east, north = (float(side) for side in box)
    kinds = ("told_by", "not_told_by", "streets", "nameless", "goes_on", "dangling")
    words = {name: _folded(given.get(name)) for name in (*kinds, *_AROUND)}
    return City((west, south, east, north), **words), []


def _is_box(sides: list[Any]) -> bool:
    if len(sides) != 4 or not all(isinstance(side, int | float) for side in sides):
        return False
    return bool(sides[0] < sides[2] and sides[1] < sides[3])


def _folded(words: Any) -> frozenset[str]:
    return frozenset(fold(str(word)) for word in words) if isinstance(words, list) else frozenset()


def _bare(name: str) -> str:
    return fold(name).replace(" ", "")
