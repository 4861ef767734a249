"""Questions about what was told. `told_one`: about one of a list, by its place or its name, be it one that nobody
chooses from («اولی رو بگو», «دومی تلفنش چنده» after the offices of a district, «قسط دوم کیه؟» after a schedule) or one
that a question does («هزینهٔ سومی چنده؟»): nothing is chosen. `told_before`: about one line of the last result («مهلت
دفاع تموم شده؟»).

Choosing one of a list is `picking`'s, another one of it after its result `results`', and what a service answers by
texts of its own `beside`'s. Each pattern is `(draft, said) -> bool`; the order they are tried in is in `patterns`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from dialogs.another import another_named
from dialogs.asides import MOST_LINES, TOLD_BESIDE, say_lines, shown_texts
from dialogs.choices import choose, fold, names_place, place_asked, place_beside, place_told, place_within
from dialogs.conditions import look
from dialogs.draft import OFFERED, Draft
from dialogs.flow import Flow
from dialogs.hints import phrases_of, words_stand_in
from dialogs.option import OptionsFrom
from dialogs.past import just_ended, results
from dialogs.picking import PICK, TOLD, as_offer, asks_for_place, by_one_word, by_place
from dialogs.ports import Json
from dialogs.questions import again, asked_collect
from dialogs.repair.asking import look_up
from dialogs.repair.beside import is_of
from dialogs.repair.done import acted
from dialogs.repair.orders import SHORT
from dialogs.repair.results import tell_again
from dialogs.state import Frame, Offer
from dialogs.steps import Collect, SayStep
from dialogs.terms import Aspect
from dialogs.values import chosen_item, items_of, shown_args
from dialogs.wishes import ASKING, START, STRONG, SURE, clear_wishes
from nlu.types import Act, Understanding

_NOT_SO_MANY, _TELL_OF = "common.not_so_many", "common.asks_tell_of"
_ISOLATES = re.compile("[\u2066-\u2069]")
_ITEM = re.compile(r" *(?:•|(\d{1,2})[.)]) +(?=\S)")
_LEAST = 2
_LONGEST = 8
"""Words of a message about one of a list: a longer one tells something beside."""
_PLAIN = 4
"""Letters, at least, of a word that stands for what is listed («کلاس»)."""
_TELLING, _LONG = 2, 12
"""Words: fewer of a question may stand anywhere, and in a longer line they need not belong together."""
_NO_RESULT = ("common.", f"{ASKING}.")
"""Texts of no service: an article has passages, which are looked up."""
_HEADS, _LISTS = ":", "•"
"""How a line ends that stands above a list, and how those of the list begin."""


def told_one(draft: Draft, said: Understanding) -> bool:
    """One of a list: of one that is only written in what was told, of one that was told out of the values of a service,
    or of one that a question chooses from."""
    aspect, _ = draft.book.terms.aspect_of(said.raw)
    named = names_place(said.raw) or fold(said.raw).isdecimal()
    if not (aspect or named or _tells_of(draft, said)) or len(said.raw.split()) > _LONGEST:
        return False  # as most messages
    if _asks_another_service(draft, said):
        return False
    return _of_written(draft, said) or _of_values(draft, said) or _of_choices(draft, said)


def _asks_another_service(draft: Draft, said: Understanding) -> bool:
    """«دومی کاربریش چیه؟» of one's own properties: what another service tells of that one, which chooses from such a
    list."""
    if draft.stack or not draft.book.terms.asks(said.raw):
        return False
    wishes = clear_wishes(draft, said, least=START)[:1]
    for flow, frame in results(draft)[:1] if wishes and wishes[0] in draft.book.flows else ():
        paths = {path for key in _said(flow, frame) for path in draft.book.texts.get(key).each}
        lists = [items for path in paths if isinstance(items := look(frame.slots, path), list)]
        told = {name for items in lists for item in items if isinstance(item, dict) for name in item}
        sources = [each.options_from for each in draft.book.flows[wishes[0]].choosing]
        return flow.id != wishes[0] and any(source and source.value in told for source in sources)
    return False


def _tell(draft: Draft, lines: Iterable[str]) -> bool:
    """These lines, and the question that stands."""
    say_lines(draft, lines)
    draft.name("repaired")
    if draft.stack and draft.asked:
        again(draft)
    return True


def _says_how_many(draft: Draft, count: int) -> bool:
    draft.say(_NOT_SO_MANY, {"count": count})
    draft.name("repaired")
    return True


def _matter(draft: Draft) -> tuple[Flow, Frame] | None:
    """The service whose list it may be: the one in hand, or the one that just ended."""
    if not draft.stack:
        return just_ended(draft)
    flow, frame = draft.flow, draft.stack[-1]
    return None if flow is None or frame.waiting else (flow, frame)


def _said(flow: Flow, frame: Frame) -> list[str]:
    """The texts it has said, the last one first."""
    return [step.does.key for step in reversed(flow.steps) if isinstance(step.does, SayStep) and step.id in frame.done]


# Of a list that is written in what was told last, and chosen from by nobody


def _of_written(draft: Draft, said: Understanding) -> bool:
    """That one once more; what its words mean, when that is asked; and what is asked of one that says no more of
    itself is looked up («اولی رو از کجا بگیرم؟» of papers)."""
    if draft.stack or len(said.raw.split()) > SHORT or said.entities or not _just_told(draft):
        return False
    number = fold(said.raw)
    at = int(number) - 1 if number.isdecimal() else place_asked(said.raw, "")
    if at is None or clear_wishes(draft, said, least=SURE):
        return False
    if _told_already(draft, said):
        return True
    numbered, items = _written(draft, said)
    if len(items) < _LEAST or (number.isdecimal() and not numbered):
        return False
    if not -1 <= at < len(items):
        return not number.isdecimal() and _says_how_many(draft, len(items))
    return _tell_written(draft, items[at], said)


def _tell_written(draft: Draft, item: list[str], said: Understanding) -> bool:
    """The item as it stood; or what is asked of one that has no more to tell than its name."""
    terms, text = draft.book.terms, _ITEM.sub("", item[0], count=1)
    alone = len(item) == 1 and not any(map(str.isdigit, text))
    rest = terms.telling(" ".join(fold(said.raw).split()[1:]))
    if len(item) == 1 and rest and terms.asks(said.raw) and not _asks_meaning(draft, said):
        if not alone or ":" in text:
            return False  # that line tells it: `_of_values`
        asked = f"{text} {' '.join(said.raw.split()[1:])}"
        look_up(draft, replace(said, raw=asked, normal=asked))
        draft.name("repaired")
        return True
    _tell(draft, item)
    for term in terms.named(text) if alone else ():
        draft.say(term.key)
    return True


def _told_already(draft: Draft, said: Understanding) -> bool:
    """«اولی رو دوباره بگو» of a list that was chosen from, where that one was told last: once more. Another of it is
    `results`'."""
    ended = just_ended(draft)
    if ended is None or not ended[0].has_chosen(ended[1].slots) or acted(draft, ended[1]):
        return False
    (flow, kept), at = ended, place_asked(said.raw, "")
    if at is None or not asks_for_place(draft, flow, said):
        return False
    if another_named(draft.trial([kept]), flow, kept.slots, said):
        return False
    for collect in flow.choosing:
        items = items_of(draft.book.texts, collect.options_from, kept.slots) if collect.options_from else []
        if len(items) < _LEAST:
            continue
        if at >= len(items):
            return _says_how_many(draft, len(items))
        if items[at][0] == kept.slots.get(collect.slot) and not draft.book.terms.asks(said.raw):
            draft.name("repaired")
            return tell_again(draft, flow, kept)
    return False


