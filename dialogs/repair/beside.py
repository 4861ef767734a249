"""What is asked beside the matter in hand, or of the one that just ended: «هزینه‌اش چنده؟» at a summary. A line that was
just told is told again by `told`. Each pattern is `(draft, said) -> bool`; the order they are tried in is in
`patterns`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from dialogs import questions
from dialogs.asides import (
    asks_any,
    names_more,
    put_by,
    say_about,
    say_aside,
    say_lines,
    sentences,
    told_of,
    words_of,
)
from dialogs.choices import choose_by_label, fold, names_other
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import hinted, phrases_of, words_stand_in
from dialogs.past import just_ended, results
from dialogs.picking import asks_for_place
from dialogs.questions import again, asked_collect, in_confirm
from dialogs.repair.done import acted, changed
from dialogs.repair.of_earlier import answer_of_earlier, asks_short, is_what_if
from dialogs.signing import SIGN_IN
from dialogs.state import Frame
from dialogs.steps import Collect
from dialogs.terms import Aspect, asks_why
from dialogs.wishes import ASKING, STRONG, SURE, clear_wishes, leads
from nlu.types import Act, Entity, Understanding

_SENTENCES = re.compile(r"(?<=[؟?!.؛\n])\s*")
_ALONG = re.compile(r"(?<!\w)(?:ولی|اما|فقط|اول|راستی|vali|aval)(?!\w)|[،,؛.] ?\w")
"""Words that join a question to a wish."""
_AND = re.compile(r"(?<!\w)(?:و|va)(?!\w)")
"""It joins whatever there is: a question only when nothing but that follows."""
_WHERE, _WHEN = "where", "when"
Asked = tuple[Aspect | None, list[str]]
"""The aspect a message asks about, and its words beside that."""
_SHORT_WORD = 3
_KNOWN = 2
"""The level of whom nobody asks any more who they are."""


def answer_aside(draft: Draft, said: Understanding) -> bool:
    """«از خونه میشه؟», «کی میان؟», «هزینه‌اش چنده؟»: a question that the service in hand answers in between, or the one
    that just ended: by its own words for it, by what it shows of the matter, or honestly not. No try at the question
    that stands is lost, and what answers it beside is taken as well. A question that names what it is about
    («استعلام چند روز طول می‌کشه؟») has an article."""
    if draft.stack and answer_of_earlier(draft, said):
        return True
    asked = draft.book.terms.aspect_of(_without_first(draft, said))
    if Act.OTHERS in said.acts or not (asked[0] or asks_any(draft, said)):
        return False  # as most messages
    matters, before = list(_concerned(draft)), results(draft)[1:]
    if not (asked[0] or any(put_by(draft, flow, frame.slots, said) for flow, frame in (*matters, *before))):
        return False
    bare = _names_nothing(draft, asked)
    if _is_no_question(draft, said, bare=bare) or _of_another(draft, said):
        return False
    concerned = [each for each in matters if draft.stack or not is_what_if(draft, *each, said)]
    if asked[0] and _worked_out(concerned, said, asked[0]):
        return False
    asked = _asked_here(draft, said, asked, bare=bare)
    if draft.stack and asked[0] and asked[0].name in (_WHERE, _WHEN) and _other_place(draft, said):
        return False
    told = _of_sign_in(draft, said) or any(_answers(draft, flow, frame, said, asked) for flow, frame in concerned)
    told = told or any(
        say_aside(draft, flow, frame.slots, said) for flow, frame in before if not is_what_if(draft, flow, frame, said)
    )
    if not told and not _knows_not(draft, concerned, said, asked):
        return False
    draft.name("repaired")
    collect = asked_collect(draft)
    takes = collect and any(entity.name in collect.entities for entity in _beside_words(draft, concerned, said))
    if draft.stack and draft.asked and not takes:
        again(draft)
    return not takes


def _without_first(draft: Draft, said: Understanding) -> str:
    """«صبر کن، اول بگو چقدر طول می‌کشه»: what is to be told first."""
    if not words_stand_in(draft.book.texts, "common.asks_first", said):
        return said.raw
    return f"{phrases_of(draft.book.texts, 'common.asks_first').sub(' ', fold(said.raw))}؟"


def _is_no_question(draft: Draft, said: Understanding, *, bare: bool) -> bool:
    """A sentence of what was asked for, one of the choices that stand; or a question about rules, for the articles."""
    collect = asked_collect(draft)
    if collect and collect.free_text and not asks_short(draft, said):
        return True
    return (leads(said, ASKING, SURE) and not (bare or _of_its_result(draft, said))) or _chooses(draft, said)


def _asked_here(draft: Draft, said: Understanding, asked: Asked, *, bare: bool) -> Asked:
    """The aspect, where it is asked of what stands: «عوارض پروانه چقدر می‌شود؟» after an estimate wants another one."""
    collect = asked_collect(draft)
    ours = bool(draft.stack and draft.asked and draft.asked.slot in questions.ANSWERS)
    ours = ours and draft.asked is not None and draft.asked.slot != questions.CHANGE  # its answer is a name, or a value
    # «چقدر طول می‌کشه؟» is no defence: but a question may stand in a text that is longer
    any_words = ours or bool(collect and collect.free_text and not draft.book.terms.asks(said.raw))
    wished = asked[0] and not (draft.stack or bare) and clear_wishes(draft, said, least=STRONG)
    return (None, []) if any_words or (wished and not _of_what_was_done(draft, said, asked[1])) else asked


def _of_what_was_done(draft: Draft, said: Understanding, beside: list[str]) -> bool:
    """«کجا باید بیام؟», «کی میان؟» right after something was done: about that, whatever service it sounds like, when it
    names nothing («کلاسم ساعت چنده؟» names what was done)."""
    flow, kept = just_ended(draft) or (None, None)
    if flow is None or kept is None or not (acted(draft, kept) or changed(draft, kept)):
        return False
    if any(entity.name != flow.wish for entity in said.entities):
        return False
    own = draft.book.titles.get(flow.id, frozenset())
    return all(is_of(word, own) for word in beside)


def _other_place(draft: Draft, said: Understanding) -> bool:
    """«مرکز آموزش کجاست؟», «ساعت کار شهرداری منطقهٔ ۳ چنده» in a service that asks for no place: the words name one,
    which another service tells."""
    wishes, served = clear_wishes(draft, said, least=SURE), draft.book.flows.get(draft.served)
    wished = draft.book.flows.get(wishes[0]) if wishes else None
    if wished is None or served is None or wished is served or not wished.place_question():
        return False
    return any(entity.name in wished.names - served.names for entity in said.entities)


def _beside_words(draft: Draft, concerned: list[tuple[Flow, Frame]], said: Understanding) -> list[Entity]:
    """The values of the message but those that are words of the question itself: «تا کی میتونم عوضش کنم»."""
    asides = (put_by(draft, flow, frame.slots, said) for flow, frame in concerned)
    words = next((words_of(draft, aside, said) for aside in asides if aside), "").split()
    return [each for each in said.entities if not each.fault and set(words).isdisjoint(fold(each.raw).split())]


def _worked_out(concerned: list[tuple[Flow, Frame]], said: Understanding, aspect: Aspect) -> bool:
    """«هزینهٔ شهرداریش چقدر میشه؟» of what is in hand: surely a wish for the service that works just that out."""
    return any(
        aside.about == aspect.name and aside.start and leads(said, aside.start, SURE) and aside.holds(frame.slots)
        for flow, frame in concerned
        for aside in flow.asides
    )


def _chooses(draft: Draft, said: Understanding) -> bool:
    """«بدون بازدید» where that is one of the choices, or at the summary that shows what was chosen: an answer, and no
    question."""
    asked, flow = draft.asked, draft.flow
    if asked is None or flow is None or asked.slot in questions.ANSWERS:
        return False
    if draft.book.terms.asks(said.raw) or asks_why(said.raw, draft.book.terms):
        return False
    if choose_by_label(said.raw, asked.offers) is not None:
        return not in_confirm(draft) or len(said.raw.split()) <= _SHORT_WORD  # «بله ولی اسمم رو نگید» says more
    slots = draft.stack[-1].slots
    return in_confirm(draft) and any(
        each.two_ways and slots.get(each.slot) is not None and hinted(draft.book.texts, each, said)
        for each in flow.worded
    )


def _of_its_result(draft: Draft, said: Understanding) -> bool:
    """«مازاد تراکم چیه؟» of a line that was just told: its service has a text about its result, and no article is
    nearer. While the service is in hand («جریمه هم داره؟» at a bill) only where no word of the question is about
    anything else."""
    texts = draft.book.texts
    asides = [
        aside
        for flow, frame in (results(draft) or _concerned(draft))
        for aside in flow.asides
        if aside.words is not None and (aside.when is not None or draft.stack) and aside.holds(frame.slots)
    ]
    return all(
        any(
            words_stand_in(texts, str(aside.words), part) and not (draft.stack and names_more(draft, aside, part))
            for aside in asides
        )
        for part in (sentences(said) if draft.stack else [said])
    )


def _names_nothing(draft: Draft, asked: Asked) -> bool:
    """«چه مدارکی لازمه؟» right after a service that has a text about that of its result: of no other matter."""
    aspect, beside = asked
    if aspect is None or beside:  # a value in it («کی آماده میشه») is in the words of the question itself
        return False
    ended = (each for flow, frame in results(draft)[:1] for each in flow.asides if each.holds(frame.slots))
    return any(each.when is not None and each.about == aspect.name for each in ended)


def _of_another(draft: Draft, said: Understanding) -> bool:
    """«دومی چرا رد شده؟»: of another one of the list than the one that was told of."""
    ended = None if draft.stack else just_ended(draft)
    if ended is None or not ended[0].has_chosen(ended[1].slots):
        return False
    return names_other(said.raw) or asks_for_place(draft, ended[0], said)


def tell_along(draft: Draft, said: Understanding) -> None:
    """«وقت بازدید می‌خوام، ولی اول بگو چقدر طول می‌کشه»: what was asked along with the wish, where its service has a text
    for it, before its first question or what it looks up."""
    if _ALONG.search(said.raw) is None and _AND.search(said.raw) is None:
        return  # as most messages
    flow = draft.book.flows.get(draft.served) if draft.stack else None
    parts = (draft.book.terms.aspect_of(part)[0] for part in _SENTENCES.split(said.raw))
    aspect = next(filter(None, parts), None)  # «این همه پول دادم. پروانه‌م چی شد؟» asks for no cost
    if flow is None or aspect is None:
        return
    # With several texts about it, which one may depend on what is called for
    alone = draft.asked or sum(each.about == aspect.name and bool(each.say) for each in flow.asides) == 1
    besides = alone and _asks_after_and(draft, said, aspect)
    if not besides and (draft.asked is None or _ALONG.search(said.raw) is None):
        return
    if say_about(draft, flow, {}, aspect) and len(draft.effects) > 1:
        draft.effects.insert(-1, draft.effects.pop())


def _asks_after_and(draft: Draft, said: Understanding, aspect: Aspect) -> bool:
    """«مدارک پروانه و هزینه‌ش رو می‌خواستم»."""
    _, *joined = _AND.split(said.raw)
    asked, beside = draft.book.terms.aspect_of(joined[-1]) if joined else (None, [])
    return asked is aspect and not beside


def _concerned(draft: Draft) -> Iterator[tuple[Flow, Frame]]:
    """The service that is asked about: the one in hand and, under a sign-in, the one behind it; else the last one."""
    yield from results(draft)[:1]
    served = next((frame for frame in reversed(draft.stack) if frame.flow != SIGN_IN), None)
    if served and (flow := draft.book.flows.get(served.flow)):
        yield flow, served
    if draft.stack and (sign_in := draft.book.flows.get(SIGN_IN)):
        yield sign_in, Frame(SIGN_IN, sign_in.version)  # who has to sign in, now or before long, may ask about that


def _of_sign_in(draft: Draft, said: Understanding) -> bool:
    """At the sign-in its own questions come first: «موبایلم به اسم خانممه» is of no property."""
    flow = draft.flow
    return flow is not None and flow.id == SIGN_IN and say_aside(draft, flow, {}, said)


def _answers(draft: Draft, flow: Flow, frame: Frame, said: Understanding, asked: Asked) -> bool:
    """Says what there is to say of this flow; False when nothing of it is asked about."""
    if say_aside(draft, flow, frame.slots, said):
        return True
    aspect = _aspect_of(draft, flow, frame, said, asked)
    if aspect is None:
        return False
    if not draft.stack and say_about(draft, flow, frame.slots, aspect, now=True):
        return True
    if lines := told_of(draft, flow, frame, aspect):
        say_lines(draft, lines)
        return True
    return say_about(draft, flow, frame.slots, aspect)


def _knows_not(draft: Draft, concerned: list[tuple[Flow, Frame]], said: Understanding, asked: Asked) -> bool:
    """Says that nothing tells it, of the service in hand."""
    flow, frame = concerned[0] if concerned and draft.stack else (None, None)
    aspect = _aspect_of(draft, flow, frame, said, asked) if flow and frame and not flow.system else None
    if flow is None or aspect is None or not aspect.told:
        return False
    draft.say(_unknown(draft, flow))
    return True


def _unknown(draft: Draft, flow: Flow) -> str:
    """What is said where nothing tells it: at a summary, the service's own words for that."""
    key = f"{flow.id}.invalid_{draft.asked.slot}" if draft.asked and in_confirm(draft) else ""
    return key if key in draft.book.texts else "common.not_known"


