import random

import pytest

from nlu.evaluation.noises import devices
from nlu.text import normalise

TEXT = "می‌خواهم شماره ۱۲3٤ را ببینی"


def done(noise, text=TEXT, seed=1):
    return noise(text, random.Random(seed))


def test_half_spaces_are_dropped_or_spaces():
    assert done(devices.joiners_dropped) == TEXT.replace("\u200c", "")
    assert done(devices.joiners_as_spaces) == TEXT.replace("\u200c", " ")


def test_arabic_keyboards_have_other_letters():
    text = done(devices.arabic_letters, "یک پروندهی ما")
    assert "ی" not in text
    assert "ک" not in text
    assert "ي" in text
    assert {"ى", "ة", "ہ"} <= set("".join(done(devices.arabic_letters, "بی شماره", seed) for seed in range(40)))


def test_digits_are_of_one_script():
    assert "1234" in done(devices.digits_latin)
    assert "۱۲۳۴" in done(devices.digits_persian)
    assert "١٢٣٤" in done(devices.digits_arabic)


@pytest.mark.parametrize("noise", [devices.diacritics, devices.tatweel, devices.invisible, devices.arabic_letters])
def test_marks_are_written_and_change_nothing_that_is_read(noise):
    for seed in range(30):
        text = done(noise, seed=seed)
        assert text != TEXT
        assert normalise(text).plain == normalise(TEXT).plain


def test_tatweel_stands_only_after_letters_that_join():
    text = "".join(done(devices.tatweel, "دارو زرد", seed) for seed in range(20))
    assert "ـ" not in text
    assert "ـ" in done(devices.tatweel, "پسته " * 10)


def test_pictures_stand_beside_words_and_not_inside_numbers():
    for seed in range(60):
        text = done(devices.emoji, "زنگ بزن 0913 123 4567", seed)
        assert "0913 123 4567" in text
        assert text.startswith("زنگ") or not text[0].isalnum()
        assert normalise(text).emoji
