"""«دومی هم ثبت کن» right after one of a list was done: the same for that one; where nothing is chosen from a list («یکی
دیگه هم دارم» after a report), the same service from its beginning. At the summary of one the other waits. The pattern
is `(draft, said) -> bool`; its place is in `patterns`."""

from __future__ import annotations

from dialogs.choices import names_other, place_within
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import hinted
from dialogs.past import just_ended
from dialogs.portions import BOTH_WORDS
from dialogs.ports import Json
from dialogs.questions import again, in_confirm
from dialogs.repair.done import acted
from dialogs.repair.orders import SHORT
from dialogs.several import put_last
from dialogs.starts import start
from dialogs.state import Frame
from dialogs.values import items_of
from dialogs.wishes import STRONG, clear_wishes
from nlu.types import Act, Understanding


def one_too(draft: Draft, said: Understanding) -> bool:
    """Not what was taken back, nor what a question is about («دومی هم ساعت چنده؟»). Nothing is done without another
    yes."""
    if not BOTH_WORDS.search(said.raw) or len(said.raw.split()) > SHORT:
        return False  # as most messages
    if draft.stack:
        return _after_this(draft, said)
    ended = just_ended(draft)
    if ended is None:
        return False
    flow, kept = ended
    if not acted(draft, kept) or (flow.undo and kept.slots.get(flow.wish) == flow.undo):
        return False
    at = place_within(said.raw)
    if (at is None and not names_other(said.raw)) or _says_otherwise(draft, flow, said):
        return False
    start(draft, flow.id, None, {**_other_of_list(draft, flow, kept, at), **_told_of_it(draft, flow, said)})
    draft.name("repaired")
    return True


def _told_of_it(draft: Draft, flow: Flow, said: Understanding) -> dict[str, Json]:
    """«یکی دیگه هم برا محضر»: which choice that one is for, in its words."""
    hints = ((each.slot, hinted(draft.book.texts, each, said)) for each in flow.worded if not each.heard)
    return {slot: option.value for slot, option in hints if option}


def _says_otherwise(draft: Draft, flow: Flow, said: Understanding) -> bool:
    asks = draft.book.terms.asks(said.raw)
    others = set(clear_wishes(draft, said, least=STRONG)) - {flow.id}
    named = any(each.name != flow.wish for each in said.entities)
    return asks or named or bool(others) or bool({Act.DENY, Act.CANCEL} & set(said.acts))


def _other_of_list(draft: Draft, flow: Flow, kept: Frame, at: int | None) -> dict[str, Json]:
    """The one at that place of what was chosen from, or the other one of two; nothing where it is the one just done:
    then a second one is meant, and which is asked."""
    for collect in flow.choosing:
        source = collect.options_from
        values = [value for value, _ in items_of(draft.book.texts, source, kept.slots)] if source else []
        if kept.slots.get(collect.slot) not in values:
            continue
        if at is None:
            others = [value for value in values if value != kept.slots[collect.slot]]
            return {collect.slot: others[0]} if len(others) == 1 else {}
        found = values[at] if at < len(values) else None
        return {collect.slot: found} if found not in (None, kept.slots[collect.slot]) else {}
    return {}


def _after_this(draft: Draft, said: Understanding) -> bool:
    """«سومی رو هم می‌خوام» at the summary of one of a list: it waits for that; which other one, is asked after it."""
    flow, at = draft.flow, place_within(said.raw)
    collect = next((each for each in flow.choosing if each.others), None) if flow else None
    if flow is None or collect is None or not in_confirm(draft) or _says_otherwise(draft, flow, said):
        return False
    slots, known = draft.stack[-1].slots, dict[str, Json]()
    if at is not None or names_other(said.raw):
        known = _other_of_list(draft, flow, draft.stack[-1], at)
    if not known and not names_other(said.raw):
        return False
    draft.name("repaired")
    if known:
        put_last(draft, collect, slots, known[collect.slot])
        draft.unask()
    else:
        draft.say("common.another_after", {"title": draft.title(flow.id)})
    again(draft)
    return True
