import pytest

from nlu.skeleton import skeleton


@pytest.mark.parametrize(
    ("persian", "latin"),
    [
        ("میخواهم", "mikhaham"),
        ("پرونده", "parvande"),
        ("شهرداری", "shahrdari"),
        ("کلاس", "kelas"),
        ("عوارض", "avarez"),
        ("چقدر", "cheghadr"),
    ],
)
def test_both_scripts_share_their_bones(persian, latin):
    assert skeleton(persian) == skeleton(latin) != ""


def test_letters_that_sound_alike_are_one():
    assert skeleton("صدا") == skeleton("سدا")
    assert skeleton("نظر") == skeleton("نزر")


def test_different_words_differ():
    assert skeleton("کلاس") != skeleton("پرونده")
