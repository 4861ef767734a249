"""Names and addresses: words taken as they stand, from set phrases or because they were asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.acts import is_act
from nlu.apart import ends_a_wish
from nlu.entities.doc import Doc, Found, holds
from nlu.wordlists import words

_NAME = re.compile(
    r"(?<!\w)(?<!ثبت )(?:(?:اسم|نام)(?:م| من| بنده| اینجانب)|نام و نام خانوادگی(?: ?م| ?ام)?|"
    r"(?:نام|اسم) و (?:فامیلی?|نام خانوادگی)(?: ?م| ?ام| من| بنده)?|نام مالک|اسم مالک|"
    r"نام خانوادگی(?: ?م| ?ام)?|به نام|به اسم|esmam|esme man|name man|مالک(?=:))(?: هست)?[:،]? ?(?<=[:، ])"
    r"(?P<name>[^\W\d_]+(?: [^\W\d_]+){0,5})"
)
_IN_NAMES = ("نام", "اسم", "مالک", "esm", "name man")
_LONGEST = 4  # words of a name
_FIRST_AND_LAST = re.compile(
    r"(?<!\w)(?:نام|اسم)(?: کوچک)?(?: ?م| ?ام)? ?[:=]? ?(?P<first>[^\W\d_]+) ?[،,]? ?(?:و )?"
    r"(?:نام خانوادگی|فامیلی?)(?: ?م| ?ام)? ?[:=]? ?(?P<last>[^\W\d_]+(?: [^\W\d_]+)?)$"
)
_STOPS = frozenset("،,.؛!")
_LETTERS = re.compile(r"[^\W\d_]+")
_I_AM = frozenset({"هستم", "هستیم", "ام", "hastam"})
_I = frozenset({"من", "بنده", "اینجانب", "man"})
_TITLES = frozenset({"سید", "سیده"})  # part of the name that follows
_AFTER_INTRODUCED = frozenset(
    {"فرزند", "متولد", "ساکن", "مالک", "وکیل", "وارث", "به", "با", "از", "کد", "شماره", "و", "خریدار", "مستاجر"}
)
_IS_CALLED = re.compile(r"(?:ی|یان|پور|نژاد|فر|وند|تبار|منش|دوست|فرد|راد|مند|چی)(?P<be>ه|م|ام)$")
_STREET = re.compile(
    r"(?<!\w)(?:کوچه بن ?بست|خیابان|خیابون|خ|کوچه|بلوار|بن بست|بنبست|چهارراه|سه راه|میدان|میدون|kooche|khiaban|"
    r"khiyaban|khiabun|bolvar)(?!\w)"
)
_PLACE = re.compile(
    r"(?<!\w)(?:(?:اصفهان|شهرک|کوی|محله|روبروی|روبه روی|جنب|نبش|نرسیده|پشت|بعد از)(?!\w)"
    r"|(?:پلاک|طبقه|واحد|pelak) ?(?:\d|همکف|(?:اول|دوم|سوم|چهارم|پنجم|ششم|یک|دو|سه|چهار|پنج)(?!\w)))"
)
_CITY = re.compile(r"(?<!\w)(?:شهر )?اصفهان ?[،,-] ?$")
_WIDTH = re.compile(r" ?\d+ ?متر(?!ی)")
_LABEL = re.compile(
    r"(?<!\w)(?:ادرس|ادرسم|ادرسمون|نشانی|نشانیم|نشونی|address|adres)(?:م|ش|مون)?(?: ملک| خونه| ما| من| هست)* ?[:،]? ?"
)


def find(doc: Doc) -> Iterator[Found]:
    if doc.expecting == "name":
        yield from _whole_name(doc)
    for match in _NAME.finditer(doc.plain) if holds(doc.plain, _IN_NAMES) else ():
        name = _name_in(match.group("name").split())
        if name:
            start = match.start("name")
            yield _named(doc, start, start + len(name), rank=47)
    yield from _introduced(doc)
    yield from _address(doc)


def _introduced(doc: Doc) -> Iterator[Found]:
    """«من حسین رضایی هستم», «اینجانب زهرا کریمی فرزند …»: from a first name we know to what ends the name."""
    firsts = words("first_names")
    if firsts.isdisjoint(doc.plain.split()):
        return
    said = list(_LETTERS.finditer(doc.plain))
    for at, word in enumerate(said):
        start = at - 1 if at and said[at - 1].group() in _TITLES else at
        own = start > 0 and said[start - 1].group() in _I
        if word.group() not in firsts or (at and said[at - 1].group() in firsts):
            continue
        end = at + 1
        while end < len(said) and doc.plain[said[end - 1].end() : said[end].start()] == " " and _in_name(said[end]):
            end += 1
        follows = said[end].group() if end < len(said) else ""
        broken = end == len(said) or doc.plain[said[end - 1].end() : said[end].start()] != " "
        firm = not broken and follows in _I_AM
        if 2 <= end - start <= _LONGEST and (firm or (own and (broken or follows in _AFTER_INTRODUCED))):
            yield _named(doc, said[start].start(), said[end - 1].end(), rank=48)


def _in_name(word: re.Match[str]) -> bool:
    said = word.group()
    return not (
        said in words("after_a_name") or said in words("not_names") or said in _I_AM or said in _AFTER_INTRODUCED
    )


def _name_in(said: list[str]) -> str:
    """The words up to one that ends a name; nothing when a word stands among them that is in nobody's name."""
    end = next((at for at, word in enumerate(said) if word in words("after_a_name")), len(said))
    name = said[:end]
    return "" if end > _LONGEST or any(word in words("not_names") for word in name) else " ".join(name)