def _asks_meaning(draft: Draft, said: Understanding) -> bool:
    return Act.EXPLAIN in said.acts or draft.book.terms.cues.stand_in(fold(said.raw))


def _just_told(draft: Draft) -> bool:
    """Do no choices with numbers of their own stand since then, as those of the menu have?"""
    last = [told.key for told in draft.before.last]
    return draft.asked is None or bool({TOLD_BESIDE, _NOT_SO_MANY} & set(last)) or last[-1:] == [OFFERED]


def _written(draft: Draft, said: Understanding) -> tuple[bool, list[list[str]]]:
    """The items of what was told last, each with its lines, and whether they have numbers. Not those that can be chosen
    of: that is `results`'."""
    for flow, frame in results(draft)[:1]:
        if flow.has_chosen(frame.slots) or another_named(draft.trial([frame]), flow, frame.slots, said):
            return False, []
        for key in shown_texts(draft, flow, frame):
            text = draft.book.texts.render(key, shown_args(draft, flow, frame.slots, key))
            numbered, items = _items(_ISOLATES.sub("", text).splitlines())
            if len(items) >= _LEAST:
                return numbered, items
    return False, []


def _items(lines: list[str]) -> tuple[bool, list[list[str]]]:
    """A numbered item may have more lines than one: the last as many as the longest of the others."""
    marks = {at: found for at, line in enumerate(lines) if (found := _ITEM.match(line))}
    starts = list(marks)
    most = max((after - at for at, after in pairwise(starts)), default=1)
    ends = [*starts[1:], *(at + most for at in starts[-1:])]
    items = [lines[at:end] for at, end in zip(starts, ends, strict=True)]
    return any(mark[1] for mark in marks.values()), items


