"""Times of the day as `HH:MM`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.entities.doc import Doc, Found

_CLOCK = re.compile(r"(?<![\d:])(?:ساعت ?)?([01]?\d|2[0-3]):([0-5]\d)(?![\d:])")
_BEFORE = re.compile(r"(?<!\w)(?:ساعت|saat) ?$")
_HALF = re.compile(r"^ ?(?:و )?(?P<part>ربع|نیم|یک ربع|یه ربع)(?!\w)")
_EVENING = re.compile(r"^ ?(?:بعد ?از ?ظهر|بعدازظهر|عصر|غروب|شب|pm)(?!\w)")
_MORNING = re.compile(r"^ ?(?:صبح|am|ظهر|قبل از ظهر)(?!\w)")


def find(doc: Doc) -> Iterator[Found]:
    for match in _CLOCK.finditer(doc.plain):
        yield Found("time", f"{int(match.group(1)):02d}:{match.group(2)}", match.start(), match.end(), rank=70)
    for number in doc.numbers:
        before = doc.before(number.start)
        named = _BEFORE.search(before)
        after = doc.plain[number.end : number.end + 30]
        hour = int(number.value)
        if not 0 <= hour <= 24 or number.scaled > 1 or after.startswith(":"):
            continue
        evening, morning = _part_of_day(after)
        if named is None and not (evening or morning):
            continue
        minute = 30 if number.value != hour else 0
        half = _HALF.match(after)
        if half is not None:
            minute = 30 if half.group("part") == "نیم" else 15
        end = number.end + max(half.end() if half else 0, evening or morning)
        if evening and hour < 12:
            hour += 12
        start = number.start - (len(before) - named.start() if named else 0)
        yield Found("time", f"{hour % 24:02d}:{minute:02d}", start, end, rank=67)


def _part_of_day(after: str) -> tuple[int, int]:
    """Where a word for the evening or the morning ends; 0 when there is none."""
    half = _HALF.match(after)
    skipped = half.end() if half else 0
    evening, morning = _EVENING.match(after[skipped:]), _MORNING.match(after[skipped:])
    return (skipped + evening.end() if evening else 0), (skipped + morning.end() if morning else 0)
