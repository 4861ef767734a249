"""Working-day arithmetic: Fridays and holidays are data in `holidays.yaml`. Knows no request and no stage."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

from integrations.reference.written import jalali

DATA = Path(__file__).with_name("holidays.yaml")


@dataclass(frozen=True, slots=True)
class Calendar:
    weekly: frozenset[int]
    yearly: frozenset[str]
    days: frozenset[str]

    # For each Gregorian year, the working days up to and including each of its days: counted once, not for every file.
    counted: dict[int, list[int]] = field(default_factory=dict, compare=False, repr=False)

    def works(self, value: date) -> bool:
        return value.isoweekday() not in self.weekly and not self.holiday(value)

    def holiday(self, value: date) -> bool:
        """An official holiday, whatever day of the week it is."""
        written = jalali(value)
        return written[5:] in self.yearly or written in self.days

    def why_closed(self, value: date) -> str | None:
        """`friday` or `holiday`; None on a working day. A holiday that is a Friday is a Friday."""
        if value.isoweekday() in self.weekly:
            return "friday"
        return "holiday" if self.holiday(value) else None

    def passed(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; 0 when `end` is not later."""
        # A file that waits for years needs no exact count: two years bound the work.
        last = min(end, start + timedelta(days=730))
        if last <= start:
            return 0
        whole = sum(self._till(date(year, 12, 31)) for year in range(start.year, last.year))
        return whole + self._till(last) - self._till(start)

    def _till(self, value: date) -> int:
        """Working days from the first of January to `value`."""
        first = date(value.year, 1, 1)
        if value.year not in self.counted:
            days = (date(value.year, 12, 31) - first).days + 1
            works = (self.works(first + timedelta(days=number)) for number in range(days))
            self.counted[value.year] = list(itertools.accumulate(works))
        return self.counted[value.year][(value - first).days]

    def after(self, start: date, working_days: int) -> date:
        """The working day that comes `working_days` after `start`."""
        current, left = start, working_days
        while left > 0:
            current += timedelta(days=1)
            left -= self.works(current)
        return current


@cache
def load_calendar() -> Calendar:
    data = yaml.safe_load(DATA.read_text("utf-8"))
    return Calendar(frozenset(data["weekly"]), frozenset(data["yearly"]), frozenset(data["days"]))
