import random

from nlu.evaluation.noises.words import is_code, on_some_words, on_words


def test_codes_are_left_alone():
    assert on_words("کد 6-2-110 و a@b.ir", lambda word: "x") == "x 6-2-110 x a@b.ir"
    assert is_code("۵ام")
    assert not is_code("پنجم")


def test_some_words_are_picked_among_the_long_ones():
    out = on_some_words("a bbb 123 cccc", str.upper, count=5, least=3, dice=random.Random(1))
    assert out == "a BBB 123 CCCC"
    assert on_some_words("aaa bbb ccc", str.upper, count=1, least=3, dice=random.Random(1)).swapcase().count("A") in {
        0,
        3,
    }
    assert on_some_words("", str.upper, count=1, least=1, dice=random.Random(1)) == ""
