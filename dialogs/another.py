"""Another one of a list than the one that was taken, named after it was: «نه، دومی». How one is named at all is in
`picking`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dialogs.choices import another, describes_one, place_chosen
from dialogs.described import described
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.picking import as_offer, at_place, by_place, by_what_is_shown, in_figures, named_among, of_so_many
from dialogs.ports import Json
from dialogs.state import Offer
from dialogs.steps import Collect
from dialogs.taking import put
from dialogs.values import items_of
from nlu.types import Act, Understanding


def pick_another(draft: Draft, said: Understanding) -> bool:
    """«اولی چی؟», «اون یکی» after the result: another one of the list the finished flow chose from."""
    frame, flow = draft.top, draft.flow
    found = another_named(draft, flow, frame.slots, said) if frame and flow else None
    if flow is None or found is None:
        return False
    put(draft, flow, *found)
    return True


def another_named(
    draft: Draft, flow: Flow, slots: Mapping[str, Json], said: Understanding
) -> tuple[Collect, Json] | None:
    """The question with a list whose other choice the message names, and that choice."""
    for collect, offers in _lists(draft, flow, slots):
        now = slots.get(collect.slot)
        at = another(in_figures(said.normal or said.raw), offers, now)
        at = at_place(draft, flow, said.raw, len(offers)) if at is None else at
        if at is None:
            at = by_place(draft, collect, said, len(offers))
        if at is None:
            at = by_what_is_shown(draft, collect, said, offers)
        if at is None and Act.DENY in said.acts:  # «نه، تمدید رو می‌خواستم»
            named = named_among(draft, collect, said.raw)
            at = next((index for index, offer in enumerate(offers) if named and offer.value == named[0]), None)
        if at is None and (Act.DENY in said.acts or describes_one(said.raw)):
            at = _named_at_last(draft, collect, said, offers)
        if at is not None and offers[at].value != now:
            return collect, offers[at].value
    return None


def names_the_taken(draft: Draft, flow: Flow, slots: Mapping[str, Json], said: Understanding) -> bool:
    """«نه اولی رو می‌خواستم» where the first is the one that was taken."""
    for collect, offers in _lists(draft, flow, slots):
        now = slots.get(collect.slot)
        at = of_so_many(place_chosen(said.raw), len(offers)) if now is not None else None
        if at is None and now is not None:
            at = another(said.normal or said.raw, offers, None)
        if at is not None and offers[at].value == now:
            return True
    return False


def _lists(draft: Draft, flow: Flow, slots: Mapping[str, Json]) -> Iterator[tuple[Collect, list[Offer]]]:
    """The questions that choose from a list of several, and what is in it."""
    for _, collect in flow.collects():
        source = collect.options_from
        items = items_of(draft.book.texts, source, slots) if source else []
        if source is not None and len(items) > 1:
            yield collect, [as_offer(draft, source, item) for item in items]


def _named_at_last(draft: Draft, collect: Collect, said: Understanding, offers: Sequence[Offer]) -> int | None:
    """«نه نه صبر کن، سومی رو می‌خوام», «نه اونی که ساعت ۴ هست»: by its place wherever that stands, or by what it
    holds."""
    at = of_so_many(place_chosen(said.raw), len(offers))
    return at if at is not None else described(draft, collect, said, offers)[0]