def _aspect_of(draft: Draft, flow: Flow, frame: Frame, said: Understanding, asked: Asked) -> Aspect | None:
    """The aspect that is asked about, when the message is about that of this very matter and about nothing else."""
    aspect, beside = asked
    if flow.id == SIGN_IN and draft.level >= _KNOWN:
        return None  # that is over: «هزینه‌اش چقدره؟» at a list is of no sign-in
    if aspect is None or " که " in f" {fold(said.raw)} ":  # «همون که رایگانه» says which one
        return None
    done = not draft.stack and (acted(draft, frame) or changed(draft, frame))
    wish = flow.wish if done or in_confirm(draft) else None  # «ساعتش چنده؟» is about what stands, and no other wish
    asks = [collect for _, collect in flow.collects() if collect.slot != wish]
    if any(_tells(each, frame, entity) for entity in said.entities for each in asks):
        return None  # an answer, or a what-if
    if aspect.name == _WHERE and flow.place_question():  # that is what the service itself is about
        return None
    texts = draft.book.texts
    ours = set(fold(texts.written(flow.title)).split())
    keys = (*flow.question_keys(), *(each.say for each in flow.asides if each.about))
    ours |= {word for key in keys if key in texts for word in fold(texts.written(key)).split()}
    return aspect if all(is_of(word, ours) for word in beside) else None


def _tells(collect: Collect, frame: Frame, entity: Entity) -> bool:
    """Is it an answer to this question? «هزینهٔ اصلاح پروانه چقدره؟» of one says again what stands."""
    stands = frame.slots.get(collect.slot)
    return entity.name in collect.entities and (not collect.options or collect.as_choice(entity.value) != stands)


def is_of(word: str, ours: Collection[str]) -> bool:
    """Is it one of these words («کلاسش»), whatever its ending?"""
    return any(word == own or (len(own) > 2 and word.startswith(own) and len(word) - len(own) <= 2) for own in ours)
