import random

import pytest

from nlu.evaluation.noises import spelling

TEXT = "وضعیت پرونده ساختمان ما در منطقه ۵ به شماره ۱۲۳۴۵۶۷ را بگویید"


def many(noise, text=TEXT):
    return [noise(text, random.Random(seed)) for seed in range(40)]


def differing(text):
    return sum(one != other for one, other in zip(TEXT.split(), text.split(), strict=True))


def test_a_typo_is_one_slip_in_one_word():
    assert {differing(text) for text in many(spelling.typo)} <= {0, 1}  # swapped equal letters change nothing
    assert {abs(len(text) - len(TEXT)) for text in many(spelling.typo)} == {0, 1}


def test_heavy_typos_are_two_or_three():
    assert {2, 3} <= {differing(text) for text in many(spelling.heavy_typo)} <= {1, 2, 3}


def test_a_finger_slips_to_a_key_beside_the_right_one():
    assert set(spelling._NEAR["ت"]) == set("عهاندپ")  # J on a Latin keyboard: U, I, H, K, N, M
    assert set(spelling._NEAR["s"]) == set("weadzx")


def test_homophones_keep_the_sound_and_the_length():
    sounds = str.maketrans({letter: group[0] for group in ("تط", "سصث", "زذضظ", "هح", "قغ") for letter in group})
    changed = many(spelling.homophone)
    assert all(text.translate(sounds) == TEXT.translate(sounds) for text in changed)
    assert len(set(changed)) > 10


def test_letters_come_twice_but_not_thrice():
    text = spelling.doubled("سلام " * 50, random.Random(1))
    assert any(letter * 2 in text for letter in "سلام")
    assert not any(letter * 3 in text for letter in "سلام")


def test_vowels_are_drawn_out_in_one_or_two_words():
    assert {differing(text) for text in many(spelling.elongated)} == {1, 2}
    assert all(any(vowel * 3 in text for vowel in "اویه") for text in many(spelling.elongated))


def test_numbers_side_by_side_stay_apart():
    for text in many(spelling.no_spaces, "6 2 110 7 و کد من 12 است"):
        assert "6 2 110 7" in text
    assert any(len(text) < len(TEXT) for text in many(spelling.no_spaces))


@pytest.mark.parametrize("name", ["typo", "heavy_typo", "homophone", "doubled", "elongated"])
def test_digits_alone_are_not_letters(name):
    assert set(many(getattr(spelling, name), "۰۹۱۳ ۱۲۳ ۴۵۶۷ 6-2-110-7")) == {"۰۹۱۳ ۱۲۳ ۴۵۶۷ 6-2-110-7"}
