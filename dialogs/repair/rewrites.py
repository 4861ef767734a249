"""A summary put right in words: «دلیل رو عوض کن: …», «می‌خوام توضیح اضافه کنم», «پلاک ۶ نه ۸», «نخاله نیست آشغاله».
Values that understanding finds are `fill`'s; what cannot be put in its place is asked about, and never passed over."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs import questions
from dialogs.choices import choose_by_label, fold
from dialogs.draft import Draft
from dialogs.flow import Flow
from dialogs.hints import hinted, words_stand_in
from dialogs.naming import labelled, named_in
from dialogs.option import Option
from dialogs.picking import named_offers, plate_in, with_plate
from dialogs.ports import Json
from dialogs.repair.remarks import append_remark, puts_words_right
from dialogs.steps import Collect
from dialogs.taking import ADDS_TO, put
from dialogs.walk import walk
from nlu.types import Act, Understanding

_MOST = 8
"""Words of a message that puts something right and says nothing else."""
_SIDE = 3
"""Words on either side of «نه»."""
_HEAD = 6
"""Words before the colon of «دلیل رو عوض کن: …»."""
_SENTENCE = 10
"""Words that tell the other way of two («نه صبر کن، یه اتاق اضافه کردم»): a longer message tells more."""
_IS_NOT = frozenset(("نیست", "نبود", "nist"))
_COLON = re.compile(r"\s*[:：]\s*")
_POLITE = frozenset(("ببخشید", "شرمنده", "معذرت", "اشتباه", "شد", "گفتم", "نه", "که", "آدرس", "ادرس", "درستش"))


def change_named(draft: Draft, said: Understanding) -> bool:
    """An answer is to be another, by its name: with the new words after a colon it is that; else it is asked for. What
    may be added to the summary («توضیح») likewise."""
    flow, texts = draft.flow, draft.book.texts
    if flow is None:
        return False
    head, colon, rest = _parted(said.raw)
    alone = labelled(fold(head), flow, draft.book.labels)
    if alone is None and _named_choice(draft, flow, said):
        return True
    named = alone or (named_in(head, flow, draft.book.labels) if len(head.split()) <= _HEAD else None)
    if named is None or not (named.aside or named.slot in questions.answered_of(draft)):
        return False
    asked = replace(said, raw=head, normal="")
    adds = words_stand_in(texts, "common.asks_add", asked)
    if not (alone or adds or words_stand_in(texts, "common.asks_change", asked)):
        return False
    before = draft.stack[-1].slots.get(named.slot) if adds and named.free_text else None
    if colon and rest and named.free_text:
        draft.fill(named.slot, "\n".join(filter(None, (str(before or ""), rest))))
        draft.name("corrected")
        draft.unask()
        walk(draft)
        return True
    if colon and rest:
        return False
    if before:
        draft.fill(ADDS_TO, before)
    draft.unask()
    questions.ANSWERS[questions.CHANGE](draft, named.slot)
    return True


def _named_choice(draft: Draft, flow: Flow, said: Understanding) -> bool:
    """«نه موضوعش آب‌گرفتگیه»: the answer by its name, and another of its choices by words of its own."""
    few = len(said.raw.split()) <= _HEAD and not draft.book.terms.asks(said.raw)
    named = named_in(said.raw, flow, draft.book.labels) if few else None
    option = hinted(draft.book.texts, named, said) if named else None
    slots = draft.stack[-1].slots
    if named is None or option is None or slots.get(named.slot) in (None, option.value):
        return False
    if named.others and slots.get(named.others):
        return False  # another of them waits already: perhaps that one is meant
    draft.name("corrected")
    put(draft, flow, named, option.value)
    draft.unask()
    walk(draft)
    return True


def choose_otherwise(draft: Draft, said: Understanding) -> bool:
    """«نه با بازدید باشه»: the other way of two, by words of its own. The one that is shown («نه بدون بازدید») is
    shown once more."""
    flow, slots = draft.flow, draft.stack[-1].slots
    if flow is None or draft.book.terms.asks(said.raw):
        return False
    for collect in flow.worded:
        chosen = collect.two_ways and slots.get(collect.slot) is not None
        told = _told_otherwise(draft, collect, said) if chosen else None
        if told is None or (told.value == slots[collect.slot] and Act.DENY not in said.acts):
            continue
        draft.name("repaired" if told.value == slots[collect.slot] else "corrected")
        put(draft, flow, collect, told.value)
        draft.unask()
        walk(draft)
        return True
    return False


def _told_otherwise(draft: Draft, collect: Collect, said: Understanding) -> Option | None:
    """By words of its own in a short message, or by its label; a bare «نه» answers the summary and names no way."""
    texts, label = draft.book.texts, fold(said.raw)
    bare = len(label.split()) == 1 and {Act.AFFIRM, Act.DENY} & set(said.acts)
    if bare:
        return None
    if whole := next((each for each in collect.options if fold(texts.render(each.label, {})) == label), None):
        return whole
    return hinted(texts, collect, said) if len(said.raw.split()) <= _SENTENCE else None


def _parted(text: str) -> tuple[str, str, str]:
    found = _COLON.search(text)
    return (text[: found.start()], ":", text[found.end() :].strip()) if found else (text, "", "")


def put_right(draft: Draft, said: Understanding) -> bool:
    """«پلاک ۶ نه ۸», «نخاله نیست آشغاله»: what is so instead of what is shown. What has no place is asked about."""
    flow, sides = draft.flow, _sides(said.raw)
    if flow is None or sides is None or Act.AFFIRM in said.acts:
        return False
    right, wrong = sides
    if not (_plate_right(draft, flow, right) or _choice_right(draft, flow, right, said)):
        if wrong is None or not (_short(right, wrong) or _shown(draft, wrong)):
            return False
        draft.name("corrected")
        if puts_words_right(draft, said) and draft.flow:
            append_remark(draft, draft.flow, said.raw.strip())
            draft.say("common.noted")
            questions.again(draft)
            return True
        questions.ask_change(draft, "common.correct_what")
        return True
    draft.name("corrected")
    draft.unask()
    walk(draft)
    return True


def _sides(text: str) -> tuple[str, str | None] | None:
    """What is right and what is wrong by the message's own words."""
    words = fold(text).split()
    if len(words) > _MOST or "؟" in text:
        return None
    for at, word in enumerate(words):
        before, after = _plain(words[:at]), _plain(words[at + 1 :])
        if word == "نه" and before and after:
            return before, after
        if word in _IS_NOT and before and after:
            return after, before
    plain = _plain(words)
    return (plain, None) if plate_in(plain) else None


