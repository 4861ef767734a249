"""A file arrives: taken where one is asked for, refused with the reason where it does not fit, and said so where
none is wanted. What is in a file was found out at the door (`bot`), from its content and not its name."""

from __future__ import annotations

from dialogs import questions
from dialogs.draft import Draft
from dialogs.events import FileStored
from dialogs.fill import put
from dialogs.flow import Collect
from dialogs.ports import Json
from dialogs.questions import asked_collect
from dialogs.walk import walk

_MEGABYTE = 1024 * 1024
_KINDS = {"image/jpeg": "JPG", "image/png": "PNG", "application/pdf": "PDF", "image/webp": "WEBP"}
"""How a kind of file is called by people; others by the end of their name."""


def take_file(draft: Draft, event: FileStored) -> None:
    """The file answers the question that stands, or the citizen is told why it does not."""
    collect, flow = asked_collect(draft), draft.flow
    if collect is None or flow is None or not collect.files:
        draft.say("common.file_not_needed")
        draft.name("unsupported")
        questions.again(draft)
    elif event.mime not in collect.files:
        kinds: list[Json] = [_KINDS.get(kind, kind.partition("/")[2]) for kind in collect.files]
        _refuse(draft, collect, "common.wrong_file", {"kinds": kinds})
    elif event.size > collect.most_mb * _MEGABYTE:
        _refuse(draft, collect, "common.file_too_big", {"most_mb": collect.most_mb})
    else:
        draft.strikes = 0
        put(draft, flow, collect, {"ref": event.ref, "mime": event.mime, "size": event.size})
        draft.asked = None
        walk(draft)


def _refuse(draft: Draft, collect: Collect, key: str, args: dict[str, Json]) -> None:
    """A try at the question like any other: at the cap a person is offered."""
    draft.name("wrong_file")
    if draft.attempt(collect.slot) >= collect.attempts:
        draft.say(key, args)
        questions.offer_human(draft, "attempts_used")
        return
    draft.say(key, args)
    draft.asked = None
    walk(draft)
