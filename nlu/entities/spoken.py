"""Identifiers said in groups of numbers («صفر نهصد و سیزده، سیصد و دوازده…»), when one was asked for or is named.

A group is a number with the zeros said before it. Whether the digits are sound is each recogniser's own work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlu.entities.doc import Doc, Run, near
from nlu.entities.numbers import Number, find_numbers
from nlu.entities.runs import label_of
from nlu.wordlists import labels

_LENGTHS = {"code": (6,), "mobile": (10, 11), "national_id": (10,), "postal_code": (10,)}
_FREE = frozenset({"request_no", "file_no", "tracking_no", "permit_no", "bill_id", "payment_id"})
_PARTS = "nosazi_code"
_FEWEST_PARTS, _MOST_PARTS = 4, 7
_FEWEST_DIGITS = 5  # of what has no fixed length: a shorter one is a year or a count
_BETWEEN = re.compile(
    r" ?(?:[،,./_-] ?|(?:و|o|va|(?:بعد|بعدش|اخر|اخرش|سپس)(?: ?هم|م)?|خط (?:تیره|فاصله)|خط|تیره|دش|اسلش|"
    r"ممیز|dash|slash) )*"
)
_PART_NAME = re.compile(
    r" ?[،,]? ?(?:محله|ناحیه|حوزه|شماره بلوک|بلوک|ملک|پارسل|پلاک|ساختمان|اپارتمان|واحد|صنفی)(?: شماره)? ?"
)
_ARTICLE = frozenset({"یه", "یک", "ye"})
_SOMETHING = re.compile(r" (?!(?:و|o|va|بعد|بعدش|سپس|اخر|اخرش|خط|تیره|دش|اسلش|ممیز|dash|slash)(?!\w))[^\W\d]")
_BEFORE_FIRST = frozenset({"نه", "یک", "یه"})  # «نه، چهل و هشت…» begins with a no, «یه صفر نهصد…» with an article
_POINT = "ممیز"
_HUNDREDS = re.compile(
    r"(?:(?P<times>یک|دو|سه|چهار|پنج|شش|شیش|هفت|هشت|نه|do|se|panj) )?(?:صد|sad)(?!\w)(?P<apart> (?!(?:و|o|va) ))?"
)
_IRREGULAR = frozenset({"یک", "دو", "سه", "پنج", "do", "se", "panj"})  # «دویست» is the word: «دو صد» is two numbers
_MOBILE = re.compile(r"09\d{9}")
_TIMES = re.compile(r" ?تا ")
_COUNTED = re.compile(r" ?(?:متر|توم|ریال|طبقه|واحد|نفر|بار|ساعت|روز|هفته|ماه|سال|درصد)")


def find_spoken(doc: Doc) -> Iterator[Run]:
    asked = doc.expecting in _LENGTHS or doc.expecting in _FREE
    if len(doc.numbers) == 1 and not asked:
        return
    if _POINT in doc.plain and _is_of_parts(doc):  # read aloud, a slash is a point
        doc = replace(doc, numbers=find_numbers(doc.plain.replace(_POINT, "،" * len(_POINT))))
    for chain in _chains(doc):
        if len(chain) == 1 and not asked:
            continue
        start, end = chain[0].start, chain[-1].end
        label = label_of(doc, start, end) or _mobile_by_itself(doc, chain)
        name = label or doc.expecting or ""
        if _COUNTED.match(doc.plain[end : end + 8]):
            continue
        groups = _groups(doc, chain, name)
        first = doc.plain[start : chain[0].end]
        if first in _BEFORE_FIRST and not _fits(groups, name) and _fits(groups[1:], name):
            start, groups = chain[1].start, groups[1:]
        if _fits(groups, name) or (name == doc.expecting and _may_be(groups, name)):
            yield Run("".join(groups), start, end, label, tuple(groups))


def _mobile_by_itself(doc: Doc, chain: Sequence[Number]) -> str | None:
    """«صفر نهصد و سیزده ۵۵۵ ۱۲ ۱۲»: no other number begins so and is as long."""
    if doc.expecting is not None or chain[0].value != 0:
        return None
    return "mobile" if _MOBILE.fullmatch("".join(_read(doc, chain, zeros=False))) else None


def _chains(doc: Doc) -> Iterator[Sequence[Number]]:
    """Numbers with nothing between them but pauses, one of them in words at least."""
    digits_too = doc.expecting == _PARTS
    chain: list[Number] = []
    for number in (*doc.numbers, None):
        whole = number is not None and _may_be_said(doc, number)
        if number is not None and whole and (not chain or _joined(doc, chain[-1], number)):
            chain.append(number)
            continue
        if chain and (digits_too or any(one.digits is None for one in chain)):
            yield chain
        chain = [number] if number is not None and whole else []


def _may_be_said(doc: Doc, number: Number) -> bool:
    """Is it a number by itself: no article, and no part of a code written with dashes?"""
    if number.ordinal or number.slash or (number.digits is None and number.whole is None) or _is_article(doc, number):
        return False
    written = number.digits is not None and doc.expecting != _PARTS
    around = doc.plain[max(0, number.start - 1) : number.start] + doc.plain[number.end : number.end + 1]
    return not (written and any(mark in around for mark in "-/._"))


def _is_article(doc: Doc, number: Number) -> bool:
    """«یه جواب بدین» counts nothing; «یک دو سه» does."""
    said = doc.plain[number.start : number.end]
    if said not in _ARTICLE:
        return False
    followed = any(other.start == number.end + 1 for other in doc.numbers)
    return said != "یک" or (not followed and _SOMETHING.match(doc.plain[number.end :]) is not None)


def _joined(doc: Doc, number: Number, after: Number) -> bool:
    between = doc.plain[number.end : after.start]
    if doc.expecting == _PARTS and _PART_NAME.fullmatch(between):
        return True
    return (_BETWEEN.fullmatch(between) or _TIMES.fullmatch(between)) is not None


def _groups(doc: Doc, numbers: Sequence[Number], name: str) -> list[str]:
    """The digits of each group; of the two readings of «دو صفر» the one whose length fits."""
    if name == _PARTS:
        parts = [part for number in numbers for part in _parts(doc, number, apart=False)]
        if len(parts) >= _FEWEST_PARTS:
            return parts
        return [part for number in numbers for part in _parts(doc, number, apart=True)]
    one_by_one = len(numbers) > _FEWEST_DIGITS and all(number.value < 10 for number in numbers)
    if one_by_one and name in _FREE:  # «دو صفر یک پنج چهار …»
        return _read(doc, numbers, zeros=False)
    repeated = _read(doc, numbers, zeros=True)
    if name in _LENGTHS and sum(map(len, repeated)) not in _LENGTHS[name]:
        plain = _read(doc, numbers, zeros=False)
        return plain if sum(map(len, plain)) in _LENGTHS[name] else repeated
    return repeated


def _is_of_parts(doc: Doc) -> bool:
    return doc.expecting == _PARTS or near(doc.plain, labels()[_PARTS])


def _parts(doc: Doc, number: Number, *, apart: bool) -> Iterator[str]:
    """«دو صد و ده» is a two and a hundred and ten; whatever has no «و» is `apart` when there are too few parts."""
    said = None if number.digits is not None else _HUNDREDS.match(doc.plain, number.start, number.end)
    times, rest = divmod(int(number.value), 100)
    if said is None or not (apart or said.group("times") in _IRREGULAR):
        yield _digits(number)
        return
    if said.group("times"):
        yield str(times)
    if apart and said.group("apart"):
        yield from ("100", str(rest))
    else:
        yield str(100 + rest)


def _read(doc: Doc, numbers: Sequence[Number], *, zeros: bool) -> list[str]:
    groups: list[str] = []
    times = 1
    for number, after in zip(numbers, (*numbers[1:], None), strict=False):
        if times == 1 and after is not None and _says_times(doc, number, after, zeros=zeros):
            times = int(number.value)
            continue
        groups.append(_digits(number) * times)
        times = 1
    return groups


def _says_times(doc: Doc, number: Number, after: Number, *, zeros: bool) -> bool:
    """«دو صفر», «سه تا پنج»: the digit that follows is said so many times."""
    if not (2 <= number.value <= 5 and after.value < 10) or number.digits is not None:
        return False
    between = doc.plain[number.end : after.start]
    said_so = number.counted or _TIMES.fullmatch(between) is not None
    return said_so or (zeros and after.value == 0 and between == " ")


def _digits(number: Number) -> str:
    return number.digits if number.digits is not None else str(int(number.value))


def _fits(groups: Sequence[str], name: str) -> bool:
    length = sum(map(len, groups))
    if name == _PARTS:
        return _FEWEST_PARTS <= len(groups) <= _MOST_PARTS and all(len(part) <= 5 for part in groups)
    if name in _LENGTHS:
        return length in _LENGTHS[name]
    return name in _FREE and length >= _FEWEST_DIGITS and len(groups) > 1


def _may_be(groups: Sequence[str], name: str) -> bool:
    """Asked for, yet too short or too long: given all the same, so that the fault can be said."""
    length = sum(map(len, groups))
    return length >= _FEWEST_DIGITS and (name in _FREE or (name in _LENGTHS and len(groups) > 1))
