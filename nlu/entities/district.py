"""Municipal districts: «منطقه ۵», «منطقه پنجم», «م ۶»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found
from nlu.entities.numbers import Number

_LAST = 15
_BEFORE = re.compile(
    r"(?<!\w)(?P<word>شهرداری منطقه|منطقه ی|منطقه|منطقه شهرداری|مناطق|"
    r"mantaghe|mantaqe|mantaghey|mantage|district|منطفه|منظقه)(?: ?(?:شماره|هست|است|ی|:))? ?$"
)
_SHORT = re.compile(r"(?:^|[\s،])م ?\.? ?$")
_AFTER = re.compile(r"^ ?(?:منطقه|mantaghe)(?!\w)")


def find(doc: Doc) -> Iterator[Found]:
    for number in doc.numbers:
        if number.whole is None or number.scaled > 1 or number.slash:
            continue
        before = doc.before(number.start)
        match = _BEFORE.search(before)
        if match is not None:
            yield _found(number, number.start - len(before) + match.start("word"), number.end, rank=66)
        elif (
            _SHORT.search(before) and 1 <= number.value <= _LAST and not re.match(r" ?[\d\w]", doc.plain[number.end :])
        ):
            yield _found(number, number.start - 1 - (before.endswith(" ")), number.end, rank=52)
        elif number.ordinal and (after := _AFTER.match(doc.plain[number.end : number.end + 12])):
            yield _found(number, number.start, number.end + after.end(), rank=60)


def _found(number: Number, start: int, end: int, *, rank: int) -> Found:
    value = int(number.value)
    return Found("district", value, start, end, rank, None if 1 <= value <= _LAST else "range")
