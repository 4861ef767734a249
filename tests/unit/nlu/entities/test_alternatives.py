import pytest


@pytest.mark.parametrize(
    ("said", "name", "values"),
    [
        ("سه طبقه بهتره یا چهار؟", "floors", [3, 4]),
        ("سه یا چهار طبقه", "floors", [3, 4]),
        ("سه و چهار طبقه رو جدا حساب کن", "floors", [3, 4]),
        ("سه یا چهار یا پنج طبقه", "floors", [3, 4, 5]),
        ("با ۲ واحد بسازم یا ۳ تا", "units", [2, 3]),
        ("۲۰۰ یا ۲۵۰ متر زمین", "land_area_m2", [200, 250]),
    ],
)
def test_a_bare_number_beside_a_value_is_another_of_its_kind(read_all, said, name, values):
    assert [value for found, value in read_all(said) if found == name] == values


@pytest.mark.parametrize(
    "said",
    [
        "پلاک ۵ و سه طبقه",  # the number of a house
        "سه طبقه یا ۲۰۰ متر",  # metres are no floors
        "سه طبقه بهتره یا نه",
    ],
)
def test_a_number_of_something_else_is_left_alone(read_all, said):
    assert [value for found, value in read_all(said) if found == "floors"] == [3]
