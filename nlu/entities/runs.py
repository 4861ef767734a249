"""Runs of digits in a text, and the words that say what a run is. No check of any run is made here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlu.entities.doc import SUFFIX, Doc, Run, phrase_pattern
from nlu.wordlists import labels

_SOLID = re.compile(r"(?<![\d./,])(?<!\d-)\d{4,}(?!\d)(?![./,-]\d)")
_NAMED_AFTER = ("national_id", "postal_code", "mobile", "request_no", "tracking_no", "bill_id", "payment_id", "code")


def find_runs(doc: Doc) -> tuple[Run, ...]:
    """All unbroken runs of four digits or more, each with its label. A run inside a code of parts does not count."""
    return tuple(
        Run(match.group(), match.start(), match.end(), label_of(doc, match.start(), match.end()))
        for match in _SOLID.finditer(doc.plain)
    )


def solid_runs(doc: Doc, shortest: int, longest: int) -> Iterator[Run]:
    """The runs with a length between the two."""
    return (run for run in doc.runs if shortest <= len(run.digits) <= longest)


def label_of(doc: Doc, start: int, end: int) -> str | None:
    """What the words beside a run call it: the label nearest before it, else one right after it."""
    before = doc.before(start)
    last = None
    for last in _labels(tuple(labels())).finditer(before):  # noqa: B007 - the last match is what counts
        pass
    if last is not None and not re.search(r"\d{4}", before[last.end() :]):
        return _label_names()[last.group("word").replace(" ", "")]
    after = _labels(_NAMED_AFTER).search(doc.after(end))
    if after is not None and after.start() <= 10 and not re.search(r"\d", doc.after(end)[: after.start()]):
        return _label_names()[after.group("word").replace(" ", "")]
    return None


@cache
def _labels(names: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for the words of these labels; a word after the run counts only in its full form."""
    words = [word for name in names for word in (labels()[name] if names == tuple(labels()) else labels()[name][:3])]
    forms = sorted({phrase_pattern(word) for word in words}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?P<word>{'|'.join(forms)}){SUFFIX}(?!\w)")


@cache
def _label_names() -> dict[str, str]:
    return {word.replace(" ", ""): name for name, words in reversed(labels().items()) for word in words}