def _plain(words: list[str]) -> str:
    return " ".join(word for word in words if word not in _POLITE)


def _short(right: str, wrong: str) -> bool:
    return len(right.split()) <= _SIDE and len(wrong.split()) <= _SIDE


def _shown(draft: Draft, wrong: str) -> bool:
    """Is it in what is shown?"""
    slots = draft.stack[-1].slots
    texts = [fold(value) for value in slots.values() if isinstance(value, str)]
    return any(wrong.rsplit(maxsplit=1)[-1] in text for text in texts)


def _plate_right(draft: Draft, flow: Flow, right: str) -> bool:
    """Another plate, in every text of the citizen's that has one."""
    plate = plate_in(right)
    place = flow.place_question()
    if plate is None or place is None or not isinstance(draft.stack[-1].slots.get(place.slot), str):
        return False
    before = dict(draft.stack[-1].slots)
    own = {collect.slot: before.get(collect.slot) for _, collect in flow.collects()}
    own |= {name: before.get(name) for _, collect in flow.collects() if (name := collect.said_in)}
    for slot, value in own.items():
        if isinstance(value, str) and (new := with_plate(value, plate)) != value:
            draft.fill(slot, new)
    return draft.stack[-1].slots != before


def _choice_right(draft: Draft, flow: Flow, right: str, said: Understanding) -> bool:
    """Another of the fixed choices, by its label or by words of its own. How it was said goes along with a report."""
    spoken = replace(said, raw=right, normal="", entities=(), acts=())
    for _, collect in flow.collects():
        value = _chosen(draft, collect, spoken)
        if value is not None and draft.stack[-1].slots.get(collect.slot) not in (None, value):
            put(draft, flow, collect, value)
            append_remark(draft, flow, said.raw.strip())
            return True
    return False


def _chosen(draft: Draft, collect: Collect, spoken: Understanding) -> Json:
    if not collect.options or collect.heard:
        return None
    if option := hinted(draft.book.texts, collect, spoken):
        return option.value
    offers = named_offers(draft, collect)
    at = choose_by_label(spoken.raw, offers)
    return offers[at].value if at is not None else None
