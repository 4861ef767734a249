"""The words that say which area or length a number of metres is, and those that say it is none we know."""

from __future__ import annotations

import re

from nlu.entities.doc import any_of
from nlu.entities.number_words import TEENS, TENS, UNITS

OTHER = "other"  # a length or an area that is no value of ours: a street's width, a yard
CUES: dict[str, tuple[str, ...]] = {
    "frontage_m": (
        "بر زمین", "بر ملک", "بر مغازه", "بر خانه", "بر خونه", "بر ساختمان", "دهنه مغازه", "عرض مغازه", "بر خیابان",
        "بر خیابون", "بر کوچه", "بر اصلی", "برش هم", "برشم", "عرض زمین", "عرض ملک", "دهنه", "بر", "عرض", "بار زمین",
        "بار ملک", "bar",
        "bare", "bare zamin", "bar zamin", "bare melk", "dahane", "dahaneye maghaze", "arz", "arze zamin",
    ),
    "excess_area_m2": (
        "مازاد", "مازاد بنا", "بنای مازاد", "اضافه بنا", "بنای اضافه", "بنای اضافی", "اضافه ساخت", "اضافه ساختم",
        "اضافه ساختیم", "متراژ اضافه", "متر اضافه", "اضافی", "خلاف", "خلافی", "بیشتر ساخت", "بیشتر از پروانه",
        "بیشتر از جواز", "بیشتر از مجوز", "بیش از پروانه", "اضافه تر", "زیادتر", "زیادی", "خارج از پروانه",
        "مازاد بر پروانه", "زیادی ساخت", "ezafe", "mazad", "khalaf",
    ),
    "unit_area_m2": (
        "هر واحد", "هر اپارتمان", "متراژ واحد", "مساحت واحد", "متراژ اپارتمان", "اپارتمان", "واحد", "har vahed",
        "vahede", "aparteman",
    ),
    "building_area_m2": (
        "زیربنا", "زیر بنا", "زیربنای کل", "بنا", "بنای", "اعیان", "اعیانی", "ساختمان", "ساختمون", "ساخت",
        "خانه", "خونه", "کل بنا", "سطح زیربنا", "مغازه", "سوله", "zirbana", "zir bana", "bana", "khune", "khoone",
        "khane", "sakhteman", "sakhtemun",
    ),
    "land_area_m2": (
        "زمین", "زیمین", "زیمینا", "عرصه", "ملک", "مساحت زمین", "متراژ زمین", "قطعه زمین", "قطعه", "قواره", "زمینم",
        "زمینمون", "باغ", "zamin", "zamine", "zaminam", "arse", "melk",
    ),
    OTHER: (
        "کوچه", "کوچمون", "کوچشون", "گذر", "معبر", "خیابان", "خیابون", "طول", "طول زمین", "طول ملک", "عمق",
        "عمق زمین", "عمق ملک", "ارتفاع", "دیوار", "فاصله", "عقب نشینی", "اصلاحی", "حریم", "حیاط", "بالکن", "تراس",
        "انباری", "پارکینگ", "هر طبقه", "طبقه ای", "اونورتر", "جلوتر", "پایین تر", "بالاتر", "قد", "گود", "kooche",
        "khiaban", "tool", "har tabaghe",
    ),
}  # fmt: skip
WITHOUT_UNIT: dict[str, tuple[str, ...]] = {
    "building_area_m2": ("زیربنا", "زیر بنا", "زیربنای", "بنا", "بنای", "اعیان", "اعیانی", "zirbana"),
    "land_area_m2": ("مساحت زمین", "متراژ زمین", "زمین", "زمینم", "عرصه", "zamin", "zaminam"),
}
"""Without «متر» beside it, a number is an area only right after one of these."""

_ALLEY = re.compile(r"(?:کوچه|خیابان|خیابون|گذر|معبر) ?(?:ی )?$")


def nearest(text: str, *, from_start: bool = False, each: bool = False) -> str | None:
    """The name whose word stands nearest to the end of the text (to its start); `each`: the number ends in «متری»."""
    best, best_at = None, (-1, 0)
    for name, cues in CUES.items():
        for match in any_of(cues).finditer(text):
            if _misleading(name, text[: match.start()], each=each and not match.group().endswith(_OF_THE_WHOLE)):
                continue
            at = (len(text) - match.start() if from_start else match.end(), match.end() - match.start())
            if at > best_at:  # of two in one place the longer: «عمق زمین» is no land
                best, best_at = name, at
    return best


def last_cue(text: str, cues: tuple[str, ...]) -> re.Match[str] | None:
    found = None
    for found in any_of(cues).finditer(text):  # noqa: B007 - the last match is what counts
        pass
    return found


def alley(before: str, unit: str) -> bool:
    """«بر کوچه ۸ متری» faces an alley eight metres wide; «بر کوچه ۸ متر» is a frontage."""
    return unit.rstrip().endswith("ی") and _ALLEY.search(before) is not None


_SEVERAL = [word for word, number in (UNITS | TEENS | TENS).items() if number > 1]  # «یه آپارتمان» is not counted
_OF_THE_WHOLE = ("واحدی", "واحده")
"""«ساختمون ۶ واحده ۴۸۰ متری»: the building has so many, and so many metres."""
_COUNT_BEFORE = re.compile(rf"(?:\d|(?<!\w)(?:{'|'.join(_SEVERAL)})) ?$")


def _misleading(name: str, before: str, *, each: bool) -> bool:
    """«۴ واحد» counts units, but «۴ واحد ۸۰ متری» measures each; «عدم خلاف» is a certificate."""
    if name == "unit_area_m2":
        return not each and _COUNT_BEFORE.search(before) is not None
    return name == "excess_area_m2" and before.endswith("عدم ")
