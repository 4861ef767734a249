"""Choices named by words of their own."""

import pytest

from dialogs.hints import hinted, words_stand_in
from dialogs.option import Option
from dialogs.steps import Collect
from dialogs.story import understand
from dialogs.texts import TextBook, read_text

WORDS = {"x.words_mine": "قبض‌هام\nبدهکارم", "x.words_paid": "پرداخت کردم"}
TEXTS = TextBook({key: read_text(key, text) for key, text in WORDS.items()})
OPTIONS = (Option("mine", "x.l", "x.words_mine"), Option("paid", "x.l", "x.words_paid"), Option("no", "x.l"))
WISH = Collect("wish", "x.ask", "x.why", options=OPTIONS)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("قبض‌هام رو بیار", "mine"),
        ("قبضهام", "mine"),
        ("قبض هامو ببینم", "mine"),
        ("پرداخت‌ کردم، چی شد؟", "paid"),
        ("پرداخت کردم ولی هنوز بدهکارم", "paid"),
        ("پرداخت نکردم", None),
        ("نابدهکارم", None),
        ("بدهکارمندان", None),
        ("", None),
    ],
)
def test_whole_words_name_a_choice_and_the_more_particular_counts(text, value):
    found = hinted(TEXTS, WISH, understand(text, {}))
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("می‌تونم عوارض رو قسطی بدم؟", True),
        ("می‌تونم قسط بدم", True),
        ("قسطی می‌تونم", False),
        ("می‌تونم پرداخت کنم", False),
    ],
)
def test_three_dots_stand_for_any_words_between(text, heard):
    texts = TextBook({"x.words_terms": read_text("x.words_terms", "می‌تونم … قسط")})
    terms = Collect("wish", "x.ask", "x.why", options=(Option("terms", "x.l", "x.words_terms"),))
    assert (hinted(texts, terms, understand(text, {})) is not None) is heard


def test_phrases_that_begin_alike_are_each_found_whole():
    texts = TextBook({"x.words_pay": read_text("x.words_pay", "قسط\nقسطی بدم\nقبض\nک\n(قسطی)")})
    pay = Collect("wish", "x.ask", "x.why", options=(Option("pay", "x.l", "x.words_pay"),))
    for text in ("قسط", "قسطی بدم", "قبض", "ک", "قبض‌ها"):
        assert hinted(texts, pay, understand(text, {})) is not None, text
    for text in ("ق", "قسطنطنیه", "ض", "بدم"):
        assert hinted(texts, pay, understand(text, {})) is None, text


@pytest.mark.parametrize(
    ("phrase", "text", "held"),
    [
        ("و قبض", "پرونده و قبض", True),
        ("و قبض", "پرونده وقبض", True),
        ("(پول|پولم) … برمی‌گرده", "خب پولم کی برمی‌گرده", True),
        ("قسطی", "(قسطی", True),
        ("دوم", "۱/دوم", True),
        ("وم", "دوم", False),
    ],
)
def test_a_phrase_is_found_wherever_a_word_begins(phrase, text, held):
    texts = TextBook({"x.words_said": read_text("x.words_said", phrase)})
    assert words_stand_in(texts, "x.words_said", understand(text, {})) is held
