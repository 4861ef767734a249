"""Questions a service answers in between, whatever is asked just then («از خانه می‌شود؟», «کی میان؟»): which one the
message puts, and what is said to it. They are data: `asides` of the flow. When one is answered is
`repair.beside`'s."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from dialogs.aside import Aside
from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.effects import Choice
from dialogs.flow import Flow
from dialogs.hints import any_stand_in, folded, hinted, phrases_of, words_held, words_stand_in
from dialogs.ports import Json
from dialogs.state import Frame
from dialogs.steps import Confirm, SayStep
from dialogs.terms import Aspect
from dialogs.values import shown_args
from dialogs.wishes import ASKING, FAINT
from nlu.types import Understanding

TOLD_BESIDE = "common.told_beside"
FROM_HOME = "common.asks_remote"
SHARED = frozenset({FROM_HOME, "common.asks_no_visit"})
"""Those of the shared questions that say by themselves that they are about a service of ours."""
CAPACITIES = (
    *("common.asks_joint", "common.asks_by_attorney", "common.asks_attorney", "common.asks_tenant"),
    "common.asks_buyer",
)
"""In what capacity somebody asks about a property: what that allows is the same of every service."""
_SENTENCE = re.compile(r"[؟?!.\n]+")
_NUMBERED = re.compile(r"[\u2066-\u2069]?\d{1,2}\. ")
_TELLING = 2
"""Words that mean something: a sentence of fewer adds nothing."""
MOST_LINES = 3
"""More than these are a list, which says nothing about the one thing that is asked about."""
_SHORT = 2
"""Letters: shorter words of a title («از») are in every other sentence."""


def say_aside(
    draft: Draft, flow: Flow, slots: Mapping[str, Json], said: Understanding, buttons: tuple[Choice, ...] = ()
) -> bool:
    """Answers the first of the flow's questions whose words the message holds, with what the flow knows by now; of
    several sentences each one's («جریمه داره؟ پولم برمی‌گرده؟»)."""
    aside = put_by(draft, flow, slots, said)
    if aside is None:
        return False
    parts = sentences(said)
    put = (put_by(draft, flow, slots, part) for part in parts) if len(parts) > 1 else ()
    keys = list(dict.fromkeys(each.say for each in put if each))
    for key in keys if aside.say in keys else [aside.say]:
        draft.say(key, shown_args(draft, flow, slots, key), buttons)
    return True


def put_by(draft: Draft, flow: Flow, slots: Mapping[str, Json], said: Understanding) -> Aside | None:
    """The first of the flow's questions whose words the message holds."""
    held = words_held(draft.book.texts, said)
    if held.isdisjoint(flow.aside_words):
        return None
    return next((each for each in flow.asides if each.words in held and each.say and each.holds(slots)), None)


def sentences(said: Understanding) -> list[Understanding]:
    """The message's sentences, each as a message of its own."""
    return [replace(said, raw=part, normal=part) for part in _SENTENCE.split(said.raw) if part.strip()]


def words_of(draft: Draft, aside: Aside, said: Understanding) -> str:
    """The (folded) words of the message that put this question."""
    found = phrases_of(draft.book.texts, aside.words or "").search(folded(said)) if aside.words else None
    return found[0] if found else ""


def names_more(draft: Draft, aside: Aside, said: Understanding) -> bool:
    """Has the question a telling word beside those of the aside («جریمهٔ دیرکرد عوارض چقدر است؟»)?"""
    put = set(words_of(draft, aside, said).split())
    return not put.issuperset(draft.book.terms.telling(fold(said.raw)))


def asked_alone(draft: Draft, said: Understanding, wishes: Collection[str]) -> Flow | None:
    """The service of whose questions that stand alone the message puts one, and says nothing more. Other wishes than
    for that service are more, where the words of the question are its own."""
    for flow in draft.book.menu():
        aside = put_by(draft, flow, {}, said)
        if aside is None or not aside.alone or _says_more(draft, aside, said):
            continue
        if set(wishes) <= {flow.id, ASKING} or str(aside.words).startswith("common."):
            return flow
    return None


def _says_more(draft: Draft, aside: Aside, said: Understanding) -> bool:
    """Is there another sentence, which does not put this question and says something?"""
    parts = sentences(said)
    others = [part for part in parts if not words_stand_in(draft.book.texts, str(aside.words), part)]
    return len(others) < len(parts) and any(
        len(draft.book.terms.telling(fold(part.raw))) >= _TELLING for part in others
    )


def say_about(draft: Draft, flow: Flow, slots: Mapping[str, Json], aspect: Aspect, *, now: bool = False) -> bool:
    """Answers what is asked of the matter in hand by the flow's own text about it. `now`: only by one that holds just
    then («وقت بازدید لغو شد»), which nothing that was told before outweighs."""
    for aside in flow.asides:
        if aside.say and aside.about == aspect.name and aside.holds(slots) and (aside.when or not now):
            draft.say(aside.say, shown_args(draft, flow, slots, aside.say))
            return True
    return False


