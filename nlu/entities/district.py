"""Municipal districts: «منطقه ۵», «منطقه پنجم», «م ۶»."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found
from nlu.entities.numbers import Number

_LAST = 15
_WORD = (
    r"(?:من[طتظ][قغفع][هح]|منطق|منقطه|مطنقه|منطقمون|منطقم|منطقش|مناطق|"
    r"man?ta?[gq]h?e?y?e?|manteghe|mantaghamun|mantaghash|district)"
)
_BEFORE = re.compile(
    rf"(?<!\w)(?P<word>{_WORD}"
    r"(?: ?(?:شماره|شهرداریمون|شهرداری|مون|مونم|مان|ما|"
    r"(?:رو |را )?(?:بکن|بکنید|کن|کنید|بشه|بشود|باشه|بگیر|بگیرید)|"
    r"شون|ام|م|ش|اش|من|خونه|ملک|ملکم|هم|هست|است|شهر|اصفهان|ی|e|:))*) ?$"
)
_SHORT = re.compile(r"(?:^|[\s،(])(?P<word>م ?\.? ?)$")
_AFTER = re.compile(rf"^ ?{_WORD}(?!\w)")
_OR = re.compile(rf" ?(?:یا|ya)(?: ?{_WORD})? ?")
_AND = re.compile(rf" ?(?:و|با)(?: ?{_WORD})? ?")
_COMPARED = re.compile(r"مقایسه|مقایسش|فرق|تفاوت|کدوم|کدام|ارزون|ارزان|گرون|گران|کنار ?هم|moghayese|moqayese")
_OF_OTHERS = re.compile(r" ?(?:تا )?(?:طبقه|واحد|متر|هزار|میلی|سال|درصد)")
"""«منطقه ۶ و ۸ رو مقایسه کن» names two; «منطقه ۶ و سه طبقه» one."""
_ARTICLE = frozenset({"یه", "ye"})  # «منطقه یه کم دوره» names no district


def find(doc: Doc) -> Iterator[Found]:
    last: Found | None = None
    for number in doc.numbers:
        if number.whole is None or number.scaled > 1 or number.slash:
            continue
        if doc.plain[number.start : number.end] in _ARTICLE:
            continue
        found = _named(doc, number)
        if found is None and last is not None and _goes_on(doc, last, number):
            found = _found(number, number.start, number.end, rank=61)  # «منطقه ۵ یا ۶»
        if found is not None and last is not None and found.start < last.end:
            found = None  # «منطقه شش سه طبقه»: the word was the first number's
        if found is not None:
            yield found
        last = found


def _goes_on(doc: Doc, last: Found, number: Number) -> bool:
    between = doc.plain[last.end : number.start]
    if _OR.fullmatch(between):
        return True
    compared = _AND.fullmatch(between) is not None and _COMPARED.search(doc.plain) is not None
    return compared and not number.ordinal and _OF_OTHERS.match(doc.plain[number.end :]) is None


def _named(doc: Doc, number: Number) -> Found | None:
    before = doc.before(number.start)
    match = _BEFORE.search(before)
    if match is not None:
        return _found(number, number.start - len(before) + match.start("word"), number.end, rank=66)
    before = doc.plain[max(0, number.start - 6) : number.start]  # its own full stop ends no clause
    short = _SHORT.search(before)
    if short is not None and 1 <= number.value <= _LAST and not re.match(r" ?[\d\w]", doc.plain[number.end :]):
        return _found(number, number.start - len(before) + short.start("word"), number.end, rank=52)
    after = _AFTER.match(doc.plain[number.end : number.end + 12]) if number.ordinal else None
    if after is None or any(other.start - number.end - after.end() in (0, 1) for other in doc.numbers):
        return None  # «طبقه سوم منطقه ۵»: the word is the next number's
    return _found(number, number.start, number.end + after.end(), rank=60)


def _found(number: Number, start: int, end: int, *, rank: int) -> Found:
    value = int(number.value)
    return Found("district", value, start, end, rank, None if 1 <= value <= _LAST else "range")
