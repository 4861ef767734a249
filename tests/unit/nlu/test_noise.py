import random

import pytest

from nlu.noise import TRAINING_NOISE, finglish, typo

TEXT = "می‌خواهم وضعیت پرونده ساختمان را بدانم، شماره ۱۲۳۴۵۶۷ است و هیچ خبری برای ما نیامده"


@pytest.mark.parametrize("noise", TRAINING_NOISE)
def test_each_noise_changes_text_always_in_the_same_way(noise):
    text = TEXT * 3
    assert noise(text, random.Random(1)) == noise(text, random.Random(1)) != text


def test_typos_leave_codes_alone():
    for seed in range(50):
        assert "۱۲۳۴۵۶۷" in typo(TEXT, random.Random(seed))


def test_finglish_is_latin():
    assert finglish("سلام", random.Random(0)).isascii()
