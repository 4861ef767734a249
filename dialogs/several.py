"""Several choices of one question that a message tells off («هم چراغ خرابه هم آشغال جمع نمیشه», «دومی و چهارمی»): the
first is taken, the others wait in a slot of their own (`others`) as what comes next and the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.choices import fold, places_named
from dialogs.described import described
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.heard import spot_in
from dialogs.hints import folded, hinted, phrases_of, words_stand_in
from dialogs.option import Option
from dialogs.picking import by_one_word
from dialogs.portions import BOTH_WORDS
from dialogs.ports import Json
from dialogs.state import Offer
from dialogs.steps import Collect
from dialogs.taking import Filled, take
from dialogs.values import items_of
from dialogs.wishes import JOINING_WORDS
from nlu.types import Act, Understanding

_SENTENCES = re.compile(r"[.!?؟\n]|، ?(?=تازه )")
_AND = re.compile(r" (?:و|هم) (?=\w)|(?<=\w) و ")
_BOTH = "common.words_both"
_SEVERAL = 2
_LONGEST = 9
"""Words of a message that names several of a list and says nothing more."""
_ONE = r"(?<!\w)یکی(?!\w)"
_EACH = re.compile(rf"{_ONE}.*{_ONE}", re.DOTALL)
"""«یکی … یکی …»: one by one."""
_CLAUSE = re.compile(rf"{_ONE}|(?<!\w)(?:هم|و)(?!\w)|[.!?؟\n،؛]|(?<!\w)[1-9۱-۹] ?[-.)]")
_NUMBERED = re.compile(r"(?<!\w)[1۱] ?[-.)].*(?<!\w)[2۲] ?[-.)]", re.DOTALL)


def fill_told_off(draft: Draft, flow: Flow, said: Understanding) -> None:
    """Takes the first choice that was told off, and keeps the others."""
    collect = flow.told_off
    if collect is None or collect.others is None:
        return
    named = _in_order(draft, collect, said)
    if len(named) < 2 or not (_tells_off(said.raw) or _adds(draft, named[-1], said) or _joins(draft, named, said)):
        return
    draft.fill(collect.slot, named[0].value)
    parts = _told_apart(draft, flow, collect, named, said)
    rest: Json = None
    for at, option in reversed([*enumerate(named)][1:]):
        waits: dict[str, Json] = {"next": option.value, "label": draft.book.texts.render(option.label, {})}
        rest = {**waits, **parts.get(at, {}), "rest": rest}
    draft.fill(collect.others, rest)


def _told_apart(
    draft: Draft, flow: Flow, collect: Collect, named: Sequence[Option], said: Understanding
) -> dict[int, dict[str, Json]]:
    """«چاله خیابون پروین هست، چراغ کوچه کاوه هم خاموشه»: where each has a place of its own, the words and the place of
    those that wait; the first one's is put where it belongs."""
    place, parts = flow.place_question(), list[tuple[Option, str]]()
    for clause in filter(str.strip, _CLAUSE.split(said.raw)):
        found = _in_order(draft, collect, _only(said, clause))
        if found and (not parts or parts[-1][0] is not found[0]):
            parts.append((found[0], clause.strip()))
        elif parts:
            parts[-1] = (parts[-1][0], f"{parts[-1][1]} {clause.strip()}")
    if place is None or [option for option, _ in parts] != list(named):
        return {}
    spots = [spot_in(draft, _only(said, part)) for _, part in parts]
    if spots[0] is None or len(set(spots)) == 1:
        return {}
    draft.fill(place.slot, spots[0])
    apart = [at for at, spot in enumerate(spots) if at and spot is not None]
    return {at: {"message": parts[at][1], "place": spots[at]} for at in apart}


def _only(said: Understanding, part: str) -> Understanding:
    within = tuple(each for each in said.entities if each.raw in part)
    return replace(said, raw=part, normal=part, entities=within)


def one_of_list(
    draft: Draft, asked: Collect, said: Understanding, offers: Sequence[Offer]
) -> tuple[int | None, str | None]:
    """The first of several of a list that are named («هر دو», «دومی و چهارمی», «عوارض و استعلام»), where the others can
    wait; else the one that is described, or why there is none."""
    named = _named_of_list(draft, said, offers) if asked.others and asked.options_from else []
    if len(named) < _SEVERAL or asked.others is None:
        return described(draft, asked, said, offers)
    rest: Json = None
    for at in reversed(named[1:]):
        rest = {"next": offers[at].value, "label": offers[at].label, "rest": rest}
    draft.fill(asked.others, rest)
    return named[0], None


