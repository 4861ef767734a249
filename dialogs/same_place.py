"""«همون‌جا», «همون کوچه»: the place that was told of last. In a service that goes on to another of its kind it is kept
in a slot of its own; after one that ended it is that one's. Places in words of their own are `heard`'s."""

from __future__ import annotations

from dialogs.draft import Draft
from dialogs.hints import words_stand_in
from dialogs.past import just_left
from dialogs.ports import Json
from nlu.types import Understanding

KEPT = "place_before"
"""The slot of the place of the one before, in a flow that goes on to another of its kind."""
_WORDS = "common.words_same_place"


def says_same_place(draft: Draft, said: Understanding) -> bool:
    return words_stand_in(draft.book.texts, _WORDS, said)


def same_place(draft: Draft, said: Understanding) -> Json:
    """The place that is pointed to; None where the message points to none, or none was told of."""
    return _last_place(draft) if says_same_place(draft, said) else None


def _last_place(draft: Draft) -> Json:
    here = draft.stack[-1].slots.get(KEPT)
    left = just_left(draft)
    if here is not None or left is None:
        return here
    place = left[0].place_question()
    return left[1].slots.get(place.slot) if place else None
