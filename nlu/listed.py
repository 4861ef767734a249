"""Wishes told off one by one: «۱- … ۲- …», «اولاً … دوماً …», «هم … هم …», a line each. Where each of them stands in the
message; what they want is the model's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.text import Normal

Span = tuple[int, int]

_DIGITS = {"یک": 1, "دو": 2, "سه": 3, "چهار": 4, "پنج": 5}
_NUMBER = re.compile(rf"(?<![\w.,/-])(\d|{'|'.join(_DIGITS)}) ?[-.):_] ?(?!\d)")
_LINE_NUMBER = re.compile(r"(\d)\b ?")
_FIRST = re.compile(
    r"(?:(?<=[،.؛:!؟])|(?<=^)|(?<=سلام)|(?<=درود)|(?<=لطفا)|(?<=ببخشید)|(?<=نباشید)|(?<=بخیر)|(?<=خب)|(?<=خوام)"
    r"|(?<=دارم)) ?(?:اول از همه|اول این ?که|یکی این ?که|یک این ?که|اولا|اولن|اولش|اول|avalan|avval|aval)(?!\w)[،:]? ?"
)
_NEXT = re.compile(
    r"(?<!\w)و? ?(?:دوم این ?که|سوم این ?که|بعد از اون|بعد از ان|بعدش هم|بعد هم|و بعد|بعدشم|بعدم|بعدش|بعد|دوما|دومن|دوم"
    r"|ثانیا|سوما|سومن|سوم|ثالثا|چهارما|چهارم|سپس|اخر سر هم|اخر سر|اخرشم|اخرش|اخر هم|در اخر|در نهایت|یکی دیگه این ?که"
    r"|یکی هم این ?که|یکی دیگه|یکی هم|dovoman|dovom|dovvom|badesham|badesh|badan|bad|sevoman|sevom|akharesh|akhar)"
    r"(?!\w)[،:]? ?"
)
_BOTH = re.compile(r"(?<!\w)هم(?!\w)(?= \w)")
_ITEMS = re.compile(r" ?[،,؛\n] ?(?:و )?| و ")
_BARE_NUMBER = re.compile(rf"(?<!\S)(\d|{'|'.join(_DIGITS)}) (?=[^\W\d])")
_SEVERAL = 3
_ANNOUNCED = re.compile(
    r"(?:کارهام|کارام|سوالام|سوالهام|(?:چند|دو|سه|چهار|پنج|\d) ?(?:تا)? ?(?:کار|سوال|چیز|مورد|درخواست)\w*)"
    r"(?: (?:دارم|داشتم|می خواستم|میخواستم|می خوام|میخوام))? ?[:،.]"
)
_COUNTED = re.compile(r"(?<!\w)(?:چند|دو|سه|چهار|پنج|\d) ?(?:تا)? ?(?:کار|سوال|چیز|مورد|درخواست)\w*(?!\w)")
_ONE = re.compile(r"(?<!\w)و? ?(?:یکی هم|یکیشم|یکیش|یکی)(?!\w)[،:]? ?")
_COMMAS = re.compile(r"[،,؟.]| و (?=\w)")
_THEN = re.compile(
    r"(?<=\w)[،.]? و? ?(?:بعدش هم|بعد هم|بعدشم|دوما|ثانیا|سوما|اخر سر هم|اخر سر|در اخر هم|یکی هم این ?که|ضمنا|در ضمن)"
    r"(?!\w)[،:]? ?"
)


def listed(normal: Normal) -> list[Span]:
    """The items of a list in the order of the text, as places of the normal form; nothing when it is no list."""
    plain = normal.plain
    for found in (_numbered(plain), _in_lines(normal), _in_order(plain), _both(plain), _announced(plain), _ones(plain)):
        if len(found) > 1:
            return found
    return []


def plainly(normal: Normal) -> bool:
    """Is it a list by its numbers or by what announces it? Words of order alone («اول …، بعد …») tell much else."""
    return max(len(_numbered(normal.plain)), len(_announced(normal.plain))) > 1


def _numbered(plain: str) -> list[Span]:
    """«۱- … ۲- … ۳- …»: the numbers climb by one, from one."""
    return list(_between(_climbing(_NUMBER, plain), len(plain)))


def _climbing(number: re.Pattern[str], plain: str) -> list[re.Match[str]]:
    marks = list[re.Match[str]]()
    for match in number.finditer(plain):
        if (_DIGITS.get(match[1]) or int(match[1])) == len(marks) + 1:
            marks.append(match)
    return marks


def enumerated(normal: Normal) -> Iterator[list[Span]]:
    """«وضعیت پرونده و قبضم و یه کلاس», «۱ پرونده ۲ قبض ۳ کلاس»: three items and more that nothing else tells off, and
    the halves of an «و» alone. What they are tells whether it is such a list: much else is joined so."""
    plain = normal.plain
    places = [match.span() for match in _ITEMS.finditer(plain)]
    halves = len(places) == 1 and "و" in plain[slice(*places[0])]
    if halves or len(places) + 1 >= _SEVERAL:
        yield list(zip([0, *(end for _, end in places)], [*(start for start, _ in places), len(plain)], strict=True))
    if (first := _BARE_NUMBER.match(plain)) and first[1] in ("1", "یک"):
        spans = list(_between(_climbing(_BARE_NUMBER, plain), len(plain)))
        if len(spans) >= _SEVERAL:
            yield spans


def _in_lines(normal: Normal) -> list[Span]:
    """A line each, numbered or not. The normal form has no lines: where they end is read off the raw text."""
    spans = list[Span]()
    start = 0
    for at, (since, to) in enumerate(normal.offsets):
        if "\n" in normal.raw[since:to]:
            spans.append((start, at))
            start = at + 1
    spans.append((start, len(normal.text)))
    return [_unnumbered(normal.plain, span) for span in spans if normal.plain[slice(*span)].strip()]


def _unnumbered(plain: str, span: Span) -> Span:
    number = _LINE_NUMBER.match(plain, *span)
    return (number.end(), span[1]) if number else span


def _in_order(plain: str) -> list[Span]:
    """«اول …، بعد …، آخر سر …»; without a first word only words that can join nothing but two matters."""
    first = _FIRST.search(plain)
    if first is not None:
        return list(_between([first, *_NEXT.finditer(plain, first.end())], len(plain)))
    marks = list(_THEN.finditer(plain))
    return [(0, marks[0].start()), *_between(marks, len(plain))] if marks else []


def _both(plain: str) -> list[Span]:
    """«هم … هم …»."""
    return list(_between(list(_BOTH.finditer(plain)), len(plain)))


def _announced(plain: str) -> list[Span]:
    """«سه تا کار دارم: پرونده، قبض، کلاس»."""
    said = _ANNOUNCED.search(plain)
    if said is None:
        return []
    return list(_between([said, *_COMMAS.finditer(plain, said.end())], len(plain)))


def _ones(plain: str) -> list[Span]:
    """«دو تا کار دارم یکی وقت بازدید یکی هم شکایت»."""
    said = _COUNTED.search(plain)
    return list(_between(list(_ONE.finditer(plain, said.end())), len(plain))) if said else []


def _between(marks: list[re.Match[str]], end: int) -> Iterator[Span]:
    """What stands after each mark, up to the next."""
    ends = [*(mark.start() for mark in marks[1:]), end]
    for mark, after in zip(marks, ends, strict=False):
        if mark.end() < after:
            yield mark.end(), after
