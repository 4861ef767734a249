"""Nosazi codes: district-area-block-parcel(-building-apartment-trade), in every separator seen, or part by part.

Right-to-left screens turn the parts round; such a code is reported as `reversed`, never turned back by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found, near
from nlu.entities.identifiers import mobile_of
from nlu.wordlists import labels

_AFTER = r"(?![\d])(?! ?(?:تومان|تومن|ریال))"
_TIGHT = re.compile(
    rf"(?<![\d/.-])\d{{1,5}}(?: ?([-/._\\*]) ?\d{{1,5}})(?: ?\1 ?\d{{1,5}}){{1,5}}(?! ?\1 ?\d){_AFTER}"
    rf"|(?<![\d/.-])\d{{1,5}}(?:[-/._]\d{{1,5}}){{3,6}}(?![-/._]\d){_AFTER}"
)
_LOOSE = re.compile(
    rf"(?<!\d)(?<!\d )\d{{1,5}}(?:(?: ?[-/._\\*،,|] ?| | خط تیره | خط فاصله | خط | دش | اسلش | ممیز | slash | dash )"
    rf"\d{{1,5}}){{2,6}}{_AFTER}"
)
_IN_WORDS = re.compile(
    r"(?<!\w)منطقه ?(\d{1,2}) ?،? ?(?:محله|ناحیه|حوزه) ?(\d{1,5}) ?،? ?(?:شماره )?بلوک ?(\d{1,5})"
    r" ?،? ?(?:ملک|پارسل|پلاک) ?(\d{1,5})"
    r"(?: ?،? ?ساختمان ?(\d{1,5}))?(?: ?،? ?(?:اپارتمان|واحد) ?(\d{1,5}))?(?: ?،? ?صنفی ?(\d{1,5}))?(?!\d)"
)
_SPACED = re.compile(
    rf"(?<!\w)(?:ملک|ملکم|ملکمون|زمین|زمینم|خونه|خانه|خونم|کد|برای|برا|kode?|melke?) "
    rf"((?:1[0-5]|[1-9])(?: \d{{1,5}}){{3,6}})(?! ?\d)(?! ?(?:متر|طبقه|واحد)){_AFTER}"
)
"""A code whose parts stand apart, after a word for the property."""
_DATE = re.compile(r"1[34]\d\d\D+\d{1,2}\D+\d{1,2}|\d{1,2}\D+\d{1,2}\D+1[34]\d\d")
_CARD = re.compile(r"(?:\d{4}\D){3}\d{4}")
_CALLING = ("09", "98", "0098")  # what a mobile begins with
_DISTRICTS = range(1, 16)


def find(doc: Doc) -> Iterator[Found]:
    for match in _IN_WORDS.finditer(doc.plain):
        yield _found([part for part in match.groups() if part], match.start(), match.end())
    for match in _TIGHT.finditer(doc.plain):
        parts = re.findall(r"\d+", match.group())
        if len(parts) >= 4 and not _of_another_kind(match.group()):
            yield _found(parts, match.start(), match.end())
    for match in _LOOSE.finditer(doc.plain):
        if _DATE.fullmatch(match.group()) is None and _named(doc, match.start()):
            yield _found(re.findall(r"\d+", match.group()), match.start(), match.end())
    for match in _SPACED.finditer(doc.plain):
        if _DATE.search(match.group(1)) is None:
            yield _found(match.group(1).split(), match.start(1), match.end(1))
    for run in doc.runs:
        if run.groups and (run.label or doc.expecting) == "nosazi_code":
            yield _found(list(run.groups), run.start, run.end)


def _of_another_kind(said: str) -> bool:
    """A mobile or a bank card in groups has four parts as well."""
    return (said.startswith(_CALLING) and mobile_of(said) is not None) or _CARD.fullmatch(said) is not None


def _named(doc: Doc, start: int) -> bool:
    return doc.expecting == "nosazi_code" or near(doc.before(start), labels()["nosazi_code"])


def _found(parts: list[str], start: int, end: int) -> Found:
    return Found("nosazi_code", "-".join(parts), start, end, rank=95, fault=_fault(parts))


def _fault(parts: list[str]) -> str | None:
    if int(parts[0]) in _DISTRICTS:
        return None
    return "reversed" if int(parts[-1]) in _DISTRICTS else "district"
