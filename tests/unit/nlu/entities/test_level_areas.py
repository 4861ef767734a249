import pytest


@pytest.mark.parametrize(
    ("text", "area", "floors"),
    [
        ("همکف ۱۲۰ و دو طبقه ۱۰۰ متری", 320, 3),
        ("۱۲۰ متر همکف، ۱۰۰ متر طبقه اول، ۱۰۰ متر طبقه دوم", 320, 3),
        ("همکف صد و بیست متر و سه طبقه بالا هر کدوم ۱۰۰ متر", 420, 4),
        ("دو طبقه ۱۲۰ متری و یه طبقه ۹۰ متری", 330, 3),
    ],
)
def test_floors_measured_one_by_one_add_up(read, text, area, floors):
    assert read(text, expecting="building_area_m2") == {"building_area_m2": area, "floors": floors}


def test_the_land_beside_them_is_its_own(read):
    found = read("زمین ۲۰۰ متر همکف ۱۲۰ متر و دو طبقه هر کدوم ۱۰۰ متر")
    assert found == {"land_area_m2": 200, "building_area_m2": 320, "floors": 3}


@pytest.mark.parametrize("text", ["سه طبقه ۱۲۰ متری", "طبقه سوم ۸۵ متر", "سه طبقه ۳۶۰ متر یا چهار طبقه ۴۸۰ متر"])
def test_one_kind_of_floor_or_a_choice_is_not_added(read_all, text):
    assert not {("building_area_m2", 840), ("floors", 7)} & set(read_all(text))
    assert len([one for one in read_all(text) if one[0] == "building_area_m2"]) in (0, 1, 2)
