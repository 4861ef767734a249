"""One of a list that was told and chosen from by nobody: «اولی رو بگو», «دومی تلفنش چنده» after the offices of a
district, «سومی یعنی چی» after the steps of a permit. A list that a service lets choose from is `picking`'s, and what a
line of a list tells is `lines`'. The pattern is `(draft, said) -> bool`; the order they are tried in is in
`patterns`."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from dialogs.asides import shown_texts
from dialogs.choices import fold, place_asked
from dialogs.draft import OFFERED, Draft
from dialogs.picking import another_named, asks_for_place
from dialogs.repair.asking import look_up
from dialogs.repair.beside import results
from dialogs.repair.done import acted, just_ended
from dialogs.repair.orders import SHORT
from dialogs.repair.results import tell_again
from dialogs.values import items_of, shown_args
from dialogs.wishes import SURE, clear_wishes
from nlu.types import Act, Understanding

_TOLD, _NOT_SO_MANY = "common.told_beside", "common.not_so_many"
_ISOLATES = re.compile("[\u2066-\u2069]")
_ITEM = re.compile(r" *(?:•|(\d{1,2})[.)]) +(?=\S)")
_LEAST = 2


def told_item(draft: Draft, said: Understanding) -> bool:
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
    numbered, items = _told_items(draft, said)
    if len(items) < _LEAST or (number.isdecimal() and not numbered):
        return False
    if not -1 <= at < len(items):
        return not number.isdecimal() and _says_how_many(draft, len(items))
    return _tell(draft, items[at], said)


def _tell(draft: Draft, item: list[str], said: Understanding) -> bool:
    """The item as it stood; or what is asked of one that has no more to tell than its name."""
    terms, text = draft.book.terms, _ITEM.sub("", item[0], count=1)
    alone = len(item) == 1 and not any(map(str.isdigit, text))
    rest = terms.telling(" ".join(fold(said.raw).split()[1:]))
    if len(item) == 1 and rest and terms.asks(said.raw) and not _asks_meaning(draft, said):
        if not alone or ":" in text:
            return False  # that line tells it: `lines`'
        asked = f"{text} {' '.join(said.raw.split()[1:])}"
        look_up(draft, replace(said, raw=asked, normal=asked))
    else:
        draft.say(_TOLD, {"lines": [{"line": line} for line in item]})
        for term in terms.named(text) if alone else ():
            draft.say(term.key)
    draft.name("repaired")
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


def _says_how_many(draft: Draft, count: int) -> bool:
    draft.say(_NOT_SO_MANY, {"count": count})
    draft.name("repaired")
    return True


def _asks_meaning(draft: Draft, said: Understanding) -> bool:
    return Act.EXPLAIN in said.acts or draft.book.terms.cues.stand_in(fold(said.raw))


def _just_told(draft: Draft) -> bool:
    """Do no choices with numbers of their own stand since then, as those of the menu have?"""
    last = [told.key for told in draft.before.last]
    return draft.asked is None or bool({_TOLD, _NOT_SO_MANY} & set(last)) or last[-1:] == [OFFERED]


def _told_items(draft: Draft, said: Understanding) -> tuple[bool, list[list[str]]]:
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
