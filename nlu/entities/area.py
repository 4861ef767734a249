"""Areas and lengths in metres; which of the five areas is meant follows the words beside the number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from nlu.entities.area_cues import CUES, OTHER, WITHOUT_UNIT, alley, last_cue, nearest
from nlu.entities.changes import changed_by
from nlu.entities.doc import Doc, Found, any_of, holds
from nlu.entities.numbers import Number
from nlu.wordlists import words

SLOTS = ("land_area_m2", "building_area_m2", "unit_area_m2", "excess_area_m2", "frontage_m")
SHOP = "shop_area_m2"
_BUILT = frozenset({"building_area_m2", "unit_area_m2"})
_OF_SHOP = re.compile(r"(?:بخش|زیربنای|متراژ|قسمت) (?:تجاری|مغازه)\w*(?: \w+)? $")
_UNIT = re.compile(
    r"(?: و (?:خورده|خرده|اندی)(?: ?ای)?)? ?(?:(?P<hectare>هکتار|hektar)|متر ?مربع|متر(?! ?مکعب)|متری|"
    r"م ?2(?!\d)|مت(?!\w)|م(?!\w|\.| ?(?:توم|ریال))|"
    r"m2|metr(?:e|i)? ?moraba|metr(?:e|i)?|meter|m(?!\w))(?:یه|یم|یمان|یمون|یش|یشان|یشون|ی|ه|ش|ست)?(?!\w)"
    r"(?P<half> و ?نیم)?"
)
_SIZE = re.compile(r" ?(?:در|ضربدر|ضرب در|x|×|\*|dar) ?")
_SUM = re.compile(r" ?(?:چند|چقد|می ?شه چ|می ?شود چ|=)")  # «۲۵ ضربدر ۱۷ چند میشه» measures nothing
NAMED, GUESSED = 62, 61
"""Ranks of what the words beside a number name, and of what only the question or custom suggests."""
_COUNTED = re.compile(r" ?(?:طبقه|واحد|نفر|روز|ماه|سال|قسط)")
_CENTIMETRES = re.compile(r" ?سانت")
_BUILT_OVER = re.compile(r"(?<!\w)(?:اضافه|خلاف|اضافی)(?: بنا)? (?:ساخت|زد|درست|بنا)")
_LENGTH_OF = re.compile(r"(?:طول|عرض|ضلع|بر|دور|محیط) $")
_AND_TOO = re.compile(r" ?(?:متر|متری|م) و (?:یکی |یه بر )?")
_JOINED = re.compile(r"(?<!\w)(?:و|تو|توی|در|روی|داخل|va|tu|tuye)(?!\w)|،")
_REACH = 40  # letters before a number in which its word is sought
_FARTHER = 60  # and the same for a guess, beyond the clause
_AREAS = frozenset({"land_area_m2", "building_area_m2", "unit_area_m2"})
_BEFORE_AREAS = frozenset({"use", "district"})
_COUNTS = frozenset({"floors", "units"})
_ALONE = re.compile(r" ?(?:(?:حدود|حدودا|تقریبا|متراژش|مساحتش)(?!\w) ?)*")
_REBUILT = re.compile(
    r"(?<!\w)(?:بکوبم|بکوبیم|بکوبن|بکوبیمش|بکوبمش|کوبیدن|کوبیدم|کلنگیه?|"
    r"(?:خراب|خرابش|تخریب) (?:کنم|کنیم))(?!\w)"
)
_BUILT_NAMED = ("زیربنا", "زیر بنا", "بنا")
_SET_TO = re.compile(
    r" ?(?:(?:رو|را|هم) )?(?:(?:بکن(?:ید|ین|م)?|کن(?:ید|ین|م)?|بشه|بشود|باشه|باشد|بگیر(?:ید)?|بذار) )?(?:به )?"
)
_SIZE_SET = re.compile(
    r"(?<!\w)(?:متراژ|مساحت)(?:ش|شو)? (?:(?:رو|را)|(?:(?:رو|را|هم) )?(?:بکن|بذار|بگیر|بشه)(?:ید|ین|م)?(?: به)?) $"
)
"""«متراژ رو بکن ۴۰۰»: of the building, where no area is asked for."""
_SMALLEST = 15  # fewer bare square metres are no building: «دو متر اون‌ورتر»


def find(doc: Doc) -> Iterator[Found]:
    """Every area and length. Where the shop's is asked for, and beside its own words, the building's is the shop's."""
    for found in (_of_what_stands(doc, each) for each in _found_in(doc)):
        shop = found.name in _BUILT and (doc.expecting == SHOP or _OF_SHOP.search(doc.plain[: found.start]))
        yield replace(found, name=SHOP) if shop else found


