"""Another report while one is being taken down: «یه گزارش دیگه هم دارم، سطل آشغال سر کوچه شکسته». The first stays as it
is and is finished; the second waits with its own words. Several in one message are `several`'s. Each pattern is
`(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

import re

from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.heard import spot_in
from dialogs.hints import hinted, words_stand_in
from dialogs.naming import named_in
from dialogs.option import Option
from dialogs.ports import Json
from dialogs.questions import again, in_confirm
from dialogs.same_place import says_same_place
from dialogs.signing import SIGN_IN
from dialogs.steps import Collect
from dialogs.walk import walk
from dialogs.wishes import STRONG, leads
from nlu.types import Understanding

_ANOTHER = "common.asks_another"
_SENTENCE = 3
"""Words, at least, of a report that is not said to be another one."""
_CLAUSE = re.compile(r"[،,:.؛]\s*")


def another_report(draft: Draft, said: Understanding) -> bool:
    """It is no correction of the one that stands: a wrong one would be sent."""
    if said.acts or not draft.stack:
        return False
    at = next((at for at in reversed(range(len(draft.stack))) if draft.stack[at].flow != SIGN_IN), None)
    flow = draft.book.flows.get(draft.stack[at].flow) if at is not None else None
    collect = flow.told_off if flow else None
    if at is None or flow is None or collect is None or collect.others is None:
        return False
    frame = draft.stack[at]
    if frame.slots.get(collect.slot) is None or draft.acting_call(frame):
        return False
    option = _named(draft, collect, said)
    if not _is_another(draft, flow, collect, option, said):
        return False
    place = flow.place_question()
    here = frame.slots.get(place.slot) if place and says_same_place(draft, said) else spot_in(draft, said)
    waiting = _added(frame.slots.get(collect.others), _waiting(draft, option, said, here))
    draft.stack[at] = frame._replace(slots={**frame.slots, collect.others: waiting})
    draft.name("repaired")
    if at == len(draft.stack) - 1:
        draft.unask()
        walk(draft)
    else:
        draft.say("common.noted")
        again(draft)
    return True


def _is_another(draft: Draft, flow: Flow, collect: Collect, option: Option | None, said: Understanding) -> bool:
    """Said to be one; or, at the summary, a sentence about something else."""
    if words_stand_in(draft.book.texts, _ANOTHER, said):
        return True
    if option is None or not in_confirm(draft) or len(said.raw.split()) < _SENTENCE:
        return False
    other = option.value != draft.stack[-1].slots.get(collect.slot)
    return other and leads(said, flow.id, STRONG) and named_in(said.raw, flow, draft.book.labels) is not collect


def _named(draft: Draft, collect: Collect, said: Understanding) -> Option | None:
    """What it is about, by its words or as it was read."""
    if option := hinted(draft.book.texts, collect, said):
        return option
    values = [collect.as_choice(each.value) for each in said.entities if each.name in collect.entities]
    return next((option for option in collect.options if option.value in values), None)


def _waiting(draft: Draft, option: Option | None, said: Understanding, here: Json) -> dict[str, Json]:
    """As those of one message wait (`several`), with its own words and, where it names one, its place."""
    announced, *rest = _CLAUSE.split(said.raw.strip(), maxsplit=1)
    label = draft.book.texts.render(option.label if option else "common.another_report", {})
    told = words_stand_in(draft.book.texts, _ANOTHER, Understanding(raw=announced, normal=announced))
    return {
        "next": option.value if option else None,
        "label": label,
        "message": rest[0] if told and rest and rest[0] else said.raw.strip(),
        "place": here,
        "rest": None,
    }


def _added(kept: Json, last: dict[str, Json]) -> dict[str, Json]:
    """At the end of those that wait already."""
    return {**kept, "rest": _added(kept.get("rest"), last)} if isinstance(kept, dict) else last
