"""Registry plates («۱۲۳۴/۵۶ بخش ۵»): main over sub, and the registry section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from nlu.entities.bare import stands_alone
from nlu.entities.doc import Doc, Found, holds, near
from nlu.entities.numbers import Number

_NUMBER = r"(?P<{}>\d{{1,6}})"
_MAIN, _SUB = _NUMBER.format("main"), _NUMBER.format("sub")
_SAID = tuple(
    re.compile(rf"(?<![\d/.-]){form}(?![\d/])")
    for form in (
        rf"{_SUB} ?فرعی ?(?:مفروز )?(?:و )?(?:مجزی|مجزا) ?(?:شده )?از \d{{1,6}} ?فرعی از {_MAIN}(?: ?اصلی)?",
        rf"(?:پلاک )?{_SUB} ?فرعی از ?(?:پلاک)? ?(?:اصلی)? ?{_MAIN}(?: ?اصلی)?",
        rf"فرعی ?{_SUB} ?(?:از)? ?(?:پلاک)? ?اصلی ?{_MAIN}",
        rf"{_SUB} ?فرعی ?(?:و|،|/)? ?{_MAIN} ?اصلی",
        rf"{_MAIN} ?اصلی ?(?:و|،|/)? ?{_SUB} ?فرعی",
        rf"(?:پلاک )?اصلی ?{_MAIN} ?(?:و|،|/)? ?فرعی ?{_SUB}",
        rf"{_MAIN} ?(?:و|،|/)? ?فرعی ?{_SUB}",
        rf"{_SUB} (?:fa?r[ei]e?i )?az {_MAIN} asli",
        rf"{_SUB} از {_MAIN} اصلی",
    )
)
_IN_SAID = ("فرعی", "اصلی", "asli")
_SUB_OF = re.compile(r" ?فرعی ?(?:و|از|،)? ?(?:پلاک)? ?(?:اصلی)? ?")
_OF = re.compile(r" (?:از|az) ")
_AND_SUB = re.compile(r" ?(?:اصلی)? ?(?:و|،)? ?فرعی ?")
_MAIN_AND = re.compile(r" ?اصلی ?(?:و|،)? ? ?فرعی ?.?")
_PAIR = re.compile(r"(?<![\d/.-])(\d{1,6}) ?[/\\-] ?(\d{1,6})(?!\d| ?[/.-] ?\d| ?(?:متر|میلی|هزار|metr))")
_MAIN_ALONE = re.compile(
    r"(?<!\w)(?:پلاک ثبتی|شماره ثبتی|pelake? sabti)(?: ?(?:م|ش|ام|اش|شماره|اصلی|:))* ?(\d{1,6})(?![\d/-])"
)
_DOTTED = re.compile(r"(?<!\w)(?:پلاک|شماره) ثبتی(?: ?(?:م|ش|ام|اش|شماره|:))* ?(\d{1,6})[._](\d{1,6})(?![\d/.-])")
_MAIN_SAID = re.compile(r"(?<![\d/.-])(?:پلاک )?(\d{1,6}) ?اصلی(?!\w)(?! ?(?:ترین|شهر|خیابان|بلوار|است|ه))")
_SECTION = re.compile(
    r"(?<!\w)(?:بخش ثبتی|بخش|bakhshe?)(?: ?(?:شماره|ی|ش|اش|م|مون|مان|هم|ما|esh|:))* ?$|(?<!\w)(?:بخش|bakhsh)$"
)
_WORDS = ("پلاک ثبتی", "پلاک", "ثبتی", "pelak", "sabti")


def find(doc: Doc) -> Iterator[Found]:
    if not doc.numbers:
        return
    if holds(doc.plain, _IN_SAID):
        for pattern in _SAID:
            for match in pattern.finditer(doc.plain):
                plate = f"{match.group('main')}/{match.group('sub')}"
                yield Found("registry_plate", plate, match.start(), match.end(), rank=92)
    for match in _PAIR.finditer(doc.plain) if holds(doc.plain, "/\\-") else ():
        beside = near(doc.before(match.start()), _WORDS) or re.match(r" ?(?:،)? ?بخش", doc.plain[match.end() :])
        if beside or doc.expecting == "registry_plate":
            yield Found("registry_plate", f"{match.group(1)}/{match.group(2)}", match.start(), match.end(), rank=92)
    for match in _DOTTED.finditer(doc.plain) if "ثبتی" in doc.plain else ():
        yield Found("registry_plate", f"{match.group(1)}/{match.group(2)}", match.start(1), match.end(), rank=92)
    for match in _MAIN_ALONE.finditer(doc.plain) if holds(doc.plain, ("ثبتی", "sabti")) else ():
        yield Found("registry_plate", match.group(1), match.start(), match.end(), rank=79)
    for match in _MAIN_SAID.finditer(doc.plain) if "اصلی" in doc.plain and "فرعی" not in doc.plain else ():
        yield Found("registry_plate", match.group(1), match.start(), match.end(), rank=79)
    if doc.expecting == "registry_plate" and doc.plain.isdecimal() and len(doc.plain) <= 6:
        yield Found("registry_plate", doc.plain, 0, len(doc.plain), rank=79)
    yield from _in_words(doc)
    yield from _sections(doc)


def _in_words(doc: Doc) -> Iterator[Found]:
    """«دوازده فرعی از هشتصد و نود اصلی»."""
    if "فرعی" not in doc.plain and doc.expecting != "registry_plate":
        return
    whole = [number for number in doc.numbers if number.whole is not None]
    for left, right in pairwise(whole):
        between = doc.plain[left.end : right.start]
        asked = doc.expecting == "registry_plate" and left.value < right.value and _OF.fullmatch(between)
        if left.digits and right.digits and not asked:
            continue
        if between == " فرعی " and not doc.plain.startswith(" اصلی", right.end):
            main, sub = (left, right) if left.value > right.value else (right, left)
        elif asked or _SUB_OF.fullmatch(between):
            main, sub = right, left
        elif _AND_SUB.fullmatch(between) or _MAIN_AND.fullmatch(between + doc.plain[right.end :][:6]):
            main, sub = left, right
        else:
            continue
        yield Found("registry_plate", f"{int(main.value)}/{int(sub.value)}", left.start, right.end, rank=92)
    if doc.expecting == "registry_plate" and (whole := _without_section(doc, whole)):
        yield Found("registry_plate", str(int(whole[0].value)), whole[0].start, whole[0].end, rank=78)


def _without_section(doc: Doc, whole: list[Number]) -> list[Number]:
    """The one number that answers: alone, or beside its section («شماره‌ش ۱۲۳۴ بخش ۵»)."""
    rest = [number for number in whole if not _section_before(doc, number)]
    return rest if len(rest) == 1 and (len(whole) == 2 or stands_alone(doc, rest[0])) else []


def _section_before(doc: Doc, number: Number) -> re.Match[str] | None:
    return _SECTION.search(doc.plain[max(0, number.start - 16) : number.start])


def _sections(doc: Doc) -> Iterator[Found]:
    for number in doc.numbers:
        named = _section_before(doc, number)
        if named is not None and number.whole is not None and 1 <= number.value <= 99:
            start = number.start - len(named.group())
            yield Found("registry_section", int(number.value), start, number.end, rank=60)
