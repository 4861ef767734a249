"""A whole that was told part by part: «همکف ۸۰، اول ۱۰۰، دوم ۱۰۰», and then «طبقهٔ دوم رو بکن ۱۲۰». The part takes its
place among those that stand, and the whole is added up anew; where they are not all known, the part waits for the
others. Which answers these are is said by the flow (`listed`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.ports import Json
from dialogs.whole import Listed
from nlu.entities.level_areas import GROUND, TOP
from nlu.types import Entity, Understanding

_PART = re.compile(r"(?<!\S)(-?\d+):(\d+(?:\.\d+)?(?:e\+\d+)?):([a-z_0-9]+)(?!\S)")
Parts = dict[int, tuple[float, str]]
"""By its place from the ground up: how large a part is, and what it is a part of."""


def put_in_place(draft: Draft, flow: Flow, said: Understanding) -> Understanding:
    """The message with a part, or some of the parts, as all of them with what they come to."""
    listed = flow.listed
    told = listed and _told(listed, said)
    if listed is None or not told:
        return said
    slots = draft.stack[-1].slots
    stands, count = _standing(listed, slots), slots.get(listed.count)
    whole = bool(stands) and len(stands) == count
    if not stands or (len(told) >= len(stands) if whole else told.keys() >= stands.keys()):
        return said  # there is nothing to put it into, or it is all there is
    parts = _together(stands, told, whole=whole)
    complete = len(parts) == count or (whole and len(parts) == len(stands) + 1)
    complete = complete or (count is None and len(told) > 1)
    return replace(said, entities=_entities(listed, said, parts, complete=complete))


def _told(listed: Listed, said: Understanding) -> Parts:
    """The parts the message tells; of one alone where it stands, unless the whole is told beside it."""
    given = {each.name: each.value for each in said.entities if not each.fault}
    if listed.of in given:
        return _read(given[listed.of])
    one, at = given.get(listed.one), given.get(listed.at)
    if one is None or at is None or listed.whole in given:
        return {}
    return {int(at): (float(one), listed.whole)}


def _standing(listed: Listed, slots: Mapping[str, Json]) -> Parts:
    """The parts that were listed; as many alike; or the one that was told alone."""
    if parts := _read(slots.get(listed.of)):
        return parts
    each, count = slots.get(listed.each), slots.get(listed.count)
    if isinstance(each, int | float) and isinstance(count, int):
        return dict.fromkeys(range(1, count + 1), (float(each), listed.whole))
    one, at = slots.get(listed.one), slots.get(listed.at)
    return {at: (float(one), listed.whole)} if isinstance(one, int | float) and isinstance(at, int) else {}


def _together(stands: Parts, told: Parts, *, whole: bool) -> Parts:
    """Each in its place, as a part of what was there. Of all there are «همکف» is the lowest, «طبقهٔ آخر» the last."""
    parts = dict(stands)
    for place, (area, name) in told.items():
        at = place
        if place not in parts and (place == TOP or (place == GROUND and whole)):
            at = max(parts) if place == TOP else min(parts)
        parts[at] = (area, parts[at][1] if at in parts else name)
    return parts


def _entities(listed: Listed, said: Understanding, parts: Parts, *, complete: bool) -> tuple[Entity, ...]:
    """The values of the message with the parts, and what they come to when there is none more."""
    sums: dict[str, float] = {}
    for area, name in parts.values():
        sums[name] = sums.get(name, 0) + area
    made: dict[str, str | int | float] = {listed.of: _written(parts)}
    gone = {listed.of, listed.whole, *sums}
    if complete:
        made |= {**sums, listed.count: len(parts)}
        gone |= {listed.one, listed.at, listed.count}
    at = said.entities[0].start
    words = next((each.raw for each in said.entities if each.name in (listed.of, listed.one)), "")
    return (
        # With the words that told it, so that its number is spoken for
        *(Entity(name, value, words if name == listed.of else "", at, at) for name, value in made.items()),
        *(each for each in said.entities if each.name not in gone),
    )


def _read(value: Json) -> Parts:
    """`place:area:whole`, one after the other; nothing of what is written otherwise."""
    fields = _PART.findall(value) if isinstance(value, str) else []
    return {int(place): (float(area), name) for place, area, name in fields}


def _written(parts: Parts) -> str:
    return " ".join(f"{place}:{area:g}:{name}" for place, (area, name) in sorted(parts.items()))
