"""«آخرش ۱۳ بود»: the end of a number that was given, or that was not found, is another. The message is given the whole
number before any pattern is tried; what a changed answer comes to is theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.past import just_ended
from dialogs.ports import Json
from dialogs.questions import asked_collect
from dialogs.steps import Collect
from dialogs.tried import tried
from dialogs.validators import VALIDATORS
from nlu.types import Entity, Understanding

_ENDING = re.compile(
    r"(?:(?:نه|ببخشید|ببخشین|اشتباه شد|اشتباه کردم|اشتباه گفتم|اشتباه نوشتم|شرمنده|وای|اخ) )*"
    r"(?:(?:یک|دو|سه|چهار|[1-4]) )?(?:(?:رقم|عدد|شماره|بخش|قسمت|تای|تا) )?اخر(?:ی|ین)?(?:ش|یش|شو|یشو| کد| کدش| شماره)?"
    r"(?: (?:رو|را|اشتباه|شد|شده|گفتم|نوشتم|زدم|میشه|باید|باشه|رقمش|عددش|هم))*"
    r" (?P<digits>\d{1,6})(?: ?(?:ه|ست|س))?"
    r"(?: (?:بود|بوده|هست|هستش|است|باشه|میشه|نه \d+|ببخشید|ببخشین|اشتباه (?:شد|گفتم|نوشتم|زدم)))*"
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTED, _WHOLE = re.compile(r"\d+(?:[-/]\d+)+"), re.compile(r"\d{6,}")
_BY_MARK = {"-": "nosazi_code", "/": "registry_plate"}
"""The entity of a value whose parts are told off by this mark, where a question takes several."""


def with_ending(draft: Draft, said: Understanding) -> Understanding:
    """The message with the number that it puts right; as it was where there is none."""
    found = _ENDING.fullmatch(fold(said.raw)) if "خر" in said.raw else None
    if found is None:
        return said  # as most messages
    for collect, value in _numbers(draft):
        meant = _ended(value, found["digits"])
        if meant is not None and meant != value and _sound(collect, meant):
            entity = Entity(_name(collect, meant), meant, said.raw, 0, len(said.raw))
            return replace(said, acts=(), intents=(), entities=(entity,))
    return said


def _numbers(draft: Draft) -> Iterator[tuple[Collect, str]]:
    """What was not found as an answer to the question that stands; then what was given, the last first."""
    asked, flow = asked_collect(draft), draft.flow
    if asked is not None and draft.stack and isinstance(value := tried(draft, asked.slot), str):
        yield asked, value
    if flow is not None and draft.top is not None:
        yield from _given(flow, draft.top.slots)
    elif not draft.stack and (ended := just_ended(draft)):
        yield from _given(ended[0], ended[1].slots)


def _given(flow: Flow, slots: Mapping[str, Json]) -> Iterator[tuple[Collect, str]]:
    for _, collect in reversed([*flow.collects()]):
        value = slots.get(collect.slot)
        listed = collect.options_from is not None and collect.entities == (collect.slot,)  # nobody writes its number
        if isinstance(value, str) and not (collect.free_text or collect.secret or listed):
            yield collect, value


def _ended(value: str, digits: str) -> str | None:
    """The number with these digits at its end: its last part, where it has parts."""
    if _DAY.fullmatch(value):
        return None
    if _PARTED.fullmatch(value):
        return re.sub(r"\d+\Z", digits, value)
    return value[: -len(digits)] + digits if _WHOLE.fullmatch(value) else None


def _sound(collect: Collect, value: str) -> bool:
    check = VALIDATORS.get(collect.check or "")
    return check is None or check(value)


def _name(collect: Collect, value: str) -> str:
    parted = next((name for mark, name in _BY_MARK.items() if mark in value), None)
    return parted if parted in collect.entities and parted else collect.entities[0]
