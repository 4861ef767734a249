"""A bare number as the answer to the question just asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlu.entities.doc import Doc, Found
from nlu.entities.numbers import Number
from nlu.wordlists import words

_EITHER = re.compile(r" (?:یا|ya) ")
_WHOLE = {"floors": 200, "floor": 200, "units": 2000, "units_per_floor": 100, "district": 15, "registry_section": 99}
_MEASURES = {"land_area_m2", "building_area_m2", "unit_area_m2", "excess_area_m2", "frontage_m"}


def find(doc: Doc) -> Iterator[Found]:
    slot = doc.expecting
    if slot is None or not (slot in _WHOLE or slot in _MEASURES or slot == "year"):
        return
    if (
        slot in _WHOLE
        and len(doc.numbers) == 2
        and _EITHER.fullmatch(doc.plain[doc.numbers[0].end : doc.numbers[1].start])
    ):
        for number in doc.numbers:  # «۸ یا ۹»: both, so that the dialog asks which
            yield Found(slot, int(number.value), number.start, number.end, rank=34, fault=_fault(slot, number.value))
    if not doc.numbers or not stands_alone(doc, doc.numbers[0]):
        return
    number = doc.numbers[0]
    value = number.value
    if slot == "year":
        if number.whole is not None and (1300 <= value < 1500 or value < 100):
            year = int(value)
            yield Found(
                slot, year if year >= 1300 else year + (1400 if year < 20 else 1300), number.start, number.end, rank=87
            )
    elif slot in _MEASURES:
        yield Found(slot, number.plain_value, number.start, number.end, rank=35)
    elif number.whole is not None:
        yield Found(
            slot, int(value), number.start, number.end, rank=87 if slot == "district" else 35, fault=_fault(slot, value)
        )


def _fault(slot: str, value: Decimal) -> str | None:
    lowest = 0 if slot == "floor" else 1
    return None if lowest <= value <= _WHOLE[slot] else "range"


def stands_alone(doc: Doc, number: Number) -> bool:
    """Is the number the whole answer, but for small words and at most one word we do not know?"""
    beside = re.findall(r"\w+", doc.plain[: number.start] + " " + doc.plain[number.end :])
    if any(word in words("counted_by_others") for word in beside):
        return False
    return len(doc.numbers) == 1 and (len(beside) <= 1 or all(word in words("beside_a_number") for word in beside))