def _whole_name(doc: Doc) -> Iterator[Found]:
    """«من پروین قاسمی هستم»: what is left without the words around it."""
    said = list(_LETTERS.finditer(doc.plain))
    if not said or is_act(doc.normal) or re.search(r"\d|؟", doc.plain):
        return
    if both := _FIRST_AND_LAST.search(doc.plain):
        yield _told_apart(doc, both)
        return
    at = next((at for at, word in enumerate(said) if word.group() not in words("before_a_name")), 0)
    end = next((to for to in range(at + 1, len(said)) if _ends_name(doc, said, at, to)), len(said))
    if said[at].group() in words("first_names") and end - at > 1 and doc.plain[said[end - 1].end() :][:1] in _STOPS:
        yield _named(doc, said[at].start(), said[end - 1].end(), rank=46)  # «رضا محمدی، بنویس دیگه»
        return
    name = [word.group() for word in said[at:end]]
    rest = [word.group() for word in said[end:]]
    nobody = any(word in words("not_names") for word in name + rest)
    if len(name) <= _LONGEST + 1 and len(rest) <= _LONGEST and not nobody and name[0] not in words("before_a_name"):
        yield _named(doc, said[at].start(), said[end - 1].end(), rank=46)


def _told_apart(doc: Doc, both: re.Match[str]) -> Found:
    """«نام: سعید، نام خانوادگی: رستمی»."""
    first, last = (doc.normal.text[both.start(part) : both.end(part)] for part in ("first", "last"))
    return Found("name", f"{first} {last}", both.start("first"), both.end("last"), rank=49)


def _ends_name(doc: Doc, said: list[re.Match[str]], at: int, to: int) -> bool:
    """A word that ends names, or a pause after two words of one that begins with a first name."""
    if said[to].group() in words("after_a_name"):
        return True
    first = said[at].group() in words("first_names")
    return first and to - at > 1 and doc.plain[said[to - 1].end()] in _STOPS


def _named(doc: Doc, start: int, end: int, *, rank: int) -> Found:
    """«سعید جعفریه» is called جعفری: of a family name the verb at its end is no part."""
    name = doc.plain[start:end]
    be = _IS_CALLED.search(name) if " " in name else None
    return _as_said(doc, "name", start, end - (len(be.group("be")) if be else 0), rank=rank)


def _address(doc: Doc) -> Iterator[Found]:
    cues = [match for match in _STREET.finditer(doc.plain) if not _measured(doc.plain, match)]
    if doc.expecting == "address" and len(doc.plain.split()) >= 2 and not is_act(doc.normal):
        label = _LABEL.match(doc.plain)
        start = label.end() if label and label.end() < len(doc.plain) else 0
        yield _as_said(doc, "address", start, len(doc.plain), rank=99)
    elif cues:
        start = _of_the_city(doc.plain, cues[0].start())
        end = _end_of_address(doc.plain, start)
        placed = len(cues) >= 2 or _labelled(doc, start) or _PLACE.search(doc.plain[start:end])
        if placed and " " in doc.plain[start:end]:
            yield _as_said(doc, "address", start, end, rank=69)


def _of_the_city(plain: str, start: int) -> int:
    """«اصفهان، خیابان کاوه …»: the city named first is part of it."""
    city = _CITY.search(plain[max(0, start - 16) : start])
    return start - len(city.group()) if city else start


def _measured(plain: str, street: re.Match[str]) -> bool:
    """«بر خیابان ۱۲ متر» says how wide, not where."""
    return plain[: street.start()].endswith("بر ") or _WIDTH.match(plain[street.end() :]) is not None


def _labelled(doc: Doc, start: int) -> bool:
    """«آدرسم خیابان نظر»: the word for an address stands right before."""
    return any(match.end() >= start - 1 for match in _LABEL.finditer(doc.plain[:start]))


def _end_of_address(plain: str, start: int) -> int:
    """Up to the end of the sentence, or to a word that begins something else («… کوچه ۳، زمین ۲۰۰ متر»)."""
    said = re.split(r"[؟!\n]|\.(?!\d)", plain[start : start + 120])[0]
    for match in re.finditer(r"\w+", said):
        if match.start() and match.group() in words("after_an_address"):
            said = said[: match.start()]
            break
    for comma in re.finditer(r" ?[،,؛] ?", said):
        if ends_a_wish(said[comma.end() :]) and not _STREET.search(said, comma.end()):
            said = said[: comma.start()]  # «خیابان نظر کوچه ۵، وضعیت پرونده را هم بگو»
            break
    return start + len(said.rstrip(" ،"))


def _as_said(doc: Doc, name: str, start: int, end: int, *, rank: int) -> Found:
    return Found(name, doc.normal.text[start:end], start, end, rank)
