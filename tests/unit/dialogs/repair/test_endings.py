"""«آخرش ۱۳ بود»: the end of a number that was given. What is not found any more is told of in stories."""

import pytest


@pytest.fixture
def at_sign_in(talk):
    talk.says("ثبت", "register")
    talk.says("09130000002", mobile="09130000002")
    return talk


@pytest.mark.parametrize(
    ("text", "mobile"),
    [
        ("آخرش ۱ بود", "09130000001"),
        ("دو رقم آخرش ۱۳ بود", "09130000013"),
        ("نه ببخشید آخرش ۱۳ه", "09130000013"),
        ("رقم آخرش اشتباه شد ۷ بود", "09130000007"),
        ("آخریش میشه ۷ نه ۲", "09130000007"),
    ],
)
def test_the_number_is_put_right(at_sign_in, text, mobile):
    at_sign_in.says(text, "correct")
    assert at_sign_in.slots["mobile"] == mobile


@pytest.mark.parametrize("text", ["آخرش چی میشه", "آخرش ۱۳ متر بود", "۱۳ تا آخرش", "آخرش ۱۲۳۴۵۶۷ بود"])
def test_other_words_put_nothing_right(at_sign_in, text):
    at_sign_in.says(text)
    assert at_sign_in.slots["mobile"] == "09130000002"


def test_what_would_be_no_number_of_its_kind_is_not_taken(at_sign_in):
    """The national ID that was given last has a check digit, so it is the mobile that is put right."""
    at_sign_in.says("9990000018", national_id="9990000018")
    at_sign_in.says("آخرش ۱۳ بود", "correct")
    assert at_sign_in.slots["mobile"] == "09130000013"


def test_nothing_was_given_yet(talk):
    talk.says("آخرش ۱۳ بود")
    assert talk.stack == []
