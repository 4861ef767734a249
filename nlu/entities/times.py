"""Times of the day as `HH:MM`. An hour without a part of the day is given as said: «ساعت ۵» is 05:00."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nlu.entities.bare import stands_alone
from nlu.entities.doc import Doc, Found, holds
from nlu.entities.numbers import Number

_PARTS = (
    r"(?:(?P<evening>بعد ?از ?ظهر|عصر|غروب|asr|pm)|(?P<night>نصف ?شب|نیمه ?شب|شب|shab)"
    r"|(?P<noon>(?<!از )ظهر|zohr)|(?P<morning>صبح|قبل ?از ?ظهر|sobh|am))(?:ه|ا|ها)?(?!\w)"
)
_HOUR_WORD = r"(?:ساعت|saat)(?:(?:ش|اش|م)? (?:رو|را|به|بکنید|بکن|بذارید|بذار|بگذارید|بگذار))*"
"""«ساعتش رو به ۸ …»."""
_PART_AFTER = re.compile(rf"^ ?(?:ِ )?{_PARTS}(?! ?(?:پیش|قبل|دیگه|دیگر|پشت))")
_BEFORE = re.compile(
    rf"(?<!\w)(?:{_PARTS},? ?(?:حدود|حدودای|راس)? ?)?(?:{_HOUR_WORD}|saate)(?: ?(?:حدود|حدودای|راس|ی|:))* ?$"
)
_CLOCK = re.compile(
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-3]) ?: ?(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    r"|(?<=ساعت )(?P<dotted>[01]?\d|2[0-3])[./](?P<after>[0-5]\d)(?![\d./])"
)
_SLASHED = re.compile(r"([01]?\d|2[0-3])[/.]([0-5]\d)")
"""«۱۰/۳۰», where an hour was asked for."""
_ADDED = re.compile(r"^ ?(?:و ?|o |va )?(?:(?P<quarter>یک ربع|یه ربع|ربع|rob)|(?P<half>نیم|nim))(?!\w)")
_MINUTES = re.compile(r"^ ?و ?$")
_TO = re.compile(r"^ ?(?:دقیقه|دیقه|دقه)(?: مونده| مانده)? به (?:ساعت )?$")
_QUARTER_TO = re.compile(r"(?<!\w)(?:ساعت )?(?:یک ربع|یه ربع|ربع|rob)(?: مونده| مانده)? (?:به|be) (?:ساعت )?$")
_MINUTE = re.compile(r"^ ?(?:دقیقه|دیقه|دقه)(?!\w)")
_UP_TO = re.compile(r"^ ?(?:تا|الی|ta|[-–]) ?(?:ساعت )?$")
_NAMED_RANGE = re.compile(rf"(?<!\w){_HOUR_WORD} ?$")
_BETWEEN = re.compile(r"(?<!\w)(?:(?:از|بین) )?(?:ساعت |saat )?$")
_BESIDE_A_RANGE = ("شنبه", "جمعه", "فردا", "بازدید", "مامور", "نوبت", "bazdid", "shanbe", "farda")
_HALF = Decimal("0.5")
NINE = 9
"""What «نه» is as a number; as a word it is «no»."""
_DAYBREAK = 7
"""An hour before this one may be of the afternoon unless its part of the day is said («۵ صبح»): that part stays a value
of its own."""
_AGO = re.compile(r"^ ?(?:دقیقه|دیقه|ساعت|بار|نفر|روز)")


_IN_TIMES = (
    ":", " تا ", " الی ", " ta ", "-",
    "ساعت", "صبح", "ظهر", "عصر", "غروب", "شب", "ربع", "دق", "دیق", "saat", "sobh", "zohr", "asr", "shab", "rob",
    "pm", "am",
)  # fmt: skip


def find(doc: Doc) -> Iterator[Found]:
    if not doc.numbers or not (doc.expecting == "time" or holds(doc.plain, _IN_TIMES)):
        return
    if doc.expecting == "time" and (said := _SLASHED.fullmatch(doc.plain)):
        yield _time(doc, int(said.group(1)), int(said.group(2)), *said.span(), rank=70)
    for match in _CLOCK.finditer(doc.plain):
        hour = int(match.group("hour") or match.group("dotted"))
        minute = int(match.group("minute") or match.group("after"))
        yield _time(doc, hour, minute, match.start(), match.end(), rank=70)
    for number, before, following in zip(doc.numbers, (None, *doc.numbers), (*doc.numbers[1:], None), strict=False):
        if 0 <= number.value <= 24 and number.scaled == 1 and not number.ordinal and not _no_hour(number):
            if following is not None and _up_to(doc, number, following):
                yield _range(doc, number, following)
            yield from _spoken(doc, number, before, following)


def _up_to(doc: Doc, number: Number, following: Number) -> bool:
    """«۸ تا ۱۰»: two hours of which the first is meant, when the words beside them are those of a time."""
    whole = number.whole is not None and following.whole is not None and following.value + number.value >= 6
    if not whole or not 1 <= following.value <= 20 or not _UP_TO.match(doc.plain[number.end : following.start]):
        return False
    if doc.expecting in ("time", "date") or _PART_AFTER.match(doc.plain[following.end : following.end + 16]):
        return True
    said = _NAMED_RANGE.search(doc.plain[max(0, number.start - 28) : number.start])
    return said is not None or (holds(doc.plain, _BESIDE_A_RANGE) and not _AGO.match(doc.plain[following.end :]))


def _range(doc: Doc, number: Number, following: Number) -> Found:
    lead = doc.plain[max(0, number.start - 12) : number.start]
    between = _BETWEEN.search(lead)
    start = number.start - (len(between.group()) if between else 0)
    return _time(doc, int(number.value), 0, start, following.end, rank=71)


def _no_hour(number: Number) -> bool:
    """«۱۲۳/۴» is no time; «۷/۵ صبح» is half past seven."""
    return number.slash and number.value % 1 != _HALF


def _spoken(doc: Doc, number: Number, previous: Number | None, following: Number | None) -> Iterator[Found]:
    """«ساعت ده و نیم», «ده و بیست دقیقه صبح», «یه ربع به یازده»."""
    lead = doc.plain[max(0, number.start - 28) : number.start]
    named = _BEFORE.search(lead)
    quarter_to = _QUARTER_TO.search(lead)
    minute, end = _minutes(doc, number, following)
    part = _PART_AFTER.match(doc.plain[end : end + 16])
    hour = int(number.value)
    late = part is not None and (part.group("evening") or part.group("noon"))
    if late and hour == NINE and doc.plain[: number.end].strip() == "نه":
        return  # «نه عصر باشه», «نه ظهر»: no such hour, but a no before it
    if quarter_to is not None:
        start = number.start - len(quarter_to.group())
        yield _time(doc, hour - 1, 45, start, end, rank=69)
    elif previous is not None and _minutes_to(doc, previous, number):
        yield _time(doc, hour - 1, 60 - int(previous.value), previous.start, end, rank=69)
    elif named is not None and not _AGO.match(doc.plain[end:]):
        yield _time(doc, hour, minute, number.start - len(named.group()), end, rank=67)
    elif part is not None or (doc.expecting == "time" and _alone(doc, number, end)):
        yield _time(doc, hour, minute, number.start, end, rank=67)


def _minutes(doc: Doc, number: Number, following: Number | None) -> tuple[int, int]:
    """The minutes that stand after an hour, and where they end."""
    added = _ADDED.match(doc.plain[number.end : number.end + 12])
    if number.value != int(number.value):
        return 30, number.end
    if added is not None:
        return 15 if added.group("quarter") else 30, number.end + added.end()
    if following is not None and _MINUTES.match(doc.plain[number.end : following.start]):
        unit = _MINUTE.match(doc.plain[following.end :])
        if unit is not None and following.value < 60:
            return int(following.value), following.end + unit.end()
        if doc.expecting == "time" and following.value in range(5, 60, 5) and following.end == len(doc.plain):
            return int(following.value), following.end  # «نه و بیست»
    return 0, number.end


def _minutes_to(doc: Doc, previous: Number, number: Number) -> bool:
    """«بیست دقیقه به ده»: is the number before this one so many minutes to it?"""
    return previous.value in range(1, 60) and _TO.match(doc.plain[previous.end : number.start]) is not None


def _alone(doc: Doc, number: Number, end: int) -> bool:
    return stands_alone(doc, number) or (number.start == 0 and end == len(doc.plain))


def _time(doc: Doc, hour: int, minute: int, start: int, end: int, *, rank: int) -> Found:
    """Moved to the half of the day that the words beside it name."""
    after = _PART_AFTER.match(doc.plain[end : end + 16])
    before = re.search(rf"(?<!\w){_PARTS} ?(?:ساعت ?)?$", doc.plain[max(0, start - 20) : start])
    inside = re.search(_PARTS, doc.plain[start:end])
    part = after or inside or before
    if part is not None:
        hour = _of_day(hour % 24, part)
        if hour % 24 < _DAYBREAK and (part.group("morning") or part.group("night")):
            start += part.end() if part is inside and part.start() == 0 else 0
            return Found("time", f"{hour % 24:02d}:{minute:02d}", start, end, rank)
    if after is not None:
        end += after.end()
    elif before is not None:
        start -= len(before.group())
    return Found("time", f"{hour % 24:02d}:{minute:02d}", start, end, rank)


def _of_day(hour: int, part: re.Match[str]) -> int:
    if part.group("night"):
        return 0 if hour == 12 else hour + 12 if 5 <= hour < 12 else hour
    if part.group("evening"):
        return hour + 12 if hour < 12 else hour
    return hour + 12 if part.group("noon") and hour < 5 else hour
