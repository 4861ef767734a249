"""Amounts of money as integer rial. Toman is what people mean when they say millions without a unit.

«۵۰ تومن» may be fifty toman or fifty million: it is given as said, with the fault `ambiguous_unit`, to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from nlu.entities.bare import stands_alone
from nlu.entities.doc import Doc, Found, near
from nlu.entities.numbers import Number

_UNIT = re.compile(
    r" ?(?:(?P<toman>تومان|تومن|تمن|تومون|toman|tomen|tooman|tuman|ت(?!\w))|(?P<rial>ریال|rial|riyal|ر(?!\w)))"
    r"(?:یه|ی|ه|ها|ست|م)?(?!\w)"
)
_AND_HALF = re.compile(r" و ?نیم(?!\w)")
_PRICE = (
    "قیمت منطقه ای", "قیمت منطقه بندی", "قیمت منطقه", "ارزش منطقه ای", "ارزش معاملاتی", "قیمت بلوک",
    "gheymat mantaghe", "gheymate mantaghe",
)  # fmt: skip
_MONEY = (
    "مبلغ", "قیمت", "پول", "هزینه", "عوارض", "جریمه", "بدهی", "بودجه", "فیش", "قبض", "قسط", "تقسیط", "pool",
    "mablagh", "bedehi",
)  # fmt: skip
_MEASURED = re.compile(r" ?(?:متر|واحد|طبقه|نفر|سال|بار|دفعه|دفه|تا|روز|ماه|کیلو|درصد|صفحه|سوال|metr)")
_GROUPS = re.compile(r"[,،]\d{3}")
_SMALL = 1000  # so few toman buy nothing here: thousands or millions may be meant


def find(doc: Doc) -> Iterator[Found]:
    for number in doc.numbers:
        unit = _UNIT.match(doc.plain[number.end : number.end + 10])
        if unit is not None and not number.ordinal:
            end = number.end + unit.end()
            if half := _AND_HALF.match(doc.plain, end):  # «یه تومن و نیم»
                yield _found(doc, _and_half(number), half.end(), factor=1 if unit.group("rial") else 10)
                continue
            yield _found(doc, number, end, factor=1 if unit.group("rial") else 10)
        elif _money_without_unit(doc, number) or _asked(doc, number):
            yield _found(doc, number, number.end, factor=1 if _bare_price(doc, number) else 10)
        elif _unit_unsaid(doc, number):
            yield Found(
                "amount_rial", int(number.value * 10), number.start, number.end, rank=42, fault="ambiguous_unit"
            )


def _and_half(number: Number) -> Number:
    return replace(number, value=number.value + Decimal("0.5") * number.scaled)


def _money_without_unit(doc: Doc, number: Number) -> bool:
    """Millions are money; thousands only beside a word for it."""
    if _measured(doc, number):
        return False
    return number.scaled >= 10**6 or (number.scaled == 1000 and near(doc.before(number.start), _MONEY))


def _asked(doc: Doc, number: Number) -> bool:
    if doc.expecting not in {"amount_rial", "regional_price_rial"} or _measured(doc, number):
        return False
    return number.value >= _SMALL or (number.value > 0 and stands_alone(doc, number))


def _unit_unsaid(doc: Doc, number: Number) -> bool:
    """«مبلغ ۱۲۵۰۰۰۰۰», «۱۲,۵۰۰,۰۰۰»: money, but of which unit?"""
    if number.value < 10_000 or _measured(doc, number):
        return False
    grouped = len(_GROUPS.findall(doc.plain[number.start : number.end])) >= 2
    return grouped or near(doc.before(number.start, 12), ("مبلغ", "mablagh"))


def _bare_price(doc: Doc, number: Number) -> bool:
    return doc.expecting == "regional_price_rial" and number.scaled < 10**6


def _measured(doc: Doc, number: Number) -> bool:
    return _MEASURED.match(doc.plain[number.end : number.end + 7]) is not None


def _found(doc: Doc, number: Number, end: int, *, factor: int) -> Found:
    price = doc.expecting == "regional_price_rial" or near(doc.before(number.start, 40), _PRICE)
    name = "regional_price_rial" if price else "amount_rial"
    said = _spoken(doc, number)
    unclear = (factor == 10 and 0 < said < _SMALL) or _leftover(doc, number) in range(1, 10)
    fault = "ambiguous_unit" if unclear else "approximate" if number.approximate or doc.up_to(number) else None
    return Found(name, int(said * factor), number.start, end, rank=78, fault=fault)


def _spoken(doc: Doc, number: Number) -> Decimal:
    """«یه میلیارد و دویست» leaves the second «میلیون» out: tens and hundreds after a scale are of the next one down."""
    rest = _leftover(doc, number)
    if 10 <= rest < 1000:
        return number.value - rest + rest * (number.scaled // 1000)
    return number.value


def _leftover(doc: Doc, number: Number) -> int:
    """What follows the last scale of millions or more; 0 when nothing does."""
    rest = number.value % number.scaled
    said = doc.plain[number.start : number.end]
    joined = any(link in said for link in (" و ", " o ", " va "))
    return int(rest) if number.scaled >= 10**6 and rest == int(rest) and joined else 0
