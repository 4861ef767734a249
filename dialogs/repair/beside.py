"""What is asked beside the matter in hand, or of the one that just ended: «هزینه‌اش چنده؟» at a summary. Each pattern is
`(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from dialogs import questions
from dialogs.asides import FROM_HOME, asked_of, asks_any, in_capacity, say_about, say_aside
from dialogs.choices import fold, names_other
from dialogs.conditions import look
from dialogs.draft import Draft
from dialogs.flow import Confirm, Flow, SayStep
from dialogs.hints import words_stand_in
from dialogs.picking import asks_for_place
from dialogs.ports import Json
from dialogs.questions import again, asked_collect, in_confirm
from dialogs.repair.done import just_ended, last_topic
from dialogs.repair.orders import SHORT
from dialogs.signing import SIGN_IN
from dialogs.starts import KIN
from dialogs.state import Frame
from dialogs.terms import Aspect
from dialogs.values import shown_args
from dialogs.wishes import ASKING, STRONG, SURE, clear_wishes, leads
from nlu.types import Act, Understanding

_TELLING, _LONG = 2, 12
"""Words: fewer of a question may stand anywhere, and in a longer line they need not belong together."""
_ALONG = re.compile(r"(?<!\w)(?:ولی|اما|فقط|اول|راستی|vali|aval)(?!\w)|[،,؛.] ?\w")
"""Words that join a question to a wish."""
_AND = re.compile(r"(?<!\w)(?:و|va)(?!\w)")
"""It joins whatever there is: a question only when nothing but that follows."""
Asked = tuple[Aspect | None, list[str]]
"""The aspect a message asks about, and its words beside that."""
_SHORT_WORD = 3
KIN_ANSWER = f"{KIN}_answer"
_NO_RESULT = ("common.", f"{ASKING}.")
"""Texts of no service: an article has passages, which are looked up."""
_KNOWN = 2
"""The level of whom nobody asks any more who they are."""
_MOST_LINES = 3
"""More than these are a list, which says nothing about the one thing that is asked about."""


def answer_aside(draft: Draft, said: Understanding) -> bool:
    """«از خونه میشه؟», «کی میان؟», «هزینه‌اش چنده؟»: a question that the service in hand answers in between, or the one
    that just ended: by its own words for it, by what it shows of the matter, or honestly not. No try at the question
    that stands is lost, and what answers it beside is taken as well. A question that names what it is about
    («استعلام چند روز طول می‌کشه؟») has an article."""
    collect = asked_collect(draft)
    if collect and collect.free_text and len(said.raw.split()) > SHORT:
        return False  # a sentence of what was asked for
    if Act.OTHERS in said.acts or (leads(said, ASKING, SURE) and not _of_its_result(draft, said)):
        return False
    if _of_another(draft, said):
        return False
    concerned, aspect = list(_concerned(draft)), draft.book.terms.aspect_of(said.raw)
    ours = bool(draft.stack and draft.asked and draft.asked.slot in questions.ANSWERS)
    # «چقدر طول می‌کشه؟» is no defence: but a question may stand in a text that is longer
    any_words = ours or bool(collect and collect.free_text and not draft.book.terms.asks(said.raw))
    if any_words or (aspect[0] and not draft.stack and clear_wishes(draft, said, least=STRONG)):
        aspect = (None, [])  # «عوارض پروانه چقدر می‌شود؟» after an estimate wants another one
    told = _of_sign_in(draft, said) or any(_answers(draft, flow, frame, said, aspect) for flow, frame in concerned)
    told = told or _of_before_article(draft, said)
    if not told and not _knows_not(draft, concerned, said, aspect):
        return False
    draft.name("repaired")
    if collect and any(entity.name in collect.entities and not entity.fault for entity in said.entities):
        return False
    if draft.stack and draft.asked:
        again(draft)
    return True


def _of_its_result(draft: Draft, said: Understanding) -> bool:
    """«مازاد تراکم چیه؟» of a line that was just told: its service has a text about its result, and no article is
    nearer."""
    ended = None if draft.stack else just_ended(draft)
    return ended is not None and any(
        aside.when is not None and aside.words is not None and words_stand_in(draft.book.texts, aside.words, said)
        for aside in ended[0].asides
        if aside.holds(ended[1].slots)
    )


def _of_another(draft: Draft, said: Understanding) -> bool:
    """«دومی چرا رد شده؟»: of another one of the list than the one that was told of."""
    ended = None if draft.stack else just_ended(draft)
    if ended is None or not ended[0].has_chosen(ended[1].slots):
        return False
    return names_other(said.raw) or asks_for_place(draft, ended[0], said)


def answer_alone(draft: Draft, said: Understanding) -> bool:
    """«پولم کی برمی‌گرده؟», «از خونه میشه شکایت کرد؟» with nothing in hand and no plain wish: what the one service that
    is asked this says, and the way to it."""
    if draft.stack or draft.in_line or not asks_any(draft, said):
        return False
    capacity = in_capacity(draft, said) or (KIN_ANSWER if words_stand_in(draft.book.texts, KIN, said) else None)
    if just_ended(draft) and _points_back(said.raw) and not capacity:
        return False
    wishes = clear_wishes(draft, said)
    if wishes and wishes[0] != ASKING:
        return False
    if capacity and not wishes:
        draft.say(capacity)
        draft.name("answered")
        return True
    flow = asked_of(draft, said, shared_only=bool(wishes))
    if flow is None and words_stand_in(draft.book.texts, FROM_HOME, said):
        draft.say("common.from_home")
    elif flow is None or not say_aside(draft, flow, {}, said, draft.start_buttons([flow.id])):
        return False
    draft.name("answered")
    return True


def tell_along(draft: Draft, said: Understanding) -> None:
    """«وقت بازدید می‌خوام، ولی اول بگو چقدر طول می‌کشه»: what was asked along with the wish, where its service has a text
    for it, before its first question or what it looks up."""
    flow = draft.book.flows.get(draft.served) if draft.stack else None
    aspect, _ = draft.book.terms.aspect_of(said.raw)
    if flow is None or aspect is None:
        return
    alone = sum(each.about == aspect.name for each in flow.asides) == 1  # else it may depend on what is called for
    besides = _asks_after_and(draft, said, aspect) and (alone or draft.asked)
    if not besides and (draft.asked is None or _ALONG.search(said.raw) is None):
        return
    if say_about(draft, flow, {}, aspect) and len(draft.effects) > 1:
        draft.effects.insert(-1, draft.effects.pop())


def _asks_after_and(draft: Draft, said: Understanding, aspect: Aspect) -> bool:
    """«مدارک پروانه و هزینه‌ش رو می‌خواستم»."""
    _, *joined = _AND.split(said.raw)
    asked, beside = draft.book.terms.aspect_of(joined[-1]) if joined else (None, [])
    return asked is aspect and not beside


def told_before(draft: Draft, said: Understanding) -> bool:
    """«مهلت دفاع تموم شده؟» right after a result: the line that tells it, once more. Only when every word of the
    question that means something stands in one line, and nothing else is surely meant."""
    if draft.stack:
        return False
    texts, words = draft.book.texts, _meaning(draft, said)
    aspect, beside = (None, []) if said.entities else draft.book.terms.aspect_of(said.raw)
    if not (words or (aspect and not beside)) or clear_wishes(draft, said, least=SURE):
        return False
    told = [each for each in draft.before.last if each.key in texts and not each.key.startswith(_NO_RESULT)]
    lines = [line for each in told for line in texts.render(each.key, each.args).splitlines()]
    found = [line for line in reversed(lines) if words and _tells(line, words)][:1]  # particulars come last
    if not found and aspect and not beside:
        found = [line for line in lines if aspect.is_told_in(line)]
    if not 0 < len(found) <= _MOST_LINES:
        return False
    draft.say("common.told_beside", {"lines": [{"line": line} for line in found]})
    draft.name("repaired")
    return True


def _concerned(draft: Draft) -> Iterator[tuple[Flow, Frame]]:
    """The service that is asked about: the one in hand and, under a sign-in, the one behind it; else the last one."""
    ended = None if draft.stack else _article_told(draft) or just_ended(draft)
    if ended:
        yield ended
    served = next((frame for frame in reversed(draft.stack) if frame.flow != SIGN_IN), None)
    if served and (flow := draft.book.flows.get(served.flow)):
        yield flow, served
    if draft.stack and (sign_in := draft.book.flows.get(SIGN_IN)):
        yield sign_in, Frame(SIGN_IN, sign_in.version)  # who has to sign in, now or before long, may ask about that


def _article_told(draft: Draft) -> tuple[Flow, Frame] | None:
    """The article that was told last. A question that had none leaves what was spoken of before it."""
    topic = last_topic(draft)
    return topic if topic and look(topic[1].slots, "found.article") else None


def _of_sign_in(draft: Draft, said: Understanding) -> bool:
    """At the sign-in its own questions come first: «موبایلم به اسم خانممه» is of no property."""
    flow = draft.flow
    return flow is not None and flow.id == SIGN_IN and say_aside(draft, flow, {}, said)


def _of_before_article(draft: Draft, said: Understanding) -> bool:
    """An article that was told between leaves the file before it what was spoken of, for its own questions."""
    ended = just_ended(draft) if _article_told(draft) and not draft.stack else None
    return ended is not None and say_aside(draft, ended[0], ended[1].slots, said)


def _answers(draft: Draft, flow: Flow, frame: Frame, said: Understanding, asked: Asked) -> bool:
    """Says what there is to say of this flow; False when nothing of it is asked about."""
    if say_aside(draft, flow, frame.slots, said):
        return True
    aspect = _aspect_of(draft, flow, said, asked)
    if aspect is None:
        return False
    if lines := _told(draft, flow, frame, aspect):
        draft.say("common.told_beside", {"lines": lines})
        return True
    return say_about(draft, flow, frame.slots, aspect)


def _knows_not(draft: Draft, concerned: list[tuple[Flow, Frame]], said: Understanding, asked: Asked) -> bool:
    """Says that nothing tells it, of the service in hand."""
    flow = concerned[0][0] if concerned and draft.stack else None
    aspect = _aspect_of(draft, flow, said, asked) if flow and not flow.system else None
    if flow is None or aspect is None or not aspect.told:
        return False
    draft.say(_unknown(draft, flow))
    return True


def _tells(line: str, words: list[str]) -> bool:
    """Do all these words stand in the line? One alone has to be what the line is about («رأی کمیسیون: …»)."""
    about = line.partition(":")[0] if len(words) < _TELLING and ":" in line else line
    stands = set(fold(about).split())
    enough = len(words) >= _TELLING or about is not line
    return enough and len(stands) <= _LONG and all(_is_of(word, stands) for word in words)


def _meaning(draft: Draft, said: Understanding) -> list[str]:
    """The words of a short question about nothing but what was told."""
    if said.entities or not draft.book.terms.asks(said.raw) or len(said.raw.split()) > SHORT:
        return []
    return draft.book.terms.telling(fold(said.raw))


def _unknown(draft: Draft, flow: Flow) -> str:
    """What is said where nothing tells it: at a summary, the service's own words for that."""
    key = f"{flow.id}.invalid_{draft.asked.slot}" if draft.asked and in_confirm(draft) else ""
    return key if key in draft.book.texts else "common.not_known"


