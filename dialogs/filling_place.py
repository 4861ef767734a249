"""A place that a message tells beside what is asked: a street named along with the wish, an address given before the
sign-in, the place of the one before, one put right, another house of a street that was not found. What the words of a
place are is `heard`'s."""

from __future__ import annotations

from dataclasses import replace

from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.heard import holds_any, place_put_right, put_within, spot_in, street_in, words_of_place
from dialogs.picking import plate_in, with_plate
from dialogs.same_place import same_place
from dialogs.steps import Collect
from dialogs.taking import Filled, take
from dialogs.tried import tried
from nlu.text import persian_digits
from nlu.types import Understanding

_ADDRESS = "address"
_FEW = 6
"""Words, at most, of a message that tells a house or a lane and nothing else."""


def within_tried(draft: Draft, asked: Collect | None, said: Understanding) -> Understanding:
    """«پلاک ۶ چی؟», «کوچه ۸» where a street was not found: of that street."""
    if asked is None and draft.asked and draft.flow and draft.asked.slot.startswith("@"):
        asked = draft.flow.place_question()  # «می‌خواهید کارشناس کمکتان کند؟»: or another try
    before = tried(draft, asked.slot) if asked and asked.location and asked.words else None
    if asked is None or not isinstance(before, str) or len(said.raw.split()) > _FEW:
        return said
    if not any(map(str.isalpha, before)) or any(e.name in asked.entities and e.name != _ADDRESS for e in said.entities):
        return said  # a code was not found, or a surer way is told now
    city, words = draft.book.city, fold(said.raw).split()
    plate, lane = plate_in(said.raw), next((at for at, word in enumerate(words[:-1]) if word in city.inner), None)
    if any(word in city.streets - city.inner for word in words) or (plate is None and lane is None):
        return said
    place = before
    if lane is not None and words[lane] not in city.plates:
        place = put_within(draft, place, persian_digits(f"{words[lane]} {words[lane + 1]}"))
    if plate is not None:
        plate = persian_digits(plate)
        place = with_plate(place, plate) if plate_in(place) else f"{place} {plate}"
    others = tuple(each for each in said.entities if each.name not in asked.entities)
    return replace(said, raw=place, normal=place, acts=(), entities=others)


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
