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
SHOP_FLOORS = "shop_floors"
MIXED, WITH_OFFICE = "mixed", "mixed_office"
_A_SHOP = re.compile(r"(?<!\w)(?!دفتر|اداری)" + _SHOP)
_INSTEAD = re.compile(r"(?<!\w)(?:به ?جای|عوض) (?:(?:اون|آن|همون) )?$")
_LAST_OF_TWO = re.compile(r"(?:مسکونی|تجاری|اداری) (?P<last>مسکونی|تجاری|اداری)")
_SINGLE = {"مسکونی": "residential", "تجاری": "commercial", "اداری": "office"}
_GROUND_IS = (
    rf"(?<!\w)(?:{_LOW})(?P<own>ش|شو|شم|ه)?(?: (?:رو|را|هم|فقط|کلا))* (?P<some>(?:یه |یک |دو |چند |\d )(?:تا |باب )?)?"
    rf"{_SHOP}(?: ?ها)?\w{{0,3}}(?!\w)"
)
_GROUND = re.compile(_GROUND_IS)
_CALLED = re.compile(r"(?:طبقه )?(?:ی )?(?:هم ?کف|hamkaf|اول)")
_ONLY_GROUND = re.compile(
    r"(?:(?:راستی|البته|ببخشید|یادم رفت|بگم|نه|که|ولی|اما|فقط|حالا|این|اون|ساختمون|ساختمان|خونه|خانه|ملک)[،,]? )*"
    rf"{_GROUND_IS}(?: (?:است|ست|س|هست|هستش|داره|دارد|دارم|داریم|باشه|باشد|می ?شه|می ?کنم|می ?کنیم|کنم|کنیم|کن|کنید"
    r"|حساب|می ?خوام|می ?زنم|بزنم|بذارم|بگیر|بگیرید|هم|ولی))*[ .!؟?]*"
)
"""«همکفش مغازه‌ست», and nothing else: what there is beside it stands."""
_BUILD = (
    r"(?:می ?زنم|می ?زنیم|بزنم|بزنیم|می ?سازم|می ?سازیم|بسازم|بسازیم|"
    r"می ?(?:خوام|خواهم|خوایم)(?: بزنم| بسازم| دربیارم| بزنیم)?|درمیارم|در ?بیارم|داره|"
    r"دارم|دارد|هست|هستش|باشه|باشد|می ?ذارم|بذارم|اضافه کن|اضافه کنم|اضافه کنید|mizanam|dare)"
)
_ADDS_A_SHOP = re.compile(
    r"(?:(?:راستی|البته|ببخشید|یادم رفت|بگم|که|ولی|اما|حالا|و|خب|ضمنا)[،,]? )*"
    r"(?:(?:یه|یک|ye|یدونه|یه دونه|(?:دو|سه|چند|\d) ?تا) )?"
    r"(?:مغازه|دکون|دکان|فروشگاه|واحد تجاری|maghaze)(?: ?ی)?(?: \S+ متری)?"
    rf"(?: هم (?:{_LOW}\w{{0,3}} )?| {_LOW}\w{{0,3}} (?:هم )?)"
    rf"{_BUILD}(?: {_LOW}\w{{0,3}})?(?: (?:چی|چقدر|چطور|میشه|می ?شه))*[ .!؟?]*"
)
"""«یه مغازه هم پایینش می‌زنم», and nothing else: beside the homes, and how large it is asked for."""
_WHAT_IF = re.compile(r"(?<!\w)(?:اگه|اگر|age|(?:باشه|بشه|باشد|کنم|کنیم|بکنم) (?:چی|چه|چطور|چقدر|چند))(?!\w)")
_PART = r"(?:(?:بخش|قسمت|واحد|طبقه)(?: ?ی)? )?(?:مغازه|تجاری|maghaze|tejari)(?: ?(?:ها|اش|ش|شو|یش|ی|ه))?(?!\w)"
_NO_SHOP = re.compile(
    rf"(?<!\w)(?:بدون|بی|منهای|bedoone?|bedune?) (?:این |اون |یه |هیچ )?{_PART}"
    rf"|(?<!\w){_PART}(?: (?:رو|را|هم|اصلا|هیچی|دیگه))* (?:نباشه|نباشد|نداشته باشه|نداشته باشد|نداشته باشم|نداره|"
    r"ندارد|نداریم|نزنم|نسازم|نسازیم|نکنم|نکنیم|نمی ?زنم|نمی ?سازم|حذف|بردار|"
    r"کم کن|برش دار|nabashe|nadashte bashe)(?!\w)"
)
"""«بدون مغازه چقدر میشه»: homes and nothing else."""
_SHORT = 14
"""Letters after «یه طبقه‌ش» in which its use is looked for."""
_PARTS = frozenset({"residential", "commercial"})
_HOMES_COUNTED = re.compile(rf" ?(?:بالا\w*|روش|رویش)? ?{_HOME}")
_A_LEVEL = re.compile(rf"(?<!\w){_LOW}")
_IN_UNITS = ("واحد",)
_UNITS_OF = re.compile(
    r" ?(?:تا |باب |دهنه |عدد )?(?:واحد )?(?:(?P<home>مسکونی|خونه|خانه|اپارتمان)|(?P<shop>تجاری|مغازه))\w{0,2}(?!\w)"
)
_ONE_OF_THEM = re.compile(r"طبقه ?ا?ش (?:هم |رو |را )?(?:تجاری|مغازه|دکان|دکون)")
_OR = re.compile(r"(?<!\w)(?:یا|ya|یه بار|یک بار|مقایسه|جدا|جداگانه|کنار هم|فرق\w*)(?!\w)")
_COMPARED = re.compile(r"(?<!\w)(?:مقایسه|مقایسش|جدا|جداگانه|کنار هم|فرق\w*|تفاوت\w*|کدوم|کدام)(?!\w)")
_TOGETHER = re.compile(r" ?(?:و|با|به همراه|\+|va|ba)(?: (?:یه|یک|یدونه|ye|yek))?(?: (?:واحد|باب))? ?")
_FORMS = (_BELOW_FIRST, _ABOVE_FIRST, _SHOP_FIRST, _THEN_HOMES, _BUT_A_SHOP, _BOTH)
_IN_LEVELS = ("زیر", "پایین", "کف", "طبقه", "هم ", "paein", "hamkaf")


