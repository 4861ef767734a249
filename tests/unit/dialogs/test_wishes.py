"""Which services a message asks for."""

import pytest

from dialogs.draft import Draft
from dialogs.story import understand
from dialogs.wishes import clear_wishes, close_ones, leads


@pytest.mark.parametrize(
    ("intents", "clear", "close"),
    [
        ({"price": 0.9}, ["price"], []),
        ({"price": 0.44}, [], []),
        ({"price": 0.5, "register": 0.45}, [], ["price", "register"]),
        ({"price": 0.5, "register": 0.2}, ["price"], []),
        ({"price": 0.9, "register": 0.5}, ["price", "register"], []),
        ({"price": 0.7, "register": 0.28}, ["price"], []),
        ({"out_of_scope": 0.6, "price": 0.5}, [], []),
        ({"greeting": 0.9}, [], []),
        ({"pay_bill": 0.9}, ["pay_bill"], []),
        ({"price": 0.3, "register": 0.28, "question": 0.26, "pay_bill": 0.1}, [], ["price", "register", "question"]),
        ({}, [], []),
    ],
)
def test_wishes_are_clear_or_close_or_neither(talk, intents, clear, close):
    draft = Draft(talk.book, talk.state, talk.now)
    said = understand("x", {"intents": intents})
    assert clear_wishes(draft, said) == clear
    assert close_ones(draft, said) == close


def test_a_question_that_stands_is_left_only_for_a_surer_wish(talk):
    talk.says("قیمت", "price")
    draft = Draft(talk.book, talk.state, talk.now)
    assert clear_wishes(draft, understand("x", {"intents": {"register": 0.55}})) == []
    assert clear_wishes(draft, understand("x", {"intents": {"register": 0.65}})) == ["register"]


def test_only_the_best_reading_leads():
    assert leads(understand("x", {"intents": {"thanks": 0.9, "price": 0.1}}), "thanks")
    assert not leads(understand("x", {"intents": {"thanks": 0.4, "price": 0.5}}), "thanks")


def test_saying_who_one_is_adds_no_second_wish(talk):
    both = {"price": 0.9, "register": 0.6}
    talk.says("قیمت، موبایلم ۰۹۱۳۰۰۰۰۰۰۱", intents=both, mobile="09130000001")
    assert talk.state.queued == ()
    other = talk.__class__(talk.book)
    other.says("قیمت، و ثبت", intents=both)
    assert other.state.queued == ("register",)
