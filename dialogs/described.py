"""Which of a list is meant when it is described by what it holds («اونی که ساعت ۴ عصره») or by comparing
(«ارزون‌ترینش»). Numbers and labels are `choices`'; what a list shows in words is `picking`'s."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from persiantools.jdatetime import JalaliDate

from dialogs.choices import several_named
from dialogs.draft import Draft
from dialogs.hints import hinted, words_stand_in
from dialogs.ports import Json
from dialogs.state import Offer
from dialogs.steps import Collect
from dialogs.values import chosen_item
from nlu.types import Entity, Understanding

SEVERAL = "common.several_fit"
ALL = "common.words_all"
"""The text with words for the whole list («همشون رو بگو»)."""
_ALL = 5
"""Words, at most, of a message that says so and nothing else."""
_SOON = 7
"""An hour before this one is of the afternoon: nobody teaches at four in the morning."""
_WEEKDAYS = ("saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday")
_DAY = re.compile(r"(1[34]\d\d)-(\d\d)-(\d\d)\Z")


def described(
    draft: Draft, asked: Collect, said: Understanding, offers: Sequence[Offer]
) -> tuple[int | None, str | None]:
    """The index of the one that is described; or, when several are alike in it, the text that says so."""
    source = asked.options_from
    if source is None:
        return None, None
    own = draft.flow is not None and f"{draft.flow.id}.invalid_{asked.slot}" in draft.book.texts
    # «همه رو نشون بده» where the flow itself has something to say to that
    heard = draft.flow is not None and any(
        each.heard and hinted(draft.book.texts, each, said) for each in draft.flow.worded
    )
    every = not (own or heard) and len(said.raw.split()) <= _ALL and words_stand_in(draft.book.texts, ALL, said)
    if several_named(said.raw) or every:
        return None, "common.one_at_a_time"
    slots = draft.stack[-1].slots
    shown = {part.path for part in draft.book.texts.get(asked.ask).within(source.list)}
    chosen = [chosen_item(source, slots, offer.value) or {} for offer in offers]
    items = [
        {name: value for name, value in item.items() if not shown or {name, f"{name}_label"} & shown} for item in chosen
    ]
    for found, tie in (_holding(draft, said, items), _ranked(draft, asked, said, chosen)):
        if found:
            return (found[0], None) if len(found) == 1 else (None, tie)
    return None, None


def _holding(draft: Draft, said: Understanding, items: Sequence[Mapping[str, Json]]) -> tuple[list[int], str]:
    """Those that hold every value of the message which is no answer of its own to this flow."""
    taken = {name for _, collect in draft.flow.collects() for name in collect.entities} if draft.flow else set()
    told = [each for each in said.entities if each.name not in taken and not each.fault]
    found = [at for at, item in enumerate(items) if told and all(_holds(item, each) for each in told)]
    return found if len(found) < len(items) else [], SEVERAL


def _holds(item: Mapping[str, Json], told: Entity) -> bool:
    values = [value for value in item.values() if isinstance(value, str | int) and value != ""]
    if told.name == "weekday":
        return any(isinstance(value, str) and _weekday(value) == told.value for value in values)
    if told.name == "time":
        hour, _, minute = str(told.value).partition(":")
        later = f"{int(hour) + 12:02d}:{minute}" if hour.isdecimal() and int(hour) < _SOON else ""
        return bool({str(told.value), later} & set(map(str, values)))
    return told.value in values


def _ranked(
    draft: Draft, asked: Collect, said: Understanding, items: Sequence[Mapping[str, Json]]
) -> tuple[list[int], str]:
    """Those that come first by the rank whose words the message has."""
    for rank in asked.options_from.ranks if asked.options_from else ():
        if words_stand_in(draft.book.texts, rank.words, said):
            keys = {at: _key(item.get(rank.by)) for at, item in enumerate(items) if item}  # «هیچ‌کدام» is none of them
            first = max(keys.values()) if rank.most else min(keys.values())
            return [at for at, key in keys.items() if key == first], rank.tie
    return [], SEVERAL


def _key(value: Json) -> tuple[float, str]:
    """Empty before numbers, numbers by their size, days and hours as they are written."""
    if isinstance(value, int | float):
        return (1.0 + value, "")
    return (0.0, "") if value in (None, "") else (1.0, str(value))


def _weekday(value: str) -> str | None:
    found = _DAY.match(value)
    try:
        return _WEEKDAYS[JalaliDate(*(int(part) for part in found.groups())).weekday()] if found else None
    except ValueError:
        return None