# Of a list among the values of a service, which nothing is chosen from


def _of_values(draft: Draft, said: Understanding) -> bool:
    """«قسط دوم کیه؟», «آخریش چنده؟»: of the list that was told last, the line at that place."""
    matter, collect = _matter(draft), asked_collect(draft)
    if matter is None or (draft.stack and collect and collect.free_text):
        return False
    if len(said.raw.split()) > SHORT or not draft.book.terms.asks(said.raw):
        return False
    flow, frame = matter
    if flow.wish and any(each.name == flow.wish for each in said.entities):
        return False  # «اولی کی تموم میشه؟» of several told of in brief: that one is looked at
    at = _place(draft, flow, frame, said.raw)
    if at is None or any(name != flow.id for name in clear_wishes(draft, said, least=STRONG)):
        return False
    line = _line(draft, flow, frame, at)
    return line is not None and _tell(draft, [line])


def _place(draft: Draft, flow: Flow, frame: Frame, text: str) -> int | None:
    """Which of the list is asked about. Where one of another list was chosen before («پروندهٔ دوم چی؟»), only by what
    the service is about, unless it is done with («اولیش چنده؟» after a schedule that was registered)."""
    texts = draft.book.texts
    others = {word for each in flow.choosing if each.label for word in fold(texts.written(each.label)).split()}
    names = " ".join(word for word in fold(texts.written(flow.title)).split() if word not in others)
    if flow.has_chosen(frame.slots) and not acted(draft, frame):
        return place_beside(text, names)
    return place_asked(text, names)


def _line(draft: Draft, flow: Flow, frame: Frame, at: int) -> str | None:
    """What stands at that place (-1: the last) of the list that was told last and that nothing is chosen from."""
    texts = draft.book.texts
    chosen = {each.options_from.list for _, each in flow.collects() if each.options_from}
    for key in _said(flow, frame):
        for path in texts.get(key).each:
            items = look(frame.slots, path)
            if path not in chosen and isinstance(items, list) and -1 <= at < len(items):
                return texts.item(key, path, items, at % len(items))
    return None


