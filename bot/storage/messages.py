"""The transcript: everything said in a conversation, numbered. Pull channels read it; push channels are
served from `outbox`, which points here."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select

from bot.account import Account, from_json, to_json
from bot.envelopes import Attachment, Button, Link, Reply
from bot.storage.tables import inbox, messages
from dialogs.ports import Json
from integrations.prepared import Prepared

_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Message:
    """One line of the transcript. `author`: citizen, bot or staff. `client_id` is the channel's own id of a
    citizen's message. `wait`: a call is running and more follows by itself. `account`: what the engine made of the
    turn, with its first line; not for the citizen."""

    conversation_id: str
    seq: int
    author: str
    text: str
    at: datetime
    trace_id: str
    buttons: tuple[Button, ...] = ()
    codes: tuple[str, ...] = ()
    staff: str | None = None
    client_id: str | None = None
    wait: bool = False
    links: tuple[Link, ...] = ()
    account: Account | None = None
    file: Attachment | None = None

    @property
    def reply(self) -> Reply:
        """As something to deliver."""
        return Reply(self.text, self.buttons, self.codes, self.links, self.author, self.staff, self.file)


def add(tx: Connection, rows: Sequence[Message]) -> None:
    if rows:
        _ADD.run_many(tx, [_values(message) for message in rows])


def since(tx: Connection, conversation_id: str, seq: int, *, limit: int = 200) -> list[Message]:
    """What was said after `seq`, oldest first."""
    return [read_row(row) for row in _SINCE.rows(tx, conversation_id=conversation_id, seq=seq, most=limit)]


def latest(tx: Connection, conversation_id: str, *, limit: int = 50) -> list[Message]:
    """The end of the transcript, oldest first."""
    return [read_row(row) for row in _LATEST.rows(tx, conversation_id=conversation_id, most=limit)][::-1]


def file_of(tx: Connection, conversation_id: str, seq: int) -> Attachment | None:
    """The file that went with this line of this conversation; None when there is none."""
    line = next(iter(since(tx, conversation_id, seq - 1, limit=1)), None)
    return line.file if line is not None and line.seq == seq else None


def of_trace(tx: Connection, trace_id: str) -> list[Message]:
    """What bot and staff said because of one inbound."""
    return [read_row(row) for row in _OF_TRACE.rows(tx, trace_id=trace_id)]


def accounts(tx: Connection, trace_id: str) -> list[Account]:
    """What the engine made of the turns that one inbound led to, oldest first."""
    rows = tx.execute(select(messages).where(messages.c.trace_id == trace_id).order_by(messages.c.seq))
    return [message.account for message in map(read_row, rows) if message.account]


def summary_of(tx: Connection, conversation_id: str, *, since: datetime, until: datetime | None) -> Json:
    """What was handed to staff when they were called: the first summary from `since` on."""
    here = (messages.c.conversation_id == conversation_id) & (messages.c.at >= since)
    here = here if until is None else here & (messages.c.at <= until)
    rows = tx.execute(select(messages).where(here).order_by(messages.c.seq).limit(_LOOK_BACK))
    found = (message.account.summary for message in map(read_row, rows) if message.account)
    return next((summary for summary in found if summary), None)


def unasked(tx: Connection, conversation_id: str, *, channel: str, trace_id: str) -> list[Message]:
    """What bot and staff said by themselves (news, a reminder, a colleague's words) between the message before
    this one of the citizen and this one: for a channel that can only answer."""
    lines = _lines_before(tx, conversation_id, trace_id)
    from_citizen = select(inbox.c.trace_id).where(
        inbox.c.conversation_id == conversation_id,
        inbox.c.channel == channel,
        inbox.c.trace_id.in_({line.trace_id for line in lines}),
    )
    asked = set(tx.execute(from_citizen).scalars())
    latest = next((line.trace_id for line in lines if line.trace_id in asked), None)
    since = min((line.seq for line in lines if line.trace_id == latest), default=0)
    wanted = [line.seq for line in lines if line.seq > since and line.trace_id not in asked]
    if not wanted:
        return []
    of_them = select(messages).where(messages.c.conversation_id == conversation_id, messages.c.seq.in_(wanted))
    return [read_row(row) for row in tx.execute(of_them.order_by(messages.c.seq))]


def _lines_before(tx: Connection, conversation_id: str, trace_id: str) -> Sequence[Any]:
    """Number and trace of the lines before the first one of this trace, the newest first; nothing is opened."""
    here = messages.c.conversation_id == conversation_id
    own = tx.execute(select(func.min(messages.c.seq)).where(here, messages.c.trace_id == trace_id)).scalar()
    query = select(messages.c.seq, messages.c.trace_id).where(here)
    query = query.where(messages.c.seq < own) if own is not None else query
    return tx.execute(query.order_by(messages.c.seq.desc()).limit(_LOOK_BACK)).all()


def last_seq(tx: Connection, conversation_id: str) -> int:
    return _LAST_SEQ.scalar(tx, conversation_id=conversation_id) or 0


def read_row(row: Row[Any]) -> Message:
    """A selected row of the transcript (perhaps joined to others) as a message."""
    body = row.body
    return Message(
        conversation_id=row.conversation_id,
        seq=row.seq,
        author=row.author,
        text=body["text"],
        at=row.at,
        trace_id=row.trace_id,
        buttons=tuple(Button(title=title, payload=payload) for title, payload in body.get("buttons", ())),
        codes=tuple(body.get("codes", ())),
        links=tuple(Link(title=title, url=url) for title, url in body.get("links", ())),
        staff=body.get("staff"),
        client_id=row.client_id,
        wait=row.wait,
        account=from_json(body["account"]) if "account" in body else None,
        file=_file(*body["file"]) if "file" in body else None,
    )


def _file(name: str, mime: str, content: str) -> Attachment:
    return Attachment(name, mime, base64.b64decode(content))


def _values(message: Message) -> dict[str, Any]:
    body: dict[str, Any] = {"text": message.text}
    if message.buttons:
        body["buttons"] = [[button.title, button.payload] for button in message.buttons]
    if message.codes:
        body["codes"] = list(message.codes)
    if message.links:
        body["links"] = [[link.title, link.url] for link in message.links]
    if message.staff is not None:
        body["staff"] = message.staff
    if message.file is not None:
        body["file"] = [message.file.name, message.file.mime, base64.b64encode(message.file.content).decode()]
    if message.account is not None:
        body["account"] = to_json(message.account)
    return {
        "conversation_id": message.conversation_id,
        "seq": message.seq,
        "author": message.author,
        "body": body,
        "at": message.at,
        "trace_id": message.trace_id,
        "client_id": message.client_id,
        "wait": message.wait,
    }


_OF_CONVERSATION = messages.c.conversation_id == bindparam("conversation_id")
_ADD = Prepared(insert(messages), keys=[column.key for column in messages.columns])
_SINCE = Prepared(
    select(messages)
    .where(_OF_CONVERSATION, messages.c.seq > bindparam("seq"))
    .order_by(messages.c.seq)
    .limit(bindparam("most"))
)
_LATEST = Prepared(select(messages).where(_OF_CONVERSATION).order_by(messages.c.seq.desc()).limit(bindparam("most")))
_OF_TRACE = Prepared(
    select(messages)
    .where(messages.c.trace_id == bindparam("trace_id"), messages.c.author != "citizen")
    .order_by(messages.c.conversation_id, messages.c.seq)
)
_LAST_SEQ = Prepared(select(func.max(messages.c.seq).label("last_seq")).where(_OF_CONVERSATION))
