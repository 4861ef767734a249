"""Registry plates («۱۲۳۴/۵۶ بخش ۵»): main over sub, and the registry section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found, near

_SUB_OF_MAIN = re.compile(r"(?<!\d)(\d{1,6}) ?فرعی ?(?:از)? ?(?:پلاک)? ?(\d{1,6})(?: ?اصلی)?(?!\d)")
_MAIN_SUB = re.compile(r"(?<!\d)(\d{1,6}) ?اصلی ?(?:و|/)? ?(\d{1,6}) ?فرعی")
_PAIR = re.compile(r"(?<![\d/.-])(\d{1,6}) ?/ ?(\d{1,6})(?![\d]| ?[/.-] ?\d)")
_SECTION = re.compile(r"(?<!\w)بخش ثبتی ?(\d{1,2})(?!\d)|(?<!\w)بخش ?(\d{1,2})(?!\d)")
_WORDS = ("پلاک ثبتی", "پلاک", "ثبتی", "pelak", "sabti")


def find(doc: Doc) -> Iterator[Found]:
    for pattern, main, sub in ((_SUB_OF_MAIN, 2, 1), (_MAIN_SUB, 1, 2)):
        for match in pattern.finditer(doc.plain):
            yield _plate(match, match.group(main), match.group(sub))
    for match in _PAIR.finditer(doc.plain):
        beside = near(doc.before(match.start()), _WORDS) or re.match(r" ?(?:،)? ?بخش", doc.plain[match.end() :])
        if beside or doc.expecting == "registry_plate":
            yield _plate(match, match.group(1), match.group(2))
    for match in _SECTION.finditer(doc.plain):
        section = int(match.group(1) or match.group(2))
        yield Found("registry_section", section, match.start(), match.end(), rank=60)


def _plate(match: re.Match[str], main: str, sub: str) -> Found:
    return Found("registry_plate", f"{main}/{sub}", match.start(), match.end(), rank=92)
