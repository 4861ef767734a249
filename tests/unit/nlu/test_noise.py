import random

import pytest

from nlu.noise import EVALUATION_NOISE, arabic_letters, finglish, typo

TEXT = "می‌خواهم وضعیت پرونده ساختمان را بدانم، شماره ۱۲۳۴۵۶۷ است و هیچ خبری برای ما نیامده"


@pytest.mark.parametrize("name", EVALUATION_NOISE)
def test_each_noise_changes_text_always_in_the_same_way(name):
    noise = EVALUATION_NOISE[name]
    text = TEXT * 3
    assert noise(text, random.Random(1)) == noise(text, random.Random(1)) != text


def test_typos_leave_codes_alone():
    for seed in range(50):
        assert "۱۲۳۴۵۶۷" in typo(TEXT, random.Random(seed))


def test_scripts_are_swapped():
    assert arabic_letters("یک", random.Random(0)) == "يك"
    assert finglish("سلام", random.Random(0)).isascii()
