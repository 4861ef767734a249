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
