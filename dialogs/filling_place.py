"""A place that a message tells beside what is asked: a street named along with the wish, an address given before the
sign-in, the place of the one before, one put right. What the words of a place are is `heard`'s."""

from __future__ import annotations

from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Collect, Flow
from dialogs.heard import holds_any, place_put_right, put_within, spot_in, street_in, words_of_place
from dialogs.picking import plate_in
from dialogs.same_place import same_place
from dialogs.taking import Filled, take
from nlu.types import Understanding


def fill_street(draft: Draft, flow: Flow, said: Understanding, filled: Filled) -> None:
    """A street named along with the wish, where words may answer and nothing in the message is a surer way."""
    collect = flow.place_question()
    if collect is None or not collect.words or collect.slot in filled.slots:
        return
    if collect.whole and plate_in(said.raw) is None and _put_right(draft, flow, collect, said, filled):
        return
    if street := spot_in(draft, said) if collect.whole else street_in(draft, said):
        before = draft.stack[-1].slots.get(collect.slot)
        take(draft, flow, collect, put_within(draft, before, street), filled, asked=False)
    elif collect.whole and collect.slot not in draft.stack[-1].slots and (place := same_place(draft, said)):
        take(draft, flow, collect, place, filled, asked=False)


def fill_place(draft: Draft, flow: Flow, said: Understanding, filled: Filled) -> None:
    """An address in words that was wanted, or given otherwise, before the sign-in («نبش کوچهٔ ۵ خیابان جی»); or put
    right there («نه کوچهٔ ۷»)."""
    collect = flow.place_question()
    if collect is None or not collect.whole or not holds_any(fold(said.raw), draft.book.city.told_by):
        return
    if _put_right(draft, flow, collect, said, filled):
        return
    if collect.slot in draft.stack[-1].slots and spot_in(draft, said) is None:
        return  # «نگهبان هم نداره پارک» is no other place
    if words := words_of_place(draft, collect, said):
        take(draft, flow, collect, words, Filled(), asked=True)


def _put_right(draft: Draft, flow: Flow, collect: Collect, said: Understanding, filled: Filled) -> bool:
    """Another place than the one that stands, by the message's own words."""
    before = draft.stack[-1].slots.get(collect.slot)
    right = place_put_right(draft, said) if before is not None else None
    if right is None:
        return False
    take(draft, flow, collect, put_within(draft, before, right), filled, asked=False)
    return True
