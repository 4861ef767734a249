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
        ("واحداشو شیش تا کن", {"units": 6}),
        ("طبقاتش را ۶ تا کنید", {"floors": 6}),
    ],
)
def test_what_a_building_is_to_have(read, text, found):
    assert read(text) == found
