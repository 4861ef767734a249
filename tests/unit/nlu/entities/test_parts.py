import pytest


@pytest.mark.parametrize(
    ("text", "shop", "homes"),
    [
        ("۱۰۰ متر تجاری و ۳۶۰ متر مسکونی", 100, 360),
        ("مغازه ۶۰ متر و مسکونی ۳۲۰ متر", 60, 320),
        ("تجاری ۱۰۰، مسکونی ۴۰۰", 100, 400),
        ("بخش مسکونی ۲۰۰ متر بخش تجاری ۸۰ متر", 80, 200),
        ("۸۰ متر برای مغازه ۲۰۰ متر هم برای خونه", 80, 200),
        ("یه مغازه ۴۰ متری بالاش ۲۰۰ متر خونه", 40, 200),
    ],
)
@pytest.mark.parametrize("expecting", [None, "building_area_m2"])
def test_a_shop_and_homes_measured_are_one_building_of_both(read, text, shop, homes, expecting):
    assert read(text, expecting=expecting) == {"use": "mixed", "shop_area_m2": shop, "homes_area_m2": homes}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("۱۲۰ متر مغازه", {"shop_area_m2": 120}),
        ("نه، تجاریش ۹۰ متره", {"shop_area_m2": 90}),
        ("اگه ۵۰ مترش مغازه باشه", {"shop_area_m2": 50}),
        ("اگه همکفش رو دو تا مغازه سی متری بزنم چی", {"use": "mixed", "shop_area_m2": 60}),
        ("خونه ها هم ۲۰۰ متر", {"homes_area_m2": 200}),
        ("زیربنا ۳۸۰ که ۱۲۰ مترش تجاریه", {"building_area_m2": 380, "shop_area_m2": 120}),
        ("مختلط زیربنا ۳۸۰ تجاری ۱۲۰ متر", {"use": "mixed", "building_area_m2": 380, "shop_area_m2": 120}),
    ],
)
def test_one_part_alone_or_beside_the_whole(read, text, found):
    assert read(text) == found


@pytest.mark.parametrize("text", ["یه مغازه ۳۰ متری", "مغازه ۵۰ متر یا خونه ۱۰۰ متر", "مغازه ۶۰ متر منطقه ۸"])
def test_what_is_all_there_is_or_a_choice_is_no_part(read, text):
    assert not {"shop_area_m2", "homes_area_m2"} & set(read(text))


def test_several_shops_are_as_many_units_and_all_that_is_built(read):
    found = read("عوارض پروانه ۳ تا مغازه ۲۰ متری منطقه ۳")
    assert (found["building_area_m2"], found["units"]) == (60, 3)
    assert "units" not in read("یه مغازه ۳۰ متری")