# Of a list that a question chooses from


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list that was shown, and the question it is of."""

    flow: Flow
    frame: Frame
    collect: Collect
    source: OptionsFrom


def _of_choices(draft: Draft, said: Understanding) -> bool:
    """While the list stands, or after it was told and nothing of it was chosen; then «همونو ثبت‌نام کن» is about it."""
    aspect, beside = draft.book.terms.aspect_of(said.raw)
    whole = aspect is None and draft.asked is not None and _tells_of(draft, said)
    for listed in _lists(draft) if aspect or whole else ():
        offers = _offers(draft, listed)
        at = _named(draft, listed, offers, said, beside) if aspect else _explained(draft, listed, offers, said)
        if at is None or not (lines := _lines(draft, listed, offers[at], aspect)):
            continue
        if draft.stack:
            draft.fill(TOLD, offers[at].value)
        else:
            draft.shelved = listed.frame.with_slots({**listed.frame.slots, PICK: str(at + 1)})
        return _tell(draft, lines)
    return False


def _lists(draft: Draft) -> list[_Listed]:
    flow, frame = _matter(draft) or (None, None)
    if flow is None or frame is None or (not draft.asked if draft.stack else flow.has_chosen(frame.slots)):
        return []
    return [
        _Listed(flow, frame, each, each.options_from)
        for each in flow.choosing
        if each.options_from and look(frame.slots, each.options_from.list)
    ]


def _offers(draft: Draft, listed: _Listed) -> list[Offer]:
    """All of the list, what cannot be chosen any more as well: it stands at its end."""
    texts, source, slots = draft.book.texts, listed.source, listed.frame.slots
    items = [*items_of(texts, source, slots), *items_of(texts, source, slots, offered=False)]
    return [as_offer(draft, source, item) for item in items]


def _named(
    draft: Draft, listed: _Listed, offers: Sequence[Offer], said: Understanding, beside: Sequence[str]
) -> int | None:
    """The one that is named, by its place or by words of its label; not the one that is chosen already."""
    texts, collect = draft.book.texts, listed.collect
    ours = {word for key in (listed.flow.title, collect.label) if key for word in fold(texts.written(key)).split()}
    own = [word for word in beside if not any(word.startswith(each) for each in ours if len(each) >= _PLAIN)]
    at = place_within(said.raw)
    at = len(offers) - 1 if at == -1 else at
    if at is None:
        at = by_place(draft, collect, said, len(offers))
    if at is None and own:
        at = choose(" ".join(own), offers)
    if at is None and draft.stack and listed.source.told and len(own) == 1:
        at = by_one_word(draft, own[0], [offer.label for offer in offers])
    if at is None or at >= len(offers):
        return None
    return None if offers[at].value == listed.frame.slots.get(collect.slot) else at


def _tells_of(draft: Draft, said: Understanding) -> bool:
    return words_stand_in(draft.book.texts, _TELL_OF, said)


def _explained(draft: Draft, listed: _Listed, offers: Sequence[Offer], said: Understanding) -> int | None:
    """«دوره سوم را توضیح بدهید»: by its place, in whatever form; by its name only beside what the list is of («کلاس
    عوارض چیه؟»), for the name alone may ask what a word means."""
    words = phrases_of(draft.book.texts, _TELL_OF).sub(" ", fold(said.raw))
    if (at := place_told(words)) is not None:
        return len(offers) - 1 if at == -1 else at if at < len(offers) else None
    titled = set(fold(draft.book.texts.written(listed.collect.label)).split()) if listed.collect.label else set()
    own = [word for word in words.split() if not any(word.startswith(each) for each in titled)]
    if not titled or len(own) == len(words.split()):
        return None
    return by_one_word(draft, " ".join(own), [offer.label for offer in offers])


def _lines(draft: Draft, listed: _Listed, offer: Offer, aspect: Aspect | None) -> list[str]:
    """Its label, and what the list shows of it that tells what is asked: without an aspect, all of it."""
    flow, frame, source, texts = listed.flow, listed.frame, listed.source, draft.book.texts
    only: list[Json] = [chosen_item(source, frame.slots, offer.value)]
    for key in (*_said(flow, frame), listed.collect.ask):
        if source.list not in texts.get(key).each:
            continue
        shown = texts.render(key, {**shown_args(draft, flow, frame.slots, key), source.list: only})
        if aspect is None and only[0] is not None:
            return _ITEM.sub("", texts.item(key, source.list, only, 0), count=1).splitlines()
        if told := [line for line in shown.splitlines() if aspect and aspect.is_told_in(line)]:
            return [f"{offer.label}:", *told]
    return []


# Of no list: a line of what was told last


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
    if not 0 < len(found) <= MOST_LINES:
        return False
    if found[-1].endswith(_HEADS):  # the list under it is what is asked for
        found = [found[-1], *takewhile(_is_listed, lines[lines.index(found[-1]) + 1 :])]
    return _tell(draft, found)


def _is_listed(line: str) -> bool:
    return line.startswith(_LISTS)


def _tells(line: str, words: list[str]) -> bool:
    """Do all these words stand in the line? One alone has to be what the line is about («رأی کمیسیون: …»)."""
    about = line.partition(":")[0] if len(words) < _TELLING and ":" in line else line
    stands = set(fold(about).split())
    enough = len(words) >= _TELLING or about is not line
    return enough and len(stands) <= _LONG and all(is_of(word, stands) for word in words)


def _meaning(draft: Draft, said: Understanding) -> list[str]:
    """The words of a short question about nothing but what was told."""
    if said.entities or not draft.book.terms.asks(said.raw) or len(said.raw.split()) > SHORT:
        return []
    return draft.book.terms.telling(fold(said.raw))
