import pytest


@pytest.mark.parametrize("text", ["۶۰ درصد زمین", "شصت درصد زمین", "۶۰٪ از مساحت زمین رو", "حدود ۶۰ درصد ملک"])
def test_a_share_of_the_land_is_told_of_each_floor(read, text):
    assert read(text, expecting="building_area_m2") == {"floor_share": 60}


def test_without_the_question_it_needs_a_word_of_building(read):
    assert read("زیربنا ۶۰ درصد زمین")["floor_share"] == 60
    assert "floor_share" not in read("۲۰ درصد زمین مال منه")
    assert "floor_share" not in read("نصفش تجاری باشه", expecting="building_area_m2")


def test_what_is_covered_is_a_share_of_the_land(read_all):
    assert dict(read_all("سطح اشغال ۶۰ درصد باشه چی", expecting="floors")) == {"floor_share": 60}
