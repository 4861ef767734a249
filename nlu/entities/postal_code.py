"""Postal codes: ten digits, told from national IDs by the words beside them or by what was asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found
from nlu.entities.identifiers import mobile_of, national_id_sound, postal_code_sound
from nlu.entities.runs import solid_runs

_SPLIT = re.compile(r"(?<![\d-])(\d{5})[- ](\d{5})(?![\d-])")


def find(doc: Doc) -> Iterator[Found]:
    for match in _SPLIT.finditer(doc.plain):
        yield _found("".join(match.groups()), match.start(), match.end(), rank=80)
    for run in solid_runs(doc, 8, 12):
        label = run.label
        if label == "postal_code" or (label is None and doc.expecting == "postal_code"):
            yield _found(run.digits, run.start, run.end, rank=90)
        elif label is None and doc.expecting is None and _nothing_else(run.digits):
            yield _found(run.digits, run.start, run.end, rank=65)


def _nothing_else(digits: str) -> bool:
    return postal_code_sound(digits) and not national_id_sound(digits) and not mobile_of(digits)


def _found(digits: str, start: int, end: int, *, rank: int) -> Found:
    fault = "length" if len(digits) != 10 else None if postal_code_sound(digits) else "shape"
    return Found("postal_code", digits, start, end, rank, fault)
