"""Names and addresses: words taken as they stand, from set phrases or because they were asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.acts import is_act
from nlu.entities.doc import Doc, Found
from nlu.wordlists import words

_NAME = re.compile(
    r"(?<!\w)(?:اسمم|اسم من|نامم|نام من|نام و نام خانوادگی|نام خانوادگی|"
    r"به نام|به اسم|esmam|esme man|مالک)(?: هست)?[:،]? (?P<name>[^\W\d_]+(?: [^\W\d_]+){0,3})"
)
_ADDRESS = re.compile(
    r"(?<!\w)(?:خیابان|خیابون|خ|کوچه|بلوار|بن بست|بنبست|چهارراه|سه راه|میدان|میدون|kooche|khiaban|khiyaban)(?!\w)"
)
_PLACE = re.compile(r"(?<!\w)(?:اصفهان|شهرک|کوی|محله|پلاک|طبقه|واحد|روبروی|جنب|نبش|نرسیده)(?!\w)")


def find(doc: Doc) -> Iterator[Found]:
    if doc.expecting == "name":
        yield from _whole_name(doc)
    for match in _NAME.finditer(doc.plain):
        parts = []
        for word in match.group("name").split():
            if word in words("not_names"):
                break
            parts.append(word)
        if parts:
            start = match.start("name")
            yield _as_said(doc, "name", start, start + len(" ".join(parts)), rank=47)
    yield from _address(doc)


def _whole_name(doc: Doc) -> Iterator[Found]:
    parts = doc.plain.split()
    if 1 <= len(parts) <= 5 and all(re.fullmatch(r"[^\W\d_]+", word) for word in parts) and not is_act(doc.normal):
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
