"""An office as a text shows it: where it is, whether it is open, when it opens next. Which offices are shown is
`offices`'s; no sentence is made here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, Literal

from persiantools.jdatetime import JalaliDate

from bot.actions.municipal.written_hours import open_by
from bot.clock import TEHRAN
from dialogs.ports import Json

Office = Mapping[str, Any]
Mode = Literal["now", "moment", "day"]
WEEKDAYS = ("saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday")
EARLIEST = "07:00"
"""No office opens before it."""
LINE = "137"
NEAR_M, FAR_M = 50, 1000
LOOKED_AHEAD = 14
"""Days in which the register looks for the next opening."""
MORNING = "10:00"
"""An hour at which an office that works that day is open, to look for one."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What the question is about: now, a moment, or a whole day. `date` is Jalali."""

    mode: Mode
    date: str
    time: str

    @property
    def asked(self) -> str | None:
        """As the backend is asked; None for now."""
        return None if self.mode == "now" else f"{self.date}T{self.time}"

    @property
    def at_work(self) -> str | None:
        """A moment to look for another office that is open."""
        return f"{self.date}T{MORNING}" if self.mode == "day" else self.asked


def moment_of(day: Json, time: Json, now: datetime, *, early: bool = False) -> Moment:
    """`day`: a Jalali date, a weekday by its English name (the coming one, today counts), «now» or nothing. An hour
    before the working day is one of its afternoon, unless it was said to be `early` («ساعت ۳» and «ساعت ۳ صبح»)."""
    time = time if early else _of_the_working_day(time)
    local = now.astimezone(TEHRAN)
    today, clock = JalaliDate(local.date()), f"{local:%H:%M}"
    date = _date(day, today)
    if isinstance(time, str) and time:
        gone = day in WEEKDAYS and date == _iso(today) and time < clock
        return Moment("moment", _iso(today + timedelta(days=7)) if gone else date or _iso(today), time)
    if date is None or (date == _iso(today) and day not in WEEKDAYS):  # «امروز»: how it is now
        return Moment("now", _iso(today), clock)
    return Moment("day", date, "00:00")  # «پنجشنبه‌ها» on a Thursday evening too


def _of_the_working_day(time: Json) -> Json:
    if not (isinstance(time, str) and "01:00" <= time < EARLIEST):
        return time
    hour, _, minute = time.partition(":")
    return f"{int(hour) + 12:02d}:{minute}"


def _date(day: Json, today: JalaliDate) -> str | None:
    if isinstance(day, str) and day in WEEKDAYS:
        ahead = (WEEKDAYS.index(day) - today.weekday()) % 7
        return _iso(today + timedelta(days=ahead))
    return day if isinstance(day, str) and day[:1].isdecimal() else None


def _iso(day: JalaliDate) -> str:
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def is_open(office: Office, moment: Moment) -> bool | None:
    """At that moment, or at any time of that day; None when no hours are known."""
    if office["open"] is None:
        return None
    return bool(office["today"]) if moment.mode == "day" else bool(office["open"])


def shown(office: Office, moment: Moment) -> dict[str, Json]:
    """The fields of one office. Of those that say when it is open, only the ones that hold are there."""
    opened = is_open(office, moment)
    return {
        **{name: office[name] for name in ("code", "name", "type", "district", "address", "phone", "hours")},
        **_distance(office["distance_m"]),
        "week": [] if office["hours"] else _week(office["week"]),
        **_by_writing(office, moment, opened=opened),
        "ask_at": (office["phone"] or LINE) if opened is None and not office["hours"] else None,
        "no_phone": None if office["phone"] else LINE,
        "open": opened,
        **_when(office, moment, opened=opened),
    }


def _by_writing(office: Office, moment: Moment, *, opened: bool | None) -> dict[str, Json]:
    """The hours as they are written, and what they say of that moment, where nothing surer is known."""
    written = None if opened is not None else office["hours"]
    read = open_by(written, moment.date, None if moment.mode == "day" else moment.time) if written else None
    found: dict[str, Json] = {
        "told_open": written if read else None,
        "told_shut": written if read is False else None,
        "told_hours": written if read is None else None,
    }
    return found if read is None or moment.mode != "now" else {**found, "hours": None}


def _when(office: Office, moment: Moment, *, opened: bool | None) -> dict[str, Json]:
    names = (
        "open_until",
        "opens_today",
        "opens_on",
        "opens_at",
        "from",
        "to",
        "again_from",
        "again_to",
        "reason",
        "shut_days",
    )
    found: dict[str, Json] = dict.fromkeys(names)
    if opened is None:
        return found
    if opened and moment.mode == "day":
        for (start, end), stretch in zip((("from", "to"), ("again_from", "again_to")), office["today"], strict=False):
            found |= {start: stretch["opens"], end: stretch["closes"]}
        return found
    if opened:
        return {**found, "open_until": office["closes_at"]}
    coming = office["next_opening"]
    if coming is None:
        return {**found, "shut_days": LOOKED_AHEAD, "reason": office["today_reason"]}
    if coming["date"] == moment.date and moment.mode != "day":
        return {**found, "opens_today": coming["time"]}
    return {**found, "opens_on": coming["date"], "opens_at": coming["time"], "reason": office["today_reason"]}


def _distance(metres: int | None) -> dict[str, Json]:
    """Rounded: to fifty metres, from a kilometre on to a tenth of it."""
    if metres is None:
        return {"metres": None, "kilometres": None}
    rounded = max(NEAR_M, round(metres / NEAR_M) * NEAR_M)
    if rounded < FAR_M:
        return {"metres": rounded, "kilometres": None}
    return {"metres": None, "kilometres": round(metres / 1000, 1)}


def _week(week: Sequence[Mapping[str, Any]]) -> list[Json]:
    """Days that follow each other with the same hours are one line."""
    days = [(number, _hours(stretches)) for number, stretches in groupby(week, key=lambda stretch: stretch["weekday"])]
    lines: list[dict[str, Json]] = []
    for number, hours in days:
        last = lines[-1] if lines else None
        if last and last["hours"] == hours and (last["until"] or last["day"]) == number - 1:
            last["until"] = number
        else:
            lines.append({"day": number, "until": None, "hours": hours})
    return [_line(line) for line in lines]


def _hours(stretches: Any) -> list[Json]:
    return [side for stretch in stretches for side in (stretch["opens"], stretch["closes"])]


def _line(line: Mapping[str, Any]) -> dict[str, Json]:
    """`one` for a single day, `day` and `until` for several; a second stretch of the day in `again_…`."""
    opens, closes, *again = [*line["hours"], None, None][:4]
    alone = line["until"] is None
    return {
        "one": line["day"] if alone else None,
        "day": None if alone else line["day"],
        "until": line["until"],
        "opens": opens,
        "closes": closes,
        "again_opens": again[0],
        "again_closes": again[1],
    }
