"""How much of the land a floor covers: «۶۰ درصد زمین», «شصت درصد زمین رو می‌سازم», «سطح اشغال ۶۰ درصد». A share of the
building is `shop_share`'s."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.entities.doc import Doc, Found, holds

SHARE = "floor_share"
_IN_SHARES = ("درصد", "٪", "%")
_OF_LAND = re.compile(r" ?(?:درصد|٪|%)(?: (?:از|کل|مساحت|متراژ|کل مساحت))* (?:زمین|عرصه|ملک)(?:ش|م|مون|و|شو)?(?!\w)")
_PERCENT = re.compile(r" ?(?:درصد|٪|%)")
_COVERS = re.compile(r"(?<!\w)سطح اشغال\w{0,3}(?: (?:رو|را|هم|زمین|زمینش|حدود|حدودا|تقریبا|با|بشه))* $")
_BUILT = re.compile(
    r"(?<!\w)(?:زیربنا|زیر بنا|بنا|بساز|می ?ساز|ساخت|اشغال|زیر ساختمان|(?:باشه|باشد|بشه|کنم) (?:چی|چقدر|چطور|چند))"
)
_ASKED = "building_area_m2"
_MOST = 100


def told(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """The values with the share, where the building is asked for or spoken of."""
    if not holds(doc.plain, _IN_SHARES) or not (doc.expecting == _ASKED or _BUILT.search(doc.plain)):
        return list(found)
    for number in doc.numbers:
        match = _OF_LAND.match(doc.plain, number.end)
        if match is None and _COVERS.search(doc.plain[: number.start]):  # «سطح اشغال ۶۰ درصد»
            match = _PERCENT.match(doc.plain, number.end)
        if match and number.whole is not None and not number.ordinal and 0 < number.value <= _MOST:
            share = Found(SHARE, int(number.value), number.start, match.end())
            kept = [one for one in found if one.end <= share.start or share.end <= one.start]
            return sorted([*kept, share], key=lambda one: one.start)
    return list(found)
