"""One-time codes: six digits, only when one was asked for or is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found
from nlu.entities.runs import solid_runs

_SPLIT = re.compile(r"(?<![\d-])\d{2,3}[ -]\d{2,3}(?:[ -]\d{2})?(?![\d-])")


def find(doc: Doc) -> Iterator[Found]:
    asked = doc.expecting == "code"
    for run in solid_runs(doc, 4, 8):
        if asked or run.label == "code":
            fault = None if len(run.digits) == 6 else "length"
            yield Found("code", run.digits, run.start, run.end, rank=94 if fault is None else 71, fault=fault)
    if asked:
        for match in _SPLIT.finditer(doc.plain):
            digits = re.sub(r"\D", "", match.group())
            if len(digits) == 6:
                yield Found("code", digits, match.start(), match.end(), rank=94)
