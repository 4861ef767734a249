"""A number without a word beside it: which one of a message answers the question that stands. What other answers a
message holds is `fill`'s."""

from __future__ import annotations

import re

from dialogs.choices import fold
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.formats import kind_of
from dialogs.steps import Collect
from dialogs.taking import Filled, take
from nlu.entities.numbers import find_numbers
from nlu.text import latin_digits
from nlu.types import Understanding

_NUMBER = re.compile(r"(?<!\d)(\d{1,12})(?:[./٫](\d{1,3}))?(?![./٫]?\d)(?! ?(?:درصد|٪|%))")
_COUNTER = 2
"""Letters of a word that may stand beside a number and say nothing («تا»)."""
_PUTS = frozenset(
    (
        *("نخیر", "خیر", "منظورم", "اشتباه", "می‌خوام", "میخوام"),
        *("بکن", "بکنید", "بکنین", "بذار", "بذارید", "بگذار", "بزن", "بزنید"),
    )
)
"""Words that put a number right and say nothing of what it counts."""
_NO_NUMBER = ("یه", "یک", "ye", "yek", "نه")
"""As often «a» as «one», and a no as nine."""
_RUN = re.compile(r"(?<!\d)\d{4,20}(?!\d)")


def take_bare(draft: Draft, flow: Flow, asked: Collect, said: Understanding, filled: Filled) -> None:
    """A number without a word beside it answers the question that stands."""
    if asked.files or (asked.options and not asked.options_from) or (asked.options_from and asked.check is None):
        return
    kinds = {kind_of(name) for name in asked.entities}
    if kinds & {"number", "money"}:
        value = bare_number(flow, asked, said)
        if value is not None:
            take(draft, flow, asked, value, filled, asked=True)
    elif asked.check:
        text = fold(_untaken(flow, asked, said))
        runs = _RUN.findall(text) or _RUN.findall(text.replace(" ", ""))
        if len(runs) == 1:
            take(draft, flow, asked, runs[0], filled, asked=True)


def bare_number(flow: Flow, asked: Collect | None, said: Understanding) -> int | float | None:
    numbers = _NUMBER.findall(_untaken(flow, asked, said))
    if len(numbers) != 1:
        return None
    whole, part = numbers[0]
    return float(f"{whole}.{part}") if part else int(whole)


def put_instead(draft: Draft, flow: Flow, target: Collect, said: Understanding) -> int | float | None:
    """The number that is to stand in the place of an answer: «نه ۶»; not that of a counter or a house, where a place is
    told of («نه باجه ۴ بود» names no district)."""
    number = bare_number(flow, None, said)
    if number is None:
        return number_in_words(draft, said)
    if flow.place_question() is None:
        return number
    city, words = draft.book.city, fold(said.raw).split()
    at = next((index for index, word in enumerate(words) if any(map(str.isdigit, word))), 0)
    before = words[at - 1] if at else ""
    label = fold(draft.book.texts.written(target.label)).split() if target.label else []
    of_place = city.offices | city.inner | city.plates | city.streets
    return None if before in of_place and before not in label else number


def number_in_words(draft: Draft, said: Understanding) -> int | None:
    """«نه ده تا», «نه همون شیش»: the one number in words of a message that says nothing else. The no at its head is no
    nine."""
    text = fold(said.raw).removeprefix("نه ")
    numbers = [
        each for each in find_numbers(text) if not each.ordinal and text[each.start : each.end] not in _NO_NUMBER
    ]
    if len(numbers) != 1:
        return None
    rest = f"{text[: numbers[0].start]} {text[numbers[0].end :]}".split()
    telling = [word for word in rest if len(word) > _COUNTER and not draft.book.terms.says_nothing(word)]
    return numbers[0].whole if _PUTS.issuperset(telling) else None


def _untaken(flow: Flow, asked: Collect | None, said: Understanding) -> str:
    """The message without what other questions take: in «۴ طبقه» the four is spoken for."""
    raw = latin_digits(said.raw)
    wanted = {name for _, collect in flow.collects() if collect is not asked for name in collect.entities}
    for entity in said.entities:
        if entity.name in wanted:
            raw = raw.replace(latin_digits(entity.raw), " ", 1)
    return raw


def only_number(said: Understanding) -> bool:
    """«3 ta»: nothing but a number and what it is counted in, which corrects nothing whatever the model makes of it."""
    taken = {word for entity in said.entities for word in fold(entity.raw).split()}
    rest = [word for word in fold(said.raw).split() if word not in taken and word.isalpha()]
    return bool(taken) and all(len(word) <= _COUNTER for word in rest)


def is_number(collect: Collect) -> bool:
    return bool({kind_of(name) for name in collect.entities} & {"number", "money"})
