"""The queue for a member of staff, from the citizen's side. Staff's side is the console."""

from __future__ import annotations

from collections.abc import Mapping

from bot.action import Subject
from bot.storage import cases, staff
from bot.storage.store import Tx
from dialogs.ports import Accepted, CallResult, Json


def open_case(tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:
    """`desk.open_case`: a case and its honest place in the queue; the standing one when there is one."""
    flow = args.get("flow")
    opened = cases.open_case(
        tx,
        conversation_id=subject.conversation_id,
        reason=str(args["reason"]),
        flow=None if flow is None else str(flow),
        now=subject.now,
    )
    here = staff.online(tx, now=subject.now)
    return Accepted({"case_no": opened.case_no, "position": opened.position, "staff_online": here})


def leave_queue(tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:  # noqa: ARG001
    """`desk.leave_queue`: fine also when there is no case, or staff hold it already."""
    cases.withdraw(tx, conversation_id=subject.conversation_id, now=subject.now)
    return Accepted()
