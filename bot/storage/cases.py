"""Cases: conversations waiting for or held by staff. Every deed of staff moves the row, puts what happened into the
conversation's inbox and writes the audit, in one transaction. Who may see a case is decided in `bot.console.access`."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, insert, or_, select, update

from bot.envelopes import MAX_TEXT, Inbound, Kind
from bot.storage import audit, inbox
from bot.storage.staff import Staff
from bot.storage.store import Tx
from bot.storage.tables import cases, conversations, staff
from dialogs.ports import Json

LEASE = timedelta(minutes=3)
"""A held case whose console is gone this long goes back to the queue."""
LONGEST_MESSAGE = MAX_TEXT
"""Staff may write what a citizen may write."""
CHANNEL = "console"
HANDED_BACK = "handed_back"
WITHDRAWN = "withdrawn"


class Status(StrEnum):
    WAITING = "waiting"
    HELD = "held"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Case:
    """`no` is the number citizens and staff know the case by. `reason` and `flow` are names out of the dialogs."""

    no: str
    conversation_id: str
    reason: str
    flow: str | None
    status: Status
    staff_id: str | None
    staff_name: str | None
    lease_until: datetime | None
    opened_at: datetime
    claimed_at: datetime | None
    closed_at: datetime | None
    outcome: str | None
    channel: str
    last_seq: int


@dataclass(frozen=True, slots=True)
class OpenedCase:
    case_no: str
    position: int


_SELECT = (
    select(cases, staff.c.name.label("staff_name"), conversations.c.channel, conversations.c.last_seq)
    .join(conversations, conversations.c.id == cases.c.conversation_id)
    .outerjoin(staff, staff.c.id == cases.c.staff_id)
)


def open_case(
    tx: Tx,
    *,
    conversation_id: str,
    reason: str,
    flow: str | None,
    now: datetime,
    new_number: Callable[[], str] = lambda: f"{10_000_000 + secrets.randbelow(90_000_000)}",
) -> OpenedCase:
    """Put the conversation into the queue. One that is there, or with staff, already keeps its case and place."""
    # The conversation's row is the lock: of two askers at once, one opens and the other finds.
    tx.execute(select(conversations.c.id).where(conversations.c.id == conversation_id).with_for_update())
    standing = of_conversation(tx, conversation_id)
    if standing is not None:
        return OpenedCase(standing.no, position(tx, standing.no))
    number = new_number()
    while find(tx, number) is not None:
        number = new_number()
    row = {"id": number, "conversation_id": conversation_id, "reason": reason, "flow": flow}
    tx.execute(insert(cases).values(**row, status=Status.WAITING, opened_at=now))
    return OpenedCase(number, position(tx, number))


def find(tx: Tx, case_id: str) -> Case | None:
    return _one(tx, cases.c.id == case_id)


def of_conversation(tx: Tx, conversation_id: str) -> Case | None:
    """The case of this conversation that is not closed."""
    return _one(tx, cases.c.conversation_id == conversation_id, cases.c.status != Status.CLOSED)


def queue(tx: Tx) -> list[Case]:
    """The waiting, longest first."""
    return _many(tx, cases.c.status == Status.WAITING)


def held_by(tx: Tx, staff_id: str) -> list[Case]:
    return _many(tx, cases.c.status == Status.HELD, cases.c.staff_id == staff_id)


def closed_by(tx: Tx, staff_id: str, *, limit: int = 30) -> list[Case]:
    """What this member of staff finished, newest first."""
    mine = (cases.c.status == Status.CLOSED) & (cases.c.staff_id == staff_id)
    rows = tx.execute(_SELECT.where(mine).order_by(cases.c.closed_at.desc()).limit(limit))
    return [_case(row) for row in rows]


def position(tx: Tx, case_id: str) -> int:
    """The place in the queue, from 1; 0 for a case that does not wait."""
    case = find(tx, case_id)
    if case is None or case.status is not Status.WAITING:
        return 0
    earlier = or_(cases.c.opened_at < case.opened_at, and_(cases.c.opened_at == case.opened_at, cases.c.id < case_id))
    before = select(func.count()).select_from(cases).where(cases.c.status == Status.WAITING, earlier)
    return tx.execute(before).scalar_one() + 1


def claim(tx: Tx, case_id: str, *, by: Staff, now: datetime, lease: timedelta = LEASE) -> bool:
    """Take a waiting case. One conditional update: of any number of staff pressing at once exactly one gets True."""
    _lock_conversation(tx, case_id)
    taken = tx.execute(
        update(cases)
        .where(cases.c.id == case_id, cases.c.status == Status.WAITING)
        .values(status=Status.HELD, staff_id=by.id, claimed_at=now, lease_until=now + lease)
    )
    if taken.rowcount != 1:
        return False
    _happened(tx, case_id, Kind.STAFF_TOOK, by=by, now=now)
    return True


def say(
    tx: Tx, case_id: str, *, by: Staff, text: str, message_id: str, now: datetime, lease: timedelta = LEASE
) -> bool:
    """Write to the citizen of a case one holds. The same `message_id` again changes nothing."""
    if not _held(tx, case_id, by, lease_until=now + lease):
        return False
    _happened(tx, case_id, Kind.STAFF_SAID, by=by, now=now, message_id=message_id, more={"text": text})
    return True


def hand_back(tx: Tx, case_id: str, *, by: Staff, now: datetime) -> bool:
    """End the case and let the bot go on where it stood."""
    if not _held(tx, case_id, by, status=Status.CLOSED, outcome=HANDED_BACK, closed_at=now, lease_until=None):
        return False
    _happened(tx, case_id, Kind.STAFF_RELEASED, by=by, now=now, more={"closed": False})
    return True


def close(tx: Tx, case_id: str, *, by: Staff, outcome: str, now: datetime) -> bool:
    """End the case: the matter is settled, the bot starts afresh."""
    if not _held(tx, case_id, by, status=Status.CLOSED, outcome=outcome, closed_at=now, lease_until=None):
        return False
    _happened(tx, case_id, Kind.STAFF_RELEASED, by=by, now=now, more={"closed": True}, detail={"outcome": outcome})
    return True


def withdraw(tx: Tx, *, conversation_id: str, now: datetime) -> bool:
    """The citizen does not want to wait any longer. A case staff already hold stays with them."""
    waiting = (cases.c.conversation_id == conversation_id) & (cases.c.status == Status.WAITING)
    left = tx.execute(update(cases).where(waiting).values(status=Status.CLOSED, outcome=WITHDRAWN, closed_at=now))
    return left.rowcount > 0


def renew_leases(tx: Tx, staff_id: str, *, now: datetime, lease: timedelta = LEASE) -> None:
    """The console of this member of staff is open."""
    mine = (cases.c.staff_id == staff_id) & (cases.c.status == Status.HELD)
    tx.execute(update(cases).where(mine).values(lease_until=now + lease))


def any_lapsed(tx: Tx, *, now: datetime) -> bool:
    """Whether `expire_leases` has something to do."""
    lapsed = (cases.c.status == Status.HELD) & (cases.c.lease_until < now)
    return tx.execute(select(cases.c.id).where(lapsed).limit(1)).first() is not None


def expire_leases(tx: Tx, *, now: datetime, notice: str, desk: str) -> list[str]:
    """Put cases whose console went away back into the queue, at their old place, and give their conversations.
    The bot stays silent (nobody handed back to it) and the citizen reads `notice`, signed by the `desk`."""
    return _requeue(tx, cases.c.lease_until < now, now=now, notice=notice, desk=desk, action="lease_expired")


def requeue_of(tx: Tx, staff_id: str, *, now: datetime, notice: str, desk: str) -> list[str]:
    """The same for everything one member of staff holds, whose account ends."""
    return _requeue(tx, cases.c.staff_id == staff_id, now=now, notice=notice, desk=desk, action="holder_disabled")


def _requeue(tx: Tx, which: ColumnElement[bool], *, now: datetime, notice: str, desk: str, action: str) -> list[str]:
    back = []
    for case in _many(tx, which, cases.c.status == Status.HELD):
        _lock_conversation(tx, case.no)
        same = (cases.c.id == case.no) & (cases.c.status == Status.HELD) & (cases.c.lease_until == case.lease_until)
        waiting = {"status": Status.WAITING, "staff_id": None, "claimed_at": None, "lease_until": None}
        if tx.execute(update(cases).where(same).values(**waiting)).rowcount != 1:
            continue  # renewed or finished this moment
        body: dict[str, Json] = {"staff": audit.SYSTEM, "name": desk, "text": notice}
        _put(tx, case, Kind.STAFF_SAID, message_id=_stamp(case.no, action, now), body=body, now=now)
        detail: dict[str, Json] = {"case": case.no, "held_by": case.staff_id}
        audit.record(
            tx, actor=audit.SYSTEM, action=action, now=now, conversation_id=case.conversation_id, detail=detail
        )
        back.append(case.conversation_id)
    return back


def _held(tx: Tx, case_id: str, by: Staff, **values: Any) -> bool:
    """Change a case this member of staff holds; False when they do not. The row stays locked to the end."""
    _lock_conversation(tx, case_id)
    mine = (cases.c.id == case_id) & (cases.c.status == Status.HELD) & (cases.c.staff_id == by.id)
    return tx.execute(update(cases).where(mine).values(**values)).rowcount == 1


def _lock_conversation(tx: Tx, case_id: str) -> None:
    # A turn locks the conversation and then its case. Taking them the other way round could lock both out.
    whose = select(cases.c.conversation_id).where(cases.c.id == case_id).scalar_subquery()
    lock = select(conversations.c.id).where(conversations.c.id == whose)
    tx.execute(lock.with_for_update(read=True, key_share=True))


def _happened(
    tx: Tx,
    case_id: str,
    kind: Kind,
    *,
    by: Staff,
    now: datetime,
    message_id: str = "",
    more: dict[str, Json] | None = None,
    detail: dict[str, Json] | None = None,
) -> None:
    case = find(tx, case_id)
    assert case is not None  # noqa: S101 — its row was updated in this transaction
    body: dict[str, Json] = {"staff": by.id, "name": by.name, **(more or {})}
    _put(tx, case, kind, message_id=message_id or _stamp(case_id, kind, now), body=body, now=now)
    detail = {"case": case_id, **(detail or {})}
    audit.record(tx, actor=by.id, action=kind, now=now, conversation_id=case.conversation_id, detail=detail)


def _put(tx: Tx, case: Case, kind: Kind, *, message_id: str, body: dict[str, Json], now: datetime) -> None:
    inbox.put(tx, Inbound(CHANNEL, case.conversation_id, message_id, kind, body), now=now)


def _stamp(case_id: str, what: str, now: datetime) -> str:
    # One case can be taken, lost and taken again: the moment tells the times apart.
    return f"{case_id}:{what}:{int(now.timestamp() * 1_000_000)}"


def _one(tx: Tx, *where: ColumnElement[bool]) -> Case | None:
    row = tx.execute(_SELECT.where(*where)).one_or_none()
    return None if row is None else _case(row)


def _many(tx: Tx, *where: ColumnElement[bool]) -> list[Case]:
    return [_case(row) for row in tx.execute(_SELECT.where(*where).order_by(cases.c.opened_at, cases.c.id))]


def _case(row: Row[Any]) -> Case:
    return Case(
        no=row.id,
        conversation_id=row.conversation_id,
        reason=row.reason,
        flow=row.flow,
        status=Status(row.status),
        staff_id=row.staff_id,
        staff_name=row.staff_name,
        lease_until=row.lease_until,
        opened_at=row.opened_at,
        claimed_at=row.claimed_at,
        closed_at=row.closed_at,
        outcome=row.outcome,
        channel=row.channel,
        last_seq=row.last_seq,
    )
