"""Mobile numbers in every usual writing, as `09…`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found
from nlu.entities.identifiers import mobile_of, national_id_sound
from nlu.entities.runs import label_of, solid_runs

_GAP = r"[ ./_-]"
_PREFIXED = rf"(?:(?:\+ ?98|0098|98)[ ./()_-]{{0,3}}(?:0 ?)?|0{_GAP}?)\(?9(?:[ ./()_-]{{0,2}}\d){{9}}"
_BARE = rf"9\d{{2}}{_GAP}?\d{{3}}{_GAP}?(?:\d{{4}}|\d{{2}}{_GAP}\d{{2}})"
_FORM = re.compile(rf"(?<![\d+/.-])(?:{_PREFIXED}|{_BARE})(?!\d)(?!-\d)")
_BROKEN = re.compile(r"(?<![\d+/.-])09\d{2}[ -]\d{2,4}[ -]\d{2,4}(?![\d-])")


def find(doc: Doc) -> Iterator[Found]:
    whole = list(_FORM.finditer(doc.plain))
    for match in whole:
        mobile = mobile_of(match.group())
        if mobile is not None and (rank := _rank(doc, match)):
            yield Found("mobile", mobile, match.start(), match.end(), rank=rank)
    for run in doc.runs:
        if run.groups and _wanted(doc, run.label) and (mobile := mobile_of(run.digits)):
            yield Found("mobile", mobile, run.start, run.end, rank=88)
    if not whole:
        yield from _too_short_or_long(doc)


def _rank(doc: Doc, match: re.Match[str]) -> int:
    """How surely this is a mobile; 0 when other words claim it."""
    prefixed = len(re.sub(r"\D", "", match.group())) > 10
    label = label_of(doc, match.start(), match.end())
    surely = prefixed and label not in {"bill_id", "payment_id"}
    if surely or (_wanted(doc, label) and not _rather_national_id(match.group(), label)):
        return 88
    free = label is None and doc.expecting != "national_id" and not national_id_sound(match.group())
    return 60 if free else 0


def _rather_national_id(digits: str, label: str | None) -> bool:
    """Asked for the mobile, some write the national ID first, or both. No national ID starts with 9 but those of 999,
    which are given to nobody and stand for our demo citizens; mobiles of 0999 are few, and rarely lack the zero."""
    return label is None and digits.startswith("999") and national_id_sound(digits)


def _wanted(doc: Doc, label: str | None) -> bool:
    return label == "mobile" or (label is None and doc.expecting == "mobile")


def _too_short_or_long(doc: Doc) -> Iterator[Found]:
    spans = [(run.start, run.end) for run in solid_runs(doc, 7, 14)]
    spans += [match.span() for match in _BROKEN.finditer(doc.plain)]
    for start, end in spans:
        label = label_of(doc, start, end)
        digits = re.sub(r"\D", "", doc.plain[start:end])
        if _wanted(doc, label) and digits.startswith(("09", "9", "0098", "98")):
            yield Found("mobile", digits, start, end, rank=80, fault="length")
