"""What a text is given: the values of its placeholders out of a frame's slots, and labels of chosen options."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.conditions import look
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.formats import kind_of
from dialogs.option import OptionsFrom
from dialogs.places import is_point
from dialogs.ports import Json
from dialogs.state import Frame
from dialogs.steps import Collect
from dialogs.texts import TextBook

Choice = tuple[Json, tuple[str, Mapping[str, Json]]]
"""A choice: what it means, and how it reads."""
MOST_CHOICES = 20
NOT_YES_OR_NO = "common.not_yes_or_no"
LET_GO = "let_go"


def args_for(draft: Draft, key: str) -> dict[str, Json]:
    """Exactly the values the text `key` shows, from the top frame: they are also what a `say` is done with."""
    frame, flow = draft.top, draft.flow
    return {} if frame is None or flow is None else shown_args(draft, flow, frame.slots, key)


def shown_args(draft: Draft, flow: Flow, slots: Mapping[str, Json], key: str) -> dict[str, Json]:
    """The same from the slots of any frame of this flow, in hand or over."""
    text = draft.book.texts.texts.get(key)
    if text is None or not (text.placeholders or text.file):
        return {}
    args: dict[str, Json] = {text.file.of: look(slots, text.file.of)} if text.file else {}
    for part in text.placeholders:
        if part.kind == "label":
            args[f"{part.path}:label"] = label_of(draft, flow, slots, part.path)
        else:
            args[part.path] = look(slots, part.path)
    return args


def label_of(draft: Draft, flow: Flow, slots: Mapping[str, Json], path: str) -> Json:
    """How the chosen value of a slot reads."""
    value = look(slots, path)
    pair = flow.collect_of(path)
    if value is None or pair is None:
        return value
    return shown(draft.book.texts, pair[1], slots, value)


def shown(texts: TextBook, collect: Collect, slots: Mapping[str, Json], value: Json) -> dict[str, Json]:
    """A value of this question as a reference that rendering understands."""
    if is_point(value):
        return {"key": "common.location_shared"}
    for option in collect.options:
        if option.value == value:
            return {"key": option.label}
    if collect.options_from:
        source = collect.options_from
        for item, fields in [*items_of(texts, source, slots), *items_of(texts, source, slots, offered=False)]:
            if item == value:
                return {"key": collect.options_from.label, "args": fields}
    return {"value": value, "kind": kind_of(collect.entities[0])}


def items_of(
    texts: TextBook, source: OptionsFrom, slots: Mapping[str, Json], *, offered: bool = True
) -> list[tuple[Json, dict[str, Json]]]:
    """The choices of a saved list: the value of each, and what its label shows. Or those that are not offered."""
    paths = [part.path for part in texts.get(source.label).placeholders]
    return [
        (item.get(source.value), {path: look(item, path) for path in paths})
        for item in _listed(source, slots)
        if item.get(source.value) is not None and bool(source.only is None or item.get(source.only)) is offered
    ]


def chosen_item(source: OptionsFrom, slots: Mapping[str, Json], value: Json) -> dict[str, Json] | None:
    """The item of the saved list that was chosen; None when the list has it no more."""
    return next((item for item in _listed(source, slots) if item.get(source.value) == value), None)


def listed_choices(texts: TextBook, collect: Collect, slots: Mapping[str, Json]) -> list[Choice]:
    """The choices out of a saved result; fixed ones come after them."""
    source = collect.options_from
    if source is None:
        return []
    return [(value, (source.label, fields)) for value, fields in items_of(texts, source, slots)[:MOST_CHOICES]]


def question_args(draft: Draft, collect: Collect, key: str) -> dict[str, Json]:
    """What a question shows. Its list holds what can be chosen and nothing else, so that the numbers fit."""
    args = args_for(draft, key)
    source = collect.options_from
    if source and source.only and source.list in args and draft.top:
        args[source.list] = [item for item in _listed(source, draft.top.slots) if item.get(source.only)]
    return args


def _listed(source: OptionsFrom, slots: Mapping[str, Json]) -> list[dict[str, Json]]:
    items = look(slots, source.list)
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def wrong_key(draft: Draft, flow: Flow, collect: Collect, fault: str | None = None) -> str:
    """The text that says what is wrong with an answer: the most particular one there is."""
    keys = [f"{flow.id}.invalid_{collect.slot}"]
    if collect.files:
        keys.append("common.file_needed")
    if collect.options or collect.options_from:
        keys.append("common.choose_one")
    names = [name for name in (collect.check, collect.slot) if name]
    keys += [f"common.invalid_{name}_{fault}" for name in reversed(names) if fault]
    keys += [f"common.invalid_{name}" for name in names]
    return next((key for key in keys if key in draft.book.texts), "common.invalid")


def given_wrong(draft: Draft, flow: Flow, collect: Collect) -> str | None:
    """What was given along with the wish and is wrong: why it is asked for all the same. So is a choice there is not
    («مدرسه») where the service says which there are."""
    given = [each for each in draft.heard if each.name in collect.entities]
    if faults := [each.fault for each in given if each.fault]:
        return wrong_key(draft, flow, collect, faults[0])
    values = {collect.as_choice(each.value) for each in given}
    own = f"{flow.id}.invalid_{collect.slot}"
    none = collect.options and not collect.options_from and not values & {each.value for each in collect.options}
    return own if values and none and own in draft.book.texts else None


def unconfirmed_key(draft: Draft, flow: Flow, step: str) -> str:
    """The text for what is neither a yes nor a no to a summary: the service's own when it has one."""
    own = f"{flow.id}.invalid_{step}"
    return own if own in draft.book.texts else NOT_YES_OR_NO


def let_go_text(draft: Draft, frame: Frame) -> tuple[str, dict[str, Json]] | None:
    """The service's own words for what stands all the same when it is let go of half way (a visit that was to be
    moved), and their values; None where nothing does."""
    flow, key = draft.book.flows.get(frame.flow), f"{frame.flow}.{LET_GO}"
    if flow is None or key not in draft.book.texts:
        return None
    args = shown_args(draft, flow, frame.slots, key)
    return (key, args) if args and None not in args.values() else None
