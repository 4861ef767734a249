"""«زیرش مغازه، بالاش خودمون می‌شینیم»: a shop below and homes above are one use, the mixed one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlu.entities.area import SHOP
from nlu.entities.doc import Doc, Found, holds

_SHOP = r"(?:مغازه|مغازست|تجاری|فروشگاه|دکون|دکان|پاساژ|کارگاه|سوپری|سوپرمارکت|دفتر|اداری|maghaze|tejari)"
_HOME = (
    r"(?:مسکونی|خونه|خانه|اپارتمان|منزل|سکونت|زندگی|خودمون|خودمان|خودم|می ?شینیم|می ?شینم|ساکن|واحد|maskooni|maskuni|"
    r"khune)"
)
_LOW = r"(?:زیر|پایین|همکف|هم کف|طبقه (?:ی )?(?:اول|پایین|همکف|زیر)|paein|hamkaf)"
_HIGH = r"(?:بالا|رو|روی|طبقات|طبقه (?:ی |های )?(?:بالا|دوم|اول|سوم)|بقیه|باقی|bala)"
_WITH = r"\w*(?: ?[هشم]\w{0,3})?[،,]?(?: \w+){0,2}? "
_BELOW_FIRST = re.compile(rf"(?<!\w){_LOW}{_WITH}{_SHOP}.{{0,24}}?(?<!\w){_HIGH}{_WITH}{_HOME}")
_ABOVE_FIRST = re.compile(rf"(?<!\w){_HIGH}{_WITH}{_HOME}.{{0,24}}?(?<!\w){_LOW}{_WITH}{_SHOP}")
_SHOP_FIRST = re.compile(
    rf"{_SHOP}\w*(?: \w{{1,3}})? (?:تو |توی |در )?{_LOW}\w*.{{0,12}}?{_HOME}\w*(?: \w{{1,3}})? {_HIGH}"
)
_THEN_HOMES = re.compile(
    rf"(?<!\w){_LOW}{_WITH}{_SHOP}.{{0,20}}?(?<!\w)(?:طبقه|طبقات|واحد)[^،]{{0,8}}? (?:مسکونی|خونه)"
)
_BUT_A_SHOP = re.compile(rf"مسکونی\w*(?: \w+){{0,2}}?[،,]? (?:ولی|اما|و|فقط) {_LOW}{_WITH}{_SHOP}")
_BOTH = re.compile(r"(?<!\w)هم (?:تجاری|مغازه|مسکونی|خونه)\w*.{0,8} هم (?:تجاری|مغازه|مسکونی|خونه)")
_PARTS = frozenset({"residential", "commercial"})
_HOMES_COUNTED = re.compile(rf" ?(?:بالا\w*|روش|رویش)? ?{_HOME}")
_OR = re.compile(r"(?<!\w)(?:یا|ya|یه بار|یک بار|مقایسه)(?!\w)")
_FORMS = (_BELOW_FIRST, _ABOVE_FIRST, _SHOP_FIRST, _THEN_HOMES, _BUT_A_SHOP, _BOTH)
_IN_LEVELS = ("زیر", "پایین", "کف", "طبقه", "هم ", "paein", "hamkaf")


def merged(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """The values with the uses of one building's levels put together."""
    found = _beside_the_shop(doc, found)
    uses = [one for one in found if one.name == "use"]
    if (summed := _told_off(doc, found, uses)) is not None:
        return summed
    if not holds(doc.plain, _IN_LEVELS) or not (uses or doc.expecting == "use"):
        return list(found)
    match = next((hit for form in _FORMS if (hit := form.search(doc.plain))), None)
    if match is None or any(one.value == "mixed" for one in uses):
        return list(found)
    first = uses[0] if uses else Found("use", "mixed", match.start(), match.end())
    kept = [_with_the_shop(doc, one) for one in found if one.name != "use"]
    return sorted([*kept, replace(first, value="mixed")], key=lambda one: one.start)


def _beside_the_shop(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """«بخش تجاری ۴۰ متر» says how large the shop is, and no other use; where that is asked for, «یک طبقه» is no height
    of the building."""
    measured = any(one.name == SHOP for one in found)
    passed = ({"use"} if measured else set()) | ({"floors"} if doc.expecting == SHOP else set())
    return [one for one in found if one.name not in passed]


def _told_off(doc: Doc, found: Sequence[Found], uses: Sequence[Found]) -> list[Found] | None:
    """«دو طبقه مسکونی، یک طبقه تجاری»: one building of three floors, and not two to choose from."""
    floors = [one for one in found if one.name == "floors" and one.fault is None]
    if {one.value for one in uses} != _PARTS or len(uses) != len(_PARTS) or len(floors) != len(_PARTS):
        return None
    if _OR.search(doc.plain) or any(floor.start > use.start for floor, use in zip(floors, uses, strict=True)):
        return None
    kept = [one for one in found if one not in uses and one not in floors]
    whole = replace(floors[0], value=sum(int(str(one.value)) for one in floors))
    return sorted([*kept, whole, replace(uses[0], value="mixed")], key=lambda one: one.start)


def _with_the_shop(doc: Doc, one: Found) -> Found:
    """«همکف مغازه، بالاش دو طبقه مسکونی» has three floors: the homes were counted."""
    counted = one.name == "floors" and one.fault is None and _HOMES_COUNTED.match(doc.plain[one.end :])
    return replace(one, value=int(str(one.value)) + 1) if counted else one
