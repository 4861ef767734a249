"""The levels of one building: the ground floor with those above it, and «طبقه ۴، واحد ۴» told off beside its measures.
What of them is a shop is `mixed_use`'s."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlu.entities.doc import Doc, Found, holds
from nlu.entities.numbers import Number

_WITH = r"(?:و|با|به علاوه|بعلاوه|به اضافه|\+|va|ba)"
_GROUND = r"(?:طبقه )?(?:یه |یک )?(?:طبقه )?(?:ی )?(?:هم ?کف|hamkaf)"
_GROUND_BEFORE = re.compile(rf"(?<!\w){_GROUND}(?:ه|ش|م)?(?: هست| است| داره| دارم)? ?{_WITH} ?(?:روش |بالاش |رویش )?$")
_GROUND_AFTER = re.compile(rf" ?(?:و|به علاوه|بعلاوه|به اضافه|\+|روی|رو) ?{_GROUND}(?!\w)(?! ?(?:پارکینگ|پیلوت))")
_MEASURES = frozenset({"land_area_m2", "building_area_m2", "floor_area_m2", "unit_area_m2"})
_COUNTS = frozenset({"floors", "units", "units_per_floor"})
_ADDRESS = re.compile(r"(?<!\w)(?:پلاک|کوچه|خیابان|خیابون|بلوک|ادرس|نشانی|pelak|kooche)")
_UNIT_NAMED = re.compile(r"(?<!\w)(?<!هر )واحد $")
_ENDS = re.compile(r" ?(?:تا)?(?= ?(?:$|[،,.؛!؟\n])| (?:و|باشه|بشه|است)(?!\w))")
_IN_LEVELS = ("کف", "طبقه", "واحد", "hamkaf")


def told_off(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """The values with what the words beside them make of floors and units."""
    if not holds(doc.plain, _IN_LEVELS):
        return list(found)
    found = [_with_ground(doc, one) for one in found]
    return _listed(doc, [one for one in found if not any(_inside(one, other) for other in found)])


def _inside(one: Found, other: Found) -> bool:
    """Is it spoken for by the floors counted with it?"""
    levels = other.name == "floors" and one.name in ("floors", "floor") and one is not other
    return levels and other.start <= one.start and one.end <= other.end


def _with_ground(doc: Doc, one: Found) -> Found:
    """«همکف و دو طبقه» has three floors: the ground floor is counted with them."""
    if one.name != "floors" or one.fault is not None:
        return one
    before, after = _GROUND_BEFORE.search(doc.plain[: one.start]), _GROUND_AFTER.match(doc.plain[one.end :])
    if before is None and after is None:
        return one
    start = before.start() if before else one.start
    end = one.end + after.end() if after else one.end
    return replace(one, value=int(str(one.value)) + 1, start=start, end=end)


def _listed(doc: Doc, found: list[Found]) -> list[Found]:
    """«زیربنا ۴۲۰، طبقه ۴، واحد ۴» tells off a building, and so does its end where floors are asked for;
    «پلاک ۵ طبقه ۴ واحد ۴» is where somebody lives."""
    counting = doc.expecting in _COUNTS or any(one.name in _MEASURES for one in found)
    if not counting or _ADDRESS.search(doc.plain):
        return found
    named = {one.name for one in found}
    made = [replace(one, name="floors") if "floors" not in named and _cardinal(doc, one) else one for one in found]
    for number in doc.numbers if "units" not in named else ():
        if _unit_told(doc, number) and all(one.end <= number.start or number.end <= one.start for one in made):
            made.append(Found("units", int(number.value), number.start - len("واحد "), number.end, rank=63))
    return sorted(made, key=lambda one: one.start)


def _cardinal(doc: Doc, one: Found) -> bool:
    """«طبقه ۴», but not «طبقه چهارم» or «همکف»."""
    number = next((each for each in doc.numbers if one.start <= each.start < one.end), None)
    return one.name == "floor" and number is not None and not number.ordinal and number.value > 0


def _unit_told(doc: Doc, number: Number) -> bool:
    after = doc.plain[number.end :]
    whole = number.whole is not None and not number.ordinal and number.value > 0
    return whole and _UNIT_NAMED.search(doc.plain[: number.start]) is not None and _ENDS.match(after) is not None
