"""How many parts a sum is to be paid in: «در ۶ قسط», «شش تا قسط», «دوازده‌ماهه قسطش کنید»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found, holds, near

SLOT = "instalments"
_PARTS = re.compile(
    r" ?(?:تا |عدد |ta )?(?:قسط|اقساط|ghest|gest|qest)(?: ?(?:ی|ه|ای|ش|اش|شو|ست|است|e|i))?"
    r"(?: ?(?:کنید|کن|کنم))?(?!\w)(?! ?ها)"
)
_MONTHS = re.compile(r" ?(?:تا )?(?:ماهه|ماه|mahe|mah)(?: ?(?:ای|ش|شو|است|ست))?(?!\w)")
_MEANT = ("قسط", "اقساط", "قسطی", "تقسیط", "قسط بندی", "ghest", "taghsit", "aghsat")
_BEFORE = re.compile(r"(?:تعداد|tedad) ?(?:اقساط|قسط|قسط ?ها)(?: ?(?:ش|م|ام))? ?[:=]? ?$")
_ALONE = re.compile(
    r"\s*(?:(?:من|بهتره|ترجیحا|همون|همان|به صورت|بصورت) )*#(?:تا )?(?:ماهه|mahe)(?: ?ا?ش)?"
    r"(?: (?:باشه|باشد|کن|کنید|کنین|بشه|می ?خوام|می ?خواهم|خوبه|بهتره|لطفا|بگیر|بگیرید|بزن|بزنید|بنویس))*[\s.!]*"
)
"""«۱۲ ماهه» and nothing else is in how many parts, whatever is asked for."""
_EACH = re.compile(r"(?:هر|ماهی|har) $")


def find(doc: Doc) -> Iterator[Found]:
    asked = doc.expecting == SLOT or _alone(doc)
    if not asked and not holds(doc.plain, ("قسط", "قساط", "ghest", "gest", "qest", "taghsit", "aghsat")):
        return
    for number in doc.numbers:
        if number.whole is None or number.scaled > 1 or number.ordinal or _EACH.search(doc.before(number.start)):
            continue
        after = doc.after(number.end)
        end = _PARTS.match(after)
        if end is None and (asked or near(doc.plain, _MEANT)):
            end = _MONTHS.match(after)
        if end is None and not _BEFORE.search(doc.before(number.start)):
            continue
        yield Found(SLOT, int(number.value), number.start, number.end + (end.end() if end else 0), rank=66)


def _alone(doc: Doc) -> bool:
    if len(doc.numbers) != 1:
        return False
    number = doc.numbers[0]
    return _ALONE.fullmatch(f"{doc.plain[: number.start]}#{doc.plain[number.end :].lstrip()}") is not None
