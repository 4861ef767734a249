"""Questions that no service in hand answers: looked up among the articles and what the municipality lists, each with
what it follows. Each pattern is `(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from dialogs import questions
from dialogs.choices import fold
from dialogs.conditions import look
from dialogs.draft import Draft
from dialogs.hints import phrases_of, words_stand_in
from dialogs.past import just_ended, last_topic
from dialogs.ports import Json
from dialogs.questions import asked_collect
from dialogs.repair.orders import SHORT
from dialogs.signing import SIGN_IN
from dialogs.starts import may_start, start
from dialogs.terms import asked_terms, asked_word, has_mark
from dialogs.values import items_of
from dialogs.wishes import ASKING, NEAR, asks_papers, clear_wishes, close_ones, leads
from nlu.entities.kinds import REQUESTED
from nlu.types import Act, Understanding

_PAPERS = "bring"
_SAME_THERE = "common.asks_same_there"
_LETTERS = 3
_PARTS = re.compile(r"[؟?!.\n،؛]|(?<!\w)(?:و|va)(?!\w)")
_LONGEST = 12
"""Words: more of them, without a mark of a question, tell something."""
_BESIDE = frozenset({Act.WHAT_IF, Act.PAPERS, Act.ASKS_LEAVE})
"""Acts a question may have and still be one."""


def asks_on(draft: Draft, said: Understanding) -> bool:
    """A question right after an article or a service («سقفش چقدره», «آزمایش خاک رو از کجا بگیرم؟»), by which no service
    is meant, or one about rules that is read so more likely than anything else: looked up. Not after one that was none
    of ours, which is told whose it is."""
    topic = last_topic(draft)
    if draft.stack or draft.in_line or set(said.acts) - _BESIDE:
        return False
    if not (topic or just_ended(draft) or (leads(said, ASKING, NEAR) and not close_ones(draft, said))):
        return False
    if any(told.key == f"{ASKING}.not_ours" for told in draft.before.last) or clear_wishes(draft, said):
        return False
    if asks_the_same(draft, said) or _papers_of_last(draft, said):
        look_up(draft, said)
        return True
    if said.intent is None or said.intent.name not in ("out_of_scope", ASKING):
        return False
    terms = draft.book.terms
    if terms.only_points(said.raw) or not (terms.asks(said.raw) or (topic and _ends_asking(draft, said))):
        return False
    look_up(draft, said)
    return True


def _papers_of_last(draft: Draft, said: Understanding) -> bool:
    """«che madareki» after an inquiry that was refused: those of that one, whatever services it sounds like."""
    before = _before(draft) if Act.PAPERS in said.acts and not said.entities else None
    return before is not None and any(before.get(name) for name in REQUESTED) and not _meaning_of_papers(draft, said)


def _meaning_of_papers(draft: Draft, said: Understanding) -> list[str]:
    """The words that say something beside those that ask for papers."""
    return draft.book.terms.telling(phrases_of(draft.book.texts, "common.asks_only_papers").sub(" ", fold(said.raw)))


def asks_the_same(draft: Draft, said: Understanding) -> bool:
    """«تو بافت تاریخی هم همینه» right after an article: asks it of another case, whatever service has that word."""
    return not draft.stack and last_topic(draft) is not None and words_stand_in(draft.book.texts, _SAME_THERE, said)


def asks_whence(draft: Draft, said: Understanding) -> bool:
    """«آزمایش خاک رو از کجا بگیرم» at a list that has one: asks about that one, and chooses nothing."""
    collect = asked_collect(draft)
    chosen = collect is not None and (collect.options_from is not None or bool(collect.files))
    return chosen and words_stand_in(draft.book.texts, "common.asks_whence", said)


def _of_the_chosen(draft: Draft, said: Understanding) -> Understanding:
    """«از کجا بگیرمش» where the picture of one is asked for: of that one, by its name."""
    flow, slots = draft.flow, draft.stack[-1].slots
    beside = phrases_of(draft.book.texts, "common.asks_whence").sub(" ", fold(said.raw))
    items = [
        draft.book.texts.render(each.options_from.label, fields)
        for each in (flow.choosing if flow else ())
        if each.options_from
        for value, fields in items_of(draft.book.texts, each.options_from, slots)
        if value == slots.get(each.slot)
    ]
    if not items or draft.book.terms.telling(beside):
        return said
    name = items[-1]
    return replace(said, raw=f"{name} {said.raw}", normal=f"{name} {said.normal}")


def asks_beside(draft: Draft, said: Understanding) -> bool:
    """A question while a choice, a summary or the sign-in stands, that answers none of it («نقشه‌ها را خودم می‌توانم
    بکشم؟»): looked up, and the question that stands comes again. No try at it is lost."""
    flow, asked, collect = draft.flow, draft.asked, asked_collect(draft)
    if flow is None or asked is None or asked.slot in questions.ANSWERS or draft.stack[-1].waiting:
        return False
    chosen = collect is None or collect.options or collect.options_from or flow.system
    whence = asks_whence(draft, said)
    if not (chosen or whence or asks_us(draft, said)) or set(said.acts) - _BESIDE or not may_start(draft):
        return False
    taken = {name for _, each in flow.collects() for name in each.entities}
    if not (whence or _plainly_asks(draft, said)):
        return False
    if not whence and any(entity.name in taken for entity in said.entities):
        return False
    said = _of_the_chosen(draft, said) if whence else said
    word = asked_word(said.raw, draft.book.terms, loosely=True)
    if not _meaning(draft, said) or (word and len(word.split()) == 1):
        return False  # «سند چیه»: a word of the question that stands
    draft.name("repaired")
    look_up(draft, said)
    return True


def asks_us(draft: Draft, said: Understanding) -> bool:
    """Where free words are asked for: is it a short question to us («وکیل باید بگیرم؟»), and no part of a text?"""
    collect = asked_collect(draft)
    if collect is None or collect.opening or not (collect.free_text or collect.whole) or len(said.raw.split()) > SHORT:
        return False
    return draft.book.terms.asks(said.raw) and words_stand_in(draft.book.texts, "common.asks_us", said)


def look_up(draft: Draft, said: Understanding) -> None:
    """Looks the question up, with what it follows."""
    start(draft, ASKING, said, context(draft, said))


def context(draft: Draft, said: Understanding) -> dict[str, Json]:
    """What a question is about beyond its words: the request that was spoken of, the article that was told, and what
    is asked of them."""
    before = _before(draft)
    own = any(entity.name in REQUESTED for entity in said.entities)
    aspect = _aspect(draft, said, before, own=own)
    known: dict[str, Json] = {"aspect": aspect} if aspect else {}
    if own and not aspect:
        known = _several_aspects(draft, said)
    if terms := asked_terms(said.raw, draft.book.terms):
        known["meaning"] = "\n".join(draft.book.texts.render(term.key, {}) for term in terms)
    if before is None:
        return known
    known |= {"follows": True}
    if last_topic(draft) is None and _only_points_back(draft, said):
        known["unsaid"] = True
    if asks_the_same(draft, said):
        known["same"] = True
    if after := look(before, "found.article") or before.get("article_before"):
        known["article_before"] = after
    if own or (aspect is None and draft.book.terms.held_in(said.raw)):
        return known  # «تغییر کاربری چطوریه» after «حد نصاب تفکیک …» has a subject of its own
    if not after and (words := asked_terms(str(before.get("question") or ""), draft.book.terms)):
        known["word_before"] = words[0].names[0]  # «جریمه‌ش چطور حساب میشه» after «تخلف یعنی چی»
    return known | {name: before[name] for name in REQUESTED if before.get(name)}


def _before(draft: Draft) -> Mapping[str, Json] | None:
    """The values of what was spoken of last: the service in hand, the last answer, or the service that just ended."""
    if draft.stack:
        return next((frame.slots for frame in reversed(draft.stack) if frame.flow != SIGN_IN), None)
    kept = last_topic(draft) or just_ended(draft)
    return kept[1].slots if kept else None


def _aspect(draft: Draft, said: Understanding, before: Mapping[str, Json] | None, *, own: bool) -> str | None:
    """What is asked of the matter, when the message names nothing else; after «مدارک پایان‌کار», «برا عدم خلاف چی؟» asks
    for the same."""
    if asks_papers(draft, said):
        return _PAPERS
    aspect, beside = draft.book.terms.aspect_of(said.raw)
    if aspect is not None:
        return None if _other_words(said, beside) else aspect.name
    kept = before.get("aspect") if before and own and not draft.stack else None
    return str(kept) if kept and names_a_kind(draft, said) else None


def _several_aspects(draft: Draft, said: Understanding) -> dict[str, Json]:
    """«پایان‌کار چقدر طول می‌کشه و چقدر هزینه داره؟»: what its parts ask of the request that is named, in their order; a
    part that asks something else is to be asked alone."""
    asked = [draft.book.terms.aspect_of(part) for part in _PARTS.split(said.raw) if _telling(draft, said, part)]
    names = list(dict.fromkeys(each.name for each, beside in asked if each and not _other_words(said, beside)))
    known: dict[str, Json] = dict(zip(("aspect", "aspect_beside"), names, strict=False))
    return known | {"aspect_rest": True} if names and len(names) < len(asked) else known


def _telling(draft: Draft, said: Understanding, part: str) -> bool:
    """Does this part say more than which request it is about?"""
    return bool(draft.book.terms.aspect_of(part)[0] or _other_words(said, draft.book.terms.telling(fold(part))))


def names_a_kind(draft: Draft, said: Understanding) -> bool:
    """«برا عدم خلاف چی؟»: does it name another request, and say no more of it?"""
    named = any(entity.name in REQUESTED for entity in said.entities)
    return named and not _other_words(said, _meaning(draft, said))


def _only_points_back(draft: Draft, said: Understanding) -> bool:
    """«مهلتش کی تموم میشه» after a service: about what that one told, and no article is."""
    words = _meaning(draft, said)
    if len(words) != 1 or draft.book.terms.held_in(said.raw):
        return False
    return len(words[0]) > _LETTERS and words[0].endswith("ش")


def _other_words(said: Understanding, words: list[str]) -> list[str]:
    """Those that do not name the request."""
    named = {word for entity in said.entities if entity.name in REQUESTED for word in fold(entity.raw).split()}
    return [word for word in words if word not in named]


def _meaning(draft: Draft, said: Understanding) -> list[str]:
    """Its words that say something."""
    return draft.book.terms.telling(fold(said.raw))


def _plainly_asks(draft: Draft, said: Understanding) -> bool:
    """By its mark, or read as no service's business: «نمیگم چرا» answers badly and asks nothing."""
    read = leads(said, "out_of_scope") or leads(said, ASKING)
    return has_mark(said.raw) or (read and draft.book.terms.asks(said.raw))


def _ends_asking(draft: Draft, said: Understanding) -> bool:
    """«تمدیدش پول داره»: a question without its mark."""
    words = fold(said.raw).split()
    return 1 < len(words) <= _LONGEST and draft.book.terms.says_nothing(words[-1])
