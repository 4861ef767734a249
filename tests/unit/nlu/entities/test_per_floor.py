import pytest


@pytest.mark.parametrize(
    "said", ["طبقه ای صد و بیست متر", "طبقه‌ای ۱۲۰ متر", "هر طبقه ۱۲۰ متره", "۱۲۰ متر هر طبقه", "har tabaghe 120 metr"]
)
def test_where_the_building_is_asked_for_it_is_the_area_of_one_floor(read_all, said):
    found = read_all(said, expecting="building_area_m2")
    assert ("floor_area_m2", 120) in found
    assert "building_area_m2" not in dict(found)


@pytest.mark.parametrize(("said", "expecting"), [("هر طبقه ۱۲۰ متر", None), ("هر طبقه دو واحد", "building_area_m2")])
def test_elsewhere_and_of_something_else_it_is_none(read_all, said, expecting):
    assert "floor_area_m2" not in dict(read_all(said, expecting=expecting))
