import pytest

from nlu.entities.number_words import WORDS, Word


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("پنج", Word(5, 1)),
        ("پنجم", Word(5, 1, ordinal=True)),
        ("پنجمین", Word(5, 1, ordinal=True)),
        ("پنجتا", Word(5, 1, counted=True)),
        ("هفتا", Word(7, 1, counted=True)),
        ("بیسته", Word(20, 2, counted=True)),
        ("سوم", Word(3, 1, ordinal=True)),
        ("panjom", Word(5, 1, ordinal=True)),
        ("صدو", Word(100, 3)),
    ],
)
def test_a_word_and_its_endings(word, meant):
    assert WORDS[word] == meant


@pytest.mark.parametrize("word", ["هفته", "شیشه", "پنجه", "سهم", "دهه", "مریم", "سیم"])
def test_words_that_only_look_like_numbers(word):
    assert word not in WORDS


@pytest.mark.parametrize(("word", "value"), [("سومش", 3), ("پنجمشه", 5), ("دووم", 2), ("اولیش", 1), ("چارم", 4)])
def test_which_one_of_them(word, value):
    assert WORDS[word] == Word(value, 1, ordinal=True)


@pytest.mark.parametrize("word", ["دهیم", "نهیم", "سهمش"])
def test_giving_putting_and_shares_are_no_numbers(word):
    assert word not in WORDS
