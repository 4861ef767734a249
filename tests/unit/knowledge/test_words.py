from pathlib import Path

import pytest

import knowledge
from knowledge.words import Words, pairs


@pytest.fixture(scope="module")
def words():
    return Words.load(Path(knowledge.__file__).parent / "words.fa.yaml")


@pytest.mark.parametrize(
    "text", ["پایان‌کار چیست؟", "پایانکار چیه", "پایان كار یعنی چی", "سلام! پایان‌کار ۲ چیست".replace("۲ ", "")]
)
def test_spellings_of_one_thing_become_the_same_words(words, text):
    assert words.of(text) == ["پایان", "کار"]


def test_words_that_carry_no_subject_are_passed_over(words):
    assert words.of("سلام، لطفاً بگید این چیه؟ ممنون") == []
    assert words.of("") == []


def test_endings_go_only_from_long_words(words):
    assert words.shorten("ساختمان‌هایی".replace("\u200c", "")) == "ساختمان"
    assert words.shorten("متر") == "متر"
    assert words.shorten("کلاس") == "کلاس"


def test_people_s_words_become_the_articles(words):
    assert words.of("جواز") == words.of("پروانه")
    assert words.of("مادهٔ صد") == words.of("ماده ۱۰۰") == words.of("ماده 100")


def test_pairs_are_neighbours_in_order():
    assert pairs(["a", "b", "c"]) == ["a_b", "b_c"]
    assert pairs(["a"]) == []
