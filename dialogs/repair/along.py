"""Services asked for along with an answer to the question that stands, or in its place, and which only sound as if they
were."""

from __future__ import annotations

import re

from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.heard import only_place, street_in
from dialogs.hints import hinted, words_stand_in
from dialogs.portions import BOTH_WORDS
from dialogs.questions import asked_collect
from dialogs.repair.asking import names_a_kind
from dialogs.repair.done import only_values
from dialogs.repair.refusals import holds_back
from dialogs.steps import Collect
from dialogs.terms import has_mark
from dialogs.wishes import ASKING, DIGRESS, STRONG, SURE, WHO, clear_wishes, in_parts, leads
from nlu.entities.kinds import REQUESTED
from nlu.types import Act, Understanding

_ADDRESS = "address"
_PLACES = frozenset({"district", "neighbourhood", "address"})
_AFTER_YES = re.compile(r"[،,؛.!\n]|(?<!\w)(?:و|راستی|بعدش|بعدشم)(?!\w)")
_YES, _WISH = 3, 3
"""Words: of a yes that says nothing more, at most; of a wish that «هم» does not add to it, at least."""
_SHORT = 6
"""Words, at most, of a question about the matter in hand."""


def wishes_along(draft: Draft, said: Understanding) -> list[str]:
    """Services asked for along with an answer: only when there is more in the message than the answer. «اگه ۴ طبقه
    باشه چی؟» is one that only sounds like a question."""
    flow = draft.flow
    if flow is not None and only_values(flow, said) and (Act.WHAT_IF in said.acts or flow.vary is not None):
        return _after_values(draft, said)
    if flow is not None and flow.system and said.entities and all(each.name in WHO for each in said.entities):
        return _after_values(draft, said, STRONG)  # who is there, and the words for it
    if _place_instead(draft, said):
        return []
    covered = sum(len(entity.raw.split()) for entity in said.entities)
    if len(said.raw.split()) - covered < 3:
        return []
    top = draft.stack[-1].flow
    asks = has_mark(said.raw)  # then it is said that there is a question in it
    names = [name for name in clear_wishes(draft, said, least=DIGRESS if asks else STRONG) if name != top]
    if names == [ASKING] and flow is not None and (_asks_a_side(draft, flow, said) or _varies(flow, said)):
        return []
    plain = names if asks or in_parts(said) else _after_values(draft, said)
    return [name for name in names if name in plain or not _describes(draft, said, name)]


def _after_values(draft: Draft, said: Understanding, least: float = SURE) -> list[str]:
    """«۲۰۰ متر، قبضمم می‌خوام بدم»: what is surely wanted after an answer, in words of its own and with none of its
    values."""
    joined = _AFTER_YES.search(said.raw)
    rest = said.raw[joined.end() :] if joined else ""
    values = any(map(str.isdigit, rest)) or any(entity.raw in rest for entity in said.entities)
    if joined is None or values or draft.book.terms.asks(rest):
        return []
    if len(rest.split()) < _WISH and not BOTH_WORDS.search(rest):
        return []
    known = (draft.served, draft.stack[-1].flow, ASKING)
    return [name for name in clear_wishes(draft, said, least=least) if name not in known]


def wishes_after_yes(draft: Draft, said: Understanding) -> list[str]:
    """«بله، قبضمم می‌خوام بدم» at a summary: a yes, and what is surely wanted beside it."""
    if Act.AFFIRM not in said.acts or {Act.DENY, Act.CANCEL, Act.HOLD} & set(said.acts) or holds_back(draft, said):
        return []
    yes, *rest = _AFTER_YES.split(said.raw, maxsplit=1)
    if not rest or len(yes.split()) > _YES or not (len(rest[0].split()) >= _WISH or BOTH_WORDS.search(rest[0])):
        return []
    return [name for name in clear_wishes(draft, said, least=SURE) if name != draft.served]


def _place_instead(draft: Draft, said: Understanding) -> bool:
    """«نمیدونم منطقه چنده، خیابون کاوه هستیم» where a place is asked for: by its street, and no question about it."""
    collect = asked_collect(draft)
    if collect is None or not (collect.location and collect.words) or has_mark(said.raw):
        return False
    return words_stand_in(draft.book.texts, "common.words_but_place", said) and street_in(draft, said) is not None


def _varies(flow: Flow, said: Understanding) -> bool:
    """«اگه دو واحد تو هر طبقه باشه چی» while an estimate is put together: what would be, and no rule."""
    what_if = flow.vary is not None and Act.WHAT_IF in said.acts
    return what_if and bool(said.entities) and all(each.name in flow.names for each in said.entities)


