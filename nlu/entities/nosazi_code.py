"""Nosazi codes: district-area-block-parcel(-building-apartment-trade), in every separator seen.

Right-to-left screens turn the parts round; such a code is reported as `reversed`, never turned back by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found, near
from nlu.wordlists import labels

_TIGHT = re.compile(r"(?<![\d/.-])\d{1,5}(?: ?([-/._]) ?\d{1,5})(?: ?\1 ?\d{1,5}){1,5}(?![\d])(?! ?\1 ?\d)")
_SPACED = re.compile(r"(?<!\d)(?<!\d )\d{1,5}(?: \d{1,5}){3,6}(?! ?\d)")
_DATE = re.compile(r"1[34]\d\d\D+\d{1,2}\D+\d{1,2}|\d{1,2}\D+\d{1,2}\D+1[34]\d\d")
_DISTRICTS = range(1, 16)


def find(doc: Doc) -> Iterator[Found]:
    for match in _TIGHT.finditer(doc.plain):
        parts = re.findall(r"\d+", match.group())
        named = _named(doc, match.start())
        if len(parts) >= 4 or (named and not _DATE.fullmatch(match.group())):
            yield _found(parts, match.start(), match.end())
    for match in _SPACED.finditer(doc.plain):
        if _named(doc, match.start()):
            yield _found(match.group().split(), match.start(), match.end())


def _named(doc: Doc, start: int) -> bool:
    return doc.expecting == "nosazi_code" or near(doc.before(start), labels()["nosazi_code"])


def _found(parts: list[str], start: int, end: int) -> Found:
    return Found("nosazi_code", "-".join(parts), start, end, rank=95, fault=_fault(parts))


def _fault(parts: list[str]) -> str | None:
    if int(parts[0]) in _DISTRICTS:
        return None
    return "reversed" if int(parts[-1]) in _DISTRICTS else "district"
