"""The sign-in put on top of a flow that needs to know who is writing. Its steps are data (`services/sign_in`); when
it is needed is `walk`'s."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.ports import Json
from dialogs.state import Frame
from dialogs.validators import VALIDATORS
from nlu.types import Understanding

SIGN_IN = "sign_in"
WHO = "@who"
"""The slot of a flow that keeps what its first message said of who writes, until a call needs to know it."""

_ID, _REQUEST = "national_id", "request_no"
_REQUESTS = re.compile(r"1[45]\d{8}\Z")
"""How the municipality numbers requests: the year first. It may be sound as a national ID as well."""
_NATIONAL = "ملی"


def push_sign_in(draft: Draft, flow: Flow, level: int) -> bool:
    """The sign-in on top of the flow that needs this level."""
    sign_in = draft.book.flows.get(SIGN_IN)
    if sign_in is None:
        return False
    have = draft.level
    if draft.identity is not None and have < draft.identity.level:
        draft.say("common.identity_expired")
        draft.identity = None
    draft.unask()
    slots: dict[str, Json] = {"level": level, "have": have}
    kept = draft.top.slots.get(WHO) if draft.top else None
    slots |= (kept if isinstance(kept, dict) else {}) | _told(draft, sign_in)
    frame = Frame(flow=SIGN_IN, flow_version=sign_in.version, slots=slots)
    for index, below in enumerate(draft.stack):
        if below.flow == SIGN_IN:  # one sign-in serves every flow that needs it
            begun = draft.stack.pop(index)
            if flow.id not in (each.flow for each in draft.before.stack):  # not what it was begun for
                draft.say("common.sign_in_serves", {"title": draft.title(flow.id)})
            frame = begun._replace(slots={**begun.slots, "level": max(level, int(str(begun.slots["level"])))})
            break
    draft.stack.append(frame)
    return True


def keep_who(draft: Draft) -> None:
    """«پروانه‌ام را تمدید کنید، موبایلم …»: kept with the flow that begins, for the sign-in it may come to."""
    sign_in = draft.book.flows.get(SIGN_IN)
    if sign_in and draft.top and draft.top.flow != SIGN_IN and (told := _told(draft, sign_in)):
        draft.fill(WHO, told)


def _told(draft: Draft, sign_in: Flow) -> dict[str, Json]:
    """What the message that led here says of its writer already: a number given along with the wish is not asked for
    again."""
    given = {entity.name: entity.value for entity in reversed(draft.heard) if entity.fault is None}
    if not given:
        return {}
    return {
        collect.slot: given[collect.slot]
        for _, collect in sign_in.collects()
        if collect.slot in given
        and not collect.secret
        and (collect.check is None or VALIDATORS[collect.check](given[collect.slot]))
    }


def own_numbers(flow: Flow, said: Understanding) -> Understanding:
    """«می‌خوام سند رو بفرستم برای ۱۴۰۵۱۰۰۱۰۹»: a number that looks like a request's, for a service that takes one, is no
    national ID unless it is called so."""
    names = {entity.name for entity in said.entities}
    if _ID not in names or _REQUEST in names or _REQUEST not in flow.names or _NATIONAL in said.raw:
        return said
    entities = [
        replace(each, name=_REQUEST, fault=None) if each.name == _ID and _REQUESTS.match(str(each.value)) else each
        for each in said.entities
    ]
    return replace(said, entities=tuple(entities))


def requests_own(draft: Draft, said: Understanding) -> Understanding:
    """The same at the sign-in, as long as the national ID is not what is asked for."""
    asked, below = draft.asked, draft.book.flows.get(draft.served)
    if draft.flow is None or draft.flow.id != SIGN_IN or below is None or asked is None or asked.slot == _ID:
        return said
    return own_numbers(below, said)
