"""Files that came and wait for their question: in order, each with the values that were written beside it. Receiving a
file, and refusing one, is `repair.files`'s."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.draft import Draft
from dialogs.events import FileStored
from dialogs.fill import fill_values
from dialogs.flow import Flow
from dialogs.formats import kind_of
from dialogs.labels import name_of
from dialogs.ports import Json
from dialogs.state import Frame
from dialogs.steps import Collect
from dialogs.taking import Filled, put
from nlu.types import Entity

MEGABYTE = 1024 * 1024
KINDS = {
    "image/jpeg": "JPG",
    "image/png": "PNG",
    "application/pdf": "PDF",
    "image/webp": "WEBP",
    "image/vnd.dwg": "DWG",
}
"""How a kind of file is called by people; others by the end of their name."""
MOST = 20
"""Files that can wait together."""
_FILE = ("ref", "mime", "size", "kind")


def called(mime: str) -> str:
    return KINDS.get(mime, mime.partition("/")[2].upper())


def keep(draft: Draft, event: FileStored) -> None:
    """Puts a file behind those that wait."""
    entities = event.said.entities if event.said else ()
    values: dict[str, Json] = {each.name: each.value for each in entities if each.fault is None}
    file: dict[str, Json] = {"ref": event.ref, "mime": event.mime, "size": event.size, "kind": called(event.mime)}
    draft.files = (*draft.files, {**file, "values": values})


def fits(collect: Collect, mime: str, size: int) -> bool:
    return mime in collect.files and size <= collect.most_mb * MEGABYTE


def hand_over(draft: Draft) -> None:
    """The oldest file that waits answers the file question of the flow in hand, when that has no answer yet; what was
    written beside it answers others."""
    flow, frame = draft.flow, draft.top
    if flow is None or frame is None or frame.waiting:
        return
    for collect in flow.file_questions():
        if collect.slot in frame.slots:
            continue
        at = next((at for at, file in enumerate(draft.files) if fits(collect, *_measure(file))), None)
        if at is None:
            continue
        file = draft.files[at]
        draft.files = (*draft.files[:at], *draft.files[at + 1 :])
        put(draft, flow, collect, {name: file.get(name) for name in _FILE})
        values = file.get("values")
        beside = values.items() if isinstance(values, dict) else ()
        given = [Entity(name, value, "", 0, 0) for name, value in beside if isinstance(value, str | int | float)]
        say_changed(draft, fill_values(draft, given))


def tell_left(draft: Draft, flow: Flow, frame: Frame, *, refused: bool) -> None:
    """The flow ends without some of the files: that is said, so that nobody thinks they were handed in. When it ends
    because something was `refused`, the file in hand has been spoken of already."""
    questions = flow.file_questions()
    if not questions:
        return
    taken = [frame.slots.get(collect.slot) for collect in questions]
    specs = [(step.id, draft.book.actions.get(getattr(step.does, "action", ""))) for step in flow.steps]
    acts = {step for step, spec in specs if spec and spec.acts}
    unsent = bool(acts) and not acts & set(frame.done) and any(isinstance(file, dict) for file in taken)
    if draft.files or (unsent and not refused):
        draft.say("common.files_left")
        draft.files = ()


def say_changed(draft: Draft, filled: Filled) -> None:
    """Earlier answers that are different now."""
    for collect, value in filled.changed:
        if collect.gather or (draft.flow and collect.slot == draft.flow.wish):
            continue  # what came of it is shown next: a summary, a question, what is wanted now
        name = name_of(draft.book.texts, collect)
        if not _readable(collect, value):
            draft.say("common.noted")
        elif name:
            draft.say("common.corrected", {"label": {"key": name}, "value": value})
        else:
            draft.say("common.corrected_plain", {"value": value})
    if filled.changed:
        draft.name("corrected")


def _readable(collect: Collect, value: Json) -> bool:
    """A choice of a list that is not here yet has only its code: that is not for citizens."""
    if not isinstance(value, dict) or "key" in value or not collect.entities or kind_of(collect.entities[0]) != "text":
        return True
    name = value.get("value")
    return collect.options_from is None and not (isinstance(name, str) and name.isascii() and name.isidentifier())


def _measure(file: Mapping[str, Json]) -> tuple[str, int]:
    return str(file.get("mime")), int(str(file.get("size", 0)))
