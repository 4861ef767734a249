import pytest


@pytest.mark.parametrize(
    "said", ["طبقه ای صد و بیست متر", "طبقه‌ای ۱۲۰ متر", "هر طبقه ۱۲۰ متره", "۱۲۰ متر هر طبقه", "har tabaghe 120 metr"]
)
@pytest.mark.parametrize("expecting", [None, "building_area_m2", "land_area_m2"])
def test_it_is_the_area_of_one_floor_whatever_was_asked(read_all, said, expecting):
    found = read_all(said, expecting=expecting)
    assert ("floor_area_m2", 120) in found
    assert not {"building_area_m2", "land_area_m2"} & set(dict(found))


@pytest.mark.parametrize("said", ["هر طبقه دو واحد", "سه طبقه‌ای ۱۸۰ متر", "هر طبقه یه واحد ۹۰ متری", "۳ طبقه ۱۲۰ متر"])
def test_of_something_else_it_is_none(read_all, said):
    assert "floor_area_m2" not in dict(read_all(said, expecting="building_area_m2"))


def test_land_and_floor_stand_beside_each_other(read_all):
    """Found in talking: the land was taken for the area of a floor."""
    assert read_all("زمین ۲۰۰ متر طبقه‌ای ۱۲۰ متر") == [("land_area_m2", 200), ("floor_area_m2", 120)]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("۴ طبقه هر کدوم ۱۳۰", {"floors": 4, "floor_area_m2": 130}),
        ("چهار طبقه، هرکدومش صد و سی متر", {"floors": 4, "floor_area_m2": 130}),
        ("سه تا طبقه ۱۲۰ متری", {"floors": 3, "floor_area_m2": 120}),
        ("زمین ۲۰۰ متر سه طبقه ۱۲۰ متری", {"land_area_m2": 200, "floors": 3, "floor_area_m2": 120}),
        ("۴ واحد هر کدوم ۹۰ متر", {"units": 4, "unit_area_m2": 90}),
        ("هر طبقه‌ش ۱۴۰ متر", {"floor_area_m2": 140}),
        ("ساختمون سه طبقه ۳۶۰ متری", {"floors": 3, "building_area_m2": 360}),
        ("۴ طبقه هر کدوم ۲ واحد", {"floors": 4, "units_per_floor": 2}),
    ],
)
def test_each_one_of_what_was_counted(read_all, said, found):
    assert dict(read_all(said, expecting="building_area_m2")) == found


def test_a_district_before_it_counts_no_floors(read):
    assert read("منطقه ۶ هر طبقه ۱۰۰ متر زمین ۲۰۰ متر") == {"district": 6, "floor_area_m2": 100, "land_area_m2": 200}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("خونه ۲۰۰ متری سه طبقه هر طبقه ۱۲۰ متر", {"land_area_m2": 200, "floor_area_m2": 120}),
        ("ساختمون ۳۶۰ متری سه طبقه هر طبقه ۱۲۰ متر", {"building_area_m2": 360}),
        ("زیربنا ۳۰۰ متر سه طبقه هر طبقه ۱۲۰ متر", {"building_area_m2": 300}),
        ("خونه ۲۰۰ متری زمین ۱۵۰ متر سه طبقه هر طبقه ۱۲۰ متر", {"land_area_m2": 150, "floor_area_m2": 120}),
        ("خونه ۲۰۰ متری ۴ طبقه هر طبقه یه واحد ۱۲۰ متری", {"land_area_m2": 200, "unit_area_m2": 120}),
        ("ساختمون ۳۶۰ متری ۴ واحدی هر واحد ۹۰ متر", {"building_area_m2": 360}),
        ("خونه ۲۰۰ متری با زیربنای ۳۰۰ متر", {"land_area_m2": 200, "building_area_m2": 300}),
        ("خونه ۲۰۰ متری زمین ۱۵۰ زیربنا ۳۰۰", {"land_area_m2": 150, "building_area_m2": 300}),
        ("سه طبقه بزنیم و هر طبقه رو ۱۳۰ متر کنیم", {"floor_area_m2": 130}),
    ],
)
def test_the_whole_and_what_each_floor_measures_are_never_both_told(read_all, said, kept):
    found = dict(read_all(said))
    assert {name: value for name, value in found.items() if name.endswith("_area_m2")} == kept
