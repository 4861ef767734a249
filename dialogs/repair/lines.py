"""One line of a list that was just told: «قسط دوم کیه؟» after a schedule. A list that a question chooses from is
`picking`'s. Each pattern is `(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

from dialogs.choices import fold, place_asked, place_beside
from dialogs.conditions import look
from dialogs.draft import Draft
from dialogs.flow import Flow, SayStep
from dialogs.questions import again, asked_collect
from dialogs.repair.done import acted, just_ended
from dialogs.repair.orders import SHORT
from dialogs.state import Frame
from dialogs.wishes import STRONG, clear_wishes
from nlu.types import Understanding


def told_line(draft: Draft, said: Understanding) -> bool:
    """«قسط دوم کیه؟», «آخریش چنده؟»: of the list that was told last, the line at that place; the question that stands
    comes again."""
    telling = _telling(draft)
    if telling is None or len(said.raw.split()) > SHORT or not draft.book.terms.asks(said.raw):
        return False
    flow, frame = telling
    at = _place(draft, flow, frame, said.raw)
    if at is None or any(name != flow.id for name in clear_wishes(draft, said, least=STRONG)):
        return False
    line = _line(draft, flow, frame, at)
    if line is None:
        return False
    draft.say("common.told_beside", {"lines": [{"line": line}]})
    draft.name("repaired")
    if draft.asked and draft.stack:
        again(draft)
    return True


def _telling(draft: Draft) -> tuple[Flow, Frame] | None:
    """The service whose list it may be: the one in hand, or the one that just ended."""
    if not draft.stack:
        return just_ended(draft)
    flow, frame, collect = draft.flow, draft.stack[-1], asked_collect(draft)
    return None if flow is None or frame.waiting or (collect and collect.free_text) else (flow, frame)


def _place(draft: Draft, flow: Flow, frame: Frame, text: str) -> int | None:
    """Which of the list is asked about. Where one of another list was chosen before («پروندهٔ دوم چی؟»), only by what
    the service is about, unless it is done with («اولیش چنده؟» after a schedule that was registered)."""
    texts = draft.book.texts
    others = {word for each in flow.choosing if each.label for word in fold(texts.written(each.label)).split()}
    names = " ".join(word for word in fold(texts.written(flow.title)).split() if word not in others)
    if flow.has_chosen(frame.slots) and not acted(draft, frame):
        return place_beside(text, names)
    return place_asked(text, names)


def _line(draft: Draft, flow: Flow, frame: Frame, at: int) -> str | None:
    """What stands at that place (-1: the last) of the list that was told last and that nothing is chosen from."""
    texts = draft.book.texts
    chosen = {each.options_from.list for _, each in flow.collects() if each.options_from}
    told = [step.does.key for step in flow.steps if isinstance(step.does, SayStep) and step.id in frame.done]
    for key in reversed(told):
        for path in texts.get(key).each:
            items = look(frame.slots, path)
            if path not in chosen and isinstance(items, list) and -1 <= at < len(items):
                return texts.item(key, path, items, at % len(items))
    return None
