"""An office's hours as they are written («شنبه تا چهارشنبه ۸ تا ۱۶، پنجشنبه ۸ تا ۱۳»): is it open then? For offices
whose hours the register does not have row by row. It knows nothing of holidays; how an office is shown is
`office_hours`'s."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from persiantools.jdatetime import JalaliDate

from bot.actions.municipal.wording import listed_in_order, plain

_CLOCK = r"(\d{1,2})(?::(\d{2}))?"


class Stretch(NamedTuple):
    """From one weekday to another (0 is Saturday), between two hours."""

    first: int
    last: int
    opens: str
    closes: str


def open_by(written: str, date: str, time: str | None) -> bool | None:
    """At that time of that (Jalali) day, or at any of it; None when the hours cannot be read for sure."""
    stretches = _read(written)
    if not stretches:
        return None
    year, month, day = map(int, date.split("-"))
    weekday = JalaliDate(year, month, day).weekday()
    own = [each for each in stretches if each.first <= weekday <= each.last]
    return any(time is None or each.opens <= time < each.closes for each in own)


@cache
def _read(written: str) -> tuple[Stretch, ...]:
    """Nothing when a part of it says something else."""
    parts = [part.strip() for part in re.split(r"[،,؛;\n]| و (?=\w*شنبه)", plain(written)) if part.strip()]
    found = [_stretch(part) for part in parts]
    return tuple(each for each in found if each) if all(found) else ()


def _stretch(part: str) -> Stretch | None:
    days = [day.replace(" ", "") for day in listed_in_order("weekdays")]
    one = "|".join(re.escape(plain(day)).replace(r"\ ", " ?") for day in listed_in_order("weekdays"))
    said = re.fullmatch(rf"(?:از )?({one})(?: تا ({one}))?:? (?:از )?(?:ساعت )?{_CLOCK} تا (?:ساعت )?{_CLOCK}", part)
    if said is None:
        return None
    first = days.index(said[1].replace(" ", ""))
    last = days.index(said[2].replace(" ", "")) if said[2] else first
    opens, closes = (f"{int(said[at]):02d}:{said[at + 1] or '00'}" for at in (3, 5))
    return Stretch(first, last, opens, closes) if first <= last and opens < closes else None
