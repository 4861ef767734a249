"""The same worked out twice: «سه طبقه بهتره یا چهار؟» goes through the flow once a value, and what was worked out
before a what-if is kept, so that both can be put side by side. Which answers vary and what is kept is said by the
flow's `vary` step; comparing the results is an action's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dialogs.conditions import look
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import hinted, words_stand_in
from dialogs.past import last_one
from dialogs.ports import Json
from dialogs.state import Frame
from dialogs.steps import Collect, Vary
from dialogs.taking import put
from dialogs.values import shown
from dialogs.wishes import clear_wishes
from nlu.types import Act, Entity, Understanding

OTHERS = "@others"
"""The slot of the values that are still to be worked out: one mapping of slots a variant."""
PAST = "past"
REOPENED = "reopened"
"""In the place of `True`: a result that stood when it was asked what of it is to be changed."""
MOST = 3
"""Variants side by side: more are no help to anybody."""


def parted(draft: Draft, flow: Flow, said: Understanding) -> Understanding:
    """With two values for one question and a word that both are wanted: the first is the answer, the others wait their
    turn. The message without them, and with the wish to see both."""
    vary = flow.vary
    if vary is None or not draft.stack:
        return said
    values = {collect.slot: _values(collect, said) for collect in _varied(flow, vary)}
    several = {slot: each for slot, each in values.items() if len(each) > 1}
    wish = flow.collect_of(vary.wish)
    if wish is None or not several or Act.DENY in said.acts or not _both(draft, flow, vary, said):
        _take_back(draft, {slot for slot, each in values.items() if each})
        return said
    others: list[Json] = [
        {slot: each[at][0] for slot, each in several.items() if at < len(each)}
        for at in range(1, min(MOST, max(map(len, several.values()))))
    ]
    draft.fill(OTHERS, others)
    draft.clear([vary.save_as])
    later = [entity for each in several.values() for _, entities in each[1:] for entity in entities]
    wanted = Entity(wish[1].entities[0], str(wish[1].options[0].value), "", 0, 0)
    return replace(said, entities=(*(each for each in said.entities if each not in later), wanted))


def asks_both(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«هر دو رو کنار هم بذار», «فرقش با دو واحدی چقدره»: about this flow's results, unless another service is meant and
    no value of this one is named."""
    vary = flow.vary
    if vary is None or not _both(draft, flow, vary, said):
        return False
    own = {name for collect in _varied(flow, vary) for name in collect.entities}
    named = any(entity.name in own for entity in said.entities)
    if not named and any(name != flow.id for name in clear_wishes(draft, said)):
        return False
    wish = flow.collect_of(vary.wish)
    plain = wish is not None and hinted(draft.book.texts, wish[1], said) is not None
    return plain or any(len(_values(collect, said)) > 1 for collect in _varied(flow, vary))


def asks_about_last(draft: Draft, said: Understanding) -> bool:
    """The same, of the flow that just ended."""
    last = last_one(draft)
    return last is not None and asks_both(draft, last[0], said)


def unmet(flow: Flow, frame: Frame) -> set[str]:
    """The wish to compare, while there is nothing yet to compare with: it holds for the next value."""
    vary = flow.vary
    lacks = vary is not None and not frame.slots.get(vary.save_as) and frame.slots.get(vary.wish) is not None
    return {vary.wish} if vary and lacks else set()


def keep_last(draft: Draft, flow: Flow, kept: Frame) -> None:
    """After a what-if: the result it is asked about stays beside the new one. One of two that were asked for together
    begins anew."""
    vary, now = flow.vary, draft.stack[-1].slots
    if vary is None or OTHERS in now:
        return
    if any(path.partition(".")[0] not in kept.slots for path in vary.keep if "." in path):
        return  # nothing came of it: the tariff had no rate
    # How it is to be shown («به ریال») is no other variant of it.
    answers = {each.slot for _, each in flow.collects()} - {each.slot for each in flow.unasked}
    if any(kept.slots.get(slot) != now.get(slot) for slot in answers):
        draft.fill(vary.save_as, [{**_snapshot(draft, flow, vary, kept.slots), PAST: True}])


def keep_reopened(draft: Draft, flow: Flow) -> None:
    """Before it is asked what of the result is to be changed: that result stays beside the new one, and none before."""
    vary = flow.vary
    if vary is not None and all(path.partition(".")[0] in draft.stack[-1].slots for path in vary.keep if "." in path):
        draft.fill(vary.save_as, [{**_snapshot(draft, flow, vary, draft.stack[-1].slots), PAST: REOPENED}])


def next_variant(draft: Draft, flow: Flow, vary: Vary) -> str | None:
    """Keeps what was worked out. With values left, the flow is gone through with the next of them: the step to go on
    from."""
    slots = draft.stack[-1].slots
    past: list[Json] = [each for each in _mappings(slots.get(vary.save_as)) if each.get(PAST)]
    now = _snapshot(draft, flow, vary, slots)
    others = _mappings(slots.get(OTHERS))
    if not others:
        past = [each for each in past if each != {**now, PAST: REOPENED}]  # nothing was changed after all
        draft.fill(vary.save_as, [*past, now] if past else [])
        return None
    draft.fill(vary.save_as, [*past, {**now, PAST: True}])
    draft.clear([OTHERS])
    if rest := list[Json](others[1:]):
        draft.fill(OTHERS, rest)
    for slot, value in others[0].items():
        if pair := flow.collect_of(slot):
            put(draft, flow, pair[1], value, beside=others[0])
    return flow.steps[0].id


def _both(draft: Draft, flow: Flow, vary: Vary, said: Understanding) -> bool:
    wish, texts = flow.collect_of(vary.wish), draft.book.texts
    if wish is not None and hinted(texts, wish[1], said) is not None:
        return True
    return vary.either is not None and words_stand_in(texts, vary.either, said)


def _take_back(draft: Draft, given: set[str]) -> None:
    """A new answer in place of one that was to have two."""
    slots = draft.stack[-1].slots
    others = _mappings(slots.get(OTHERS))
    if not others or not given & set(slots):
        return
    left = [{slot: value for slot, value in each.items() if slot not in given} for each in others]
    draft.clear([OTHERS])
    if rest := list[Json](each for each in left if each):
        draft.fill(OTHERS, rest)


def _varied(flow: Flow, vary: Vary) -> list[Collect]:
    return [pair[1] for slot in vary.of if (pair := flow.collect_of(slot))]


def _values(collect: Collect, said: Understanding) -> list[tuple[Json, list[Entity]]]:
    """The different values a message has for this question, in order, each with its entities."""
    found: dict[str, tuple[Json, list[Entity]]] = {}
    for entity in said.entities:
        if entity.name not in collect.entities or entity.fault is not None:
            continue
        value = collect.as_choice(entity.value)
        if not collect.options or value in collect.values:
            found.setdefault(f"{value}", (value, []))[1].append(entity)
    return list(found.values())


def _snapshot(draft: Draft, flow: Flow, vary: Vary, slots: Mapping[str, Json]) -> dict[str, Json]:
    """What is kept of a variant; a choice also as it reads (`<name>_label`)."""
    named = {path.rpartition(".")[2]: path for path in vary.keep}
    kept: dict[str, Json] = {name: look(slots, path) for name, path in named.items()}
    for name, path in named.items():
        pair = flow.collect_of(path)
        if pair and pair[1].options and kept[name] is not None:
            kept[f"{name}_label"] = shown(draft.book.texts, pair[1], slots, kept[name])
    return kept


def _mappings(value: Json) -> list[dict[str, Json]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
