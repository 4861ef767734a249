"""The only functions that hand a conversation to a member of staff. What they do not return, no page can show.
A case somebody else holds or closed is the same as one that does not exist: nothing (and the routes say 404)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.storage import cases, files, messages
from bot.storage.cases import Case, Status
from bot.storage.files import Kept
from bot.storage.messages import Message
from bot.storage.staff import Staff
from bot.storage.store import Tx
from dialogs.ports import Json

PREVIEW_LENGTH = 6
TRANSCRIPT_LENGTH = 500
AFTERMATH = timedelta(seconds=30)
"""What the bot says as a case ends is part of it; what the citizen writes afterwards is not."""


class Reach(StrEnum):
    """How much of a case a member of staff may see."""

    PREVIEW = "preview"
    """It waits: reason, service, waiting time and the last messages, enough to decide on taking it. Not the summary:
    what was answered in the service is read by the one who goes on with it."""
    HELD = "held"
    """They hold it: the whole transcript, live, and they may write."""
    HISTORY = "history"
    """They finished it: the transcript up to its end."""


@dataclass(frozen=True, slots=True)
class CaseView:
    case: Case
    reach: Reach
    messages: tuple[Message, ...]
    summary: Json = None
    """What the citizen had answered when staff were called (`dialogs.desk.summary`)."""
    files: Mapping[str, tuple[Kept, ...]] = field(default_factory=dict)
    """What the citizen handed in with these messages, by their trace; nothing while the case waits."""


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A case in hand. `unanswered` counts what the citizen wrote since staff or bot spoke last."""

    case: Case
    unanswered: int


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the desk lists for one member of staff."""

    waiting: tuple[Case, ...]
    held: tuple[HeldCase, ...]
    closed: tuple[Case, ...]


def reach(case: Case, staff: Staff) -> Reach | None:
    """The rule. `None`: as far as they are concerned there is no such case."""
    if case.status is Status.WAITING:
        return Reach.PREVIEW
    if case.staff_id != staff.id:
        return None
    return Reach.HELD if case.status is Status.HELD else Reach.HISTORY


def see(tx: Tx, staff: Staff, *, case_id: str, after: int = 0) -> CaseView | None:
    """One case with the messages beyond number `after`, or nothing."""
    case = cases.find(tx, case_id)
    allowed = None if case is None else reach(case, staff)
    if case is None or allowed is None:
        return None
    summary = None if after or allowed is Reach.PREVIEW else _summary(tx, case)
    shown = tuple(_messages(tx, case, allowed, after=after))
    handed_in = {} if allowed is Reach.PREVIEW else _files(tx, case, shown)
    return CaseView(case, allowed, shown, summary, handed_in)


def see_file(tx: Tx, staff: Staff, *, case_id: str, ref: str) -> tuple[CaseView, Kept, bytes] | None:
    """A file that stands with a message they may see, or nothing."""
    view = see(tx, staff, case_id=case_id)
    found = [file for files_ in view.files.values() for file in files_ if file.ref == ref] if view else []
    opened = files.read(tx, ref, conversation_id=view.case.conversation_id) if view and found else None
    return None if view is None or opened is None else (view, found[0], opened[0])


def board(tx: Tx, staff: Staff) -> Board:
    held = tuple(HeldCase(case, _unanswered(tx, case)) for case in cases.held_by(tx, staff.id))
    return Board(tuple(cases.queue(tx)), held, tuple(cases.closed_by(tx, staff.id)))


def footprint(tx: Tx, staff: Staff) -> tuple[object, ...]:
    """Changes exactly when the board or a held transcript does; cheap enough to ask every second."""
    waiting = tuple((case.no, case.last_seq) for case in cases.queue(tx))
    held = tuple((case.no, case.last_seq) for case in cases.held_by(tx, staff.id))
    return waiting, held


def held_conversations(tx: Tx, staff: Staff) -> tuple[str, ...]:
    """Whose signals a member of staff may listen to."""
    return tuple(sorted(case.conversation_id for case in cases.held_by(tx, staff.id)))


def _messages(tx: Tx, case: Case, allowed: Reach, *, after: int) -> list[Message]:
    if allowed is Reach.PREVIEW:
        return messages.since(tx, case.conversation_id, max(after, case.last_seq - PREVIEW_LENGTH))
    if allowed is Reach.HELD:
        start = max(after, case.last_seq - TRANSCRIPT_LENGTH)
        return messages.since(tx, case.conversation_id, start, limit=TRANSCRIPT_LENGTH)
    whole = messages.since(tx, case.conversation_id, after, limit=4 * TRANSCRIPT_LENGTH)
    return until(whole, case.closed_at)[-TRANSCRIPT_LENGTH:]


def _files(tx: Tx, case: Case, shown: tuple[Message, ...]) -> dict[str, tuple[Kept, ...]]:
    traces = {message.trace_id for message in shown if message.author == "citizen"}
    kept = [file for file in files.of_conversation(tx, case.conversation_id) if file.trace_id in traces]
    return {trace: tuple(file for file in kept if file.trace_id == trace) for trace in traces}


def _summary(tx: Tx, case: Case) -> Json:
    return messages.summary_of(tx, case.conversation_id, since=case.opened_at, until=case.closed_at)


def until(transcript: list[Message], closed_at: datetime | None) -> list[Message]:
    """The part of a transcript that belongs to a case closed at that moment."""
    if closed_at is None:
        return transcript
    kept = []
    for message in transcript:
        later = message.at > closed_at
        if later and (message.author == "citizen" or message.at > closed_at + AFTERMATH):
            break
        kept.append(message)
    return kept


def _unanswered(tx: Tx, case: Case) -> int:
    count = 0
    for message in reversed(messages.latest(tx, case.conversation_id, limit=20)):
        if message.author != "citizen":
            break
        count += 1
    return count
