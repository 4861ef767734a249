"""Which choice a message names by other means than its number or label: by what the list shows of it, or as another
answer to a question before, and another one of a list after its result. Numbers and labels are `choices`'."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeGuard

from dialogs.choices import (
    alike,
    choose,
    choose_by_label,
    choose_by_number,
    describes_one,
    fold,
    is_filler,
    is_ordinal,
    names_place,
    place_asked,
    place_beside,
    place_chosen,
    place_within,
)
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import words_held, words_stand_in
from dialogs.option import OptionsFrom
from dialogs.ports import Json
from dialogs.state import Offer
from dialogs.steps import Collect
from dialogs.values import chosen_item, items_of
from nlu.entities.numbers import find_numbers
from nlu.text import persian_digits
from nlu.types import Act, Understanding


def as_offer(draft: Draft, source: OptionsFrom, item: tuple[Json, dict[str, Json]]) -> Offer:
    return Offer(item[0], draft.book.texts.render(source.label, item[1]))


def named_offers(draft: Draft, collect: Collect) -> list[Offer]:
    """Its fixed choices by their labels. A yes or no answers the question that stands and no other."""
    named = [each for each in collect.options if not isinstance(each.value, bool)]
    return [Offer(each.value, draft.book.texts.render(each.label, {})) for each in named]


def by_what_is_shown(draft: Draft, asked: Collect, said: Understanding, offers: Sequence[Offer]) -> int | None:
    """«پلاک ۶», «اونی که در انتظار پرداخته»: one of the list by something that is shown of it beside its label."""
    source = asked.options_from
    if source is None or not re.search(r"[^\W\d]{3}", said.raw):
        return None
    words, values, slots = fold(said.normal or said.raw).split(), [each.value for each in offers], draft.stack[-1].slots
    own = [word for word in words if not _of_title(draft, word)]
    if (at := showing(" ".join(words), source, slots, values)) is None:
        return showing(" ".join(own), source, slots, values) if own else None  # «همون پرونده تعمیراتم»
    if len(own) == len(words):
        return at
    # «همه رو ثبت نام کن»: a seat in the line is «ثبت‌نام» as well, and that names none
    return at if any(_shows(word, source, slots, values[at]) for word in own) else None


def _shows(word: str, source: OptionsFrom, slots: Mapping[str, Json], value: Json) -> bool:
    shown = " ".join(filter(_in_words, (chosen_item(source, slots, value) or {}).values()))
    return not is_filler(word) and any(word == each or alike(word, each) for each in fold(shown).split())


def _of_title(draft: Draft, word: str) -> bool:
    title = draft.book.titles.get(draft.stack[-1].flow, frozenset())
    return any(word == each or alike(word, each) or _with_ending(word, each) for each in title)


def _with_ending(word: str, noun: str) -> bool:
    """«نامم», «قبضو»: too short for being `alike`."""
    return len(noun) >= _NOUN and word.startswith(noun) and len(word) - len(noun) <= _ENDING


def showing(text: str, source: OptionsFrom, slots: Mapping[str, Json], values: Sequence[Json]) -> int | None:
    """Which of these of a list shows these words, in its label or beside it."""
    items = [chosen_item(source, slots, value) or {} for value in values]
    shown = [" ".join(filter(_in_words, item.values())) for item in items]
    return choose_by_label(text, [Offer(None, each) for each in shown])


def _in_words(value: Json) -> TypeGuard[str]:
    """Days are kept in figures and shown in words: «ساعت ۱۶» is none of them."""
    return isinstance(value, str) and not _DAY.match(value)


def by_other_means(draft: Draft, asked: Collect, said: Understanding, offers: Sequence[Offer]) -> int | None:
    """One of what is shown that was named neither by its label nor by its number alone."""
    at = told_last(draft, said, offers)
    if at is None and asked.options_from:
        asks = draft.book.terms.asks(said.raw)
        place = asked_about(draft, said) if asks else place_chosen(said.raw)
        at = of_so_many(place, len(offers) - len(asked.options))
    if at is None:
        at = by_what_is_shown(draft, asked, said, offers)
    if at is None:
        at = by_place(draft, asked, said, len(offers) - len(asked.options))
    if at is None and describes_one(said.raw):  # «نه، اون یکی که پروانه‌ست»
        at = by_one_word(draft, said.raw, [offer.label for offer in offers])
    if at is None and (named := called(draft, asked, said)) and named[1]:
        at = next((index for index, offer in enumerate(offers) if offer.value == named[0]), None)
    return 0 if at is None and takes_the_one_shown(draft, asked, said) else at


def asked_about(draft: Draft, said: Understanding) -> int | None:
    """«دومی کی تموم میشه؟» where the list stands: the place of the one of which the service tells that."""
    flow = draft.flow
    wished = flow is not None and any(each.name == flow.wish for each in said.entities)
    asked = flow is not None and not words_held(draft.book.texts, said).isdisjoint(flow.aside_words)
    return place_within(said.raw) if wished or asked else None


def told_last(draft: Draft, said: Understanding, offers: Sequence[Offer]) -> int | None:
    """«همونو می‌خوام», «خوبه، ثبت‌نامم کن» after one of the list was told of: that one, when no other is named."""
    told, terms = draft.stack[-1].slots.get(TOLD), draft.book.terms
    if told is None or Act.DENY in said.acts or terms.asks(said.raw) or names_place(said.raw):
        return None
    words = fold(said.raw).split()
    rest = [word for word in words if not (_tells_nothing(draft, word) or terms.says_nothing(word))]
    labels = [each.label for each in offers]
    wanted = terms.takes(said.raw) or Act.AFFIRM in said.acts or any(_of_title(draft, word) for word in words)
    if not wanted or len(rest) > _BESIDE or by_one_word(draft, " ".join(rest), labels) is not None:
        return None
    return next((index for index, offer in enumerate(offers) if offer.value == told), None)


def of_so_many(at: int | None, count: int) -> int | None:
    """This place of a list that is so long; -1 is its last."""
    at = count - 1 if at == -1 else at
    return at if at is not None and at < count else None


_NOT_WANTED = re.compile(r"(?:^|(?<=[\s،,.!؛]))[^،,.!؛\n]*?(?<!\w)نمی[\s\u200c]?خوا(?:م|یم|هم|هیم)(?!\w)")
_CLAUSE = re.compile(r"[،,.!؛\n]|(?<!\w)(?:نه|نخیر|خیر|ولی|اما|بلکه)(?!\w)")
_DAY = re.compile(r"1[34]\d\d-\d\d-\d\d\Z")
_NOUN, _ENDING = 3, 2
"""Letters."""
_BESIDE = 3
"""Words that may stand beside those that want the one told of last («عالیه، منو ثبت‌نام کن»)."""
_TELLING = 4
"""Letters: shorter words are in every other sentence."""
_PLATE_WRITTEN = re.compile(r"پلاک ?[0-9۰-۹]{1,5}")
_PLATE = re.compile(r"(?<!\w)(?:پلاک|pelak?e?|plak) ?(?:شماره ?)?(\d{1,5})(?!\d)")
_PLATE_SPELT = re.compile(r"(?<!\w)(?:پلاک|pelak?e?|plak) (?:شماره ?)?(?=[^\W\d])(?!یه )")
_STREET = re.compile(r"(?<!\w)(?:خیابان|خیابون|کوچه|بلوار|کوی|میدان|میدون|بن ?بست) (?!پلاک)(\w+)")
OF_ALL = "common.words_of_all_lists"
"""The text with words that every list of ours is full of."""
PICK = "@pick"
"""The slot for which one of a list is meant, said before the list is there: at the sign-in that it waits for."""

TOLD = "@told"
"""The slot for the one of a list that was told of last: «همونو می‌خوام» means it."""


def by_place(draft: Draft, collect: Collect, said: Understanding, count: int) -> int | None:
    """«قبض دوم»: which of the `count` shown."""
    at = place_beside(said.raw, draft.book.texts.written(collect.label)) if collect.label else None
    return of_so_many(at, count)


def keep_pick(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """Keeps which one of a list that is not there yet is meant."""
    slots = draft.stack[-1].slots
    waits = any(collect.slot not in slots for collect in flow.choosing if collect.label)
    if waits and (
        asks_for_place(draft, flow, said)
        or is_ordinal(said.raw)
        or place_chosen(said.raw) is not None  # «برای اولی استعلام بانک بگیر»
        or plate_in(said.raw)
    ):
        draft.fill(PICK, said.raw)
        return True
    return False


def keep_words(draft: Draft, flow: Flow, said: Understanding) -> None:
    """Keeps what may name one of a list that is not there yet by a word of its own («پروانه‌ام آماده شده؟»)."""
    slots = draft.stack[-1].slots
    if not any(each.slot not in slots for each in flow.choosing if each.options_from and each.options_from.told):
        return
    if not named_otherwise(flow, slots) and PICK not in slots:
        draft.fill(PICK, said.raw)


def named_otherwise(flow: Flow, slots: Mapping[str, Json]) -> bool:
    """Is one of the list meant by what was said of it (its kind, its property)? Then what is listed is not all."""
    return any(each.slot in slots for each in flow.unasked if not each.options and each.slot != flow.wish)


def by_one_word(draft: Draft, text: str, labels: Sequence[str]) -> int | None:
    """The one whose label has words of the text, and more of them than any other; what the whole list is of and whose
    it is tells nothing."""
    words = [word for word in fold(text).split() if len(word) >= _TELLING and not _tells_nothing(draft, word)]
    shared = [
        sum(any(alike(word, each) for each in fold(label).split() if not each.isdecimal()) for word in set(words))
        for label in labels
    ]
    most = max(shared, default=0)
    return shared.index(most) if most and shared.count(most) == 1 else None


def called(draft: Draft, asked: Collect, said: Understanding) -> tuple[Json, bool] | None:
    """«کلاس برای مهندسا دارین؟» while the list stands: the one that is called by what the list is of and a word of its
    own, and whether it can be chosen."""
    words = fold(said.raw).split()
    return named_among(draft, asked, said.raw) if any(_of_title(draft, word) for word in words) else None


def _tells_nothing(draft: Draft, word: str) -> bool:
    return (
        _of_title(draft, word) or is_filler(word) or words_stand_in(draft.book.texts, OF_ALL, Understanding(word, word))
    )


def named_among(draft: Draft, collect: Collect, text: str) -> tuple[Json, bool] | None:
    """The one of its list that a text names by words of its label, and whether it can be chosen: what cannot be any
    more is named all the same."""
    source, slots = collect.options_from, draft.stack[-1].slots
    if source is None or not source.told:
        return None
    items = items_of(draft.book.texts, source, slots)
    gone = items_of(draft.book.texts, source, slots, offered=False) if source.gone else []
    every = [*items, *gone]
    at = by_one_word(draft, text, [as_offer(draft, source, item).label for item in every]) if len(every) > 1 else None
    return None if at is None else (every[at][0], at < len(items))


def use_pick(draft: Draft, collect: Collect, source: OptionsFrom) -> None:
    """Takes it when the list is there."""
    slots = draft.stack[-1].slots
    text = slots.get(PICK)
    if not isinstance(text, str) or not collect.label or collect.slot in slots:
        return
    items = items_of(draft.book.texts, source, slots)
    if not items:
        return
    at = by_place(draft, collect, Understanding(text, text), len(items))
    at = at_place(draft, draft.flow, text, len(items)) if at is None else at
    at = choose_by_number(text, [Offer(value, "") for value, _ in items]) if at is None else at
    at = of_so_many(place_chosen(text), len(items)) if at is None else at
    at = _by_plate(text, [chosen_item(source, slots, value) or {} for value, _ in items]) if at is None else at
    named = named_among(draft, collect, text) if at is None else (items[at][0], True)
    draft.clear([PICK])
    if named and named[1]:
        draft.fill(collect.slot, named[0])
    elif named and source.gone:
        draft.say(source.gone)


def plate_in(text: str) -> str | None:
    """«پلاک ۶ چی؟» names a house by its plate, and by nothing else."""
    found = _PLATE.search(in_figures(fold(text)))
    return f"پلاک {found[1]}" if found else None


def in_figures(text: str) -> str:
    """«پلاک دوازده», as it is written on the house."""
    if (cue := _PLATE_SPELT.search(text)) is None:
        return text
    number = next((each for each in find_numbers(text) if each.start == cue.end()), None)
    return text if number is None else f"{text[: number.start]}{number.whole}{text[number.end :]}"


def with_plate(text: str, plate: str) -> str:
    """The same place with another plate."""
    return _PLATE_WRITTEN.sub(persian_digits(plate), text)


def _by_plate(text: str, items: Sequence[Mapping[str, Json]]) -> int | None:
    """«برای خیابان مثال پلاک ۶»: the only one with this plate, in the street that was named with it."""
    plate, streets = plate_in(text), _STREET.findall(fold(text))
    told = [" ".join(fold(each) for each in item.values() if isinstance(each, str)) for item in items]
    found = [
        at
        for at, said in enumerate(told)
        if plate and re.search(rf"(?<!\w){plate}(?!\w)", said) and all(street in said.split() for street in streets)
    ]
    return found[0] if len(found) == 1 else None


def keep_item(draft: Draft, collect: Collect) -> None:
    """The chosen item itself, where the flow wants it. A choice that its list has no more is a question again."""
    source, slots = collect.options_from, draft.stack[-1].slots
    if source and source.keep and collect.slot in slots:
        item = chosen_item(source, slots, slots[collect.slot])
        if item is None:
            draft.clear([collect.slot, source.keep])
        else:
            draft.fill(source.keep, item)


def takes_the_one_shown(draft: Draft, asked: Collect, said: Understanding) -> bool:
    """«همینو می‌خوام», «بله» where one thing was shown: that one. Beside other choices a yes alone says too little."""
    if asked.options_from is None or draft.asked is None:
        return False
    fixed = [option.value for option in asked.options]
    shown = [offer for offer in draft.asked.offers if offer.value not in fixed]
    yes = not fixed and Act.AFFIRM in said.acts and Act.DENY not in said.acts
    return len(shown) == 1 and (yes or draft.book.terms.takes(said.raw))


def corrects(draft: Draft, flow: Flow, asked: Collect, said: Understanding, chosen: Json = None) -> bool:
    """«نه، اشتباه شد، بانک می‌خوام» where a yes or no is asked for: another value for an answer given before. «نه ۶ قسط»
    to a list: an answer to another question, so it is not that none is wanted, though «نه» has `chosen` that."""
    slots = draft.stack[-1].slots
    if chosen is False and asked.options_from and _answers_another(draft, flow, asked, said):
        return True
    for _, collect in flow.collects():
        if collect is asked or collect.heard or slots.get(collect.slot) is None:
            continue
        given: list[Json] = [
            each.value for each in said.entities if each.name in collect.entities and each.fault is None
        ]
        offers = named_offers(draft, collect)
        if (at := choose_by_label(said.normal or said.raw, offers)) is not None:
            given.append(offers[at].value)
        if any(collect.as_choice(value) != slots[collect.slot] for value in given):
            return True
    return False


def _answers_another(draft: Draft, flow: Flow, asked: Collect, said: Understanding) -> bool:
    others = {name for _, each in flow.collects() if each is not asked and not each.heard for name in each.entities}
    given = any(entity.name in others and entity.fault is None for entity in said.entities)
    return given and not words_stand_in(draft.book.texts, "common.asks_none", said)


def asks_for_place(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«دومی چرا رد شده؟»: is one of the list that the flow has chosen from, or will, asked about by its place?"""
    return at_place(draft, flow, said.raw) is not None


def at_place(draft: Draft, flow: Flow | None, text: str, count: int | None = None) -> int | None:
    """Which of the `count` that are listed; without it, any place that is named."""
    if flow is None or not names_place(text):
        return None
    texts = draft.book.texts
    names = [flow.title, *(each.label for each in flow.choosing if each.label)]
    at = place_asked(text, " ".join(map(texts.written, names)))
    return at if count is None else of_so_many(at, count)


def meant_of(said: Understanding, offers: Sequence[Offer]) -> int | None:
    """The choice that is meant by its number or label. A «نه» that takes none of them is outweighed by one that is
    named beside it: «نه نوسازی رو نمی‌خوام، تمدید»."""
    text = in_figures(said.normal or said.raw)
    at = choose(text, offers, said.acts)
    refused = at is not None and offers[at].value is False and Act.DENY in said.acts
    if not refused and (at is not None or not _NOT_WANTED.search(text)):
        return at
    left = [part for part in _CLAUSE.split(_NOT_WANTED.sub("،", text)) if re.search(r"\w", part)]
    named = {one for part in left if (one := choose(part, offers)) is not None and offers[one].value is not False}
    return named.pop() if len(named) == 1 else at
