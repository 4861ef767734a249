"""When a question is looked up; what it is looked up with is told by the stories of `regulation_question`."""

import pytest


@pytest.mark.parametrize("text", ["مسکونی", "نمی‌گم چرا"])
def test_an_answer_or_a_refusal_at_a_choice_is_no_question(talk, text):
    talk.says("قیمت", "price")
    talk.says(text)
    assert talk.state.stack[-1].flow == "price"


def test_with_nothing_said_before_a_question_follows_nothing(talk):
    assert talk.says("سقفش چقدره", "out_of_scope") == ["common.out_of_scope", "common.menu"]


def test_what_the_citizen_cannot_point_to_is_not_looked_up(talk):
    talk.says("قیمت", "price")
    talk.says("اون یکی چی", "out_of_scope")
    assert talk.state.stack[-1].flow == "price"
