"""How large a part of a building is a shop, told as a share of it: «نصفش تجاری باشه», «۴۰ درصدش مغازه‌ست», and «نصفش»
where the shop is asked for. In metres it is `parts`', in floors `mixed_use`'s."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.entities.area import SHOP
from nlu.entities.doc import Doc, Found, holds

SHARE = "shop_share"
_IN_SHARES = ("نصف", "نیم", "سوم", "چهارم", "درصد", "٪", "%")
_PART = re.compile(
    r"(?<!\w)(?:(?P<half>نصف|نیم)|(?P<third>(?:یک|یه|1) سوم)|(?P<quarter>(?:یک|یه|1) چهارم)|"
    r"(?P<percent>\d{1,2}) ?(?:درصد|٪|%))"
    r"(?:ش|شو|اش|ی|یش)?(?: (?:رو|را|هم|از|کل|زیربنا|زیربناش|بنا|ساختمون|ساختمان|متراژ|متراژش|اون|این))*"
)
_OF_SHOP = re.compile(r" ?(?:ش |یه |یک |به )*(?:مغازه|تجاری|دکان|دکون|فروشگاه)")
_ONLY = re.compile(r"(?: ?(?:باشه|بشه|است|میشه|بگیر|بگیرید|حساب کن|حساب کنید))* ?[.!]?")
_PARTS = {"half": 50, "third": 33, "quarter": 25}


def told(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """The values with the share; the building is a mixed one."""
    if not holds(doc.plain, _IN_SHARES) or any(one.name == SHOP for one in found):
        return list(found)
    match = _PART.search(doc.plain)
    if match is None:
        return list(found)
    of_shop = _OF_SHOP.match(doc.plain, match.end())
    asked = doc.expecting == SHOP and _ONLY.fullmatch(doc.plain, match.end()) is not None
    if of_shop is None and not asked:
        return list(found)
    percent = next((part for name, part in _PARTS.items() if match[name]), None) or int(match["percent"])
    end = of_shop.end() if of_shop else match.end()
    kept = [one for one in found if not (match.start() < one.end and one.start < end) and one.name != "shop_floors"]
    mixed = [Found("use", "mixed", match.end(), end)] if of_shop else []
    return sorted([*kept, Found(SHARE, percent, match.start(), match.end()), *mixed], key=lambda one: one.start)
