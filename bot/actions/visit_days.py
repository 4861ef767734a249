"""Days as citizens name them («چهارشنبه», a date, «هفتهٔ بعد»), laid against one day of the calendar. Which days are
offered, and what a wish for some of them comes to, is `visits`'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from persiantools.jdatetime import JalaliDate

from dialogs.ports import Json
from nlu.entities.spans import span_of

_WEEKDAYS = ("saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday")
_NAMES = ("date", "weekday", "date_text")
_DENIED = "not_day"


def denied_in(said: Mapping[str, Json]) -> list[str]:
    """The days that are said not to suit."""
    return strings(said.get(_DENIED))


def without(said: Mapping[str, Json], denied: Sequence[str]) -> dict[str, Json]:
    """What is said of the day beside those that do not suit."""
    kept: dict[str, Json] = {name: each for name, each in said.items() if name not in (*_NAMES, _DENIED)}
    for name in _NAMES:
        if days := [day for day in strings(said.get(name)) if day not in denied]:
            kept[name] = list[Json](days)
    return kept


def named_in(said: Mapping[str, Json]) -> list[str]:
    return [day for name in _NAMES for day in strings(said.get(name))]


def any_means(named: Sequence[str], day: str, now: datetime) -> bool:
    """Is this day one of those that are named?"""
    return any(_means(name, day, now) for name in named)


def _means(name: str, day: str, now: datetime) -> bool:
    if name in _WEEKDAYS:
        return weekday(day) == name
    span = None if weekday(name) else span_of(name, now=now)
    return name == day if span is None else span[0] <= day <= span[1]


def weekday(day: str) -> str:
    """Its name; nothing for what is no date."""
    try:
        return _WEEKDAYS[JalaliDate(*(int(part) for part in day.split("-"))).weekday()]
    except (TypeError, ValueError):
        return ""


def strings(value: Json) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)] if value else []