def _of_what_stands(doc: Doc, found: Found) -> Found:
    """«خونه‌مو بکوبم بسازم، ۱۵۰ متره»: what will stand there is not there yet, so it is the land that measures so."""
    rebuilt = found.name == "building_area_m2" and _REBUILT.search(doc.plain[: found.start])
    named = holds(doc.plain, _BUILT_NAMED) or doc.expecting in _BUILT
    return replace(found, name="land_area_m2") if rebuilt and not named else found


def _found_in(doc: Doc) -> Iterator[Found]:
    sizes = list(_sizes(doc))
    yield from sizes
    taken = [(found.start, found.end) for found in sizes]
    cued_first = _cued_first(doc)
    previous = 0
    for number, after in zip(doc.numbers, (*doc.numbers[1:], None), strict=False):
        if any(start <= number.start < end for start, end in taken) or (after is not None and after.approximate):
            continue
        if changed_by(doc, number):
            continue
        unit = None if number.ordinal else _UNIT.match(doc.plain[number.end : number.end + 16])
        before = doc.before(number.start, min(_REACH, number.start - previous))
        if unit is not None:
            yield from _measured(doc, (number, after), unit, before, cued_first=cued_first, since=previous)
        elif cue := _cue_right_before(before, number) or _size_set(doc, before, number):
            yield _found(cue, number, number.value, number.end, rank=45)
        else:
            continue  # «زمین ما منطقه یازده، صد متره»: what counts no metres takes no word from the one that does
        previous = number.end


def _measured(
    doc: Doc,
    pair: tuple[Number, Number | None],
    unit: re.Match[str],
    before: str,
    *,
    cued_first: bool,
    since: int,
) -> Iterator[Found]:
    """A number of metres with the number after it, whose own words are not looked at."""
    number, after = pair
    end = number.end + unit.end()
    each = unit.group().rstrip().endswith("ی")
    beyond = _beyond(doc, end, after)
    named = _which(before, beyond, cued_first=cued_first, each=each) or _too(doc, number, since)
    name = named or _unnamed(doc, number, since)
    if name != OTHER and not alley(before, unit.group()):
        said = _with_centimetres(doc, number, end, after)
        value = said.value + (Decimal("0.5") if unit.group("half") else 0)
        value *= 10_000 if unit.group("hectare") else 1
        yield _found(name, said, value, end, rank=NAMED if named else GUESSED)


def _beyond(doc: Doc, end: int, after: Number | None) -> str:
    """The words after a number of metres that may be its own: not those that go with the next number («۲۰۰ متر و زیربنا
    هم ۳۵۰», «۱۵۰ متری تو زمین ۳۰۰ متری»)."""
    if after is None:
        return doc.after(end)
    between = doc.plain[end : after.start]
    measured = _UNIT.match(doc.plain[after.end : after.end + 16]) is not None
    if measured or _cue_right_before(between, after):
        joined = [match for match in _JOINED.finditer(between) if _touches(between[match.end() :], after=False)]
        return doc.after(end, min(24, joined[-1].start() if joined else len(between)))
    return doc.after(end)


def _with_centimetres(doc: Doc, number: Number, end: int, after: Number | None) -> Number:
    """«هشت متر و سی سانت»; and whether it is about as much."""
    if doc.up_to(number):
        return replace(number, approximate=True)
    close = after is not None and after.value < 100 and doc.plain[end : after.start] == " و "
    if after is None or not close or not _CENTIMETRES.match(doc.plain[after.end :]):
        return number
    return replace(number, value=number.value + after.value / 100)


