"""Areas told of a part of a building: «مغازه ۶۰ متر و مسکونی ۳۲۰ متر». Whether such an area is a part, or all there
is, follows from the use that stands (in the place of an office it is all there is); which parts there are is said by
the flow (`shares`). Adding up is an action's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.naming import named_in
from dialogs.whole import Shares
from nlu.types import Entity, Understanding


def shared_out(draft: Draft, flow: Flow, said: Understanding) -> Understanding:
    """The message with its parts as parts of a whole of `both`; or as the whole, where the use is the part's own or
    none is known. Another use that stands gives way: a shop in what was to be homes makes it both."""
    shares = flow.shares
    if shares is not None and (part := _left_open(draft, flow, shares, said)):
        return replace(said, entities=tuple(replace(each, name=part) for each in said.entities))
    told = [entity for entity in said.entities if shares and entity.name in shares.parts and not entity.fault]
    if shares is None or not told:
        return said
    stands = draft.stack[-1].slots.get(shares.of)
    use = next((each.value for each in said.entities if each.name == shares.of), stands)
    own = shares.parts[told[0].name]
    single = len({each.name for each in told}) == 1 and not any(each.name == shares.whole for each in said.entities)
    if single and (use in (None, own) or use not in {shares.both, *shares.parts.values()}):
        return replace(said, entities=tuple(_as_whole(shares, own, said.entities)))
    if use == shares.both:
        return said
    kept = [each for each in said.entities if each.name != shares.of]
    return replace(said, entities=(_named(shares.of, shares.both, told[0]), *kept))


def _left_open(draft: Draft, flow: Flow, shares: Shares, said: Understanding) -> str | None:
    """«۶۰ متره» where a part was passed over and is taken for something: that part, when it names nothing else and is
    less than the whole."""
    slots = draft.stack[-1].slots
    passed = [name for name in shares.parts if name in slots and slots[name] is None]
    asks = draft.asked is not None and flow.collect_of(draft.asked.slot) is not None
    if asks or slots.get(shares.of) != shares.both or len(passed) != 1:
        return None
    whole, told = slots.get(shares.whole), [each for each in said.entities if each.name == shares.whole]
    if not isinstance(whole, int | float) or len(told) != 1 or len(said.entities) != 1 or told[0].fault:
        return None
    less = isinstance(told[0].value, int | float) and told[0].value < whole
    return passed[0] if less and named_in(said.raw, flow, draft.book.labels) is None else None


def _as_whole(shares: Shares, own: str, entities: tuple[Entity, ...]) -> Iterator[Entity]:
    for entity in entities:
        if entity.name in shares.parts:
            yield _named(shares.of, own, entity)
            yield replace(entity, name=shares.whole)
        elif entity.name != shares.of:
            yield entity


def _named(name: str, value: str, beside: Entity) -> Entity:
    return Entity(name, value, "", beside.start, beside.start)
