"""Which services a message asks for, and how sure that is. The numbers here are the only thresholds of the dialogs."""

from __future__ import annotations

import re

from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Collect
from dialogs.formats import kind_of
from dialogs.hints import hinted
from nlu.types import Act, Understanding

START = 0.45
"""Enough to start a service when nothing is in hand."""
DIGRESS = 0.6
"""Enough to leave a question that stands."""
SURE = 0.9
"""Enough to start a service without saying that it may be another. On four development sets 2–5 % of messages are below
it and above `START`; of those above it that start a service, one in a thousand means another."""
STRONG = 0.75
"""Enough to act on beside something else in the message."""
BOTH = 0.4
WHOLE = 1.02
"""One reading's chances add up to one. More means that understanding read two parts of the message on their own: then
a second service of at least `BOTH` is meant as well."""
CLOSE = 0.6
"""A second reading with this share of the first one's confidence makes it a question which was meant."""
FAINT = 0.15
NAMED_BOTH = 0.03
"""Enough for the second service of «هم … هم …»: the words themselves say that there are two."""
_TITLE_WORDS = 2
"""One word of a title («پرونده») is in too many sentences."""
_TITLE_FILLERS = frozenset(
    ("لطفا", "سلام", "را", "رو", "میخوام", "می", "خوام", "خواهم", "میخواهم", "میخواستم", "خواستم", "mikham")
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_BOTH_WORDS = re.compile(r"(?<!\w)هم(?!\w)")

ASKING = "regulation_question"
WHO = frozenset({"mobile", "national_id", "name"})
NOT_SERVICES = frozenset({"cancel", "correct", "greeting", "thanks", "chitchat", "out_of_scope", "human_handoff"})


def clear_wishes(draft: Draft, said: Understanding, *, least: float | None = None) -> list[str]:
    """Services the message surely asks for, best first: usually none or one."""
    least = least if least is not None else (DIGRESS if draft.stack else START)
    if both := _says_both(draft, said):
        return both
    named = _asks_papers(draft, said) or _titled(draft, said) or signed(draft, said) or _by_codes(draft, said)
    if named:
        return [named]
    sure = [intent for intent in said.intents if intent.name not in NOT_SERVICES]
    if not draft.stack and (not sure or sure[0].confidence < least) and (wanted := _by_words(draft, said)):
        return [wanted]
    if not sure or not said.intents or said.intents[0].name == "out_of_scope" or sure[0].confidence < least:
        return []
    if close_ones(draft, said):
        return []
    # A part that says who is there («موبایلم …») reads like a wish about one's data, and seldom is one.
    least = STRONG if any(entity.name in WHO for entity in said.entities) else BOTH
    both = [intent.name for intent in sure[1:3] if intent.confidence >= least] if in_parts(said) else []
    return list(dict.fromkeys([sure[0].name, *both]))


def signed(draft: Draft, said: Understanding) -> str | None:
    """A service that the words of one of its own values ask for («دیگه خبرم نکن»), whatever the model makes of them."""
    if not said.entities:
        return None
    for flow in draft.book.flows.values():
        if any(entity.value in flow.signs.get(entity.name, ()) for entity in said.entities):
            return flow.id
    return None


def close_ones(draft: Draft, said: Understanding) -> list[str]:
    """Two or three services that are about as likely, none of them surely."""
    sure = [intent for intent in said.intents if intent.name in draft.book.flows and intent.confidence >= FAINT]
    if _says_both(draft, said) or _titled(draft, said) or signed(draft, said):
        return []
    if len(sure) < 2 or sure[0].confidence >= DIGRESS or in_parts(said):
        return []
    close = [intent.name for intent in sure if intent.confidence >= CLOSE * sure[0].confidence]
    return close[:3] if len(close) > 1 else []


def doubted(draft: Draft, said: Understanding, name: str) -> tuple[str, ...] | None:
    """The other services that may be meant by a message which started this one; None when there is no doubt."""
    if said.intent is None or in_parts(said) or _says_both(draft, said) or _titled(draft, said):
        return None
    if next((one.confidence for one in said.intents if one.name == name), 1.0) >= SURE:
        return None
    others = [one for one in said.intents if one.name != name and one.confidence >= FAINT / 3]
    return tuple(one.name for one in others if one.name in draft.book.flows and one.name not in NOT_SERVICES)[:2]


def leads(said: Understanding, name: str) -> bool:
    """Is this the best reading, and a likely one?"""
    intent = said.intent
    return intent is not None and intent.name == name and intent.confidence >= START


def _titled(draft: Draft, said: Understanding) -> str | None:
    """A service called by words of its title and no others («عوارض پروانه»): no model knows it better. Not while
    something is in hand: there the same words may be an answer."""
    if draft.stack:
        return None
    words = set(fold(said.raw).split()) - _TITLE_FILLERS
    if len(words) < _TITLE_WORDS:
        return None
    found = [name for name, title in draft.book.titles.items() if words <= title and name not in NOT_SERVICES]
    return found[0] if len(found) == 1 else None


def _by_codes(draft: Draft, said: Understanding) -> str | None:
    """A message of nothing but codes that one service alone has questions for: the two numbers of a bill."""
    names = {entity.name for entity in said.entities}
    if draft.stack or not names or any(kind_of(name) != "code" for name in names):
        return None
    beside = said.raw
    for entity in said.entities:
        beside = beside.replace(entity.raw, " ", 1)
    if _LETTERS.search(beside):
        return None
    flows = [flow for flow in draft.book.flows.values() if not flow.system and all(map(flow.collect_of, names))]
    return flows[0].id if len(flows) == 1 else None


def _by_words(draft: Draft, said: Understanding) -> str | None:
    """A reading that is not sure beside words for what one service alone does («پول کم شد ولی ثبت نشد»)."""
    if said.intent and said.intent.name in NOT_SERVICES and said.intent.confidence >= STRONG:
        return None
    texts = draft.book.texts
    flows = [
        flow.id
        for flow in draft.book.flows.values()
        if any(_names_wish(collect) and hinted(texts, collect, said) is not None for _, collect in flow.collects())
    ]
    return flows[0] if len(flows) == 1 else None


def _names_wish(collect: Collect) -> bool:
    """Are its choices things the service does? Not what is only heard («الان»), nor one beside places («همه»)."""
    return not (collect.heard or collect.location or collect.options_from)


def _asks_papers(draft: Draft, said: Understanding) -> str | None:
    """«برای پایان‌کار چه مدارکی لازمه؟»: the service that tells them (`acts: [papers]`) when it is named what for. Also
    beside a wish for it: it tells the papers on its way."""
    if Act.PAPERS not in said.acts or said.intent is None:
        return None
    named = {entity.name for entity in said.entities if entity.fault is None}
    for flow in draft.book.flows.values():
        asked_for = {name for _, collect in flow.collects() if collect.options for name in collect.entities}
        if Act.PAPERS in flow.acts and named & asked_for and said.intent.name in (ASKING, flow.id):
            return flow.id
    return None


def _says_both(draft: Draft, said: Understanding) -> list[str]:
    """«هم پرونده‌ام را ببینم هم عوارض را حساب کنم»: the two services, the surer one first; or nothing."""
    if len(_BOTH_WORDS.findall(said.raw)) < 2 or said.intent is None or said.intent.name in NOT_SERVICES:
        return []
    if draft.stack and said.intent.confidence < DIGRESS:
        return []  # «هم مسکونی هم تجاری» answers a question
    names = [
        intent.name
        for intent in said.intents
        if intent.confidence >= NAMED_BOTH and intent.name in draft.book.flows and intent.name not in NOT_SERVICES
    ]
    return names[:2] if len(names) > 1 else []


def in_parts(said: Understanding) -> bool:
    return sum(intent.confidence for intent in said.intents) > WHOLE
