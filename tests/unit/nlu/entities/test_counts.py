import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("نه طبقه", {"floors": 9}),
        ("۵ طبقه‌ست", {"floors": 5}),
        ("طبقه سوم", {"floor": 3}),
        ("طبقه ۳", {"floor": 3}),
        ("سه طبقه هر طبقه دو واحد", {"floors": 3, "units_per_floor": 2}),
        ("دو واحد در هر طبقه", {"units_per_floor": 2}),
        ("۸ واحدی", {"units": 8}),
        ("دوتا واحد", {"units": 2}),
        ("تک واحدی", {"units": 1}),
        ("تعداد طبقات: ۴", {"floors": 4}),
        ("همکف", {"floor": 0}),
        ("3 tabaghe", {"floors": 3}),
    ],
)
def test_floors_and_units(read, text, found):
    assert read(text) == found
