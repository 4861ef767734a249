"""More words of what is being done, at a summary and at a sign-in."""

import pytest

from dialogs.ports import Accepted
from tests.book import BOOK
from tests.unit.dialogs.conftest import Talk

MORE = "بچه‌ها شب‌ها از اینجا رد می‌شوند"


@pytest.fixture
def report():
    talk = Talk(BOOK)
    talk.says("چراغ خیابان کاوه کوچه ۳ یک ماهه خاموشه", "complaint", complaint_topic="lighting")
    while talk.calls:
        talk.answer(Accepted({"text": "چراغ", "quarter": None}), local=True)
    assert talk.stack == ["complaint", "sign_in"]
    return talk


def note(talk):
    return talk.state.stack[0].slots.get("note")


def test_at_the_sign_in_a_sentence_goes_to_the_report(report):
    assert report.says(MORE) == ["common.noted", "sign_in.mobile_again"]
    assert note(report) == MORE


def test_another_one_is_added_to_it(report):
    report.says(MORE)
    report.says("جوی آب هم باز است")
    assert note(report) == f"{MORE}\nجوی آب هم باز است"


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("شب‌ها رد می‌شوند؟ خطر دارد", {}),
        ("خیلی ممنونم از شما", {"intents": {"thanks": 0.9}}),
        ("باشه بعدا میام دوباره", {"acts": ["hold"]}),
        ("وضعیت پرونده‌ام را بگو", {"intents": {"file_status": 0.95}}),
        ("دو کلمه", {}),
    ],
)
def test_a_question_an_order_a_wish_and_a_word_or_two_are_no_remark(report, text, means):
    report.says(text, **means)
    assert note(report) is None
