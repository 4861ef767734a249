"""One of a list by what it holds and by comparing."""

from dataclasses import replace

import pytest

from dialogs.described import SEVERAL, described
from dialogs.draft import Draft
from dialogs.option import OptionsFrom, Rank
from dialogs.state import Frame, Offer
from dialogs.story import understand

COURSES = [
    {"course": "a", "start": "1404-08-01", "hour": "16:00", "fee_rial": None},
    {"course": "b", "start": "1404-08-03", "hour": "18:00", "fee_rial": 2_000_000},
    {"course": "c", "start": "1404-08-04", "hour": "18:00", "fee_rial": 100_000},
]


def found(talk, text, ranks=(), beside=(), **entities):
    flow = talk.book.flows["register"]
    source = OptionsFrom(list="offered", value="course", label="register.kind_bank", ranks=ranks)
    asked = replace(flow.collect_of("request_no")[1], options_from=source)
    draft = Draft(talk.book, talk.state, talk.now)
    draft.stack = [Frame("register", flow.version, slots={"offered": COURSES})]
    offers = [*(Offer(each["course"], "") for each in COURSES), *beside]
    return described(draft, asked, understand(text, {"entities": entities}), offers)


@pytest.mark.parametrize(
    ("entities", "answer"),
    [
        ({"time": "16:00"}, (0, None)),
        ({"time": "04:00"}, (0, None)),  # of the afternoon
        ({"time": "18:00"}, (None, SEVERAL)),
        ({"weekday": "sunday"}, (2, None)),
        ({"date": "1404-08-03"}, (1, None)),
        ({"time": "18:00", "weekday": "sunday"}, (2, None)),
        ({"time": "09:00"}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_one_that_holds_what_was_said(talk, entities, answer):
    assert found(talk, "اونی که", **entities) == answer


def test_the_least_by_a_field_and_nothing_is_less_than_any_number(talk, listening):
    cheapest = (Rank("register.words_least", "fee_rial"),)
    talk.book = listening(talk.book, "register.words_least", "ارزان‌ترین")
    assert found(talk, "ارزون نه، ارزان‌ترین", cheapest) == (0, None)
    assert found(talk, "هیچ‌کدام", cheapest) == (None, None)


def test_those_that_are_alike_are_said_to_be(talk, listening):
    latest = (Rank("register.words_last", "title", tie="common.choose_one"),)
    talk.book = listening(talk.book, "register.words_last", "آخرین")
    assert found(talk, "آخرین", latest) == (None, "common.choose_one")


def test_the_most_by_a_field_and_a_choice_that_is_not_of_the_list_is_none(talk, listening):
    dearest = (Rank("register.words_most", "fee_rial", most=True),)
    talk.book = listening(talk.book, "register.words_most", "گران‌ترین")
    assert found(talk, "گران‌ترین", dearest) == (1, None)
    beside = (Offer(False, ""),)  # «هیچ‌کدام»
    least = (Rank("register.words_least", "start"),)
    talk.book = listening(talk.book, "register.words_least", "اولین")
    assert found(talk, "اولین", least, beside) == (0, None)
