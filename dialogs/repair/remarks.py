"""Words that answer no question and still belong to what is being done: the second sentence of a report, written at its
sign-in or its summary. Each pattern is `(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.heard import names_nowhere
from dialogs.hints import words_stand_in
from dialogs.questions import again, asked_collect, in_confirm
from dialogs.state import Frame
from dialogs.steps import Collect, Confirm
from dialogs.values import args_for
from dialogs.wishes import DIGRESS, START, STRONG, SURE, clear_wishes, leads
from nlu.types import Understanding

_ORDER = "common.asks_order"
_WHEN = frozenset({"time", "weekday", "date", "day_part"})
_SENTENCE = 3
"""Words, at least."""
_NO_REMARK = ("greeting", "thanks", "cancel", "correct", "chitchat", "human_handoff")


def add_remark(draft: Draft, said: Understanding) -> bool:
    """«بچهٔ همسایه هم توش افتاد» while a report waits for a sign-in, or stands to be confirmed: it goes along."""
    if _stands_there(draft, said):
        draft.name("repaired")
        again(draft)
        return True
    if not draft.stack or not _says_more(draft, said) or (found := _remark_of(draft)) is None:
        return False
    if _asks_where(draft) and names_nowhere(draft, said):
        return False  # «همون جلوی خونه‌مون» tells no place, and nothing more either
    at, collect = found
    _add(draft, at, collect, said.raw.strip())
    draft.name("repaired")
    draft.say("common.noted")
    again(draft)
    return True


def least_of(draft: Draft, order: str) -> float:
    """How sure a reading as this order has to be: «ولشون کردن همونجا» at the sign-in for a report tells what others
    did, and is no cancel unless that is what it surely sounds like."""
    return STRONG if order == "cancel" and _remark_of(draft) is not None else START


def _stands_there(draft: Draft, said: Understanding) -> bool:
    """«همون ملک کوی نمونه» at the summary that names it: nothing that is not written there already."""
    step = draft.flow.step(draft.asked.slot) if draft.flow and draft.asked else None
    if step is None or not isinstance(step.does, Confirm) or said.acts or draft.book.terms.asks(said.raw):
        return False
    if clear_wishes(draft, said, least=STRONG) and not draft.book.terms.takes(said.raw):
        return False
    key = step.does.summary
    shown = set(fold(draft.book.texts.render(key, args_for(draft, key))).split())
    words = draft.book.terms.telling(fold(said.raw))
    return bool(words) and shown.issuperset(words)


def another_after(draft: Draft, said: Understanding) -> bool:
    """«یه اعتراض دیگه هم دارم» at the summary of one: the one in hand is finished first."""
    flow = draft.flow
    if flow is None or not in_confirm(draft) or said.acts or not leads(said, flow.id):
        return False
    if not words_stand_in(draft.book.texts, "common.asks_another", said):
        return False
    draft.name("repaired")
    draft.say("common.another_after", {"title": draft.title(flow.id)})
    again(draft)
    return True


def append_remark(draft: Draft, flow: Flow, text: str) -> None:
    """Words that go along with a report of the flow in hand, where it is told of in the citizen's own words."""
    taker = next(_takers(flow, draft.stack[-1]), None) if flow.opened else None
    if taker is not None:
        _add(draft, len(draft.stack) - 1, taker, text)


def taker_of(draft: Draft) -> Collect | None:
    """The question of the flow in hand whose words may be added to."""
    return next(_takers(draft.flow, draft.stack[-1]), None) if draft.flow else None


def _add(draft: Draft, at: int, collect: Collect, text: str) -> None:
    frame = draft.stack[at]
    before = frame.slots.get(collect.slot)
    whole = "\n".join(filter(None, (before if isinstance(before, str) else None, text)))
    draft.stack[at] = frame._replace(slots={**frame.slots, collect.slot: whole})


def _says_more(draft: Draft, said: Understanding) -> bool:
    """A sentence, and no question, order or wish."""
    intent, texts = said.intent, draft.book.texts
    if words_stand_in(texts, "common.asks_another", said) or _orders(draft, said):
        return False
    if len(said.raw.split()) < _SENTENCE or draft.book.terms.asks(said.raw) or said.acts or draft.asked is None:
        return False
    rights = leads(said, "correct") and puts_words_right(draft, said)
    if intent and intent.name in _NO_REMARK and intent.confidence >= DIGRESS and not rights:
        return False
    # what is told of a report at its sign-in reads like many a service: less than surely is no wish, unless it says so
    tells = draft.flow is not None and draft.flow.system and not words_stand_in(texts, "common.asks_doing", said)
    tells = tells or _tells_when(draft, said)
    return not any(name != draft.served for name in clear_wishes(draft, said, least=SURE if tells else None))


def puts_words_right(draft: Draft, said: Understanding) -> bool:
    """«باجه ۴ بود نه ۳» at the summary of a report that speaks of one: of what was written, and no answer."""
    flow, frame = draft.flow, draft.stack[-1]
    if flow is None or not in_confirm(draft) or not flow.opened or said.entities:
        return False
    own = " ".join(str(frame.slots.get(each.slot) or "") for _, each in flow.collects() if each.free_text)
    written = set(fold(own).split())
    return any(word in written and len(word) > 2 for word in draft.book.terms.telling(fold(said.raw)))


def _tells_when(draft: Draft, said: Understanding) -> bool:
    """«ساعت ۱۰ صبح بود پنجشنبه» of a report: when it happened, though it sounds like somebody's hours."""
    flow = draft.book.flows.get(draft.served)
    told = {entity.name for entity in said.entities}
    return flow is not None and bool(flow.opened) and bool(told) and told <= _WHEN - flow.names


def _orders(draft: Draft, said: Understanding) -> bool:
    """«… رو هم قسطی کن»: it ends in a word that tells somebody to do something."""
    lines = draft.book.texts.get(_ORDER).lines
    orders = {"".join(part for part in line if isinstance(part, str)) for line in lines}
    return any(word in orders for word in fold(said.raw).split()[-1:])


def _remark_of(draft: Draft) -> tuple[int, Collect] | None:
    """The question of the service in hand that takes remarks, and where its frame is: at a summary its own; at a
    sign-in only of a service that is told of in the citizen's own words."""
    for at in range(len(draft.stack) - 1, max(len(draft.stack) - 3, -1), -1):
        frame: Frame = draft.stack[at]
        flow = draft.book.flows.get(frame.flow)
        if flow is None:
            return None
        if flow.system:
            continue
        told = bool(flow.opened)
        if (in_confirm(draft) or (told and _asks_where(draft))) if at == len(draft.stack) - 1 else told:
            return next(((at, collect) for collect in _takers(flow, frame)), None)
        return None
    return None


def _asks_where(draft: Draft) -> bool:
    """Is the place of it asked for, in words? What happened may come first («جواب سربالا داد»)."""
    collect = asked_collect(draft)
    return collect is not None and collect.whole


def _takers(flow: Flow, frame: Frame) -> Iterator[Collect]:
    """The question made for remarks; else one that was answered in the citizen's own words."""
    words = [collect for _, collect in flow.collects() if collect.free_text and not (collect.secret or collect.heard)]
    yield from (collect for collect in words if collect.aside)
    yield from (collect for collect in words if frame.slots.get(collect.slot))
