"""Every limit of the program in one table, and the in-process bucket for those that fail open. Limits that
must hold (`Down.CLOSED`) are counted in the database: `bot.storage.counters`."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum, StrEnum

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Down(StrEnum):
    """What holds when the counter cannot be reached."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Rate:
    """`size` at once, all of it back after `seconds`. `seconds=0`: so many at the same time, no refill."""

    per: str
    size: int
    seconds: int
    if_down: Down


class Limit(Enum):
    """The table. Numbers are the municipality's to change; a change is one line here."""

    MESSAGES = Rate("conversation", 20, 20, Down.OPEN)
    MESSAGES_NEW_VISITOR = Rate("network", 60, 60, Down.OPEN)
    SOCKETS = Rate("address", 20, 0, Down.OPEN)
    UPLOADS_COUNT = Rate("conversation", 40, DAY, Down.CLOSED)
    UPLOADS_BYTES = Rate("conversation", 150 * 1024 * 1024, DAY, Down.CLOSED)
    OTP_SEND = Rate("mobile", 3, 10 * MINUTE, Down.CLOSED)
    OTP_SEND_DAY = Rate("mobile", 8, DAY, Down.CLOSED)
    OTP_SEND_CONVERSATION = Rate("conversation", 12, HOUR, Down.CLOSED)
    OTP_SEND_IP = Rate("address", 20, HOUR, Down.CLOSED)
    OTP_CHECK = Rate("challenge", 5, 0, Down.CLOSED)
    OTP_SEND_GLOBAL = Rate("all", 3_000, HOUR, Down.CLOSED)
    LOOKUP_BY_FILE_NUMBER = Rate("citizen", 10, HOUR, Down.CLOSED)
    STAFF_LOGIN = Rate("account or address", 5, 15 * MINUTE, Down.CLOSED)
    BACKEND_CALLS = Rate("action", 8, 0, Down.OPEN)
    TELEGRAM_SEND = Rate("bot", 25, 1, Down.OPEN)
    TELEGRAM_SEND_CHAT = Rate("chat", 1, 1, Down.OPEN)


class Buckets:
    """Token buckets of this process. `now` is any clock that only climbs; keys are never personal data
    in the clear. Holds at most `most` keys: the ones unused longest go first, and going means full again."""

    def __init__(self, most: int = 20_000) -> None:
        self._most = most
        self._levels: OrderedDict[tuple[Limit, str], tuple[float, float]] = OrderedDict()

    def take(self, limit: Limit, key: str, *, now: float) -> bool:
        """One token, or False when there is none."""
        rate = limit.value
        level, since = self._levels.pop((limit, key), (float(rate.size), now))
        if rate.seconds:
            level = min(float(rate.size), level + (now - since) * rate.size / rate.seconds)
        granted = level >= 1
        self._levels[limit, key] = (level - 1 if granted else level, now)
        while len(self._levels) > self._most:
            self._levels.popitem(last=False)
        return granted
