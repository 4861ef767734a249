import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("واحد رو بکن ۶", {"units": 6}),
        ("واحد رو ۶ تا کن", {"units": 6}),
        ("تعداد واحد هم ۱۲", {"units": 12}),
        ("واحدها هم بشه چهارتا", {"units": 4}),
        ("طبقه رو پنج تا کن", {"floors": 5}),
        ("اگه طبقه‌ها رو چهارتا کنم و واحدا رو هم چهارتا چی؟", {"floors": 4, "units": 4}),
        ("طبقه ۵ باشه چی", {"floors": 5}),
        ("یه طبقه بیشتر بسازم چی؟", {"floors_change": 1}),
        ("یک واحد اضافه کنم", {"units_change": 1}),
        ("یه طبقه دیگه هم روش بسازم", {"floors_change": 1}),
        ("دو واحد کمترش کن", {"units_change": -2}),
        ("اگه یه واحد کم کنم", {"units_change": -1}),
    ],
)
def test_what_a_building_is_to_have(read, text, found):
    assert read(text) == found


def test_a_request_named_by_the_same_words_stays_one(read):
    assert read("می‌خوام یک طبقه اضافه کنم") == {"floors_change": 1, "request_type": "permit_amendment"}


@pytest.mark.parametrize(
    "text", ["یک طبقه بیشتر از پروانه ساختم", "یه طبقه اضافه ساختم", "واحد ۶", "هر طبقه رو رنگ کن"]
)
def test_what_is_built_or_named_is_none(read, text):
    assert not {"units", "floors", "units_change", "floors_change"} & set(read(text))
