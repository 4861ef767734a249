import pytest

from nlu.words.latin_fit import misfit, units


def test_letters_that_stand_for_one_sound_go_together():
    assert units("sheykh") == ("sh", "ey", "kh")


@pytest.mark.parametrize(
    ("latin", "better", "worse"),
    [
        ("javab", "جواب", "جیب"),
        ("sakhteman", "ساختمان", "سختمان"),
        ("shahrdari", "شهرداری", "شهردار"),
        ("parvande", "پرونده", "پروند"),
        ("khastam", "خواستم", "خسته‌ام"),
        ("taghir", "تغییر", "تقریر"),
    ],
)
def test_the_word_that_is_meant_fits_better(latin, better, worse):
    assert misfit(latin, better) < misfit(latin, worse)


def test_beyond_the_limit_only_that_it_is_beyond():
    assert misfit("kelas", "پرونده", 0.5) > 0.5
