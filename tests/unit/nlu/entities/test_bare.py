import pytest

from nlu.entities.recognise import recognise
from nlu.text import normalise


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("سه", "floors", 3),
        ("۴ تا", "floors", 4),
        ("نه", "floors", 9),
        ("دویست و پنجاه", "building_area_m2", 250),
        ("حدود ۱۲۰", "land_area_m2", 120),
        ("۲", "units_per_floor", 2),
        ("95", "year", 1395),
    ],
)
def test_a_bare_number_answers_the_question(read, text, slot, value):
    assert read(text, expecting=slot) == {slot: value}


def test_the_hint_is_no_filter(read):
    assert read("منطقه ۵", expecting="floors") == {"district": 5}
    assert read("سه تا پرونده دارم و یک سوال", expecting="floors") == {}


def test_either_of_two_is_both(now):
    found = recognise(normalise("۸ یا ۹"), now=now, expecting="district")
    assert [entity.value for entity in found] == [8, 9]


def test_an_impossible_number_is_reported(faults):
    assert faults("۰", expecting="floors") == {"floors": "range"}


@pytest.mark.parametrize("text", ["دو دفعه", "سه ماه", "پنج نفر", "دو تا سوال"])
def test_what_counts_something_else_is_no_answer(read, text):
    assert "floors" not in read(text, expecting="floors")
