"""What is asked about the matter in hand while a question of ours stands: «هزینه‌اش چنده؟» at a summary. Each pattern is
`(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

import re

from dialogs import questions
from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Confirm, Flow, SayStep
from dialogs.ports import Json
from dialogs.questions import again, asked_collect, in_confirm
from dialogs.repair.orders import SHORT
from dialogs.terms import ASIDE, ASPECTS, Aspect
from dialogs.values import args_for
from dialogs.wishes import SURE, clear_wishes
from nlu.types import Understanding

_TELLING, _LONG = 2, 12
"""Words: fewer of a question may stand anywhere, and in a longer line they need not belong together."""
_ALONG = re.compile(r"(?<!\w)(?:ولی|اما|فقط|اول|راستی|vali|aval)(?!\w)|[،,؛.] ?\w")
"""Words that join a question to a wish."""
_MOST_LINES = 3
"""More than these are a list, which says nothing about the one thing that is asked about."""


def asked_beside(draft: Draft, said: Understanding) -> bool:
    """What it costs, how long it takes, when, where, what then: told from what the service shows of it (its summary,
    then what it has said), else from its text `aside_<aspect>`, else honestly not; and the question once more. No try
    at the question is lost. During a sign-in it is about the service behind."""
    asked, collect = draft.asked, asked_collect(draft)
    if draft.flow is None or asked is None or asked.slot in questions.ANSWERS or (collect and collect.free_text):
        return False
    sign_in = draft.stack.pop() if draft.flow.system and len(draft.stack) > 1 else None
    told = _tell(draft, said)
    if sign_in:
        draft.stack.append(sign_in)
    if told:
        draft.name("repaired")
        again(draft)
    return told


def tell_along(draft: Draft, said: Understanding) -> None:
    """«وقت بازدید می‌خوام، ولی اول بگو چقدر طول می‌کشه»: what was asked along with the wish, where its service has a text
    for it, before its first question."""
    flow = draft.book.flows.get(draft.served) if draft.stack and draft.asked else None
    aspect, _ = draft.book.terms.aspect_of(said.raw)
    if flow is None or aspect is None or _ALONG.search(said.raw) is None:
        return
    own = f"{flow.id}.{ASIDE}{aspect.name}"
    if own in draft.book.texts and not draft.book.texts.get(own).placeholders:
        draft.say(own)
        draft.effects.insert(-1, draft.effects.pop())


def told_before(draft: Draft, said: Understanding) -> bool:
    """«مهلت دفاع تموم شده؟» right after a result: the line that tells it, once more. Only when every word of the
    question that means something stands in one line, and nothing else is surely meant."""
    if draft.stack or clear_wishes(draft, said, least=SURE):
        return False
    texts, words = draft.book.texts, _meaning(draft, said)
    told = [each for each in draft.before.last if each.key in texts and not each.key.startswith("common.")]
    lines = [line for each in told for line in texts.render(each.key, each.args).splitlines()]
    found = [line for line in reversed(lines) if words and _tells(line, words)][:1]  # particulars come last
    if not found and not said.entities:
        aspect, beside = draft.book.terms.aspect_of(said.raw)
        found = [line for line in lines if aspect and not beside and aspect.is_told_in(line)]
    if not 0 < len(found) <= _MOST_LINES:
        return False
    draft.say("common.told_beside", {"lines": [{"line": line} for line in found]})
    draft.name("repaired")
    return True


def _tells(line: str, words: list[str]) -> bool:
    """Do all these words stand in the line? One alone has to be what the line is about («رأی کمیسیون: …»)."""
    about = line.partition(":")[0] if len(words) < _TELLING and ":" in line else line
    stands = set(fold(about).split())
    enough = len(words) >= _TELLING or about is not line
    return enough and len(stands) <= _LONG and all(_is_ours(word, stands) for word in words)


def _meaning(draft: Draft, said: Understanding) -> list[str]:
    """The words of a short question about nothing but what was told."""
    if said.entities or not draft.book.terms.asks(said.raw) or len(said.raw.split()) > SHORT:
        return []
    return [word for word in fold(said.raw).split() if not draft.book.terms.says_nothing(word)]


def _tell(draft: Draft, said: Understanding) -> bool:
    """Says what there is to say of the flow on top; False when nothing of it is asked about."""
    flow = draft.flow
    aspect = _aspect(draft, flow, said) if flow and not flow.system else None
    if flow is None or aspect is None:
        return False
    own = f"{flow.id}.{ASIDE}{aspect.name}"
    if lines := _told(draft, flow, aspect):
        draft.say("common.told_beside", {"lines": lines})
    elif own in draft.book.texts:
        draft.say(own, args_for(draft, own))
    elif aspect.told:
        draft.say(_unknown(draft, flow))
    else:
        return False
    return True


def _unknown(draft: Draft, flow: Flow) -> str:
    """What is said where nothing tells it: at a summary, the service's own words for that."""
    key = f"{flow.id}.invalid_{draft.asked.slot}" if draft.asked and in_confirm(draft) else ""
    return key if key in draft.book.texts else "common.not_known"


def _aspect(draft: Draft, flow: Flow, said: Understanding) -> Aspect | None:
    """The aspect that is asked about, when the message is about that of this very matter and about nothing else."""
    wish = flow.wish if in_confirm(draft) else None  # there «ساعتش چنده؟» is about what stands, and no other wish
    taken = {name for _, collect in flow.collects() if collect.slot != wish for name in collect.entities}
    if any(entity.name in taken for entity in said.entities):
        return None  # an answer, or a what-if
    aspect, beside = draft.book.terms.aspect_of(said.raw)
    if aspect is None or " که " in f" {fold(said.raw)} ":  # «همون که رایگانه» says which one
        return None
    if aspect.name == "where" and flow.place_question():  # that is what the service itself is about
        return None
    texts = draft.book.texts
    ours = set(fold(texts.written(flow.title)).split())
    asides = (f"{flow.id}.{ASIDE}{name}" for name in ASPECTS)
    keys = [key for key in (*flow.question_keys(), *asides) if key in texts]
    ours |= {word for key in keys for word in fold(texts.written(key)).split()}
    return aspect if all(_is_ours(word, ours) for word in beside) else None


def _is_ours(word: str, ours: set[str]) -> bool:
    """Is it a word of this service («کلاسش»), whatever its ending?"""
    return any(word == own or (len(own) > 2 and word.startswith(own) and len(word) - len(own) <= 2) for own in ours)


def _told(draft: Draft, flow: Flow, aspect: Aspect) -> list[Json]:
    """The lines of the summary that speak of it; without one, those of what the service has said on the way."""
    for key in _shown(draft, flow):
        shown = draft.book.texts.render(key, args_for(draft, key)).splitlines()
        lines: list[Json] = [line for line in shown if aspect.is_told_in(line)]
        if 0 < len(lines) <= _MOST_LINES:
            return [{"line": line} for line in lines]
    return []


def _shown(draft: Draft, flow: Flow) -> list[str]:
    """The texts to look in: a summary first, then what was said, the last first."""
    frame, asked = draft.stack[-1], draft.asked
    done = [step.does for step in flow.steps if step.id in frame.done or (asked and step.id == asked.slot)]
    summaries = [does.summary for does in done if isinstance(does, Confirm)]
    return [*reversed(summaries), *(does.key for does in reversed(done) if isinstance(does, SayStep))]
