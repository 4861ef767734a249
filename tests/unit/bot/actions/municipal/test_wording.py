"""Words that name a place or a decision, and words beside them."""

import pytest

from bot.actions.municipal.wording import (
    addresses_in,
    in_district,
    nosazi_code_in,
    place_nearby,
    plain,
    plate_in,
    street_within,
    subject_in,
    telling_words,
    words_of,
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("۶-۲-۱۱۰-۷", "6-2-110-7"),
        ("6/2/110/7", "6-2-110-7"),
        ("6 2 110 7 0 0 0", "6-2-110-7-0-0-0"),
        ("6.2.110", None),
        ("خیابان ۶-۲-۱۱۰-۷", None),
        ("", None),
    ],
)
def test_a_code_has_four_parts_at_least_whatever_separates_them(written, code):
    assert nosazi_code_in(written) == code


@pytest.mark.parametrize(
    ("written", "plate"), [("۴۳۰۰/۷", (4300, 7)), ("4300", (4300, None)), ("پلاک ۷", None), ("1/2/3", None)]
)
def test_a_plate_is_main_and_sub(written, plate):
    assert plate_in(written) == plate


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("خیابان نمونه پلاک 7 چیه", ["خیابان نمونه پلاک 7"]),
        ("خانه‌ام خیابان مثال، پلاک ۵، طبقهٔ دوم", ["خیابان مثال پلاک 5 دوم", "خیابان مثال پلاک 5"]),
        ("خیابان مثال روبروی مسجد", ["خیابان مثال روبروی مسجد", "خیابان مثال"]),
        ("چیه", []),
    ],
)
def test_an_address_is_read_without_what_stands_beside_it(written, read):
    assert list(addresses_in(written)) == read


def test_a_district_is_added_once():
    assert in_district("خیابان مثال", 10) == "خیابان مثال منطقه 10"
    assert in_district("خیابان مثال منطقه 10", 10) == "خیابان مثال منطقه 10"
    assert in_district("خیابان مثال", None) == "خیابان مثال"


def test_the_subject_of_a_decision_is_what_is_left():
    asked = "مصوبات کمیسیون ماده ۵ درباره تغییر کاربری منطقه ۶ چیه؟"
    assert subject_in(asked, beside="6") == ["تغییر", "کاربری"]
    assert subject_in("مصوبه‌های تازه رو نشون بده") == []
    assert subject_in("مصوبه های جدید رو بگو") == []


def test_an_offices_own_words_are_those_other_offices_do_not_have():
    assert telling_words("دفتر پیشخوان دولت ایمان") == {"ایمان"}
    assert telling_words("شهرداری منطقهٔ ۶") == {"6"}
    assert words_of("دفتر «ایمان»، ۷۲") == {"دفتر", "ایمان", "72"}
    assert plain("كوچهٔ ۵") == plain("کوچه 5")


def test_a_street_in_the_middle_of_a_sentence_is_read_by_itself():
    said = "یه زمین دارم تو کوی نمونه بن‌بست یاس میخوام بدونم فضای سبز نیفتاده باشه"
    assert street_within(said) == "کوی نمونه بن‌بست یاس"
    assert street_within("کوی نمونه") == "کوی نمونه"
    assert street_within("زمین ما کجاست") == ""


@pytest.mark.parametrize(
    "written", ["پلاک ۵ خیابان مثال", "در پلاک ۵ خیابان مثال بسازم؟", "خیابان مثال پلاک پنج", "خیابون مثال پلاک ۵"]
)
def test_the_house_may_be_said_first_and_in_words(written):
    assert "خیابان مثال پلاک 5" in list(addresses_in(written)) or "مثال پلاک 5" in list(addresses_in(written))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("نزدیک‌ترین دفتر به چهارباغ عباسی کجاست", "چهارباغ عباسی"),
        ("دفتر پیشخوان نزدیک چهارباغ عباسی", "چهارباغ عباسی"),
        ("نزدیک پل خواجو دفتر هست؟", "پل خواجو"),
        ("نزدیک‌ترین دفتر کجاست", ""),
        ("نزدیک‌ترین دفتر به خونه‌مون", ""),
        ("دفتر نزدیک من کجاست", ""),
        ("نزدیک‌ترین دفتر به محل کارم", ""),
    ],
)
def test_what_is_to_be_near_by_its_name(written, name):
    assert place_nearby(written) == name
