"""Files of citizens: fetched from a messenger into our store, and the bytes of one for who may have them."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.action import Subject
from bot.content import aread_file
from bot.envelopes import Kind
from bot.storage import files
from bot.storage.store import Store
from dialogs.ports import Accepted, CallResult, Json, Rejected, Unavailable

Fetch = Callable[[str, str], Awaitable[bytes | str]]
"""By channel and the channel's name for the file: its bytes, or why there are none."""


@dataclass(frozen=True, slots=True)
class FetchFile:
    """`files.fetch`. The key makes the name of the file in our store, so a repeated call stores it once."""

    store: Store
    fetch: Fetch

    async def __call__(self, args: Mapping[str, Json], subject: Subject, *, key: str) -> CallResult:
        found = await self.fetch(str(args["channel"]), str(args["file_id"]))
        if isinstance(found, str):
            return Rejected(found)
        kind, body = await aread_file(found)
        if kind is not Kind.FILE:
            return Rejected(str(body["why"]))
        ref, mime, chat = uuid.uuid5(uuid.NAMESPACE_OID, key).hex, str(body["mime"]), subject.conversation_id
        kept = await self.store.awrite(
            lambda tx: files.keep(
                tx, ref, conversation_id=chat, content=found, mime=mime, now=subject.now, trace_id=subject.trace_id
            )
        )
        return Accepted({"ref": ref, **body}) if kept else Rejected("quota")

    async def reconcile(self, subject: Subject, *, key: str) -> CallResult:  # noqa: ARG002
        """Not answered is not fetched."""
        return Unavailable()
