"""Areas and lengths in metres; which of the five areas is meant follows the words beside the number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlu.entities.doc import Doc, Found, any_of
from nlu.entities.numbers import Number
from nlu.wordlists import words

SLOTS = ("land_area_m2", "building_area_m2", "unit_area_m2", "excess_area_m2", "frontage_m")
_CUES: dict[str, tuple[str, ...]] = {
    "frontage_m": ("بر زمین", "بر ملک", "عرض زمین", "عرض ملک", "دهنه", "بر", "عرض", "bar", "dahane"),
    "excess_area_m2": ("مازاد", "اضافه بنا", "بنای اضافه", "خلاف", "اضافه ساخت", "متراژ اضافه", "ezafe"),
    "unit_area_m2": ("هر واحد", "هر اپارتمان", "متراژ واحد", "مساحت واحد", "اپارتمان", "واحد", "har vahed"),
    "building_area_m2": (
        "زیربنا", "زیر بنا", "بنا", "اعیان", "اعیانی", "ساختمان", "ساخت", "خانه", "خونه", "کل بنا",
        "zirbana", "zir bana",
        "khune", "khoone", "sakhteman", "مغازه", "سوله",
    ),
    "land_area_m2": ("زمین", "عرصه", "ملک", "مساحت زمین", "متراژ زمین", "قطعه زمین", "zamin", "zamine", "arse", "melk"),
}  # fmt: skip
_UNIT = re.compile(
    r" ?(?:(?P<hectare>هکتار|hektar)|متر ?مربع|مترمربع|متری|متر|"
    r"مت(?!\w)|m2|metr(?:e|i)?|meter|m(?!\w))(?:ی|ه|ش|ست)?(?!\w)"
)
_SIZE = re.compile(r" ?(?:در|ضربدر|x|×|\*|dar) ?")


def find(doc: Doc) -> Iterator[Found]:
    sizes = list(_sizes(doc))
    yield from sizes
    taken = [(found.start, found.end) for found in sizes]
    cued_first = _cued_first(doc)
    previous = 0
    for number in doc.numbers:
        if any(start <= number.start < end for start, end in taken):
            continue
        unit = _UNIT.match(doc.plain[number.end : number.end + 12])
        before = doc.before(number.start, min(36, number.start - previous))
        if unit is not None:
            name = _which(doc, before, doc.after(number.end + unit.end()), cued_first=cued_first)
            factor = 10_000 if unit.group("hectare") else 1
            yield _found(name, number, number.end + unit.end(), factor=factor)
        elif cue := _cue_right_before(before, number):
            yield _found(cue, number, number.end, factor=1, rank=45)
        previous = number.end


def _sizes(doc: Doc) -> Iterator[Found]:
    """«۸ در ۱۲»: the land, unless the words say it is the building."""
    for left, right in zip(doc.numbers, doc.numbers[1:], strict=False):
        if not _SIZE.fullmatch(_strip_unit(doc.plain[left.end : right.start])):
            continue
        if not (0 < left.value <= 2000 and 0 < right.value <= 2000) or left.scaled > 1 or right.scaled > 1:
            continue
        unit = _UNIT.match(doc.plain[right.end : right.end + 12])
        cue = _nearest(doc.before(left.start, 36))
        name = cue if cue in {"building_area_m2", "unit_area_m2"} else "land_area_m2"
        value = left.value * right.value
        yield Found(name, _plain(value), left.start, right.end + (unit.end() if unit else 0), rank=80)


def _strip_unit(between: str) -> str:
    unit = _UNIT.match(between)
    return between[unit.end() :] if unit else between


def _cued_first(doc: Doc) -> bool:
    """Do the words come before their numbers in this message («زمین ۲۰۰ متر»), or after («۲۰۰ متر زمین»)?
    The first measured number decides: the word that touches it, else whether any stands before it."""
    previous = 0
    for number in doc.numbers:
        before, unit = doc.plain[previous : number.start], _UNIT.match(doc.plain[number.end : number.end + 12])
        previous = number.end
        if unit is None:
            continue
        if _touches(before, after=False):
            return True
        if _touches(doc.plain[number.end + unit.end() :], after=True):
            return False
        return _nearest(before) is not None
    return False


def _touches(text: str, *, after: bool) -> bool:
    """Does a word of an area stand at the very end of `text` (at its very start, when `after`)?"""
    for cues in _CUES.values():
        for match in any_of(cues).finditer(text):
            if _only_links(text[: match.start()] if after else text[match.end() :]):
                return True
    return False


def _which(doc: Doc, before: str, after: str, *, cued_first: bool) -> str:
    first, second = (before, after) if cued_first else (after, before)
    name = _nearest(first, from_start=first is after) or _nearest(second, from_start=second is after)
    if name is not None:
        return name
    return doc.expecting if doc.expecting in SLOTS else "building_area_m2"


def _nearest(text: str, *, from_start: bool = False) -> str | None:
    best, best_at = None, -1
    for name, cues in _CUES.items():
        for match in any_of(cues).finditer(text):
            if name == "unit_area_m2" and re.search(r"\d ?$", text[: match.start()]):
                continue  # «۴ واحد» counts units
            at = len(text) - match.start() if from_start else match.end()
            if at > best_at:
                best, best_at = name, at
    return best


def _cue_right_before(before: str, number: Number) -> str | None:
    """«زیربنا ۲۵۰»: no unit, but the word stands right before."""
    if number.value < 10 or number.ordinal or number.scaled > 1000:
        return None
    for name in ("building_area_m2", "land_area_m2"):
        cues = (
            ("زیربنا", "زیر بنا", "بنا", "zirbana")
            if name == "building_area_m2"
            else ("مساحت زمین", "متراژ زمین", "زمین", "عرصه", "zamin")
        )
        matches = list(any_of(cues).finditer(before))
        if matches and _only_links(before[matches[-1].end() :]):
            return name
    return None


def _only_links(between: str) -> bool:
    """Nothing but «حدود»، «است»، a colon… stands between the word and its number."""
    return all(part in words("links") for part in re.findall(r"[^\s:=،]+", between))


def _plain(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _found(name: str, number: Number, end: int, *, factor: int, rank: int = 62) -> Found:
    return Found(name, _plain(number.value * factor), number.start, end, rank)
