import pytest

from nlu.words.untouched import tokens


def changeable(text, tables):
    return [token.word for token in tokens(text, tables)]


@pytest.mark.parametrize(
    "text",
    ["ir8205", "3-5-12-7", "a.b@c.ir", "https://isfahan.ir/پرونده", "www.isfahan.ir", "ab-12", "سند۱۲", "isfahan.ir"],
)
def test_codes_and_links_are_no_words(tables, text):
    assert changeable(text, tables) == []


def test_names_of_people_are_left_alone_until_a_verb_or_a_small_word(tables):
    assert changeable("اسمم شیدا پرودنه است", tables) == ["اسمم", "است"]
    assert changeable("آقای رضایی میخوام", tables) == ["آقای", "میخوام"]
    assert "پرودنه" in changeable("ثبت نام پرودنه", tables)


def test_places_keep_their_spelling_and_nothing_else(tables):
    found = {token.word: token.respell for token in tokens("خیابان پرودنه کهندژ بعد پرودنه", tables)}
    assert found["کهندژ"] is False
    assert found["خیابان"] is True
    assert found["پرودنه"] is True


def test_an_english_message_is_not_persian(tables):
    assert changeable("i need the permit", tables) == []
    assert "parvande" in changeable("salam parvande chi shod", tables)
