"""A file arrives: taken where one is asked for or will be, refused with the reason where it does not fit, and where
nothing is in hand that takes files, offered to the service that does. What is in a file was found out at the door
(`bot`), from its content and not its name; how files wait for their question is `dialogs.kept`'s."""

from __future__ import annotations

from dialogs import desk, questions
from dialogs.draft import FILE, Draft
from dialogs.effects import Say
from dialogs.events import FileRefused, FileSent, FileStored
from dialogs.fill import fill_served
from dialogs.flow import Flow
from dialogs.kept import MEGABYTE, MOST, called, fits, keep
from dialogs.ports import Json
from dialogs.questions import asked_collect
from dialogs.starts import may_start, start
from dialogs.state import Pending
from dialogs.steps import Collect
from dialogs.walk import walk
from dialogs.wishes import clear_wishes, leads
from nlu.types import Act, Understanding

FETCH = "files.fetch"
"""The action that fetches a file from where the citizen sent it. Its answer comes as `FileStored` or `FileRefused`."""
_FETCHING = Pending(flow="", step="", action=FETCH, fingerprint="")


def fetch_file(draft: Draft, event: FileSent) -> None:
    """Nothing is said: the answer is what becomes of the file."""
    draft.call(FETCH, event.source, _FETCHING)
    draft.name("working")


def coming(draft: Draft) -> bool:
    """Is a file on its way?"""
    return any(pending.action == FETCH for pending in draft.calls.values())


def take_file(draft: Draft, event: FileStored) -> None:
    """The file answers a question of the flow in hand, now or later; or the citizen is asked what it is for."""
    draft.calls.pop(event.call_id, None)
    if desk.with_staff(draft):
        return
    if len(draft.files) >= MOST:
        _refuse(draft, asked_collect(draft), "common.file_refused_too_many", {})
        return
    flow = _taker(draft)
    if flow is None:
        _offer(draft, event)
        return
    asked = asked_collect(draft)
    unfit = _unfit(flow, event)
    if unfit:
        _refuse(draft, asked if asked in flow.file_questions() else None, *unfit)
        return
    draft.strikes = 0
    if draft.asked and draft.asked.slot == questions.CHANGE:  # what is to be changed is the file: here is another
        draft.clear(collect.slot for collect in flow.file_questions())
        draft.name("corrected")
    _replace(draft, flow, event.said)
    keep(draft, event)
    aside = [name for name in _wishes_beside(draft, event.said) if name != flow.id] if event.said else []
    if aside and may_start(draft):
        draft.say("common.file_kept")
        start(draft, aside[0], event.said)
        return
    if draft.flow is not flow:  # a sign-in stands before it
        if event.said:
            fill_served(draft, event.said)
        draft.say("common.file_kept")
        questions.again(draft)
        return
    if draft.stack[-1].waiting or any(collect.slot in draft.stack[-1].slots for collect in flow.file_questions()):
        draft.say("common.file_next")  # the question that stands is not put again: its buttons are fresh
        draft.name("asked")
        return
    stood, said = draft.asked, len(draft.effects)
    draft.unask()
    walk(draft)
    again = asked is not None and draft.asked is not None and stood is not None and draft.asked.slot == stood.slot
    if again and len(draft.effects) == said + 1:  # the same question, and not a word about the file
        draft.effects.insert(said, Say("common.file_kept"))


def refuse_file(draft: Draft, event: FileRefused) -> None:
    """It did not pass the door, or could not be fetched: why, and what to do."""
    draft.calls.pop(event.call_id, None)
    if desk.with_staff(draft):
        return
    key = f"common.file_refused_{event.why}"
    asked = asked_collect(draft)
    tried = event.why not in ("quota", "not_fetched")  # the citizen did nothing wrong
    _refuse(draft, asked if asked and asked.files and tried else None, key, {})


def _taker(draft: Draft) -> Flow | None:
    """The service in hand, if it takes files; under a sign-in, the one that waits for it."""
    flow = draft.book.flows.get(draft.served) if draft.stack else None
    return flow if flow and flow.file_questions() else None


def _unfit(flow: Flow, event: FileStored) -> tuple[str, dict[str, Json]] | None:
    """What is wrong with it for every file question of the flow, told by the first of them."""
    wanted = flow.file_questions()
    if any(fits(collect, event.mime, event.size) for collect in wanted):
        return None
    first = wanted[0]
    if event.mime in first.files and event.size > first.most_mb * MEGABYTE:
        return "common.file_too_big", {"most_mb": first.most_mb}
    kinds: list[Json] = [called(kind) for kind in first.files]
    return "common.wrong_file", {"kinds": kinds}


def _replace(draft: Draft, flow: Flow, said: Understanding | None) -> None:
    """«نه، این درسته» beside a second file: it takes the place of the first."""
    wrong = said and (Act.DENY in said.acts or leads(said, "correct"))
    if wrong and draft.flow is flow and not draft.acting_call(draft.stack[-1]):
        draft.clear(collect.slot for collect in flow.file_questions())


def _refuse(draft: Draft, collect: Collect | None, key: str, args: dict[str, Json]) -> None:
    """A try at the question like any other, when one for a file stands: at the cap a person is offered."""
    draft.name("wrong_file")
    draft.say(key, args)
    if collect is None:
        questions.again(draft)
        return
    if draft.attempt(collect.slot) >= collect.attempts:
        questions.offer_human(draft, "attempts_used")
        return
    draft.unask()
    walk(draft)


def _offer(draft: Draft, event: FileStored) -> None:
    """No service in hand takes it. One that is wished for beside it may; else the citizen is asked."""
    in_hand = draft.book.flows.get(draft.served) if draft.stack else None
    if in_hand and in_hand.file_none:
        _refuse(draft, None, in_hand.file_none, {})
        return
    said = event.said
    wishes = _wishes_beside(draft, said) if said else []
    if said and wishes and may_start(draft):
        wished = draft.book.flows.get(wishes[0])
        if wished and wished.file_questions():
            keep(draft, event)
        else:
            draft.say("common.file_not_needed")
        start(draft, wishes[0], said)
        return
    keep(draft, event)
    if not questions.ask_file(draft):
        draft.files = ()
        draft.say("common.file_not_needed")
        draft.name("unsupported")
        questions.again(draft)
        return
    draft.name("asked")


def _wishes_beside(draft: Draft, said: Understanding) -> list[str]:
    """«اینم نقشه» names what the file is, whatever else it may sound like."""
    wishes, flow = clear_wishes(draft, said), questions.file_taker(draft)
    names = {name for _, collect in flow.collects() for name in collect.entities} if flow else set()
    if flow and flow.id not in wishes and any(entity.name in names for entity in said.entities):
        return []
    return wishes


def file_meant(draft: Draft, said: Understanding) -> bool:
    """More than a yes to «is this file for …?»: «آره، سند خونمه برای ۱۲۳۴۵۶۷». The service starts with all of it."""
    asked = draft.asked
    if asked is None or asked.slot != FILE or Act.DENY in said.acts:
        return False
    name = str(asked.offers[0].value)
    if Act.AFFIRM not in said.acts and not said.entities and name not in clear_wishes(draft, said):
        return False
    if any(wish != name for wish in clear_wishes(draft, said)):
        return False
    draft.unask()
    start(draft, name, said)
    return True
