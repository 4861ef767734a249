"""Names and addresses: words taken as they stand, from set phrases or because they were asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.acts import is_act
from nlu.entities.doc import Doc, Found

_NAME = re.compile(r"(?<!\w)(?:اسمم|اسم من|نامم|نام من|نام و نام خانوادگی|نام خانوادگی|به نام|به اسم|esmam|esme man|مالک)(?: هست)?[:،]? (?P<name>[^\W\d_]+(?: [^\W\d_]+){0,3})")
_NOT_NAMES = frozenset(
    "است هست هستم ام و را رو که چیه چی کیه در از به با برای خودم من ملک زمین خانه پدرم مادرم همسرم شوهرم دیگه دارم کنم کنید بزنم بزنید زدم زده شده ثبت esm ast hastam".split()
)  # fmt: skip
_ADDRESS = re.compile(r"(?<!\w)(?:خیابان|خیابون|خ|کوچه|بلوار|بن بست|بنبست|چهارراه|سه راه|میدان|میدون|kooche|khiaban|khiyaban)(?!\w)")
_PLACE = re.compile(r"(?<!\w)(?:اصفهان|شهرک|کوی|محله|پلاک|طبقه|واحد|روبروی|جنب|نبش|نرسیده)(?!\w)")


def find(doc: Doc) -> Iterator[Found]:
    if doc.expecting == "name":
        yield from _whole_name(doc)
    for match in _NAME.finditer(doc.plain):
        words = []
        for word in match.group("name").split():
            if word in _NOT_NAMES:
                break
            words.append(word)
        if words:
            start = match.start("name")
            yield _as_said(doc, "name", start, start + len(" ".join(words)), rank=47)
    yield from _address(doc)


def _whole_name(doc: Doc) -> Iterator[Found]:
    words = doc.plain.split()
    if 1 <= len(words) <= 5 and all(re.fullmatch(r"[^\W\d_]+", word) for word in words) and not is_act(doc.normal):
        yield _as_said(doc, "name", 0, len(doc.plain), rank=46)


def _address(doc: Doc) -> Iterator[Found]:
    cues = list(_ADDRESS.finditer(doc.plain))
    if doc.expecting == "address" and len(doc.plain.split()) >= 2 and not is_act(doc.normal):
        yield _as_said(doc, "address", 0, len(doc.plain), rank=99)
    elif cues and (len(cues) >= 2 or _PLACE.search(doc.plain[cues[0].start() :])):
        start = cues[0].start()
        end = start + len(re.split(r"[؟!\n]|\.(?!\d)", doc.plain[start : start + 120])[0].rstrip(" ،"))
        yield _as_said(doc, "address", start, end, rank=69)


def _as_said(doc: Doc, name: str, start: int, end: int, *, rank: int) -> Found:
    return Found(name, doc.normal.text[start:end], start, end, rank)