def _sizes(doc: Doc) -> Iterator[Found]:
    """«۸ در ۱۲»: the land, unless the words say it is the building, or without a word that was asked for."""
    for left, right in zip(doc.numbers, doc.numbers[1:], strict=False):
        if not _SIZE.fullmatch(_strip_unit(doc.plain[left.end : right.start])):
            continue
        if not (0 < left.value <= 2000 and 0 < right.value <= 2000) or left.scaled > 1 or right.scaled > 1:
            continue
        if _COUNTED.match(doc.plain[right.end : right.end + 8]):  # «۳۲۰ متر در ۳ طبقه»
            continue
        if _SUM.match(doc.plain[right.end : right.end + 10]) or doc.plain[left.start : right.end] == "صد در صد":
            continue
        unit = _UNIT.match(doc.plain[right.end : right.end + 12])
        cue = nearest(doc.before(left.start, 36))
        built = {"building_area_m2", "unit_area_m2"}
        name = cue if cue in built else doc.expecting if cue is None and doc.expecting in built else "land_area_m2"
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
        if _touches(doc.plain[number.end + unit.end() : number.end + 48], after=True):
            return False
        return nearest(before) is not None
    return False


def _touches(text: str, *, after: bool) -> bool:
    """Does a word of an area stand at the very end of `text` (at its very start, when `after`)?"""
    for cues in CUES.values():
        for match in any_of(cues).finditer(text):
            if _only_links(text[: match.start()] if after else text[match.end() :]):
                return True
    return False


def _which(before: str, after: str, *, cued_first: bool, each: bool) -> str | None:
    first, second = (before, after) if cued_first else (after, before)
    name = nearest(first, from_start=first is after, each=each) or nearest(
        second, from_start=second is after, each=each
    )
    if name == OTHER and _BUILT_OVER.search(after):
        return "excess_area_m2"  # «سی متر تو حیاط اضافه ساختم»
    return name


def _too(doc: Doc, number: Number, since: int) -> str | None:
    """«بر ۱۲ متر و ۱۵ متر» gives two frontages."""
    named = _AND_TOO.fullmatch(doc.plain[since : number.start])
    return "frontage_m" if named and nearest(doc.before(since)) == "frontage_m" else None


def _unnamed(doc: Doc, number: Number, since: int) -> str:
    """A guess by what was asked, by words farther off («یک آپارتمان، طبقه سوم، ۸۵ متر») or by custom."""
    if doc.expecting in SLOTS:
        return str(doc.expecting)
    if doc.expecting == "date":
        return OTHER  # «۲۵م» is a day
    if doc.expecting in _BEFORE_AREAS and len(doc.numbers) == 1 and _ALONE.fullmatch(doc.plain[: number.start]):
        return "land_area_m2"  # «۲۰۰ متر» where the use or the district is asked for is what there is: the land
    if number.value < _SMALLEST:
        return "building_area_m2" if doc.expecting in _COUNTS else OTHER  # «۵ متر» counts no floors
    farther = nearest(doc.plain[max(since, number.start - _FARTHER) : number.start])
    return farther if farther in _AREAS else "building_area_m2"


def _cue_right_before(before: str, number: Number) -> str | None:
    """«زیربنا ۲۵۰», «زیربنا رو بکن ۴۰۰»: no unit, but the word stands right before."""
    if number.value < 10 or number.ordinal or number.scaled > 1000:
        return None
    for name, cues in WITHOUT_UNIT.items():
        match = last_cue(before, cues)
        if match is None or _LENGTH_OF.search(before[: match.start()]):
            continue
        between = before[match.end() :]
        if _only_links(between) or _SET_TO.fullmatch(between):
            return name
    return None


def _size_set(doc: Doc, before: str, number: Number) -> str | None:
    plain = number.value >= _SMALLEST and not number.ordinal and number.scaled == 1
    return "building_area_m2" if plain and doc.expecting not in SLOTS and _SIZE_SET.search(before) else None


def _only_links(between: str) -> bool:
    """Nothing but «حدود», «است», a colon… stands between the word and its number."""
    return all(part in words("links") for part in re.findall(r"[^\s:=،]+", between))


def _plain(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _found(name: str, number: Number, value: Decimal, end: int, *, rank: int) -> Found:
    return Found(name, _plain(value), number.start, end, rank, "approximate" if number.approximate else None)
