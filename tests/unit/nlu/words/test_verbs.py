import pytest

from nlu.words.joining import key
from nlu.words.verbs import spoken_forms

VERBS = [("خواست", "خواه"), ("رساند", "رسان"), ("آورد", "آور"), ("گفت", "گوی"), ("کرد", "کن"), ("دید", "بین")]
SPOKEN = [("خواست", "خواه", "خوا"), ("رساند", "رسان", "رسون"), ("آورد", "اور", "یار"), ("گفت", "گوی", "گ")]


@pytest.fixture(scope="module")
def forms():
    return spoken_forms(VERBS, SPOKEN, {"اورد": "آورد"}, frozenset({"بگی"}))


@pytest.mark.parametrize(
    ("said", "formal"),
    [
        ("میخوام", "می‌خواهم"),
        ("نمیخواد", "نمی‌خواهد"),
        ("نیمیخوام", "نمی‌خواهم"),
        ("میگن", "می‌گویند"),
        ("بگین", "بگویید"),
        ("رسوندم", "رساندم"),
        ("بیارم", "بیاورم"),
        ("کردین", "کردید"),
        ("میکردن", "می‌کردند"),
        ("میبینه", "می‌بیند"),
    ],
)
def test_spoken_forms(forms, said, formal):
    assert forms[key(said)] == formal


def test_what_means_two_things_is_left_out(forms):
    assert "گفتن" not in forms  # «گفتند» or the infinitive
    assert "بگی" not in forms  # another word


def test_a_key_that_two_verbs_claim_is_nobodys():
    both = spoken_forms([("داد", "ده"), ("دید", "بین")], [("داد", "ده", "د")], {}, frozenset())
    assert "میدید" not in both  # «می‌دهید» or «می‌دید»
    assert both["میدم"] == "می‌دهم"