def _aspect_of(draft: Draft, flow: Flow, said: Understanding, asked: Asked) -> Aspect | None:
    """The aspect that is asked about, when the message is about that of this very matter and about nothing else."""
    aspect, beside = asked
    if flow.id == SIGN_IN and draft.level >= _KNOWN:
        return None  # that is over: «هزینه‌اش چقدره؟» at a list is of no sign-in
    if aspect is None or " که " in f" {fold(said.raw)} ":  # «همون که رایگانه» says which one
        return None
    wish = flow.wish if in_confirm(draft) else None  # there «ساعتش چنده؟» is about what stands, and no other wish
    taken = {name for _, collect in flow.collects() if collect.slot != wish for name in collect.entities}
    if any(entity.name in taken for entity in said.entities):
        return None  # an answer, or a what-if
    if aspect.name == "where" and flow.place_question():  # that is what the service itself is about
        return None
    texts = draft.book.texts
    ours = set(fold(texts.written(flow.title)).split())
    keys = (*flow.question_keys(), *(each.say for each in flow.asides if each.about))
    ours |= {word for key in keys if key in texts for word in fold(texts.written(key)).split()}
    return aspect if all(_is_of(word, ours) for word in beside) else None


def _points_back(text: str) -> bool:
    """«مهلتش کیه»: a word with «ـش» right after a service is about what that one told."""
    return any(len(word) > _SHORT_WORD and word.endswith(("ش", "شو", "شون")) for word in fold(text).split())


def _is_of(word: str, ours: Collection[str]) -> bool:
    """Is it one of these words («کلاسش»), whatever its ending?"""
    return any(word == own or (len(own) > 2 and word.startswith(own) and len(word) - len(own) <= 2) for own in ours)


def _told(draft: Draft, flow: Flow, frame: Frame, aspect: Aspect) -> list[Json]:
    """The lines of the summary that speak of it; without one, those of what the service has said on the way."""
    for key in _shown(draft, flow, frame):
        shown = draft.book.texts.render(key, shown_args(draft, flow, frame.slots, key)).splitlines()
        lines: list[Json] = [line for line in shown if aspect.is_told_in(line)]
        if 0 < len(lines) <= _MOST_LINES:
            return [{"line": line} for line in lines]
    return []


def _shown(draft: Draft, flow: Flow, frame: Frame) -> list[str]:
    """The texts to look in: a summary first, then what was said, the last first."""
    asked = draft.asked
    done = [step.does for step in flow.steps if step.id in frame.done or (asked and step.id == asked.slot)]
    summaries = [does.summary for does in done if isinstance(does, Confirm)]
    return [*reversed(summaries), *(does.key for does in reversed(done) if isinstance(does, SayStep))]
