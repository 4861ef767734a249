import pytest


@pytest.mark.parametrize(
    ("text", "floors"),
    [
        ("همکف و دو طبقه", 3),
        ("یه همکف و سه طبقه روش", 4),
        ("دو طبقه به علاوه همکف", 3),
        ("یه طبقه همکف و دو طبقه", 3),
        ("سه طبقه روی پیلوت", 3),
        ("همکف پارکینگ و دو طبقه", 2),
    ],
)
def test_the_ground_floor_is_counted_with_those_above(read_all, text, floors):
    assert [value for name, value in read_all(text, expecting="floors") if name == "floors"] == [floors]


def test_values_told_off_beside_a_measure_are_of_the_building(read):
    assert read("زیربنا ۴۲۰، طبقه ۴، واحد ۴") == {"building_area_m2": 420, "floors": 4, "units": 4}
    assert read("زمین ۲۰۰ زیربنا ۳۶۰ طبقه ۳ واحد ۳")["floors"] == 3


def test_where_somebody_lives_is_no_building(read):
    assert read("پلاک ۵ طبقه ۴ واحد ۴") == {"floor": 4}
    assert read("آپارتمان ۸۵ متری طبقه سوم")["floor"] == 3
