"""What of a message after a result is about its values: a what-if, the same with another value, a few words with one, a
correction, and a choice there is not. What is done about it is `repair.results`'."""

from __future__ import annotations

import re

from dialogs.draft import Draft
from dialogs.earlier import SAME
from dialogs.flow import Flow
from dialogs.hints import words_stand_in
from dialogs.repair.done import only_values
from dialogs.repair.orders import SHORT
from dialogs.values import wrong_key
from dialogs.wishes import FAINT, SURE, clear_wishes, leads
from nlu.types import Act, Understanding

_ELLIPTIC = re.compile(
    r"(?: (?:باشه|باشد|بشه|بشود|شود|شه|کنم|بکنم|کنیم|بسازم|بسازیم|bashe|beshe))? (?:چی|چطور|چه|chi) ?[؟?]*\s*$"
)


def whats_if(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«اگر به جای سه واحد چهار واحد باشد و زمین هم ۳۵۰ متر، …»: however long it is, it is about these values. So is one
    that asks what it comes to («اگه تو منطقه ۸ بود چند می‌شد؟»)."""
    if not said.entities or any(entity.name not in flow.names for entity in said.entities):
        return False
    bare = _ELLIPTIC.search(
        said.raw
    )  # «… کلا مسکونی چی؟», «… دو واحدی باشه چی؟»: a question of its own says what it asks
    if bare is not None and said.raw[: bare.start()].endswith(tuple(entity.raw for entity in said.entities)):
        return Act.WHAT_IF in said.acts or flow.vary is not None
    if Act.WHAT_IF not in said.acts:
        return False
    aspect = draft.book.terms.aspect_of(said.raw)[0] if flow.vary is not None else None
    costs = aspect is not None and aspect.name == "cost"
    first = said.intent is not None and said.intent.name in (flow.id, "correct")
    # «اگر زیربنا به ۱۰۰۰ متر کاهش یابد چه تغییری می‌کند؟» sounds like a question about rules as well
    near = flow.vary is not None and any(one.name == flow.id and one.confidence >= FAINT for one in said.intents)
    return costs or first or near


def same_of_another(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«همینو برای منطقه ۳ هم بگو»: what was worked out, with another value."""
    mine = bool(said.entities) and all(entity.name in flow.names for entity in said.entities)
    return flow.vary is not None and mine and words_stand_in(draft.book.texts, SAME, said)


def no_such_choice(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«اگه مدرسه باشه چی؟» after an estimate: a choice there is not, and which there are. «منطقه ۲۰ چی؟»: what is wrong
    with it."""
    if key := _wrong_value(draft, flow, said):
        draft.say(key)
        draft.name("not_understood")
        return True
    if flow.vary is None or not (Act.WHAT_IF in said.acts or whats_if(draft, flow, said)):
        return False
    for _, collect in flow.collects():
        given = {collect.as_choice(entity.value) for entity in said.entities if entity.name in collect.entities}
        key = f"{flow.id}.invalid_{collect.slot}"
        if given and collect.options and not given & {each.value for each in collect.options}:
            if collect.heard or key not in draft.book.texts:
                continue
            draft.say(key)
            draft.name("not_understood")
            return True
    return False


def _wrong_value(draft: Draft, flow: Flow, said: Understanding) -> str | None:
    """The text for values that cannot be, where the message holds nothing else."""
    faulty = [each for each in said.entities if each.fault]
    if not faulty or len(faulty) < len(said.entities) or not only_values(flow, said):
        return None
    takers = [each for each in flow.takers.get(faulty[0].name, ()) if not each.secret]
    return wrong_key(draft, flow, takers[0], faulty[0].fault) if takers else None


def tells(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«کاربریش هم تجاریه»: a few words with values of this flow that the services it sounds like ask nothing of."""
    if draft.book.terms.asks(said.raw) or len(said.raw.split()) > SHORT or flow.vary is None or not said.entities:
        return False
    others = [draft.book.flows[name] for name in clear_wishes(draft, said) if name != flow.id]
    mine = all(entity.name in flow.names and not entity.fault for entity in said.entities)
    return mine and not any(entity.name in other.names for other in others for entity in said.entities)


def puts_right(flow: Flow, said: Understanding) -> bool:
    """«اشتباه گفتم، منطقه ۱ هست»: surely a correction, and of values of this one."""
    return leads(said, "correct", SURE) and all(entity.name in flow.names for entity in said.entities)
