"""By how much a value is to change; what stands already and what was built is none."""

import pytest


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("یه طبقه بیشتر بسازم چی؟", {"floors_change": 1}),
        ("یک واحد اضافه کنم", {"units_change": 1}),
        ("یه طبقه دیگه هم روش بسازم", {"floors_change": 1}),
        ("دو واحد کمترش کن", {"units_change": -2}),
        ("اگه یه واحد کم کنم", {"units_change": -1}),
        ("۵۰ متر بیشتر بسازم چی؟", {"building_area_change": 50}),
        ("زیربنا رو ۳۰ متر کم کن", {"building_area_change": -30}),
        ("۵۰ متر به زیربنا اضافه بشه", {"building_area_change": 50}),
        ("اگه زیربنا ۴۰ متر کمتر باشه", {"building_area_change": -40}),
        ("زمینش ۵۰ متر بزرگتر بشه", {"land_area_change": 50}),
        ("۵۰ متر از زیربنا کم کنم", {"building_area_change": -50}),
        ("زیربنا دو برابر بشه چی", {"building_area_change": "*2"}),
        ("زیربنا رو نصف کنم", {"building_area_change": "*0.5"}),
        ("۲۰ درصد از زیربنا کم کنم", {"building_area_change": "*0.8"}),
        ("تجاری رو نصف کن", {"shop_area_change": "*0.5"}),
        ("۲۰ متر به مغازه اضافه کنم", {"shop_area_change": 20}),
        ("یه هفته دیرتر", {"days_change": 7}),
        ("دو روز بندازید جلو", {"days_change": -2}),
        ("عقب بندازید سه روز", {"days_change": 3}),
        ("بنداز عقب یه روز", {"days_change": 1}),
        ("بندازش جلوتر دو روز", {"days_change": -2}),
        ("دو روز بعدش", {"days_change": 2}),
        ("یه روز قبلش باشه", {"days_change": -1}),
        ("روز بعدش چی", {"days_change": 1}),
        ("فرداش", {"days_change": 1}),
        ("پس‌فردای اون روز", {"days_change": 2}),
        ("هفتهٔ بعدش", {"days_change": 7}),
        ("سه روز بعد از اون", {"days_change": 3}),
    ],
)
def test_how_much_more_or_less(read, text, found):
    assert read(text) == found


def test_a_request_named_by_the_same_words_stays_one(read):
    assert read("می‌خوام یک طبقه اضافه کنم") == {"floors_change": 1, "request_type": "permit_amendment"}


@pytest.mark.parametrize(
    "text",
    [
        "یک طبقه بیشتر از پروانه ساختم",
        "یه طبقه اضافه ساختم",
        "واحد ۶",
        "هر طبقه رو رنگ کن",
        "زمین من ۱۰۰ متر بیشتر نیست",
        "پنجاه متر اضافه ساختم",
        "۵۰ متر بیشتر از پروانه ساختیم",
        "از ۲۰۰ متر بیشتر باشه چی",
        "عوارض دو برابر شده",
    ],
)
def test_what_is_built_named_or_a_limit_is_none(read, text):
    assert not any(name.endswith("_change") for name in read(text))


def test_the_next_day_is_one_where_a_day_was_asked_for(read):
    assert read("روز بعدی", expecting="time") == {"days_change": 1}
    assert read("روز قبلی", expecting="move_ok") == {"days_change": -1}
    assert read("روز بعدی") == {}
    assert read("دو روز بعد", expecting="date") == {"date": "1404-07-22"}


@pytest.mark.parametrize("text", ["یه روز قبلش خبرم کنید", "روز قبلش یادم بندازید", "دو روز بعد از شنبه"])
def test_when_to_be_told_moves_no_day(read, text):
    assert "days_change" not in read(text)
