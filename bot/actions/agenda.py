"""`calendar.entry` and `calendar.take_out`: an appointment as an entry for the citizen's own calendar, and out of it
again. Which appointments there are is the municipality's; what the entry is called is the flow's; the file is
`bot.ics`'s."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping

from persiantools.jdatetime import JalaliDate

from bot.action import Subject
from bot.storage import agenda
from bot.storage.store import Tx
from dialogs.ports import Accepted, CallResult, Json, Rejected

_NAMES = uuid.UUID("6f0c1c1e-5f0b-4c37-9a51-0b6d2b7f3a10")
"""Of our entries: the same appointment has the same id in every calendar, and none tells the number behind it."""
_TIMES = re.compile(r"(\d{2})(?::(\d{2}))?(?:-(\d{2})(?::(\d{2}))?)?\Z")
"""`16:00`, or a span as the days of inspections have it: `08-10`."""


def entry(tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:
    """The entry as it stands now. Given again after a change it is a newer version of the same entry."""
    facts = {name: args.get(name) for name in ("kind", "number", "title", "place", "day", "time")}
    uid = _uid(facts)
    sequence = agenda.give(tx, subject.conversation_id, uid, facts, now=subject.now)
    return Accepted({"entry": _written(facts, subject, uid=uid, sequence=sequence, cancelled=False)})


def take_out(tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:
    """The last version with its cancellation; refused when this conversation never gave the entry out."""
    uid = _uid(args)
    found = agenda.last(tx, subject.conversation_id, uid)
    if found is None:
        return Rejected("not_given")
    gone = {**found.entry, "cancelled": True}
    sequence = agenda.give(tx, subject.conversation_id, uid, gone, now=subject.now)
    return Accepted({"entry": _written(found.entry, subject, uid=uid, sequence=sequence, cancelled=True)})


def _uid(facts: Mapping[str, Json]) -> str:
    return str(uuid.uuid5(_NAMES, f"{facts.get('kind')}:{facts.get('number')}"))


def _written(
    facts: Mapping[str, Json], subject: Subject, *, uid: str, sequence: int, cancelled: bool
) -> dict[str, Json]:
    start, end = _span(str(facts["day"]), str(facts.get("time") or ""))
    return {
        **facts,
        "uid": uid,
        "sequence": sequence,
        "stamp": subject.now.isoformat(),
        "start": start,
        "end": end,
        "name": f"{facts['kind']}-{facts['day']}.ics",
        "cancelled": cancelled,
    }


def _span(day: str, time: str) -> tuple[str, str | None]:
    """A Jalali day and its hours as ISO; without an hour the day alone."""
    date = JalaliDate(*(int(part) for part in day.split("-"))).to_gregorian().isoformat()
    found = _TIMES.match(time)
    if found is None:
        return date, None
    hour, minute, until, until_minute = found.groups()
    return f"{date}T{hour}:{minute or '00'}", f"{date}T{until}:{until_minute or '00'}" if until else None
