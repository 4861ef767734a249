"""How many floors or units a building is to have, said of the building and not counted off: «واحد رو بکن ۶»,
«طبقه‌ها رو چهارتا کنم»; and by how many more or fewer: «یه طبقه بیشتر». Counts beside their word are `counts`'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlu.entities.doc import Doc, Found, holds
from nlu.entities.numbers import Number

_WORDS = {"floors": r"(?<!هر )(?<!منطقه )طبق(?:ه|ات)", "units": r"(?<!هر )واحد"}
_MANY = r"(?: ?(?:ها|های|هام|هامون|هاش|هاشو|هاشون|هامو)|ا|اش|اشو|ام|امو|اشون)"
_OWN = r"(?: ?(?:ش|اش|شو|م|مو|مون|شون))?"
_MARK = r" (?:رو|را|هم)(?: هم)?"
_DO = r"(?:بکن|بکنید|بکنین|بکنم|بکنیم|کن|کنم|کنیم|کنید|بشه|بشود|شود|شه|بشن|باشه|باشد|باشن|بذار|بگذار|بزار|برسه به)"
_SET = {
    name: re.compile(
        rf"(?<!\w)(?:تعداد {word}(?:{_MANY}|{_OWN})(?:{_MARK})?(?: {_DO})?|{word}{_MANY}(?:{_MARK})?(?: {_DO})?"
        rf"|{word}{_OWN}(?:{_MARK}(?: {_DO})?| {_DO}))(?: به)? ?[:=]? ?$"
    )
    for name, word in _WORDS.items()
}
_NAMED = {name: re.compile(rf"(?<!\w){word}{_OWN} $") for name, word in _WORDS.items()}
_IS_TO_BE = re.compile(r" ?(?:تا)? ?(?:بکن|کن|بشه|بشود|شود|باشه|باشد|بسازم|بسازیم)(?!\w)")
_SEVERAL = re.compile(r" ?تا(?!\w)")
_SIZE = re.compile(r" ?(?:تا )?(?:متر|metr|در |x|×|\*|هزار|میلی)")
_MOST = 200

CHANGES = {"floors": "floors_change", "units": "units_change"}
_COUNTED = {
    "floors": re.compile(r" ?(?:تا )?طبقه(?: ?ای)?(?!\w)"),
    "units": re.compile(r" ?(?:تا )?واحد(?: ?ی)?(?!\w)"),
}
_BETWEEN = r"(?: (?:رو|را|هم|بهش|بهشون|بهش هم|دیگه|دیگر|به اون|به این|ازش|از اون|روش|روش هم|می ?خوام|می ?خواهم))*"
_MORE_AFTER = re.compile(
    rf"{_BETWEEN} (?:اضافه|اضاف|بیشتر|زیادتر|بالاتر|ezafe|bishtar)(?! ?(?:اشکوب|از (?:پروانه|جواز|مجوز)))"
    r"(?: (?:تر|کنم|کنیم|کن|کنید|بشه|شه|بشود|شود|بسازم|بسازیم|باشه|باشد|بزنم|بزنیم|داشته باشم|داشته باشه))?(?!\w)"
)
_ANOTHER_AFTER = re.compile(
    r" (?:هم )?(?:دیگه|دیگر)(?: (?:هم|روش|بهش|بالاش|رو|را))* (?:بسازم|بسازیم|بزنم|بزنیم|باشه|باشد|داشته باشم|"
    r"داشته باشه|ببرم بالا|ببریم بالا)(?!\w)"
)
_LESS_AFTER = re.compile(
    rf"{_BETWEEN} (?:کمترش?|کمش|کم(?= (?:کنم|کنیم|کن|کنید|بشه|شه|شود|بسازم|بسازیم))|حذف|نسازم|نسازیم|بردارم|برداریم)"
    r"(?: (?:کنم|کنیم|کن|کنید|بشه|شه|بشود|شود|بسازم|بسازیم|باشه|باشد|بزنم))?(?!\w)"
)
_MORE_BEFORE = re.compile(r"(?<!\w)(?:اضافه|بیشتر) (?:کنم|کنیم|کن|کنید|بشه|شه|شود|بسازم|بسازیم) $")
_DONE = re.compile(r"(?:[^؟!؛\n]{0,12} )?(?:ساختم|ساختیم|ساخته|ساختن|زدم|زدیم|زده|کردم|کردیم|کرده)(?!\w)")
_WHOLE = 43
"""The rank of a change with all its words: what is wanted outranks it by the same words."""
_REQUEST = "request_type"
_IN_TOLD = ("طبق", "واحد")


def find(doc: Doc) -> Iterator[Found]:
    if not holds(doc.plain, _IN_TOLD):
        return
    for number in doc.numbers:
        if number.whole is None or number.ordinal or number.scaled > 1 or not 0 < number.value < _MOST:
            continue
        if (told := _set(doc, number)) is not None:
            yield told
        yield from changes(doc, number)


def _set(doc: Doc, number: Number) -> Found | None:
    """«تعداد واحد هم ۱۲», «واحد رو ۶ تا کن», «طبقه ۵ باشه»: but «واحد ۶» alone names one of them."""
    after = doc.plain[number.end :]
    if _SIZE.match(after):
        return None
    before = doc.before(number.start, 40)
    for name, pattern in _SET.items():
        said = pattern.search(before)
        if said is None and _IS_TO_BE.match(after):
            said = _NAMED[name].search(before)
        if said is not None:
            more = _SEVERAL.match(after)
            end = number.end + (more.end() if more else 0)
            fault = "approximate" if number.approximate else None
            return Found(name, int(number.value), number.start - len(before) + said.start(), end, rank=66, fault=fault)
    return None


def changes(doc: Doc, number: Number) -> Iterator[Found]:
    """«یه طبقه بیشتر», «دو واحد کمترش کن». Where other words of the message name a wish of their own by these
    («طبقه اضافه»), the number alone still tells it. What was built already is to be changed no more."""
    after = doc.plain[number.end :]
    for name, pattern in _COUNTED.items():
        counted = pattern.match(after)
        if counted is None:
            continue
        rest, at = after[counted.end() :], number.end + counted.end()
        more, less = _MORE_AFTER.match(rest) or _ANOTHER_AFTER.match(rest), _LESS_AFTER.match(rest)
        if more is None and less is None and not _MORE_BEFORE.search(doc.plain[: number.start]):
            continue
        said = more or less
        end = at + (said.end() if said else 0)
        if _DONE.match(doc.plain[end:].lstrip()):
            continue
        value = -int(number.value) if less else int(number.value)
        yield Found(CHANGES[name], value, number.start, end, rank=_WHOLE)
        yield Found(CHANGES[name], value, number.start, number.end, rank=20)


def changed_by(doc: Doc, number: Number) -> bool:
    """Does the number say how many more or fewer, and not how many there are?"""
    return next(changes(doc, number), None) is not None


def shared(found: Sequence[Found]) -> list[Found]:
    """«یه طبقه اضافه کنم» names a request by the same words: the number is the change's, the rest names the request."""
    numbers = [one.end for one in found if one.name in CHANGES.values() and one.rank < _WHOLE]
    return [_without_number(one, numbers) if one.name == _REQUEST else one for one in found]


def _without_number(one: Found, ends: Sequence[int]) -> Found:
    at = next((end for end in ends if one.start < end < one.end), None)
    return one if at is None else replace(one, start=at + 1)
