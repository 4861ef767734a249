"""What was before, as far as it is still known: every look at it goes through here. It is kept in three frames of the
state and in one slot, because each is let go of by something else:

- `shelved`, the service that was in hand last: one that ended (`ENDED`; «اون یکی چی؟» is about its result), was let go
  of half done, or was kept from its end by the backend (`FAILED`). The next service takes its place, and it is empty
  while the service is opened again.
- `topic`, the question about rules that was answered since: an article ends no matter, so it stands beside the service
  and is gone with the next one. What is asked on («سقفش چقدره») is about it.
- `earlier`, the last service whose answers may be varied, once another one took its place in `shelved`; which message
  goes back to it says `earlier`.
- `former.FORMER`, a slot of such a service's own frame: its answers before a what-if.

Most of it counts for half an hour (`IDLE`). What was done with it is `repair.done`'s; `walk`, `questions`, `links` and
`answers` keep it, `Draft.forget_past` lets go of it."""

from __future__ import annotations

from datetime import datetime

from dialogs.draft import IDLE, Draft
from dialogs.flow import Flow
from dialogs.state import Frame

ENDED = "@end"
"""The `step` of a flow that is over."""
FAILED = "@failed"
"""In `done` of a shelved flow that ended because the other side did not answer."""

Known = tuple[Flow, Frame]
"""A service and how it stood."""


def recent(since: datetime | None, now: datetime) -> bool:
    """Was the last turn within the last half hour?"""
    return since is not None and now - since <= IDLE


def last_one(draft: Draft) -> Known | None:
    """The service that was in hand last, however it went and however long ago."""
    return _known(draft, draft.shelved)


def ended_last(draft: Draft) -> Known | None:
    """The same when it ended."""
    last = last_one(draft)
    return last if last is not None and last[1].step == ENDED else None


def just_ended(draft: Draft) -> Known | None:
    """The service that ended within the last half hour."""
    ended = ended_last(draft)
    return ended if ended is not None and _recent(draft) else None


def just_left(draft: Draft) -> Known | None:
    """The service that was in hand within the last half hour, however it went."""
    last = last_one(draft)
    return last if last is not None and _recent(draft) else None


def just_stopped(draft: Draft) -> Frame | None:
    """The service that was let go of half done within the last half hour, with its answers."""
    left = just_left(draft)
    return None if left is None or left[1].step == ENDED else left[1]


def just_failed(draft: Draft) -> str | None:
    """The service that the backend kept from its end within the last half hour, with what was said kept for another
    try."""
    kept = draft.shelved
    return kept.flow if kept is not None and FAILED in kept.done and _recent(draft) else None


def half_done(draft: Draft, name: str) -> Frame | None:
    """This service, when it was the last one and has not ended: it may be taken up again with its answers."""
    kept = draft.shelved
    return kept if kept is not None and kept.flow == name and kept.step != ENDED else None


def last_topic(draft: Draft) -> Known | None:
    """The question about rules that was answered last, and within the last half hour: what is asked on is about it."""
    topic = _known(draft, draft.topic)
    return topic if topic is not None and _recent(draft) else None


def earlier_one(draft: Draft) -> Known | None:
    """The service before the last one, when its answers may be varied."""
    return _known(draft, draft.earlier)


def results(draft: Draft) -> list[Known]:
    """What was told with nothing in hand since, newest first: an article, the service before it, and the one before
    that whose answers may be varied («چرا اینقدر زیاده؟» after an estimate and two articles). What was let go of half
    way counts too: «بابت چیه؟» is about it."""
    if draft.stack:
        return []
    found = [each for each in (last_topic(draft), just_left(draft)) if each]
    earlier = earlier_one(draft)
    return [*found, earlier] if found and earlier else found


def _recent(draft: Draft) -> bool:
    return recent(draft.before.updated_at, draft.now)


def _known(draft: Draft, frame: Frame | None) -> Known | None:
    flow = draft.book.flows.get(frame.flow) if frame is not None else None
    return None if frame is None or flow is None else (flow, frame)
