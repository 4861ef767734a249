"""`calendar.fit_visit`: the day and hour of an inspection in the citizen's words, fitted to the days the backend
offers; `calendar.about_visit`: the same laid against the appointment that stands. Which days there are and why others
are closed is the backend's; how it is said is the flow's; what a day is called is `visit_days`'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.action import Subject
from bot.actions.knowledge import jalali_day
from bot.actions.visit_days import any_means, denied_in, named_in, strings, weekday, without
from bot.storage.store import Tx
from dialogs.ports import Accepted, CallResult, Json, Rejected
from nlu.entities.jalali import later
from nlu.entities.spans import Span, span_of

_PARTS: Mapping[str, tuple[int, int]] = {"morning": (0, 12), "noon": (12, 14), "afternoon": (14, 24), "night": (20, 24)}
"""The hours in which a slot of this part of the day begins."""
_SAME = "same"
"""The hour that stands, on whatever day."""
_EARLIER = "sooner"
"""Rather than the appointment that stands."""
_SOON = 7
"""An hour before this one is of the afternoon: nobody inspects at four in the morning."""
_EARLY = frozenset({"morning", "night"})
"""Unless it is said to be of the morning or the night («۵ صبح»): then there is none."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is offered, with the slots of it that are free."""

    day: str
    slots: tuple[Mapping[str, Json], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """All there is to choose from. `standing` is the appointment that is to be moved."""

    days: tuple[Day, ...]
    closed: Mapping[str, str]
    today: str
    standing: Mapping[str, Json]
    first: str
    last: str

    def why_not(self, day: str) -> str:
        """Why a day cannot be had: its code."""
        if day < self.today:
            return "past"
        if day > self.last:
            return "too_far"
        return self.closed.get(day, "full")


@dataclass(slots=True)
class Wish:
    """What the citizen said of the day: the days that may be meant, or None for any. `refused` is why none can be;
    `same_hour`: only the day is to be another, if that hour is free there."""

    days: Sequence[str] | None = None
    refused: str | None = None
    asked: str | None = None
    first_only: bool = False
    same_hour: bool = False


def fit_visit(tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:  # noqa: ARG001
    """The chosen day and hour as far as they are said, and what is left to choose from."""
    offer = _offer(args, jalali_day(subject.now))
    if not offer.days:
        return Rejected("none_free", _told(offer))
    time = args.get("time")
    wish = _wish(offer, args.get("date"), time, subject.now)
    if wish.refused:
        return Rejected(wish.refused, _told(offer, wish.asked))
    return _fitted(offer, wish, time)


def about_visit(tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:  # noqa: ARG001
    """What there is to say of the appointment that stands when a day or an hour is only asked about («فردا میان؟»), or
    another day than its own is said not to suit. Else accepted: it is a wish."""
    given, date, time = args.get("standing"), args.get("date"), args.get("time")
    standing, said = given if isinstance(given, dict) else {}, date if isinstance(date, dict) else {}
    day, denied = str(standing.get("day")), denied_in(said)
    rest = without(said, denied)
    named = [*named_in(rest), *_moved(day, said.get("days_change")), *denied]
    if not (args.get("asked") or (denied and not (rest or time))):
        return Accepted({})
    if named and not any_means(named, day, subject.now):
        return Rejected("other_day")
    if not args.get("asked"):
        return Accepted({})
    if time and not standing.get("slot"):
        return Rejected("no_hour")
    return Rejected("other_day" if time and not _matching([standing], time) else "that_day")


def _offer(args: Mapping[str, Json], today: str) -> Offer:
    standing = args.get("standing")
    listed = [each for each in _list(args.get("days")) if isinstance(each, dict)]
    free = [Day(str(each["day"]), _free(each)) for each in listed]
    closed = {str(each["day"]): str(each["reason"]) for each in _list(args.get("closed")) if isinstance(each, dict)}
    days = [day.day for day in free]
    return Offer(
        days=tuple(day for day in free if day.slots),
        closed=closed,
        today=today,
        standing=standing if isinstance(standing, dict) else {},
        first=min(days, default=today),
        last=max(days, default=today),
    )


def _free(day: Mapping[str, Json]) -> tuple[Mapping[str, Json], ...]:
    slots = [slot for slot in _list(day.get("slots")) if isinstance(slot, dict)]
    return tuple({"slot": slot["slot"], "label": slot["label"]} for slot in slots if slot.get("free"))


# The day


def _wish(offer: Offer, date: Json, time: Json, now: datetime) -> Wish:
    if isinstance(date, str):
        return Wish([date], asked=date)
    said = date if isinstance(date, dict) else {}
    denied = denied_in(said)
    wish = _wished(offer, without(said, denied), None if denied else time, now)
    wish.first_only = wish.first_only or bool(said.get("day_rank"))  # «شنبه یا یکشنبه», and then «هر کدوم شد»
    if denied and not wish.refused:
        days = [day.day for day in offer.days] if wish.days is None else wish.days
        wish.days = [day for day in days if not any_means(denied, day, now)]
    return wish


def _wished(offer: Offer, said: Mapping[str, Json], time: Json, now: datetime) -> Wish:
    standing = str(offer.standing.get("day") or "")
    dates = strings(said.get("date")) or _moved(standing, said.get("days_change"))
    weekdays = strings(said.get("weekday"))
    if standing and not time and not weekdays and dates == [standing]:
        dates = []  # «نوبت فردا را نمی‌رسم»: the day that is to be left
    if dates and len(weekdays) == 1 and not any(weekday(day) in weekdays for day in dates):
        return Wish(refused="mismatch", asked=dates[0])
    if dates:
        wanted = [day for day in dates if day != standing] or dates
        return Wish(wanted, asked=wanted[0], same_hour=bool(said.get("days_change")))
    span = _span(said, now)
    if weekdays:
        return _on_weekdays(offer, weekdays, standing, span)
    if span:
        return _within(offer, span, first_only=bool(said.get("day_rank")))
    if said.get("day_rank"):
        return _soonest(offer, standing, sooner=_EARLIER in strings(said.get("day_rank")))
    if standing and said.get("date_text"):  # «یه روز دیگه»
        return Wish([day.day for day in offer.days if day.day != standing])
    if time and standing and any(day.day == standing for day in offer.days):
        return Wish([standing], asked=standing)  # only the hour is to be another
    return Wish()


def _soonest(offer: Offer, standing: str, *, sooner: bool) -> Wish:
    """The first day that is to be had: another than the one that stands, or one before it."""
    others = [day.day for day in offer.days if day.day != standing]
    if standing and sooner:
        others = [day for day in others if day < standing]
        return Wish(others, first_only=True) if others else Wish(refused="soonest", asked=standing)
    return Wish(others, first_only=True)


def _moved(standing: str, by: Json) -> list[str]:
    """So many days later than the appointment that stands, or earlier."""
    days = by[0] if isinstance(by, list) and by else by
    moved = later(standing, days) if standing and isinstance(days, int) else None
    return [moved] if moved else []


def _span(said: Mapping[str, Json], now: datetime) -> Span | None:
    found = [span for text in strings(said.get("date_text")) if (span := span_of(text, now=now))]
    return found[0] if found else None


def _on_weekdays(offer: Offer, weekdays: Sequence[str], standing: str, span: Span | None) -> Wish:
    """The days of these names that are offered, in the span if there is one; of one name alone the first."""
    if len(weekdays) > 1 and standing:  # «از شنبه به دوشنبه»
        weekdays = [name for name in weekdays if name != weekday(standing)]
    fitting = [day.day for day in offer.days if weekday(day.day) in weekdays and day.day != standing]
    inside = [day for day in fitting if span and span[0] <= day <= span[1]] or fitting
    if inside:
        return Wish(inside, asked=inside[0], first_only=len(weekdays) == 1)
    if standing and weekday(standing) in weekdays:
        return Wish(refused="same", asked=standing)
    # A Friday or a holiday, the later one: the earlier may be too early anyway.
    known = sorted(day for day in offer.closed if weekday(day) in weekdays)
    return Wish(refused=offer.why_not(known[-1]), asked=known[-1]) if known else Wish(refused="full")


def _within(offer: Offer, span: Span, *, first_only: bool) -> Wish:
    first, last = span
    fitting = [day.day for day in offer.days if first <= day.day <= last]
    if fitting:
        return Wish(fitting, first_only=first_only)
    refused = "too_far" if first > offer.last else "too_early" if last < offer.first else "full"
    return Wish(refused=refused)


# The hour


def _fitted(offer: Offer, wish: Wish, time: Json) -> CallResult:
    days = [day for day in offer.days if wish.days is None or day.day in wish.days]
    if not days:
        return Rejected(offer.why_not(wish.asked or offer.today), _told(offer, wish.asked))
    kept = [(day, _slots(offer, day, time, same=wish.same_hour)) for day in days]
    open_days = [(day, slots) for day, slots in kept if slots]
    if not open_days:
        return _no_hour(offer, days, time)
    if wish.first_only:
        open_days = open_days[:1]
    if len(open_days) > 1:
        hours = [str(slot["label"]) for _, slots in open_days for slot in slots] if time else []
        return Accepted({**_found([day.day for day, _ in open_days], None, ()), "hours": _listed(hours)})
    day, slots = open_days[0]
    return Accepted(_found([day.day], day.day, slots))


def _no_hour(offer: Offer, days: Sequence[Day], time: Json) -> CallResult:
    asked = days[0].day if len(days) == 1 else None
    standing = offer.standing
    if asked and asked == standing.get("day") and _matching([standing], time):
        return Rejected("same", _told(offer, asked))
    every = [slot for day in offer.days for slot in day.slots]
    code = "hour_full" if _matching(every, time) else "hour_closed"
    return Rejected(code, _told(offer, asked))


def _slots(offer: Offer, day: Day, time: Json, *, same: bool) -> tuple[Mapping[str, Json], ...]:
    """The free slots of the day that fit the hour; not the one that stands. Where that hour is to stay («همون ساعت») it
    alone; where only the day was moved, it alone if it is free."""
    free, standing = day.slots, offer.standing.get("slot")
    if day.day == offer.standing.get("day"):
        free = tuple(slot for slot in free if slot["slot"] != standing)
    ranks = _strings_of(time, "hour_rank")
    if standing and (_SAME in ranks or (same and not time)):
        kept = tuple(slot for slot in free if slot["slot"] == standing)
        return kept or (() if _SAME in ranks else free)
    fitting = _matching(free, time)
    return fitting[:1] if ranks and _SAME not in ranks else fitting


def _matching(slots: Sequence[Mapping[str, Json]], time: Json) -> tuple[Mapping[str, Json], ...]:
    slots = [slot for slot in slots if slot.get("slot")]
    if isinstance(time, str):
        return tuple(slot for slot in slots if slot["slot"] == time)
    hours = [int(clock[:2]) for clock in _strings_of(time, "time")]
    if hours:
        if not _EARLY.intersection(_strings_of(time, "day_part")):
            hours = [hour + 12 if hour < _SOON else hour for hour in hours]
        return tuple(slot for slot in slots if any(_begins(slot) <= hour < _ends(slot) for hour in hours))
    parts = [_PARTS[name] for name in _strings_of(time, "day_part")]
    if parts:
        return tuple(slot for slot in slots if any(since <= _begins(slot) < till for since, till in parts))
    return tuple(slots)


def _begins(slot: Mapping[str, Json]) -> int:
    return int(str(slot["slot"])[:2])


def _ends(slot: Mapping[str, Json]) -> int:
    return int(str(slot["slot"])[3:5])


# What is given back


def _found(days: Sequence[str], day: str | None, slots: Sequence[Mapping[str, Json]]) -> dict[str, Json]:
    one = slots[0] if len(slots) == 1 else None
    return {
        "days": [{"day": each} for each in days],
        "day": day,
        "slots": [dict(slot) for slot in slots],
        "slot": one["slot"] if one else None,
        "slot_label": one["label"] if one else None,
        "start": f"{_begins(one):02d}:00" if one else None,
        "hours": None,
    }


def _listed(labels: Sequence[str]) -> str | None:
    """Each of them once, in their order: the hours that fit what was said of the hour."""
    return "، ".join(dict.fromkeys(labels)) or None


def _told(offer: Offer, asked: str | None = None) -> dict[str, Json]:
    """What comes with a refusal: the day that was asked for, and the nearest ones on both sides that can be had."""
    return {
        "asked": asked,
        "before": max((day.day for day in offer.days if asked and day.day < asked), default=None),
        "after": min((day.day for day in offer.days if asked and day.day > asked), default=None),
        "first_day": offer.first,
        "last_day": offer.last,
    }


def _strings_of(value: Json, name: str) -> list[str]:
    return strings(value.get(name)) if isinstance(value, dict) else []


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
