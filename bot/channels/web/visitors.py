"""Who sits at the other end of a web line: a new visitor gets a ticket and a greeting, a known one comes
back to their own conversation. The ticket is the only key; storage keeps its SHA-256 alone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels.web.deps import Deps
from bot.envelopes import Inbound, Kind
from bot.errors import Code, Defect
from bot.storage import conversations, inbox, visitors
from bot.storage.store import Tx

CHANNEL = "web"


@dataclass(frozen=True, slots=True)
class Visitor:
    """One browser. `user` is the channel's name for it and carries no secret."""

    user: str
    conversation_id: str

    def message_id(self, client_id: str) -> str:
        """The client's own id, made unique among visitors."""
        return f"{self.user}:{client_id}"

    def client_id(self, message_id: str | None) -> str | None:
        """The other way round; `None` for anything that is not this visitor's."""
        prefix = f"{self.user}:"
        return message_id.removeprefix(prefix) if message_id and message_id.startswith(prefix) else None


async def arrive(deps: Deps) -> tuple[Visitor, str, inbox.Receipt]:
    """A new visitor, with the ticket and the receipt of the greeting it led to. One transaction: a ticket
    that was given out always has a conversation."""
    ticket, trace_id, now = deps.new_ticket(), deps.new_id(), deps.clock.now()

    def work(tx: Tx) -> tuple[str, inbox.Receipt]:
        visitors.issue(tx, now=now, ticket=ticket)
        user = visitors.conversation_user(tx, ticket)
        if user is None:
            raise Defect(Code.TICKET_INVALID)
        joined = Inbound(CHANNEL, user, f"{user}:joined", Kind.JOINED, {}, trace_id)
        return user, inbox.put(tx, joined, now=now)

    user, receipt = await deps.store.awrite(work)
    deps.signals.publish("inbox")
    return Visitor(user, receipt.conversation_id), ticket, receipt


async def recognise(deps: Deps, ticket: str) -> Visitor | None:
    """The visitor this ticket was given to; `None` when it is not ours (any more)."""

    def work(tx: Tx) -> Visitor | None:
        user = visitors.conversation_user(tx, ticket)
        conversation_id = conversations.find(tx, CHANNEL, user) if user else None
        return Visitor(user, conversation_id) if user and conversation_id else None

    return await deps.store.aglance(work)
