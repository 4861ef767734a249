"""Texts said later on their own: the day before a class, before an inspection. Kept in the state, rung by the one timer
of the conversation, never at night."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from persiantools.jdatetime import JalaliDate

from dialogs.conditions import look
from dialogs.daytime import MORNING, TEHRAN, day_before
from dialogs.draft import Draft, fingerprint
from dialogs.state import Mode, Reminder
from dialogs.steps import Remind, Step
from dialogs.values import args_for

MOST = 20

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_TIME = re.compile(r"(\d{1,2}):(\d{2})\Z")
_LATER = timedelta(hours=1)


def set_reminder(draft: Draft, step: Step, remind: Remind) -> None:
    """Sets, moves or takes back the reminder of this name. A date that is unknown or too near sets none."""
    frame = draft.stack[-1]
    when = _moment(look(frame.slots, remind.at), look(frame.slots, remind.time or "")) if remind.at else None
    args = args_for(draft, remind.say) if remind.say else {}
    mark = fingerprint([when.isoformat() if when else None, dict(args)])
    if frame.done.get(step.id) == mark:
        return
    draft.mark(step.id, mark)
    name = f"{remind.name}:{look(frame.slots, remind.of)}" if remind.of else remind.name
    others = [each for each in draft.reminders if (each.flow, each.name) != (frame.flow, name)]
    if when and remind.say:
        at = day_before(when - timedelta(hours=remind.hours_before))
        if draft.now < at < when:
            others.append(Reminder(frame.flow, name, at, remind.say, args))
    draft.reminders = tuple(sorted(others, key=lambda each: each.at)[:MOST])


def ring(draft: Draft) -> None:
    """Says what is due. While staff have the conversation it is put off: the bot is silent then."""
    due = [each for each in draft.reminders if each.at <= draft.now]
    if not due:
        return
    later = [each for each in draft.reminders if each.at > draft.now]
    if draft.mode is Mode.STAFF:
        later += [Reminder(each.flow, each.name, draft.now + _LATER, each.key, each.args) for each in due]
    else:
        for each in due:
            if each.key in draft.book.texts:
                draft.say(each.key, each.args)
                draft.name("answered")
    draft.reminders = tuple(sorted(later, key=lambda each: each.at))


def _moment(date: object, time: object) -> datetime | None:
    """A Jalali date and perhaps a time of day, as a moment; the start of the working day when there is no time."""
    found = _DATE.match(date) if isinstance(date, str) else None
    if found is None:
        return None
    clock = _TIME.match(time) if isinstance(time, str) else None
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (MORNING, 0)
    try:
        day = JalaliDate(*(int(part) for part in found.groups())).to_gregorian()
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TEHRAN)
    except ValueError:
        return None
