"""«طبقه‌ای صد و بیست متر»: the area of one floor, and not of the building or the land."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.counts import NO_EACH
from nlu.entities.doc import Doc, Found, holds

_EACH = r"(?:هر ?طبقه|طبقه ?ای|تو هر طبقه|در هر طبقه|har tabaghe|tabaghei|tabaghe i)"
_BEFORE = re.compile(rf"(?<!\w){_EACH}(?:ش|شم| هم| حدود| حدودا| تقریبا| فقط)* ?$")
_METRES = re.compile(r" ?(?:متر ?مربع|متری|متر|متره|مترس|metr|metre|m2|م(?!\w))?(?!\w)")
_AFTER = re.compile(rf"^ ?(?:متر ?مربع|متر|متره|metr|metre|m2)? ?(?:در |تو |توی |برای |dar )?{_EACH}(?!\w)")
_COUNTED = re.compile(r" ?(?:تا )?(?:واحد|تا|vahed)")
_SMALLEST = 15
_IN_EACH = ("طبقه", "tabaghe")


def find(doc: Doc) -> Iterator[Found]:
    if not holds(doc.plain, _IN_EACH):
        return
    for number in doc.numbers:
        if number.ordinal or number.value < _SMALLEST or _COUNTED.match(doc.plain[number.end :]):
            continue
        after = doc.plain[number.end :]
        each = _BEFORE.search(doc.before(number.start))
        if (each and not _counted(doc, number.start - len(each.group()))) or _before_each(doc, number.end):
            unit = _METRES.match(after)
            value = int(number.value) if number.whole is not None else float(number.value)
            yield Found("floor_area_m2", value, number.start, number.end + (unit.end() if unit else 0), rank=75)


def _counted(doc: Doc, at: int) -> bool:
    """Is it the second half of «سه طبقه‌ای», how many floors there are?"""
    return any(one.end in (at, at - 1) and not NO_EACH.match(doc.plain, one.start) for one in doc.numbers)


def _before_each(doc: Doc, end: int) -> bool:
    """«۱۲۰ متر هر طبقه»; but «زمین ۲۰۰ متر طبقه‌ای ۱۲۰ متر» goes on with the floor's own number."""
    each = _AFTER.match(doc.plain[end:])
    return each is not None and not any(0 <= one.start - end - each.end() <= 1 for one in doc.numbers)
