"""What is asked about one of a list by its place or its name («دومی ساعت چند شروع میشه؟», «هزینهٔ سومی چنده؟»): told
from what the list shows of it, and nothing is chosen. The pattern is `(draft, said) -> bool`; its place is in
`patterns`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.choices import choose, fold, place_within
from dialogs.conditions import look
from dialogs.draft import Draft
from dialogs.flow import Collect, Flow, SayStep
from dialogs.option import OptionsFrom
from dialogs.picking import PICK, TOLD, as_offer, by_one_word, by_place
from dialogs.ports import Json
from dialogs.questions import again
from dialogs.repair.done import just_ended
from dialogs.state import Frame, Offer
from dialogs.terms import Aspect
from dialogs.values import chosen_item, items_of, shown_args
from nlu.types import Understanding

_LONGEST = 8
"""Words: a longer message tells something beside."""
_PLAIN = 4
"""Letters, at least, of a word that stands for what is listed («کلاس»)."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list that was shown, and the question it is of."""

    flow: Flow
    frame: Frame
    collect: Collect
    source: OptionsFrom


def of_listed(draft: Draft, said: Understanding) -> bool:
    """While the list stands, or after it was told and nothing of it was chosen; then «همونو ثبت‌نام کن» is about it."""
    for listed in _lists(draft):
        aspect, beside = draft.book.terms.aspect_of(said.raw)
        if aspect is None or len(said.raw.split()) > _LONGEST:
            return False
        offers = _offers(draft, listed)
        at = _named(draft, listed, offers, said, beside)
        lines = _lines(draft, listed, offers[at], aspect) if at is not None else []
        if at is not None and lines:
            draft.say("common.told_beside", {"lines": lines})
            draft.name("repaired")
            if draft.stack:
                draft.fill(TOLD, offers[at].value)
                again(draft)
            else:
                draft.shelved = listed.frame.with_slots({**listed.frame.slots, PICK: str(at + 1)})
            return True
    return False


def _lists(draft: Draft) -> list[_Listed]:
    flow, frame = (draft.flow, draft.top) if draft.stack else just_ended(draft) or (None, None)
    if flow is None or frame is None or frame.waiting or (draft.stack and not draft.asked):
        return []
    if not draft.stack and flow.has_chosen(frame.slots):
        return []
    return [
        _Listed(flow, frame, each, each.options_from)
        for each in flow.choosing
        if each.options_from and look(frame.slots, each.options_from.list)
    ]


def _offers(draft: Draft, listed: _Listed) -> list[Offer]:
    """All of the list, what cannot be chosen any more as well: it stands at its end."""
    texts, source, slots = draft.book.texts, listed.source, listed.frame.slots
    items = [*items_of(texts, source, slots), *items_of(texts, source, slots, offered=False)]
    return [as_offer(draft, source, item) for item in items]


def _named(
    draft: Draft, listed: _Listed, offers: Sequence[Offer], said: Understanding, beside: Sequence[str]
) -> int | None:
    """The one that is named, by its place or by words of its label; not the one that is chosen already."""
    texts, collect = draft.book.texts, listed.collect
    ours = {word for key in (listed.flow.title, collect.label) if key for word in fold(texts.written(key)).split()}
    own = [word for word in beside if not any(word.startswith(each) for each in ours if len(each) >= _PLAIN)]
    at = place_within(said.raw)
    at = len(offers) - 1 if at == -1 else at
    if at is None:
        at = by_place(draft, collect, said, len(offers))
    if at is None and own:
        at = choose(" ".join(own), offers)
    if at is None and draft.stack and listed.source.told and len(own) == 1:
        at = by_one_word(draft, own[0], [offer.label for offer in offers])
    if at is None or at >= len(offers):
        return None
    return None if offers[at].value == listed.frame.slots.get(collect.slot) else at


def _lines(draft: Draft, listed: _Listed, offer: Offer, aspect: Aspect) -> list[Json]:
    """Its label, and what the list shows of it that tells what is asked."""
    flow, frame, source, texts = listed.flow, listed.frame, listed.source, draft.book.texts
    said = [step.does.key for step in flow.steps if isinstance(step.does, SayStep) and step.id in frame.done]
    for key in (*reversed(said), listed.collect.ask):
        if source.list not in texts.get(key).each:
            continue
        only: list[Json] = [chosen_item(source, frame.slots, offer.value)]
        shown = texts.render(key, {**shown_args(draft, flow, frame.slots, key), source.list: only})
        if told := [line for line in shown.splitlines() if aspect.is_told_in(line)]:
            return [{"line": line} for line in (f"{offer.label}:", *told)]
    return []
