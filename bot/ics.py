"""A calendar entry as a file (RFC 5545), in Tehran's time. What is in it and its number of changes is decided by
`bot.actions.agenda`; this only writes it down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.clock import TEHRAN
from bot.envelopes import Attachment
from dialogs.ports import Json

MIME = "text/calendar; charset=utf-8"
_PRODUCT = "-//Isfahan Municipality//Shahryar//FA"
_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def entry_file(entry: Mapping[str, Json], *, title: str, note: str) -> Attachment:
    """`entry`: `uid`, `sequence`, `stamp`, `start` and perhaps `end` (ISO; a `start` without an hour is a whole day),
    `place`, `name` of the file, and `cancelled`: then the file takes the entry out of the calendar again."""
    # A tenth of a second to import, and most processes never write a calendar.
    from icalendar import Calendar, Event  # noqa: PLC0415

    event = Event()
    event.add("uid", str(entry["uid"]))
    event.add("sequence", int(str(entry["sequence"])))
    event.add("dtstamp", datetime.fromisoformat(str(entry["stamp"])))
    start = _moment(str(entry["start"]))
    event.add("dtstart", start)
    if end := entry.get("end"):
        event.add("dtend", _moment(str(end)))
    event.add("summary", _plain(title))
    if note:
        event.add("description", _plain(note))
    if place := entry.get("place"):
        event.add("location", _plain(str(place)))
    cancelled = bool(entry.get("cancelled"))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    whole = Calendar()
    whole.add("prodid", _PRODUCT)
    whole.add("version", "2.0")
    if cancelled:  # what is only offered has no method: that of RFC 5546 would need the mail address of an organizer
        whole.add("method", "CANCEL")
    whole.add_component(event)
    day = start.date() if isinstance(start, datetime) else start
    whole.add_missing_timezones(first_date=day - timedelta(days=1), last_date=day + timedelta(days=366))
    return Attachment(str(entry["name"]), MIME, whole.to_ical())


def _moment(text: str) -> datetime | date:
    return datetime.fromisoformat(text).replace(tzinfo=TEHRAN) if "T" in text else date.fromisoformat(text)


def _plain(text: str) -> str:
    """Calendars show direction marks as boxes, and need none."""
    return text.translate(_BIDI)
