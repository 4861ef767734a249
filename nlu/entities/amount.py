"""Amounts of money as integer rial. Toman is what people mean when they say millions without a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlu.entities.doc import Doc, Found, near
from nlu.entities.numbers import Number

_UNIT = re.compile(r" ?(?P<toman>تومان|تومن|تمن|toman|tomen|tooman|ت(?!\w))|^ ?(?P<rial>ریال|rial|riyal|ر(?!\w))")
_PRICE = ("قیمت منطقه ای", "قیمت منطقه بندی", "قیمت منطقه", "ارزش منطقه ای", "gheymat mantaghe")
_MONEY = ("مبلغ", "قیمت", "پول", "هزینه", "عوارض", "جریمه", "بدهی", "بودجه", "pool", "mablagh")


def find(doc: Doc) -> Iterator[Found]:
    for number in doc.numbers:
        unit = _UNIT.match(doc.plain[number.end : number.end + 8])
        if unit is not None:
            yield _found(doc, number, number.end + unit.end(), factor=1 if unit.group("rial") else 10)
        elif _money_without_unit(doc, number):
            yield _found(doc, number, number.end, factor=10)
        elif _asked(doc) and number.value >= 1000 and not _measured(doc, number):
            yield _found(doc, number, number.end, factor=1 if doc.expecting == "regional_price_rial" else 10)


def _money_without_unit(doc: Doc, number: Number) -> bool:
    """Millions are money; thousands only beside a word for it."""
    if _measured(doc, number):
        return False
    return number.scaled >= 10**6 or (number.scaled == 1000 and near(doc.before(number.start), _MONEY))


def _asked(doc: Doc) -> bool:
    return doc.expecting in {"amount_rial", "regional_price_rial"}


def _measured(doc: Doc, number: Number) -> bool:
    return bool(re.match(r" ?(?:متر|واحد|طبقه|نفر|سال|metr)", doc.plain[number.end : number.end + 7]))


def _found(doc: Doc, number: Number, end: int, *, factor: int) -> Found:
    price = doc.expecting == "regional_price_rial" or near(doc.before(number.start, 40), _PRICE)
    value = int(_spoken(doc, number) * factor)
    tail = re.match(r"(?:ه|ی|ها)(?!\w)", doc.plain[end:])
    return Found(
        "regional_price_rial" if price else "amount_rial",
        value,
        number.start,
        end + (tail.end() if tail else 0),
        rank=78,
    )


def _spoken(doc: Doc, number: Number) -> Decimal:
    """«یه میلیارد و دویست» leaves the second «میلیون» out: hundreds after a scale are of the next one down."""
    rest = number.value % number.scaled
    said = doc.plain[number.start : number.end]
    if number.scaled >= 10**6 and 100 <= rest < 1000 and rest == int(rest) and " و " in said:
        return number.value - rest + rest * (number.scaled // 1000)
    return number.value
