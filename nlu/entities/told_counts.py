"""How many floors or units a building is to have, said of the building and not counted off: «واحد رو بکن ۶»,
«طبقه‌ها رو چهارتا کنم». Counts beside their word are `counts`', how many more or fewer `changes`'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found, holds
from nlu.entities.numbers import Number

_WORDS = {"floors": r"(?<!هر )(?<!منطقه )طبق(?:ه|ات)", "units": r"(?<!هر )واحد"}
_MANY = r"(?: ?ها(?:ی|یم|یش|یمان|یشان|م|مو|مون|ش|شو|شون)?|ا|اش|اشو|ام|امو|اشون)"
_OWN = r"(?: ?(?:ش|اش|شو|یش|م|ام|یم|مو|مون|شون|مان|شان))?"
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

_IN_TOLD = ("طبق", "واحد")


def find(doc: Doc) -> Iterator[Found]:
    if not holds(doc.plain, _IN_TOLD):
        return
    for number in doc.numbers:
        if number.whole is None or number.ordinal or number.scaled > 1 or not 0 < number.value < _MOST:
            continue
        if (told := _set(doc, number)) is not None:
            yield told


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
