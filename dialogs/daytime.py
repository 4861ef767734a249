"""When a citizen may be written to unasked: by day in Isfahan, never at night."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

TEHRAN = ZoneInfo("Asia/Tehran")
MORNING, EVENING = 8, 21


def is_day(moment: datetime) -> bool:
    return MORNING <= moment.astimezone(TEHRAN).hour < EVENING


def next_morning(moment: datetime) -> datetime:
    """When the next day begins on which a citizen may be written to."""
    here = moment.astimezone(TEHRAN)
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return morning if morning > here else morning + timedelta(days=1)


def day_before(moment: datetime) -> datetime:
    """The same moment, or the last one before it at which a citizen may be written to. In Tehran's time."""
    if moment.hour < MORNING:
        return (moment - timedelta(days=1)).replace(hour=EVENING - 1, minute=0)
    return moment.replace(hour=EVENING - 1, minute=0) if moment.hour >= EVENING else moment