def put_last(draft: Draft, collect: Collect, slots: Mapping[str, Json], value: Json) -> None:
    """One more of the list of this question, at the end of those that wait already."""
    source = collect.options_from
    if source is None or collect.others is None:
        return
    items = dict(items_of(draft.book.texts, source, slots))
    label = draft.book.texts.render(source.label, items[value])
    draft.fill(collect.others, _with_last(slots.get(collect.others), {"next": value, "label": label, "rest": None}))


def _with_last(kept: Json, last: dict[str, Json]) -> Json:
    if not isinstance(kept, dict):
        return last
    return kept if kept.get("next") == last["next"] else {**kept, "rest": _with_last(kept.get("rest"), last)}


def _named_of_list(draft: Draft, said: Understanding, offers: Sequence[Offer]) -> list[int]:
    asks = draft.book.terms.asks(said.raw) or {Act.DENY, Act.CANCEL} & set(said.acts)
    if asks or len(said.raw.split()) > _LONGEST:
        return []
    if words_stand_in(draft.book.texts, _BOTH, said) and len(offers) == _SEVERAL:
        return [0, 1]
    if places := places_named(said.raw):
        return places if max(places) < len(offers) else []
    labels = [offer.label for offer in offers]
    found = [by_one_word(draft, part, labels) for part in _AND.split(fold(said.raw))]
    sure = [at for at in found if at is not None]
    return list(dict.fromkeys(sure)) if len(sure) == len(found) else []


def _tells_off(text: str) -> bool:
    return len(BOTH_WORDS.findall(text)) > 1 or bool(
        JOINING_WORDS.search(text) or _NUMBERED.search(text) or _EACH.search(text)
    )


def _adds(draft: Draft, last: Option, said: Understanding) -> bool:
    """«…. چراغ کوچه هم سوخته»: a sentence of its own, with «هم» right after what it is about."""
    if last.words is None:
        return False
    sentences = [fold(each) for each in _SENTENCES.split(said.raw)][1:]
    found = [(each, phrases_of(draft.book.texts, last.words).search(each)) for each in sentences]
    return any(match and BOTH_WORDS.search(" ".join(each[match.end() :].split()[:2])) for each, match in found)


def _joins(draft: Draft, named: list[Option], said: Understanding) -> bool:
    """«جوق آب گرفته هم چراغ کوچه خاموشه»: «هم» between the two, right before what the second is about."""
    heard = folded(said).partition("\n\n")[0]
    found = [phrases_of(draft.book.texts, each.words).search(heard) for each in named[1:] if each.words]
    return any(match and BOTH_WORDS.search(heard[: match.start()].rstrip()[-3:]) for match in found)


def _in_order(draft: Draft, collect: Collect, said: Understanding) -> list[Option]:
    """The choices whose words stand in the message, in the order of the text."""
    texts, heard = draft.book.texts, folded(said).partition("\n\n")[0]
    found: dict[int, Option] = {}
    for option in collect.options:
        places = [entity.start for entity in said.entities if _names(collect, option, entity.name, entity.value)]
        match = phrases_of(texts, option.words).search(heard) if option.words else None
        places += [match.start()] if match else []
        if places:
            found.setdefault(min(places), option)
    return [found[place] for place in sorted(found)]


def _names(collect: Collect, option: Option, name: str, value: Json) -> bool:
    return name in collect.entities and collect.as_choice(value) == option.value


def fill_beside(draft: Draft, flow: Flow, asked: Collect, said: Understanding, filled: Filled) -> None:
    """«دومی رو قسطی می‌خوام»: beside one of a list, in words of its own, what is never asked for."""
    if asked.options_from is None or not filled.answered or Act.DENY in said.acts:
        return
    for collect in flow.unasked:
        open_yet = collect.options and collect.slot not in draft.stack[-1].slots
        option = hinted(draft.book.texts, collect, said) if open_yet else None
        if option is not None:
            take(draft, flow, collect, option.value, filled, asked=False)
