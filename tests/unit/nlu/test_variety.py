import pytest

from nlu.rasa_data import parse_example
from nlu.variety import STRETCH, measure


def examples(*lines):
    return [parse_example(line, "x") for line in lines]


def test_values_and_numbers_do_not_make_a_phrasing_different():
    found = measure(examples("وضعیت [۱۲۳۴](file_no) رو بگو", "وضعیت [۹۸۷۶](file_no) رو بگو"))
    assert [pair.likeness for pair in found.nearest] == [1.0, 1.0]
    found = measure(examples("زمین ۲۰۰ متری دارم", "زمین ۳۵۰ متری دارم"))
    assert found.copies(1.0) == 1.0


def test_spelling_that_the_normal_form_folds_does_not_either():
    assert measure(examples("می‌خواهم بسازم", "مي خواهم بسازم")).likeness == 1.0


def test_likeness_is_jaccard_over_groups_of_four_letters():
    found = measure(examples("abcd", "abce"))  # " abc", "abcd", "bcd " and " abc", "abce", "bce "
    assert found.likeness == pytest.approx(1 / 5)


def test_each_phrasing_has_its_nearest_by_place():
    found = measure(examples("همسایه شبونه می‌سازه", "قبض نوسازی رو بدم", "قبض نوسازی رو بدید"))
    assert [pair.to for pair in found.nearest][1:] == [2, 1]
    assert found.nearest[0].likeness < 0.1
    assert found.copies(0.6) == pytest.approx(2 / 3)


def test_distinct_shares_are_those_of_the_poorest_stretch():
    rich = [f"a{chr(0x628 + at % 20)}{chr(0x628 + at // 20)}" for at in range(STRETCH)]
    poor = ["همان"] * STRETCH
    assert measure(examples(" ".join(rich))).words == 1.0
    assert measure(examples(" ".join(rich), " ".join(poor))).words == pytest.approx(1 / STRETCH)
    assert measure(examples(" ".join(poor), " ".join(rich))).pairs == pytest.approx(2 / STRETCH)  # one of the rich


def test_one_phrasing_or_none_is_no_fault():
    assert measure([]).nearest == ()
    assert measure([]).copies(0.5) == 0.0
    assert measure(examples("سلام")).likeness == 0.0