def _asks_a_side(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«چند درصد اشغاله؟» where a piece of land is asked for: of what will be told of that one, and no article. How and
    why it is so («تراکم چطور حساب می‌شود؟») an article tells."""
    place = flow.place_question()
    if place is None or draft.asked is None or draft.asked.slot != place.slot or len(said.raw.split()) > _SHORT:
        return False
    texts = draft.book.texts
    if words_stand_in(texts, "common.asks_how", said) or any(each.name not in flow.names for each in said.entities):
        return False  # «آسانسور از چند طبقه اجباریه؟»: of a subject that no land has
    return any(each.heard and hinted(texts, each, said) for each in flow.worded)


def _describes(draft: Draft, said: Understanding, name: str) -> bool:
    """«خونه دوطبقه می‌خوام بسازم برا پسرم» in the middle of an estimate: its values are all for what is in hand and none
    for the service that it sounds like. Not beside a question, which any words may put."""
    wished = draft.book.flows[name]
    asked = asked_collect(draft)
    places = _PLACES | set(asked.entities if asked else ())  # «نه ملک خودم ۶-۲-۱۱۰-۷» where a property is asked for
    if wished.place_question() and all(entity.name in places for entity in said.entities):
        return not draft.book.terms.asks(said.raw)  # «ملکم تو محلهٔ جلفاست» tells where it is
    if wished.opened:
        return False
    mine, theirs = (
        {entity for _, collect in flow.collects() for entity in collect.entities}
        for flow in (draft.book.flows[draft.stack[-1].flow], wished)
    )
    given = {entity.name for entity in said.entities if not entity.fault}
    return bool(given) and bool(theirs) and given <= mine and not given & theirs


def elsewhere(draft: Draft, collect: Collect | None, said: Understanding) -> bool:
    """«شهرداری منطقه ۸ کجاست؟» in the middle of another service: surely a wish, and its values answer nothing that is
    asked. They would only change what was answered before, and belong to what is wished for."""
    flow, frame = draft.flow, draft.top
    if flow is None or frame is None or leads(said, "correct") or Act.DENY in said.acts:
        return False
    place = flow.place_question()
    street = place and place is not collect and place.slot in frame.slots and street_in(draft, said)
    if not (said.entities or street) or names_a_kind(draft, said):
        return False  # «برا عدم خلاف چی؟» after the papers of another
    if collect and collect.free_text and only_place(draft, flow, said) and not draft.book.terms.asks(said.raw):
        return False  # «شهرداری منطقه ۶» where it happened, before what did
    wishes = clear_wishes(draft, said, least=STRONG) or _called(draft, clear_wishes(draft, said), said)
    wished = draft.book.flows.get(wishes[0]) if wishes else None
    if wished is None or wished is flow or Act.WHAT_IF in said.acts:
        return False
    if collect and (collect.free_text or collect.whole) and _short_question(draft, said, wished.id):
        return True
    own = [each for entity in said.entities for _, each in flow.collects() if entity.name in each.entities]
    theirs = wished.names | ({_ADDRESS} if (there := wished.place_question()) and there.words else set())
    given = [entity.name for entity in said.entities if any(entity.name in each.entities for each in own)]
    settled = all(each.slot in frame.slots and each is not collect for each in own if not each.heard)
    # «ساعت کار شهرداری منطقه ۶ چنده؟» where the land's district is asked for: one question, and a word before its value
    settled = settled or (_one_question(draft, said) and collect is not None and not collect.options_from)
    if bool(given or street) and settled and all(name in theirs for name in given):
        return True
    listed = collect is not None and collect.options_from is not None
    return listed and _only_narrows(draft, own, given) and leads(said, wished.id, SURE)


def _short_question(draft: Draft, said: Understanding, name: str) -> bool:
    """«دفتر شهرداری منطقه ۵ کجاست» where words are asked for: surely a question to that service, and no more."""
    return len(said.raw.split()) <= _SHORT and leads(said, name, SURE) and draft.book.terms.asks(said.raw)


def _only_narrows(draft: Draft, own: list[Collect], given: list[str]) -> bool:
    """«وقت بازدید می‌خوام» where one of the files is asked for: «بازدید» is a stage by which some of them might be
    meant, but no answer to anything that is asked. The kind of a request names one of them."""
    unasked = draft.flow.unasked if draft.flow else ()
    return bool(given) and REQUESTED.isdisjoint(given) and all(each in unasked and not each.options for each in own)


def _one_question(draft: Draft, said: Understanding) -> bool:
    """Nothing but a question, whose values do not stand before it as an answer does («منطقه ۶، دفترش کجاست؟»)."""
    words = fold(said.raw)
    before = [words.partition(fold(each.raw))[0] for each in said.entities if fold(each.raw) in words]
    first = min(map(len, before), default=0)
    return draft.book.terms.asks(said.raw) and not in_parts(said) and len(words[:first].split()) > 1


def _called(draft: Draft, wishes: list[str], said: Understanding) -> list[str]:
    """«وضعیت ۱۴۰۵۱۰۰۱۰۱ رو هم بگو»: a likely wish that is called by a word of its title which is in no other."""
    titles, words = draft.book.titles, set(fold(said.raw).split())
    own = titles.get(wishes[0], frozenset()) & words if wishes else frozenset()
    return wishes if any(sum(word in title for title in titles.values()) == 1 for word in own) else []
