"""Values named by words: land use, inquiry and request types, documents… The words are data in `nlu/lexicon/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from nlu.entities.doc import SUFFIX, Doc, Found, near, phrase_pattern
from nlu.text import normalise

FOLDER = Path(__file__).parent.parent / "lexicon"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One entity's words. A short form counts only beside a `near` word, or when the entity was asked for."""

    entity: str
    rank: int
    near: tuple[str, ...]
    full: re.Pattern[str]
    short: re.Pattern[str]
    values: Mapping[str, str | int]

    def find(self, doc: Doc) -> Iterator[Found]:
        yield from self._matches(self.full, doc, self.rank)
        if doc.expecting == self.entity or (self.near and near(doc.plain, self.near)):
            yield from self._matches(self.short, doc, self.rank - 4)

    def _matches(self, pattern: re.Pattern[str], doc: Doc, rank: int) -> Iterator[Found]:
        for match in pattern.finditer(doc.plain):
            word = match.group("word")
            value = self.values[word.replace(" ", "")]
            glued = " " not in doc.plain[match.end("word") : match.end()]
            yield Found(self.entity, value, match.start(), match.end() if glued else match.end("word"), rank)


def find(doc: Doc) -> Iterator[Found]:
    for lexicon in lexicons():
        yield from lexicon.find(doc)


@cache
def lexicons() -> tuple[Lexicon, ...]:
    """All word lists of the folder that name an entity."""
    files = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yaml"))]
    return tuple(_lexicon(content) for content in files if "entity" in content)


def _lexicon(content: Mapping[str, Any]) -> Lexicon:
    values: dict[str, str | int] = {}
    full: list[str] = []
    short: list[str] = []
    for entry in content["values"]:
        for kind, forms in (("phrases", full), ("short", short)):
            for phrase in entry.get(kind, ()):
                plain = normalise(phrase).plain
                values[plain.replace(" ", "")] = entry["value"]
                forms.append(phrase_pattern(plain))
    return Lexicon(
        entity=content["entity"],
        rank=content.get("rank", 48),
        near=tuple(normalise(word).plain for word in content.get("near", ())),
        full=_pattern(full),
        short=_pattern(short),
        values=values,
    )


def _pattern(forms: list[str]) -> re.Pattern[str]:
    if not forms:
        return re.compile(r"(?!)(?P<word>)")
    ordered = sorted(set(forms), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?P<word>{'|'.join(ordered)}){SUFFIX}(?!\w)")
