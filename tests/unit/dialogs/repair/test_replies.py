"""Answers to the question that stands, and what is none."""

import pytest

from dialogs.events import Pressed


@pytest.mark.parametrize("text", ["بله", "۱", "1"])
def test_a_yes_sends(talk, text):
    talk.to_confirm()
    talk.says(text)
    assert len(talk.calls) == 1


@pytest.mark.parametrize(
    ("text", "acts"),
    [("بله ولی آدرسش را که نوشته‌اید اشتباه است", ["affirm"]), ("شاید", []), ("بله نه", ["affirm", "deny"])],
)
def test_what_is_not_plainly_a_yes_sends_nothing(talk, text, acts):
    talk.to_confirm()
    talk.says(text, acts=acts)
    assert talk.calls == []


def test_a_question_along_with_an_answer_is_answered_first(talk):
    talk.says("قیمت", "price", use="residential")
    talk.says("منطقه ۵ است راستی پروانه چند سال اعتبار دارد", "question", district=5)
    assert talk.stack == ["price", "question"]
    assert talk.state.stack[0].slots["district"] == 5
    assert talk.answer(answer="سه سال", local=True)[-1] == "price.ask_land"


def test_an_answer_that_sounds_like_a_service_is_still_the_answer(talk):
    talk.says("قیمت", "price", use="residential")
    talk.says("منطقه ۵", "question", district=5)
    assert talk.stack == ["price"]


def test_what_is_no_answer_is_said_and_at_the_cap_a_human_is_offered(talk):
    talk.says("قیمت", "price")
    for _ in range(2):
        assert talk.says("چیز") == ["common.choose_one", "price.ask_use"]
    assert talk.says("چیز") == ["common.attempts_used"]
    talk.says("بله")
    assert [call.action for call in talk.calls] == ["desk.open_case"]


def test_going_on_without_a_human_asks_again_with_fresh_attempts(talk):
    talk.says("قیمت", "price")
    for _ in range(3):
        talk.says("چیز")
    assert talk.press(1) == ["price.ask_use"]
    assert talk.says("چیز") == ["common.choose_one", "price.ask_use"]


def test_a_summary_that_gets_no_answer_offers_a_human_at_the_cap(talk):
    talk.to_confirm()
    talk.says("چیز")
    talk.says("چیز")
    assert talk.says("چیز") == ["common.attempts_used"]


def test_a_message_while_a_call_runs_is_seen(talk):
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    assert talk.says("پس چی شد") == ["common.still_processing"]
    assert talk.says("نه، منطقه ۶", district=6) == ["common.corrected", "common.still_processing"]


def test_a_greeting_where_any_words_would_do_is_no_answer(talk):
    talk.event(Pressed("/start:question"))
    assert talk.says("سلام", "greeting") == ["common.hello", "question.ask"]
    talk.says("سلام، ساعت کار دفترها چیست", "greeting")
    assert talk.calls[0].action == "knowledge.search"


def test_a_question_mark_makes_less_sure_a_wish_beside_an_answer_enough(talk):
    talk.says("قیمت", "price", use="residential")
    aside = "منطقه ۵، راستی سؤالی هم داشتم"
    talk.says(aside, intents={"question": 0.65}, district=5)
    assert talk.stack == ["price"]
    other = talk.__class__(talk.book)
    other.says("قیمت", "price", use="residential")
    other.says(aside + "؟", intents={"question": 0.65}, district=5)
    assert other.stack == ["price", "question"]
