"""Working-day arithmetic: Fridays and holidays are data in `holidays.yaml`. Knows no request and no stage."""

from __future__ import annotations

from dataclasses import dataclass
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

    def works(self, value: date) -> bool:
        written = jalali(value)
        return not (value.isoweekday() in self.weekly or written[5:] in self.yearly or written in self.days)

    def passed(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; 0 when `end` is not later."""
        count, current = 0, start
        # A file that waits for years needs no exact count: two years bound the work.
        last = min(end, start + timedelta(days=730))
        while current < last:
            current += timedelta(days=1)
            count += self.works(current)
        return count

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
