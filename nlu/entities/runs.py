"""Runs of digits in a text, and the words that say what a run is. No check of any run is made here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlu.entities.doc import SUFFIX, Doc, Run, phrase_pattern
from nlu.wordlists import labels

_ANY_DIGITS = re.compile(r"\d")
_SOLID = re.compile(r"(?<![\d./,])(?<!\d-)\d{4,}(?!\d)(?![./,-]\d)")
_GROUPED = re.compile(r"(?<![\d./,+-])\d{1,8}(?:[ -]\d{1,8}){1,5}(?!\d)(?![./,-]\d)")
_WRITTEN_ON = re.compile(r"(?<!\w)(?:روی|رو|توی|تو|داخل|پشت|بالای|پایین) $")
_IN_GROUPS = {
    "bill_id": range(6, 19),
    "payment_id": range(6, 19),
    "national_id": range(8, 11),
    "legal_id": range(11, 12),
    "postal_code": range(9, 11),
    "request_no": range(7, 11),
    "tracking_no": range(7, 13),
}
"""What may be written in groups when it is named or asked for, and the digits it has in all."""


def find_runs(doc: Doc) -> tuple[Run, ...]:
    """All unbroken runs of four digits or more, each with its label, and named ones in groups. A run inside a code
    of parts does not count."""
    if not _ANY_DIGITS.search(doc.plain):
        return ()
    grouped = tuple(_grouped(doc))
    solid = (
        Run(match.group(), match.start(), match.end(), label_of(doc, match.start(), match.end()))
        for match in _SOLID.finditer(doc.plain)
        if not any(run.start <= match.start() < run.end for run in grouped)
    )
    return tuple(sorted((*grouped, *solid), key=lambda run: run.start))


def solid_runs(doc: Doc, shortest: int, longest: int) -> Iterator[Run]:
    """The runs with a length between the two."""
    return (run for run in doc.runs if shortest <= len(run.digits) <= longest)


def label_of(doc: Doc, start: int, end: int) -> str | None:
    """What the words beside a run call it: the label nearest before it, else one right after it."""
    before = doc.before(start)
    last = None
    for match in _labels(tuple(labels())).finditer(before):
        if last is None or not _WRITTEN_ON.search(before[: match.start()]):  # «کد نوسازی را از روی قبض خواندم: …»
            last = match
    if last is not None and not re.search(r"\d{4}", before[last.end() :]):
        return _label_names()[last.group("word").replace(" ", "")]
    after = _labels(None).search(doc.after(end))
    if after is not None and after.start() <= 10 and not re.search(r"\d", doc.after(end)[: after.start()]):
        return _label_names()[after.group("word").replace(" ", "")]
    return None


def _grouped(doc: Doc) -> Iterator[Run]:
    """«۱۱۷۷۸ ۰۹۰۰ ۰۱۴۲» after «شناسه قبض»."""
    for match in _GROUPED.finditer(doc.plain):
        digits = re.sub(r"\D", "", match.group())
        if len(digits) < 6:
            continue
        label = label_of(doc, match.start(), match.end())
        if len(digits) in _IN_GROUPS.get(label or doc.expecting or "", ()):
            yield Run(digits, match.start(), match.end(), label)


@cache
def _labels(names: tuple[str, ...] | None) -> re.Pattern[str]:
    """One pattern for the words of these labels; None: of all, but only the full forms, as they follow a run."""
    listed = [labels()[name] for name in names] if names else [words[:3] for words in labels().values()]
    forms = sorted({phrase_pattern(word) for words in listed for word in words}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?P<word>{'|'.join(forms)}){SUFFIX}(?!\w)")


@cache
def _label_names() -> dict[str, str]:
    return {word.replace(" ", ""): name for name, words in reversed(labels().items()) for word in words}
