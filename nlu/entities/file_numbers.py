"""Request, file, tracking and permit numbers: plain digits, told apart by words and by what was asked.

Citizens mix the three up; a bare number of 7–9 digits is taken for a request number, and one of ten that begins with a
year of these decades and cannot be a national ID."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found
from nlu.entities.identifiers import national_id_sound
from nlu.entities.runs import label_of, solid_runs

KINDS = ("request_no", "file_no", "tracking_no", "permit_no")
_OF_A_YEAR = re.compile(r"1(?:39|40|41)\d{7}")
_FILE_WORDS = re.compile(r"(?<!\w)(?:وضعیت|وضع|پروند|درخواست|پی ?گیری|خبر|بازدید|va?zia?t|parvand|darkhast|pe[iy]giri)")
_PERSON_WORDS = re.compile(r"(?<!\w)(?:ملی|شناسنامه|melli|meli)")
_MOBILE = re.compile(r"09\d{9}")
_PARTED = re.compile(r"(?<![\d/.-])\d{1,6}[/-]\d{1,8}(?![\d/-]|\.\d)")
_LETTERED = re.compile(r"(?<![\w-])[a-z]{1,4}-?\d[\d-]{3,14}\d(?![\w-])")


def find(doc: Doc) -> Iterator[Found]:
    for run in solid_runs(doc, 4, 14):
        label = run.label
        if label in KINDS and _fits(doc, run.digits, run.end):
            yield Found(str(label), run.digits, run.start, run.end, rank=75)
        elif label is None and doc.expecting in KINDS and not _MOBILE.fullmatch(run.digits):
            yield Found(str(doc.expecting), run.digits, run.start, run.end, rank=72)
        elif label is None and not run.groups and 7 <= len(run.digits) <= 9 and not _counted(doc, run.end):
            yield Found("request_no", run.digits, run.start, run.end, rank=40)
        elif (
            label is None
            and _OF_A_YEAR.fullmatch(run.digits)
            and (_of_a_file(doc) or not national_id_sound(run.digits))
        ):
            yield Found("request_no", run.digits, run.start, run.end, rank=71)
    for match in _PARTED.finditer(doc.plain):  # «پرونده ۹۸/۱۲۳۴»: no form is published, so it is kept as said
        said = label_of(doc, match.start(), match.end()) or doc.expecting
        if said in KINDS and len(match.group()) > 5 and not _counted(doc, match.end()):
            yield Found(str(said), match.group(), match.start(), match.end(), rank=74)
    for match in _LETTERED.finditer(doc.plain):
        label = label_of(doc, match.start(), match.end())
        name = label if label in KINDS else doc.expecting if doc.expecting in KINDS else "tracking_no"
        start, end = doc.normal.raw_span(match.start(), match.end())
        upper = match.group().upper() if start < end else match.group()
        yield Found(name, upper, match.start(), match.end(), rank=76)


def _of_a_file(doc: Doc) -> bool:
    """«وضعیت ۱۴۰۵۱۰۰۱۰۹»: one number in ten passes for a national ID, and the words say that it is none."""
    return _FILE_WORDS.search(doc.plain) is not None and _PERSON_WORDS.search(doc.plain) is None


def _fits(doc: Doc, digits: str, end: int) -> bool:
    """A year or a counted quantity after «درخواست» is no request number."""
    if _counted(doc, end):
        return False
    return len(digits) >= 5 or (len(digits) == 4 and not re.fullmatch(r"1[34]\d\d", digits))


def _counted(doc: Doc, end: int) -> bool:
    return bool(
        re.match(
            r" ?(?:متر|تومن|تومان|تومنه|ریال|میلیون|هزار|واحد|طبقه|درصد|toman|rial|metr)", doc.plain[end : end + 12]
        )
    )
