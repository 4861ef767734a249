import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("زمین دویست متری", {"land_area_m2": 200}),
        ("زیربنا ۱۲۰/۵ متر", {"building_area_m2": 120.5}),
        ("۲۰۰ متر زمین و ۳۵۰ متر بنا", {"land_area_m2": 200, "building_area_m2": 350}),
        ("زمین ۲۰۰ متر زیربنا ۳۵۰ متر", {"land_area_m2": 200, "building_area_m2": 350}),
        ("زمینم ۸ در ۱۲", {"land_area_m2": 96}),
        ("۸×۱۲.۵", {"land_area_m2": 100}),
        ("هر واحد ۹۰ متر", {"unit_area_m2": 90}),
        ("بر زمین ۱۰ متره", {"frontage_m": 10}),
        ("نیم هکتار زمین", {"land_area_m2": 5000}),
        ("۳۰ متر مازاد دارم", {"excess_area_m2": 30}),
        ("zamin 200 metr", {"land_area_m2": 200}),
        ("زیربنا: ۲۵۰", {"building_area_m2": 250}),
    ],
)
def test_the_words_beside_say_which_area(read, text, found):
    assert read(text) == found


def test_a_number_with_a_unit_answers_what_was_asked(read):
    assert read("۱۲۰ متر", expecting="land_area_m2") == {"land_area_m2": 120}
    assert read("زیربنا ۱۲۰ متر", expecting="land_area_m2") == {"building_area_m2": 120}


@pytest.mark.parametrize(
    "text",
    [
        "مسکونی منطقه ۵ زمین ۲۰۰ متر زیربنا ۴۰۰ متر",
        "خونه تو منطقه ۵ با ۲۰۰ متر زمین و ۴۰۰ متر بنا",
        "می‌خوام خونه بسازم ۲۰۰ متر زمین دارم ۴۰۰ متر بنا",
        "زمین ۲۰۰ و بنا ۴۰۰",
    ],
)
def test_numbers_of_other_things_do_not_turn_the_areas_around(read, text):
    found = read(text)
    assert (found["land_area_m2"], found["building_area_m2"]) == (200, 400)
