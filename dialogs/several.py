"""Several choices of one question that a message tells off («هم چراغ خرابه هم آشغال جمع نمیشه»): the first is taken,
the others wait in a slot of their own (`others`) as what comes next and the rest."""

from __future__ import annotations

import re

from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import folded, phrases_of
from dialogs.option import Option
from dialogs.ports import Json
from dialogs.steps import Collect
from dialogs.wishes import BOTH_WORDS, JOINING_WORDS
from nlu.types import Understanding

_SENTENCES = re.compile(r"[.!?؟\n]|، ?(?=تازه )")
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
    rest: Json = None
    for option in reversed(named[1:]):
        rest = {"next": option.value, "label": draft.book.texts.render(option.label, {}), "rest": rest}
    draft.fill(collect.others, rest)


def _tells_off(text: str) -> bool:
    return len(BOTH_WORDS.findall(text)) > 1 or bool(JOINING_WORDS.search(text) or _NUMBERED.search(text))


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
