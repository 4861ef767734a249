"""National IDs: ten digits with a check digit; eight or nine are reported, since leading zeros get lost. Companies
have eleven digits of their own, read only when named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found, Run
from nlu.entities.identifiers import legal_id_sound, mobile_of, national_id_sound, postal_code_sound
from nlu.entities.runs import solid_runs

_SPLIT = re.compile(r"(?<![\d-])(\d{3})[- ](\d{6})[- ](\d)(?![\d-])")
_OTHERS = frozenset(
    {"legal_id", "postal_code", "mobile", "bill_id", "payment_id", "request_no", "file_no", "tracking_no", "permit_no"}
)


def find(doc: Doc) -> Iterator[Found]:
    for match in _SPLIT.finditer(doc.plain):
        digits = "".join(match.groups())
        yield _found(digits, match.start(), match.end(), rank=82)
    runs = list(solid_runs(doc, 8, 12))
    named = any(run.label == "national_id" and len(run.digits) == 10 for run in runs)
    for run in runs:
        label = run.label
        if named and len(run.digits) > 10 and mobile_of(run.digits):
            continue  # «۰۹۱۳… کد ملی ۹۹۹…»: the words belong to the number after them
        if label == "legal_id":
            yield _company(run)
            continue
        wanted = label == "national_id" or (label is None and doc.expecting == "national_id")
        if wanted and not (label is None and len(run.digits) > 10 and mobile_of(run.digits)):
            yield _found(run.digits, run.start, run.end, rank=90)
        elif len(run.digits) == 10 and label not in _OTHERS and doc.expecting != "postal_code":
            sound = national_id_sound(run.digits)
            if sound or not (postal_code_sound(run.digits) or mobile_of(run.digits)):
                yield _found(run.digits, run.start, run.end, rank=70)


def _found(digits: str, start: int, end: int, *, rank: int) -> Found:
    fault = None if national_id_sound(digits) else "length" if len(digits) != 10 else "check_digit"
    return Found("national_id", digits, start, end, rank, fault)


def _company(run: Run) -> Found:
    fault = None if legal_id_sound(run.digits) else "length" if len(run.digits) != 11 else "check_digit"
    return Found("legal_id", run.digits, run.start, run.end, rank=90, fault=fault)
