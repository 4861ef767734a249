"""`own_data.kept` and `own_data.forget`: what is kept of a citizen in this conversation, and forgetting it. Of this
conversation alone: a chat account is no identity, and no two are known to be one person's."""

from __future__ import annotations

from collections.abc import Mapping

from bot.action import Subject, TurnAction
from bot.storage import erasure, subscriptions
from bot.storage.store import Tx
from dialogs.ports import Accepted, CallResult, Json, Rejected


def own_data_actions() -> Mapping[str, TurnAction]:
    return {"own_data.kept": kept, "own_data.forget": forget}


def kept(tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:  # noqa: ARG001
    """How many messages there are, with the one that asks, how many files and followed matters, and the mobile that was
    confirmed. What there is none of is null."""
    counted = erasure.count(tx, subject.conversation_id)
    followed = subscriptions.of(tx, subject.conversation_id)
    mobile = subject.identity.mobile if subject.identity else None
    data: dict[str, Json] = {"messages": counted["messages"] + 1, "files": counted["files"] or None}
    return Accepted({**data, "followed": len(followed.topics) if followed else None, "mobile": mobile})


def forget(tx: Tx, args: Mapping[str, Json], subject: Subject) -> CallResult:  # noqa: ARG001
    """Forgotten, but for the message that is being answered and the answer; refused while a call to the municipality is
    on its way, whose outcome nobody would hear of."""
    if erasure.unfinished(tx, subject.conversation_id):
        return Rejected("busy")
    erasure.erase_own(tx, subject.conversation_id, now=subject.now)
    return Accepted()
