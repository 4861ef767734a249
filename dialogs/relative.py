"""Values told by how much they differ from those that stand: «یه طبقه بیشتر», «دو واحد کمتر», «یه هفته دیرتر». Which
entity tells it, and where the value stands that is not in the question's own slot, is said by the flow (`changed_by`,
`stands`)."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from dialogs.conditions import look
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.ports import Json
from dialogs.steps import Collect
from nlu.entities.changes import TIMES
from nlu.entities.jalali import later
from nlu.types import Act, Entity, EntityValue, Understanding


def settled(draft: Draft, flow: Flow, said: Understanding) -> Understanding:
    """The message with such changes as the values they come to. Without a value that stands they say nothing, but to a
    question that takes them as they are."""
    takers = {collect.changed_by: collect for collect in flow.changing}
    if not any(entity.name in takers for entity in said.entities):
        return said
    made = [(entity, takers.get(entity.name)) for entity in said.entities]
    kept = [
        (entity,) if collect is None else _come_to(draft, _taker(draft, flow, collect), entity)
        for entity, collect in made
    ]
    return replace(said, entities=tuple(chain.from_iterable(kept)))


def _taker(draft: Draft, flow: Flow, collect: Collect) -> Collect:
    """The part that is told of; where the part is all there is, the whole («مغازه رو ۲۰ متر بزرگ‌تر کنم»)."""
    shares = flow.shares
    if shares is None or collect.slot not in shares.parts:
        return collect
    alone = draft.stack[-1].slots.get(shares.of) == shares.parts[collect.slot]
    whole = flow.collect_of(shares.whole) if alone else None
    return whole[1] if whole else collect


def _come_to(draft: Draft, collect: Collect, entity: Entity) -> tuple[Entity, ...]:
    """The value it comes to; beside it the change itself, where the question takes both together."""
    slots, name = draft.stack[-1].slots, collect.entities[0]
    said = slots.get(collect.slot)
    value = said.get(name) if isinstance(said, dict) else said
    if value is None and collect.stands:
        value = look(slots, collect.stands)
    changed = _changed(value, entity.value)
    if changed is None:
        return (entity,) if entity.name in collect.entities else ()
    come = replace(entity, name=name, value=changed)
    return (come, entity) if collect.gather and entity.name in collect.entities else (come,)


def _changed(value: Json, by: EntityValue) -> int | float | str | None:
    """A number or a day by so much more, a number so many times; None where that comes to nothing that can be."""
    if isinstance(by, str) and by.startswith(TIMES) and isinstance(value, int | float):
        times = round(value * float(by.removeprefix(TIMES)), 1)
        return int(times) if times.is_integer() else times
    if not isinstance(by, int):
        return None
    if isinstance(value, str):
        return later(value, by)
    return value + by if isinstance(value, int | float) and value + by >= 1 else None


def varies(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«یه طبقه اضافه کنم چی؟»: what would be, and no wish that these words are a part of."""
    told = {collect.changed_by for collect in flow.changing}
    asks = Act.WHAT_IF in said.acts or draft.book.terms.asks(said.raw)
    return asks and any(entity.name in told for entity in said.entities)