def merged(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """The values with the uses of one building's levels put together."""
    if (counted := _units_told_off(doc, found)) is not None:
        return counted
    found = _without_the_shop(doc, [each for one in found for each in _compared(doc, one)])
    found = _ground_floor(doc, [_instead(doc, one) for one in _beside_the_shop(doc, found)])
    uses = [one for one in found if one.name == "use"]
    if _beside_an_office(doc, uses):
        return [replace(one, value=WITH_OFFICE) if one is uses[0] else one for one in found if one not in uses[1:]]
    if (summed := _told_off(doc, found, uses)) is not None:
        return summed
    if not holds(doc.plain, _IN_LEVELS) or not (uses or doc.expecting == "use"):
        return list(found)
    match = next((hit for form in _FORMS if (hit := form.search(doc.plain))), None) or _homes_and(doc, uses)
    if match is None or any(one.value == "mixed" for one in uses):
        return list(found)
    first = uses[0] if uses else Found("use", MIXED, match.start(), match.end())
    kept = [_with_the_shop(doc, one) for one in found if one.name != "use"]
    value = MIXED if _A_SHOP.search(match.group()) else WITH_OFFICE
    return sorted([*kept, replace(first, value=value), *_whole_floor(doc, found, value)], key=lambda one: one.start)


def shop_below(doc: Doc) -> bool:
    """«همکفش رو دو تا مغازه ۳۰ متری بزنم»: the shops are one floor's, and not all that is built."""
    return _GROUND.search(doc.plain) is not None or _adds_a_shop(doc) is not None


def _adds_a_shop(doc: Doc) -> re.Match[str] | None:
    return _ADDS_A_SHOP.fullmatch(doc.plain.strip())


def _homes_and(doc: Doc, uses: Sequence[Found]) -> re.Match[str] | None:
    """«سه طبقه مسکونی با همکف تجاری»: homes, and a shop in the ground floor of the same building."""
    both = {one.value for one in uses} == _PARTS and not _OR.search(doc.plain)
    return _GROUND.search(doc.plain) if both else None


def _whole_floor(doc: Doc, found: Sequence[Found], use: str) -> list[Found]:
    """«همکف تجاری» beside homes is one floor of it; «همکف یه مغازه» may be a part of that, which is asked."""
    match = _GROUND.search(doc.plain) if use == MIXED else None
    if match is None or match["some"] or any(one.name in (SHOP, SHOP_FLOORS, "homes_area_m2") for one in found):
        return []
    return [Found(SHOP_FLOORS, 1, match.start(), match.start() + 1)] if _CALLED.match(match.group()) else []


def _beside_an_office(doc: Doc, uses: Sequence[Found]) -> bool:
    """«دو طبقه اداری، همکف تجاری»: one building of an office and something else, and not two to choose from."""
    values = {one.value for one in uses}
    together = len(values) > 1 and "office" in values and values <= {"office", *_PARTS}
    return together and holds(doc.plain, _IN_LEVELS) and not (_OR.search(doc.plain) or _WHAT_IF.search(doc.plain))


def _beside_the_shop(doc: Doc, found: Sequence[Found]) -> list[Found]:
    """«بخش تجاری ۴۰ متر» says how large the shop is, and no other use; where that is asked for, «یک طبقه» is the shop's
    and no height of the building."""
    measured = any(one.name == SHOP for one in found)
    kept = [one for one in found if not (measured and one.name == "use" and one.value != MIXED)]
    if doc.expecting != SHOP:
        return kept
    named = [] if measured else [one for one in kept if one.name == "floor"]  # «همکفش»: one floor of it
    kept = [one for one in kept if one not in named]
    told = [replace(one, name=SHOP_FLOORS) if one.name == "floors" else one for one in kept]
    if named and not any(one.name == SHOP_FLOORS for one in told):
        told.append(replace(named[0], name=SHOP_FLOORS, value=len(named)))
    counted = any(one.name == SHOP_FLOORS for one in told)  # «طبقه همکف تجاری» says which, and no other use
    return [one for one in told if not (counted and one.name == "use" and one.value == "commercial")]


def _without_the_shop(doc: Doc, found: list[Found]) -> list[Found]:
    """«بدون مغازه»: what is left are homes, where no other use is told beside it."""
    match = _NO_SHOP.search(doc.plain)
    if match is None or any(one.name == "use" and not _within(one, match) for one in found):
        return found
    kept = [one for one in found if not _within(one, match)]
    return sorted([*kept, Found("use", "residential", match.start(), match.end())], key=lambda one: one.start)


def _within(one: Found, match: re.Match[str]) -> bool:
    return match.start() <= one.start < match.end()


def _instead(doc: Doc, one: Found) -> Found:
    """«به جای مسکونی تجاری حساب کن»: the second in the place of the first, and not both."""
    if one.name != "use" or one.value != MIXED or not _INSTEAD.search(doc.plain[: one.start]):
        return one
    two = _LAST_OF_TWO.match(doc.plain, one.start)
    return replace(one, value=_SINGLE[two["last"]]) if two else one


def _compared(doc: Doc, one: Found) -> list[Found]:
    """«مسکونی و تجاری رو مقایسه کن»: two to choose from, and not one building of both."""
    said = doc.plain[one.start : one.end]
    if one.name != "use" or one.value != MIXED or " و " not in said or not _COMPARED.search(doc.plain):
        return [one]
    at = one.start + said.index(" و ")
    pieces = ((one.start, at), (at + len(" و "), one.end))
    return [replace(one, value=_SINGLE.get(doc.plain[start:end], MIXED), start=start, end=end) for start, end in pieces]


def _ground_floor(doc: Doc, found: list[Found]) -> list[Found]:
    """«سه طبقه که همکفش مغازه‌س», «اگه همکف تجاری باشه»: one floor of it is a shop, and the rest is as it was."""
    uses = [one for one in found if one.name == "use"]
    if (shop := _adds_a_shop(doc)) is not None and all(one.value == "commercial" for one in uses):
        kept = [one for one in found if one not in uses]
        return sorted([*kept, Found("use", MIXED, shop.start(), shop.start() + 1)], key=lambda one: one.start)
    match = _GROUND.search(doc.plain) if all(one.value == "commercial" for one in uses) else None
    if match is None or any(one.name == SHOP_FLOORS for one in found):
        return found
    what_if, measured = _WHAT_IF.search(doc.plain), any(one.name == SHOP for one in found)
    told = any(one.name == "floors" and one.fault is None and int(str(one.value)) > 1 for one in found)
    alone = _ONLY_GROUND.fullmatch(doc.plain.strip()) is not None
    if not (what_if or (not measured and (alone or (told and (uses or doc.expecting))))):
        return found
    kept = [one for one in found if one not in uses and (one.name == SHOP or not _within(one, match))]
    level = [] if measured else [Found(SHOP_FLOORS, 1, match.start() + 1, match.end())]
    return sorted([*kept, Found("use", MIXED, match.start(), match.start() + 1), *level], key=lambda one: one.start)


def _told_off(doc: Doc, found: Sequence[Found], uses: Sequence[Found]) -> list[Found] | None:
    """«دو طبقه مسکونی، یک طبقه تجاری»: one building of three floors, and not two to choose from."""
    floors = [one for one in found if one.name == "floors" and one.fault is None]
    shops = [one for one in floors if _ONE_OF_THEM.search(doc.plain[one.start : one.end + _SHORT])]
    if shops and {one.value for one in uses} - {"mixed"} == {"commercial"}:  # «یه طبقه‌ش تجاری باشه»
        kept = [one for one in found if one not in uses and one not in shops]
        named = [replace(shops[0], name=SHOP_FLOORS), replace(uses[0], value="mixed")]
        return sorted([*kept, *named], key=lambda one: one.start)
    if {one.value for one in uses} != _PARTS or len(uses) != len(_PARTS) or _OR.search(doc.plain):
        return None
    if _TOGETHER.fullmatch(doc.plain[uses[0].end : uses[1].start]):  # «مسکونی با یه مغازه»
        kept = [one for one in found if one is not uses[1]]
        return [replace(one, value="mixed") if one is uses[0] else one for one in kept]
    if len(floors) != len(_PARTS) or not all(_of_use(doc, *each) for each in zip(floors, uses, strict=True)):
        return None
    kept = [one for one in found if one not in uses and one not in floors]
    shop = next(floor for floor, use in zip(floors, uses, strict=True) if use.value == "commercial")
    other = next(floor for floor in floors if floor is not shop)
    whole = replace(other, value=sum(int(str(one.value)) for one in floors))
    named = [whole, replace(shop, name=SHOP_FLOORS), replace(uses[0], value="mixed")]
    return sorted([*kept, *named], key=lambda one: one.start)


def _of_use(doc: Doc, floor: Found, use: Found) -> bool:
    """«سه طبقه، همکف مغازه، بالا خونه»: the floors of the building, and not of the shop."""
    return floor.start <= use.start and _A_LEVEL.search(doc.plain[floor.end : use.start]) is None


def _units_told_off(doc: Doc, found: Sequence[Found]) -> list[Found] | None:
    """«۲ واحد مسکونی، یک واحد تجاری»: three units of one building."""
    if not holds(doc.plain, _IN_UNITS) or _OR.search(doc.plain):
        return None
    after = [(one, _UNITS_OF.match(doc.plain, one.end)) for one in doc.numbers if one.whole is not None]
    told = [(one, match) for one, match in after if match and not one.ordinal]
    if len(told) != len(_PARTS) or len({match.lastgroup for _, match in told}) != len(_PARTS):
        return None
    start, end = told[0][0].start, told[-1][1].end()
    kept = [one for one in found if not (one.name in ("use", "units") and start <= one.start < end)]
    units = Found("units", sum(int(one.value) for one, _ in told), start, end - 1)
    return sorted([*kept, units, Found("use", MIXED, end - 1, end)], key=lambda one: one.start)


def _with_the_shop(doc: Doc, one: Found) -> Found:
    """«همکف مغازه، بالاش دو طبقه مسکونی» has three floors: the homes were counted."""
    counted = one.name == "floors" and one.fault is None and _HOMES_COUNTED.match(doc.plain[one.end :])
    return replace(one, value=int(str(one.value)) + 1) if counted else one
