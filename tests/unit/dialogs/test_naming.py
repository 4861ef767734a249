"""Which question a message names."""

import pytest

from dialogs.naming import named_in
from tests.book import BOOK


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("منطقه رو اشتباه گفتم", "district"),
        ("منطقه‌شو عوض کن", "district"),
        ("طبقه‌هاش پنج تاست", "floors"),
        ("تعداد واحدها غلطه", "units"),
        ("چرا تعداد واحد رو می‌پرسی", "units"),
        ("زیربنا اشتباه شد", "building_area_m2"),
        ("مساحت زمین را عوض کن", "land_area_m2"),
    ],
)
def test_the_label_names_the_question_with_any_ending(text, slot):
    assert named_in(text, BOOK.flows["fee_estimate"], BOOK.labels).slot == slot


def test_a_word_of_two_labels_alone_names_none():
    assert named_in("تعداد اشتباهه", BOOK.flows["fee_estimate"], BOOK.labels) is None
    assert named_in("اشتباه گفتم", BOOK.flows["fee_estimate"], BOOK.labels) is None


def test_a_label_that_is_that_word_alone_wins_over_those_it_is_a_part_of():
    assert named_in("کلاس رو عوض کن", BOOK.flows["class_signup"], BOOK.labels).slot == "course"


def test_a_secret_is_never_named():
    assert named_in("شماره رو اشتباه دادم", BOOK.flows["sign_in"], BOOK.labels).slot == "mobile"
