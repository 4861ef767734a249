"""When an inspection can be: working days from the third one on, the slots of a day. Pure; what is taken is in
`inspections.py`."""

from __future__ import annotations

from datetime import date, timedelta

from integrations.reference.case.catalogue import load_catalogue
from integrations.reference.workdays import load_calendar
from integrations.reference.written import from_jalali


def first_day(today: date) -> date:
    """The earliest day: the third working day after today."""
    return load_calendar().after(today, load_catalogue()["inspections"]["first_working_day"])


def days(today: date) -> list[date]:
    """The working days that can be chosen, in order."""
    found: list[date] = []
    calendar, current = load_calendar(), first_day(today)
    while len(found) < load_catalogue()["inspections"]["days_shown"]:
        if calendar.works(current):
            found.append(current)
        current += timedelta(days=1)
    return found


def closed(today: date) -> list[tuple[date, str]]:
    """The days from today to the last that can be chosen which cannot, and why: `too_early`, `friday`, `holiday`."""
    chosen, calendar = days(today), load_calendar()
    found = []
    for number in range((chosen[-1] - today).days):
        day = today + timedelta(days=number)
        if day not in chosen:
            found.append((day, calendar.why_closed(day) or "too_early"))
    return found


def slots() -> list[str]:
    return list(load_catalogue()["inspections"]["slots"])


def inspectors() -> int:
    """How many inspections of one district can be at the same time."""
    return int(load_catalogue()["inspections"]["inspectors_per_district"])


def bookable(day_written: str, slot: str, *, today: date) -> date | None:
    """The day, when it and the slot can be chosen today; None otherwise."""
    try:
        year, month, number = (int(part) for part in day_written.split("-"))
        day = from_jalali(year, month, number)
    except ValueError:
        return None
    return day if day in days(today) and slot in slots() else None
