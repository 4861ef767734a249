"""When an office is open: weekly hours that hold from a day to a day, official holidays, and days of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from integrations.reference.city.words import load_words
from integrations.reference.workdays import load_calendar
from integrations.reference.written import jalali

LOOK_AHEAD = 14
Week = dict[int, tuple[tuple[int, int], ...]]


class Hours(NamedTuple):
    """A stretch of a weekday (0 is Saturday); minutes from midnight."""

    weekday: int
    opens: int
    closes: int
    valid_from: date
    valid_to: date | None


class Special(NamedTuple):
    """A day that is not like its weekday; closed without hours."""

    day: date
    opens: int | None
    closes: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Day:
    """The stretches of one day in order, and why it is not a usual day."""

    stretches: tuple[tuple[int, int], ...]
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Timetable:
    hours: tuple[Hours, ...]
    specials: tuple[Special, ...]
    weeks: dict[date, Week] = field(default_factory=dict, repr=False, compare=False)  # as they were worked out

    def on(self, day: date) -> Day:
        """A day of its own goes before an official holiday, and that before the weekday."""
        special = next((special for special in self.specials if special.day == day), None)
        if special is not None:
            own = special.opens is not None and special.closes is not None
            return Day(((special.opens, special.closes),) if own else (), special.reason)  # type: ignore[arg-type]
        if load_calendar().holiday(day):
            return Day((), str(load_words()["closed_on_holiday"]))
        return Day(self.week(day).get(weekday(day), ()))

    def told(self, moment: datetime) -> dict[str, object]:
        """The timetable at a local moment as the contract writes it. Without any hours nothing is known of it."""
        return _told(self, moment.date(), moment.hour * 60 + moment.minute)

    def is_open(self, moment: datetime) -> bool:
        minute = moment.hour * 60 + moment.minute
        return any(opens <= minute < closes for opens, closes in self.on(moment.date()).stretches)

    def next_opening(self, day: date, minute: int) -> dict[str, object] | None:
        """The first opening after this moment, within two weeks."""
        for ahead in range(LOOK_AHEAD):
            later = day + timedelta(days=ahead)
            openings = [opens for opens, _ in self.on(later).stretches if ahead or opens > minute]
            if openings:
                return {"date": jalali(later), "time": clock(openings[0])}
        return None

    def week(self, day: date) -> Week:
        """The weekly hours in force on that day. Of overlapping validities the one that began last holds: a decree
        for a season replaces the usual hours, and afterwards they come back."""
        if day not in self.weeks:
            valid = [hours for hours in self.hours if hours.valid_from <= day <= (hours.valid_to or day)]
            latest = max((hours.valid_from for hours in valid), default=day)
            week: Week = {}
            for hours in valid:
                if hours.valid_from == latest:
                    week[hours.weekday] = (*week.get(hours.weekday, ()), (hours.opens, hours.closes))
            self.weeks[day] = {number: tuple(sorted(week[number])) for number in sorted(week)}
        return self.weeks[day]


@lru_cache(maxsize=2_000)  # the offices of a city, for as many minutes as people ask about
def _told(table: Timetable, day: date, minute: int) -> dict[str, object]:
    if not table.hours and not table.specials:
        return {
            "open": None,
            "closes_at": None,
            "next_opening": None,
            "today": [],
            "today_reason": None,
            "week": [],
        }
    today = table.on(day)
    now = next((stretch for stretch in today.stretches if stretch[0] <= minute < stretch[1]), None)
    return {
        "open": now is not None,
        "closes_at": clock(now[1]) if now else None,
        "next_opening": table.next_opening(day, minute),
        "today": [_stretch(stretch) for stretch in today.stretches],
        "today_reason": today.reason,
        "week": [
            {"weekday": number, **_stretch(stretch)}
            for number, stretches in table.week(day).items()
            for stretch in stretches
        ],
    }


def weekday(day: date) -> int:
    """0 is Saturday, 6 is Friday."""
    return (day.isoweekday() + 1) % 7


@lru_cache(maxsize=1441)
def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _stretch(stretch: tuple[int, int]) -> dict[str, object]:
    return {"opens": clock(stretch[0]), "closes": clock(stretch[1])}
