import pytest

from nlu.words.joining import ends_silent, key, owned, plural, without_needless_joiners


@pytest.mark.parametrize(
    ("word", "many"),
    [("کار", "کارها"), ("سند", "سندها"), ("بنا", "بناها"), ("کلاس", "کلاس‌ها"), ("پرونده", "پرونده‌ها"), ("جو", "جوها")],
)
def test_a_half_space_stands_only_where_letters_would_join(word, many):
    assert plural(word) == many


@pytest.mark.parametrize(
    ("word", "owner", "whole"),
    [
        ("زمین", "م", "زمینم"),
        ("پرونده", "م", "پرونده‌ام"),
        ("پرونده", "مان", "پرونده‌مان"),
        ("راه", "م", "راهم"),
        ("نوه", "م", "نوه‌ام"),
        ("دعوا", "مان", "دعوایمان"),
        ("کاربری", "مان", "کاربری‌مان"),
    ],
)
def test_endings_of_possession(word, owner, whole):
    assert owned(word, owner) == whole


def test_the_silent_h():
    assert ends_silent("پرونده")
    assert ends_silent("همسایه")
    assert not ends_silent("راه")
    assert not ends_silent("نه")


def test_needless_half_spaces_go_and_needed_ones_stay():
    assert without_needless_joiners("کار‌ها") == "کارها"
    assert without_needless_joiners("کلاس‌ها") == "کلاس‌ها"


def test_the_key_forgets_spelling():
    assert key("می‌آیم") == key("میایم")
