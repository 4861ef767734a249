"""A bare number as the answer to the question just asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from nlu.entities.calendar_words import DAYS, WEEKDAYS
from nlu.entities.doc import Doc, Found
from nlu.entities.jalali import full_year
from nlu.entities.numbers import Number
from nlu.wordlists import words

_CLAUSE = re.compile(r"(?:[^،,؛.!؟\n]|[.,](?=\d))+")
_ARTICLE = frozenset({"یه", "یک", "ye", "yek"})
_MINUS = re.compile(r"(?<!\w)(?:منفی |- ?)$")
_COUNTS = re.compile(r" ?(?:سال|متر|تا|طبقه|واحد|درصد|روز|ماه|توم|ریال|میلی|هزار|نفر|بار|metr|sal)")
_WORD_ENDS = r"(?=(?: است| هست)? ?(?:[،.!]|$| ولی| اما| فکر| انگار| احتمالا| مطمین))"
_WITH_BE = re.compile(
    r"(?<!\w)(?P<word>یکیه|یکی|یدونه|یدونس|پنجه|ششه|شیشه|هفته|نهه|دهه|سهه)"
    rf"{_WORD_ENDS}"
)
_NAMED_WITH_BE = re.compile(
    r"(?<!\w)(?:منطقه|بخش|طبقه)(?: ?(?:ش|اش|م|ام|مون|مان|ما|ی))? (?P<word>پنجه|ششه|شیشه|هفته|نهه|دهه)"
    rf"{_WORD_ENDS}"
)
_SAID = {"یک": 1, "ید": 1, "پن": 5, "شش": 6, "شی": 6, "هف": 7, "نه": 9, "ده": 10, "سه": 3}
_NO_THEN_A_DAY = re.compile(rf"نه ?،? ?(?=(?:{'|'.join(sorted((*WEEKDAYS, *DAYS), key=len, reverse=True))})(?!\w))")
_FIRST_NO = re.compile(r"(?:نه|نخیر)(?: ?[،,.!](?= ?\w)| (?=\d))")
_EITHER = re.compile(r" (?:یا|ya)(?: (?:شاید|نهایتا|حداکثر|احتمالا|منطقه))? ")
_TO = re.compile(r" ?(?:متر ?)?(?:تا|الی|-|ta) ?")
_BETWEEN = re.compile(r"(?<!\w)بین(?: منطقه)? $")
WHOLE = {
    "floors": 200,
    "floor": 200,
    "units": 2000,
    "units_per_floor": 100,
    "district": 15,
    "registry_section": 99,
    "instalments": 36,
}
_MEASURES = {"shop_area_m2", "land_area_m2", "building_area_m2", "unit_area_m2", "excess_area_m2", "frontage_m"}


_NAMED_AFTER = re.compile(r"(?:هشت|8) بهشت|(?:هفت|7) تیر|(?:پنج|5) رمضان|(?:هفت|7) دست|(?:چهار|4) باغ|(?:پنج|5) طاق")
"""Streets and places of Isfahan named after a number: no district."""


_COUNTED_AFTER = re.compile(r" ?(?:تا )?(?:طبقه|واحد|اپارتمان|متر|tabaghe|vahed|metr)")
_COUNTED_BEFORE = re.compile(r"(?<!\w)(?:طبقه|طبقات|واحد|زمین|زیربنا|متراژ|مساحت)\w*(?: ها)?(?: \w{1,3})? ?$")


def find(doc: Doc) -> Iterator[Found]:
    slot = doc.expecting
    if slot is None or not (slot in WHOLE or slot in _MEASURES or slot == "year"):
        return
    if slot in WHOLE and len(doc.numbers) == 2 and _one_of_two(doc):
        for number in doc.numbers:  # «۸ یا ۹»: both, so that the dialog asks which
            yield Found(slot, int(number.value), number.start, number.end, rank=34, fault=_fault(slot, number.value))
    if slot == "year":
        yield from _year(doc)
        return
    if slot in _MEASURES and (pair := _from_to(doc)) is not None:
        first, last = pair
        yield Found(slot, last.plain_value, first.start, last.end, rank=35, fault="approximate")
        return
    if not doc.numbers or not stands_alone(doc, doc.numbers[0]):
        return
    number = doc.numbers[0]
    if slot == "district" and (_NAMED_AFTER.match(doc.plain, number.start) or _of_the_building(doc, number)):
        return
    value = number.value
    if slot in _MEASURES:
        yield Found(slot, number.plain_value, number.start, number.end, rank=35)
    elif minus := _MINUS.search(doc.plain[: number.start]):
        if slot == "floor":
            yield Found(slot, -int(value), minus.start(), number.end, rank=66)
    elif number.whole is not None:
        fault = _fault(slot, value)
        sure = slot == "district" and fault is None  # «زمین ۱۵۰» there is no district, though one was asked for
        yield Found(slot, int(value), number.start, number.end, rank=87 if sure else 35, fault=fault)


def _from_to(doc: Doc) -> tuple[Number, Number] | None:
    """«بین ۳۰۰ تا ۳۵۰», «۳۰۰ تا ۳۵۰»: about as much, and no number to reckon with."""
    if len(doc.numbers) != 2:
        return None
    first, last = doc.numbers
    between, rising = doc.plain[first.end : last.start], 0 < first.value < last.value
    joins = _TO.fullmatch(between) or (between == " و " and _BETWEEN.search(doc.plain[: first.start]))
    return (first, last) if joins and rising else None


def _of_the_building(doc: Doc, number: Number) -> bool:
    """«سه تا واحد», «تعداد واحد ۳», «۸ متر»: where the place is asked for, no district."""
    after, before = doc.plain[number.end :], doc.plain[: number.start]
    return _COUNTED_AFTER.match(after) is not None or _COUNTED_BEFORE.search(before) is not None


def _one_of_two(doc: Doc) -> bool:
    """«۸ یا ۹», «بین ۸ و ۹»."""
    first, second = doc.numbers
    between = doc.plain[first.end : second.start]
    return _EITHER.fullmatch(between) is not None or (
        between == " و " and _BETWEEN.search(doc.plain[: first.start]) is not None
    )


def _year(doc: Doc) -> Iterator[Found]:
    """«هشتاد و دو ساخته شده»: the one number that may be a year, whatever stands beside it but what it counts."""
    if len(doc.numbers) != 1 or (number := doc.numbers[0]).whole is None or number.ordinal:
        return
    alone = stands_alone(doc, number)
    if (
        1300 <= number.value < 1500
        or (alone and number.value < 100)
        or (40 <= number.value < 100 and _plain(doc, number))
    ):
        yield Found("year", full_year(int(number.value)), number.start, number.end, rank=87)


def _plain(doc: Doc, number: Number) -> bool:
    """Does nothing right after the number say what it counts?"""
    return _COUNTS.match(doc.plain[number.end : number.end + 10]) is None


def _fault(slot: str, value: Decimal) -> str | None:
    lowest = 0 if slot == "floor" else 1
    return None if lowest <= value <= WHOLE[slot] else "range"


def without_first_no(plain: str, slot: str | None) -> str:
    """«نه، پنج تا», «نه ۶» answer a question of numbers with five and six, «نه ممنون» answers none; with nine none of
    them does. «نه شنبه» names a Saturday."""
    first = (_FIRST_NO.match(plain) or _polite_no().match(plain)) if slot in WHOLE or slot in _MEASURES else None
    if slot in ("date", "time"):  # «نه مهر», «نه صبح» hold a nine; «نه، شنبه» does not
        first = _NO_THEN_A_DAY.match(plain)
    return plain if first is None else "،" * first.end() + plain[first.end() :]


@cache
def _polite_no() -> re.Pattern[str]:
    return re.compile(rf"(?:نه|نخیر) (?=(?:{'|'.join(sorted(words('after_a_no')))})(?!\w))")


def counted_with_be(plain: str, *, answer: bool) -> tuple[Number, ...]:
    """«هفته», «پنجه»: words of their own anywhere else, but in an `answer` to «چند طبقه؟», and after «بخش», seven and
    five with «است»."""
    return tuple(
        Number(Decimal(_SAID[match.group("word")[:2]]), *match.span("word"))
        for match in (_WITH_BE if answer else _NAMED_WITH_BE).finditer(plain)
    )


def in_clauses(doc: Doc) -> Iterator[Found]:
    """«هر طبقه دو واحد، رو هم هشت تا»: the one clause that is nothing but a number answers the question."""
    if doc.expecting not in WHOLE and doc.expecting not in _MEASURES:
        return
    parts = [doc.only(*match.span()) for match in _CLAUSE.finditer(doc.plain)]
    alone = [part for part in parts if len(part.numbers) == 1 and _nothing_beside(part, part.numbers[0])]
    if len(parts) > 1 and len(alone) == 1:
        yield from find(alone[0])


def _nothing_beside(doc: Doc, number: Number) -> bool:
    beside = re.findall(r"\w+", doc.plain[: number.start] + " " + doc.plain[number.end :])
    return all(word in words("beside_a_number") for word in beside)


def stands_alone(doc: Doc, number: Number) -> bool:
    """Is the number the whole answer, but for small words and at most one word we do not know?"""
    beside = re.findall(r"\w+", doc.plain[: number.start] + " " + doc.plain[number.end :])
    if any(word in words("counted_by_others") for word in beside):
        return False
    if len(doc.numbers) != 1:
        return False
    word = doc.plain[number.start : number.end]
    other = word in _ARTICLE or (word == "نه" and not doc.plain[: number.start].strip())
    # «یه لحظه» is no answer, and «نه برگردون» no nine
    return (len(beside) <= 1 and not (beside and other)) or all(word in words("beside_a_number") for word in beside)
