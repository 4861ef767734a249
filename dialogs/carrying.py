"""What one service found out and the next need not ask: for those it offers, taken when they start (`starts`); for the
one it interrupted, offered at the question it answers. A value found on the way may be about another place: that one is
never taken without asking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dialogs.choices import alike, fold
from dialogs.conditions import look
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.labels import name_of
from dialogs.past import last_one
from dialogs.ports import Json
from dialogs.state import Carried, Frame
from dialogs.steps import Collect
from dialogs.validators import VALIDATORS
from dialogs.values import shown
from nlu.entities.kinds import REQUESTED
from nlu.types import Understanding

_TELLING = 4
"""Letters: shorter words are in every other sentence."""

FOR_NEXT = "@next"
"""The slot of what was told to a service that is for one it leads to."""


def carry(draft: Draft, gone: Frame, offers: Iterable[str], paths: Iterable[str]) -> None:
    """Keeps what the service that just ended has at these paths, under the last name of each; for whom it interrupted
    too, unless it was told itself."""
    found = {path.rpartition(".")[2]: look(gone.slots, path) for path in paths}
    told = gone.slots.get(FOR_NEXT)
    found = {**told, **found} if isinstance(told, dict) else found
    below = draft.stack[-1] if draft.stack else None
    values = {slot: value for slot, value in found.items() if value is not None}
    back = {slot: value for slot, value in values.items() if below and slot not in below.slots}
    draft.carried = Carried(tuple(offers), values, below.flow if below and back else None)


def handed_on(draft: Draft, flow: Flow, told: Mapping[str, Json]) -> dict[str, Json]:
    """What the service before it found out and hands on to it, unless what was told of it says otherwise."""
    carried = draft.carried
    if carried is None or flow.id not in carried.flows:
        return {}
    found = {slot: value for slot, value in carried.values.items() if flow.collect_of(slot)}
    return {} if any(told.get(slot, value) != value for slot, value in found.items()) else found


def taken_along(draft: Draft, flow: Flow) -> dict[str, Json]:
    """The same by the names of its own questions: a number that none of the services it was kept for asks for by that
    name (`tracking_no` of an inquiry that was registered) answers the question that takes such a one."""
    carried = draft.carried
    if carried is None or flow.id not in carried.flows:
        return {}
    offered = [draft.book.flows[name] for name in carried.flows if name in draft.book.flows]
    strange = {name for name in carried.values if not any(each.collect_of(name) for each in offered)}
    named = {each.slot: name for _, each in flow.collects() for name in each.entities if name in strange}
    return {**{slot: carried.values[name] for slot, name in named.items()}, **carried.values}


def carried_for(draft: Draft, name: str) -> dict[str, Json]:
    """What was found out last, under the slots of the service `name`: a request's number names a property to some."""
    flow, found = draft.book.flows.get(name), draft.carried.values if draft.carried else {}
    asked = flow.collects() if flow else ()
    taken = {collect.slot: {collect.slot, *collect.entities} for _, collect in asked}
    return {slot: value for each, value in found.items() for slot, names in taken.items() if each in names}


def of_another_kind(draft: Draft, said: Understanding) -> bool:
    """«پروانم چی شد» right after an inquiry was registered: called by the name of another kind of request than the one
    that is handed on. The list of the citizen's requests then says which one it is."""
    last, flow = last_one(draft), draft.flow
    listed = flow is not None and any(each.options_from and each.options_from.told for each in flow.choosing)
    if last is None or flow is None or not listed or flow.file_questions():  # a document may be called so as well
        return False
    kinds = _names_of_kinds(draft)
    named = [word for word in fold(said.raw).split() if any(alike(word, kind) for kind in kinds)]
    if not named:
        return False
    shown = {word for text in _texts_in(last[1].slots) for word in fold(text).split()}
    return not any(alike(word, each) for word in named for each in shown)


def _names_of_kinds(draft: Draft) -> frozenset[str]:
    """The words that the names of the kinds of requests begin with: those after them («طبقهٔ اضافه») say less."""
    texts = draft.book.texts
    every = (each for flow in draft.book.menu() for _, each in flow.collects())
    asked = (each for each in every if not REQUESTED.isdisjoint(each.entities))
    labels = (fold(texts.written(option.label)).split() for each in asked for option in each.options)
    return frozenset(words[0] for words in labels if words and len(words[0]) >= _TELLING)


def _texts_in(value: Json | Mapping[str, Json]) -> Iterator[str]:
    """Its words, and those of its fields; not of its lists, which hold what was not chosen as well."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts_in(each)


def is_question(flow: Flow) -> bool:
    """Is all this flow ever asks for free text? Then it answers a question, which another may follow."""
    asked = [collect for _, collect in flow.collects() if not collect.heard]
    return bool(asked) and all(collect.free_text for collect in asked)


def offer_carried(draft: Draft, collect: Collect) -> bool:
    """At a question whose answer was just found on the way: is that the one? Once."""
    carried = draft.carried
    if carried is None or carried.back is None or collect.slot not in carried.values:
        return False
    flow, frame = draft.flow, draft.top
    if flow is None or frame is None or carried.back != flow.id:
        return False
    draft.carried = replace(carried, back=None)
    value, name = carried.values[collect.slot], name_of(draft.book.texts, collect)
    if name is None or (collect.check and not VALIDATORS[collect.check](value)):
        return False
    args: dict[str, Json] = {"label": {"key": name}, "value": shown(draft.book.texts, collect, frame.slots, value)}
    draft.ask_meant(collect.slot, "common.meant_carried", args, choices=[(value, ("common.answer_yes", {}))])
    draft.fallback = "asked"
    return True
