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


@pytest.mark.parametrize(
    ("text", "area", "floors"),
    [
        ("همکف ۱۰۰ طبقه اول ۱۲۰ طبقه دوم ۱۲۰", 340, 3),
        ("همکف ۱۰۰ اول ۱۲۰ دوم ۸۰", 300, 3),
        ("همکف صد متر، اول و دوم هر کدوم صد و بیست متر", 340, 3),
    ],
)
def test_floors_may_be_listed_without_metres(read, text, area, floors):
    found = {"building_area_m2": area, "floors": floors}
    assert read(text) == read(text, expecting="@menu") == read(text, expecting="building_area_m2") == found


@pytest.mark.parametrize(
    ("text", "area"),
    [("همکفش ۸۰ متر باشه", 80), ("طبقه همکف رو بکن ۱۲۰", 120), ("طبقه دوم ۱۵۰ متر بشه", 150)],
)
def test_one_floor_alone_is_no_whole_building(read, text, area):
    assert read(text) == {"level_area_m2": area}


def test_the_whole_told_beside_one_floor_stays(read):
    assert read("زیربنای کل ۳۰۰ متر، همکف ۱۰۰ متر")["building_area_m2"] == 300
    assert "level_area_m2" not in read("خانه ۱۲۰ متری طبقه دوم")
    assert read("قیمت حدودی پروانه واسه ۹۰ متر همکف")["building_area_m2"] == 90


@pytest.mark.parametrize("expecting", [None, "@menu", "building_area_m2"])
def test_some_of_the_floors_are_shops(read, expecting):
    found = {"use": "mixed", "shop_area_m2": 60, "homes_area_m2": 200, "floors": 3}
    assert read("همکف ۶۰ متر تجاری و دو طبقه ۱۰۰ متری مسکونی", expecting=expecting) == found
