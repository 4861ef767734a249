"""The one clock of the program: real time, or a moved one in development. Nothing else reads the time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDateTime

TEHRAN = ZoneInfo("Asia/Tehran")


class Clock:
    """Runs on from wherever it was last set. Aware datetimes in UTC."""

    def __init__(self, start: datetime | None = None) -> None:
        self._shift = timedelta()
        if start is not None:
            self.move_to(start)

    def now(self) -> datetime:
        return datetime.fromtimestamp(time.time(), UTC) + self._shift

    def move_to(self, moment: datetime) -> None:
        self._shift = moment.astimezone(UTC) - datetime.fromtimestamp(time.time(), UTC)


def parse_jalali(text: str) -> datetime:
    """`1404-07-20T10:00` (Jalali, Tehran) as an aware datetime. ValueError when it is not one."""
    date_part, _, time_part = text.partition("T")
    year, month, day = (int(part) for part in date_part.split("-"))
    hour, minute = (int(part) for part in (time_part or "00:00").split(":")[:2])
    moment: datetime = JalaliDateTime(year, month, day, hour, minute).to_gregorian()
    return moment.replace(tzinfo=TEHRAN)
