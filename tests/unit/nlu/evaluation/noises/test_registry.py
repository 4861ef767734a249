import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.evaluation.noises.registry import NOISES
from nlu.noise import TRAINING_NOISE
from nlu.text import latin_digits, normalise

TEXT = "می‌خواهم وضعیت پرونده ساختمان را بدانم، شماره ۱۲3٤۵۶۷ است و قیمت آن چقدر می‌شود؟ "
EVERY = pytest.mark.parametrize("noise", NOISES, ids=lambda noise: noise.name)
PERSIAN = st.text("اآبپتسشصطقکگلمنوهیئ\u200c ،؟.-/0۱٢3۴٥67۸٩abکد", max_size=60)


def numbers(text):
    """The runs of digits that understanding will see."""
    return re.findall(r"\d+", latin_digits(normalise(text).text))


def test_there_are_enough_noises_each_with_a_name_and_a_note():
    assert len(NOISES) == len({noise.name for noise in NOISES}) >= 12
    assert all(len(noise.note) > 20 and "\n" not in noise.note for noise in NOISES)


@EVERY
def test_each_changes_text_always_in_the_same_way(noise):
    assert noise(TEXT * 4) == noise(TEXT * 4) != TEXT * 4


def test_what_measures_shares_no_function_with_what_teaches():
    assert not {noise.change for noise in NOISES} & set(TRAINING_NOISE)
    assert {noise.change.__module__ for noise in NOISES}.isdisjoint({teacher.__module__ for teacher in TRAINING_NOISE})


def test_every_training_noise_is_said_beside_its_like():
    taught = {noise.taught_by for noise in NOISES if noise.taught}
    assert taught == {teacher.__name__ for teacher in TRAINING_NOISE}


@EVERY
@settings(max_examples=60)
@given(text=st.text(max_size=120))
def test_no_noise_raises_on_any_text(noise, text):
    assert isinstance(noise(text), str)


@EVERY
@settings(max_examples=60)
@given(text=PERSIAN)
def test_numbers_survive_every_noise(noise, text):
    assert numbers(noise(text)) == numbers(text)


@EVERY
@pytest.mark.parametrize("code", ["3-5-12-7-0-0-0", "۰۹۱۳۱۲۳۴۵۶۷", "1234/56", "1177809000142", "۱۲۰/۵"])
def test_codes_survive_every_noise(noise, code):
    assert normalise(code).text in normalise(noise(f"کد من {code} است لطفا بررسی کنید")).text