def asks_any(draft: Draft, said: Understanding) -> bool:
    """Does it put a question of any service?"""
    return any_stand_in(draft.book.texts, draft.book.aside_words, said)


def asked_of(
    draft: Draft, said: Understanding, *, shared_only: bool = False, own_only: bool = False, key: str | None = None
) -> Flow | None:
    """The one service that the message puts a question of. One that several share (of these, the one with this `key`)
    is the service's that is called by its title, or by words for what it does, or is the likeliest reading."""
    menu, others = draft.book.menu(), (flow for flow in draft.book.flows.values() if not flow.system)
    own = [] if shared_only else [flow for flow in others if _asks(draft, flow, said, own=True)]
    if own or own_only:
        named = by_title(draft, list(menu), said) if own else []  # «استعلامم کی میاد؟» is no question of a report
        return own[0] if len(own) == 1 and (not named or own[0] in named) else None
    if key is None:
        shared = [flow for flow in menu if _asks(draft, flow, said, own=False)]
    else:
        shared = [flow for flow in menu if any(each.words == key for each in flow.asides)]
    worded = [] if key else _by_words(draft, shared, said)
    for called in (by_title(draft, shared, said), worded, _by_reading(shared, said)):
        if len(called) == 1:
            return called[0]
    return None


def _asks(draft: Draft, flow: Flow, said: Understanding, *, own: bool) -> bool:
    held = words_held(draft.book.texts, said)
    put = (each for each in flow.asides if each.words in held and each.say and each.holds({}))
    return any(str(each.words).startswith(f"{flow.id}.") if own else each.words in SHARED for each in put)


def by_title(draft: Draft, flows: list[Flow], said: Understanding) -> list[Flow]:
    """Those that a word of the message calls by a word which is in their title alone."""
    words = {word for word in fold(said.raw).split() if len(word) > _SHORT}
    titles = {flow.id: draft.book.titles.get(flow.id, frozenset()) for flow in flows}
    alone = {word for title in titles.values() for word in title if sum(word in each for each in titles.values()) == 1}
    alone = {word for word in alone if len(word) > _SHORT}
    return [flow for flow in flows if any(word.startswith(each) for each in titles[flow.id] & alone for word in words)]


def _by_words(draft: Draft, flows: list[Flow], said: Understanding) -> list[Flow]:
    texts = draft.book.texts
    return [flow for flow in flows if any(hinted(texts, each, said) for each in flow.worded if not each.heard)]


def _by_reading(flows: list[Flow], said: Understanding) -> list[Flow]:
    named = {flow.id: flow for flow in flows}
    return [named[one.name] for one in said.intents if one.name in named and one.confidence >= FAINT][:1]


def has_aside(draft: Draft, name: str, said: Understanding, slots: Mapping[str, Json] | None = None) -> bool:
    """Does the message put one of the questions of this service: when it starts it, or by what it knows (`slots`)?"""
    flow = draft.book.flows.get(name)
    return flow is not None and put_by(draft, flow, slots or {}, said) is not None


def in_capacity(draft: Draft, said: Understanding) -> str | None:
    """What there is to say to a co-owner, an attorney, a tenant."""
    stands = (key for key in CAPACITIES if words_stand_in(draft.book.texts, key, said))
    return next((f"{key}_answer" for key in stands), None)


def say_lines(draft: Draft, lines: Iterable[str]) -> None:
    """Says these lines of what was told, as they stand there."""
    draft.say(TOLD_BESIDE, {"lines": [{"line": line} for line in lines]})


def told_of(draft: Draft, flow: Flow, frame: Frame, aspect: Aspect) -> list[str]:
    """The lines of the summary that speak of it; without one, those of what the service has said on the way."""
    for key in shown_texts(draft, flow, frame):
        shown = draft.book.texts.render(key, shown_args(draft, flow, frame.slots, key)).splitlines()
        lines = [line for line in shown if aspect.is_told_in(line)]
        if 0 < len(lines) <= MOST_LINES:
            return _under_names(shown, lines)
    return []


def _under_names(shown: list[str], lines: list[str]) -> list[str]:
    """«ساعت کار: …» of two of a list says nothing without the names above them."""
    if len(lines) < 2 or any(map(_NUMBERED.match, lines)):
        return lines
    return [line for line in shown if line in lines or _NUMBERED.match(line)]


def shown_texts(draft: Draft, flow: Flow, frame: Frame) -> list[str]:
    """The texts to look in: a summary first, then what was said, the last first. When it is over, what was said of it
    comes first: that is how it went."""
    asked = draft.asked
    done = [step.does for step in flow.steps if step.id in frame.done or (asked and step.id == asked.slot)]
    summaries = [does.summary for does in done if isinstance(does, Confirm)]
    told = [does.key for does in reversed(done) if isinstance(does, SayStep)]
    return [*reversed(summaries), *told] if draft.stack else [*told, *reversed(summaries)]
