"""Questions about the matter in hand, while a question of ours stands."""

import pytest


def test_what_it_costs_is_told_and_the_question_stands(talk):
    talk.says("قیمت", "price", use="residential")
    said = talk.says("هزینه‌اش چنده؟", "out_of_scope")
    assert (said, talk.outcome) == (["common.not_known", "price.ask_district"], "repaired")
    assert dict(talk.state.stack[-1].attempts) == {}


@pytest.mark.parametrize("text", ["چقدر طول می‌کشه؟", "چقد طول میکشه", "کی آماده میشه", "cheghadr tool mikeshe"])
def test_how_long_it_takes_is_heard_in_many_ways(talk, text):
    talk.says("قیمت", "price", use="residential")
    assert talk.says(text, "out_of_scope")[-1] == "price.ask_district"
    assert talk.outcome == "repaired"


def test_a_question_about_something_else_is_none_about_this(talk):
    talk.says("قیمت", "price", use="residential")
    said = talk.says("هزینه مهدکودک بچه چنده؟", "out_of_scope")
    assert "common.not_known" not in said


def test_an_answer_with_words_of_a_question_is_an_answer(talk):
    talk.says("قیمت", "price", use="residential")
    talk.says("چقدر می‌شه منطقه ۶", "price", district=6)
    assert talk.slots["district"] == 6


def test_nothing_is_asked_beside_when_nothing_is_in_hand(talk):
    assert "common.not_known" not in talk.says("هزینه‌اش چنده؟", "out_of_scope")
