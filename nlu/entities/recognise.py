"""All recognisers over one message, and the one place where overlaps are settled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from nlu.entities import (
    alternatives,
    amount,
    area,
    bare,
    bill,
    changes,
    code,
    counts,
    dates,
    denied_days,
    district,
    file_numbers,
    instalments,
    land_share,
    level_areas,
    levels,
    lexical,
    mobile,
    national_id,
    nosazi_code,
    parts,
    per_floor,
    postal_code,
    registry,
    roles,
    shop_share,
    times,
    told_counts,
    words,
)
from nlu.entities.doc import Doc, Found, Run, holds
from nlu.entities.mixed_use import merged
from nlu.entities.numbers import Number, find_numbers
from nlu.entities.retracted import Correction, corrections, named_again, without_retracted
from nlu.entities.runs import find_runs
from nlu.entities.spoken import find_spoken
from nlu.text import Normal
from nlu.types import Entity

_DIGITS = re.compile(r"(?:\d\D*){3}")
_WITH_BE = ("پنجه", "ششه", "شیشه", "هفته", "نهه", "دهه")  # numbers with «است», as they look
Recogniser = Callable[[Doc], Iterator[Found]]

OF_DIGITS: tuple[Recogniser, ...] = (
    national_id.find,
    mobile.find,
    postal_code.find,
    nosazi_code.find,
    file_numbers.find,
    bill.find,
    code.find,
)
"""These find nothing in a text of fewer than three digits, unless they were said in groups."""

OF_WORDS: tuple[Recogniser, ...] = (
    registry.find,
    amount.find,
    area.find,
    per_floor.find,
    counts.find,
    told_counts.find,
    changes.find,
    instalments.find,
    district.find,
    dates.find,
    times.find,
    lexical.find,
    roles.find,
    words.find,
    bare.find,
)


ALONE: tuple[Recogniser, ...] = (amount.find, dates.find, times.find, words.find, bare.find)
"""What these find may depend on nothing else standing in the message."""


def recognise(normal: Normal, *, now: datetime, expecting: str | None = None) -> tuple[Entity, ...]:
    """The entities of a message in the order of the text, none overlapping, with places in the raw text."""
    plain = normal.plain
    doc = Doc(normal=normal, plain=plain, numbers=_numbers(plain, expecting), now=now, expecting=expecting)
    cues = corrections(doc)
    if cues:  # «نه» there is no nine
        doc = replace(doc, numbers=_numbers(_with_pauses(plain, cues), expecting))
    if runs := named_again(doc, _runs(doc), cues):
        doc = replace(doc, runs=runs)
    settled = alternatives.added(doc, settle(changes.shared(list(_all(doc, cues)))))
    sound = without_retracted(doc, settled, cues)
    whole = merged(doc, parts.measured(doc, level_areas.added_up(doc, sound)))
    found = per_floor.beside_whole(
        doc.plain, levels.told_off(doc, land_share.told(doc, shop_share.told(doc, level_areas.one_alone(doc, whole))))
    )
    if expecting is not None and not any(one.name == expecting for one in found):
        found = settle([*found, *bare.in_clauses(doc)])
    found = denied_days.added(doc, found, settled)
    first: dict[tuple[str, object], Found] = {}
    for one in found:
        first.setdefault((one.name, one.value), one)  # the same thing said twice is one value
    return tuple(_entity(normal, one) for one in first.values())


def _all(doc: Doc, cues: tuple[Correction, ...]) -> Iterator[Found]:
    recognisers = OF_DIGITS + OF_WORDS if doc.runs or _DIGITS.search(doc.plain) else OF_WORDS
    for recogniser in recognisers:
        yield from recogniser(doc)
    if doc.expecting is not None and cues:  # «ده، نه ببخشید یازده»: each part is an answer by itself
        starts, ends = (0, *(cue.end for cue in cues)), (*(cue.start for cue in cues), len(doc.plain))
        for start, end in zip(starts, ends, strict=True):
            part = doc.only(start, end)
            for recogniser in ALONE:
                yield from recogniser(part)


def _with_pauses(plain: str, cues: tuple[Correction, ...]) -> str:
    for cue in cues:
        plain = plain[: cue.start] + "،" * (cue.end - cue.start) + plain[cue.end :]
    return plain


def _numbers(plain: str, expecting: str | None) -> tuple[Number, ...]:
    plain = bare.without_first_no(plain, expecting)
    found = find_numbers(plain)
    if expecting not in bare.WHOLE and not holds(plain, _WITH_BE):
        return found
    named = bare.counted_with_be(plain, answer=not found and expecting in bare.WHOLE)
    return tuple(sorted((*found, *named), key=lambda number: number.start)) if named else found


def _runs(doc: Doc) -> tuple[Run, ...]:
    spoken = tuple(find_spoken(doc)) if doc.numbers else ()
    written = (
        run for run in find_runs(doc) if not any(said.start < run.end and run.start < said.end for said in spoken)
    )
    return tuple(sorted((*written, *spoken), key=lambda run: run.start))


def settle(found: list[Found]) -> list[Found]:
    """Of values that overlap the one of higher rank stays; then the longer; then the earlier."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (-each.rank, each.start - each.end, each.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda each: each.start)


def _entity(normal: Normal, found: Found) -> Entity:
    start, end = normal.raw_span(found.start, found.end)
    return Entity(found.name, found.value, normal.raw[start:end], start, end, found.fault)
