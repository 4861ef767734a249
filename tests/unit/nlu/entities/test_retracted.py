from datetime import UTC, datetime

import pytest

from nlu.entities.doc import Doc
from nlu.entities.numbers import find_numbers
from nlu.entities.retracted import corrections
from nlu.text import normalise


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("۳ واحد ببخشید ۴ واحد", {"units": 4}),
        ("طبقه دوم نه سوم", {"floor": 3}),
        ("پنج طبقه، نه چهار طبقه", {"floors": 4}),
        ("منطقه ۵ نیست ۶ هست", {"district": 6}),
        ("زمینم ۲۰۰ متره، نه ببخشید ۲۲۰، زیربنا ۳۰۰ متر", {"land_area_m2": 220, "building_area_m2": 300}),
        ("زمین ۲۰۰ متر یعنی ۲۲۰ متر", {"land_area_m2": 220}),
        ("کاربری تجاری، اشتباه شد مسکونی", {"use": "residential"}),
        ("شنبه ساعت ۹ نه یکشنبه ساعت ۱۰", {"weekday": "sunday", "time": "10:00"}),
        ("دوشنبه ۲۷ مهر نه، سه‌شنبه ۲۹ مهر", {"weekday": "tuesday", "date": "1404-07-29"}),
        ("شنبه نمیتونم، یکشنبه میام", {"weekday": "sunday"}),
        ("پدرم کلاس آنلاین بلد نیست، حضوری باشه", {"class_mode": "in_person"}),
        ("۵۰ میلیون تومن نه ببخشید ۶۰ میلیون تومن", {"amount_rial": 600_000_000}),
        ("mantaghe 5, na bebakhshid mantaghe 6", {"district": 6}),
        ("زیربنا رو ۲۰۰ متر گفتم ولی ۲۲۰ متر درسته", {"building_area_m2": 220}),
        ("سه طبقه رو بکن چهار طبقه", {"floors": 4}),
        ("به جای ۲۰۰ متر بنویس ۲۲۰ متر", {"building_area_m2": 220}),
        ("نه جلفا، خانه اصفهان", {"neighbourhood": "خانه اصفهان"}),
        ("نه سه طبقه، چهار طبقه", {"floors": 4}),
        ("شماره پرونده رو اشتباه گفتم، ۵۵۱۰۲ نه، ۵۵۱۲۰", {"file_no": "55120"}),
        ("شماره پرونده رو اشتباه نوشتم، درستش ۵۵۱۲۰ هست", {"file_no": "55120"}),
    ],
)
def test_what_is_taken_back_is_dropped(read, text, found):
    assert {name: value for name, value in read(text).items() if name != "not_day"} == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("تجاریه نه مسکونی", {"use": "commercial"}),
        ("سه واحده نه دو واحد", {"units": 3}),
        ("زمین ۲۵۰ متره نه ۲۰۰", {"land_area_m2": 250}),
        ("منطقه ۸ بود نه ۶", {"district": 8}),
        ("قائمیه میشه نه زینبیه", {"neighbourhood": "قائمیه"}),
        ("تجاریه نه، مسکونی", {"use": "residential"}),
        ("زینبیه نه ملک‌شهر", {"neighbourhood": "ملک‌شهر"}),
    ],
)
def test_it_is_this_not_that(read, text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("سه تا... نه وایسا پنج تا", "floors", 5),
        ("یازده، نه ببخشید دوازده", "district", 12),
        ("۵۵۰۳۱۸ نه ببخشید ۵۵۰۳۸۱", "code", "550381"),
        ("۰۹۱۳۱۱۱۲۲۳۳ نه ۰۹۱۳۱۱۱۲۲۳۴", "mobile", "09131112234"),
        ("رضا نه ببخشید علیرضا کاظمی", "name", "علیرضا کاظمی"),
        ("سند ندارم قولنامه دارم", "doc_type", "sale_contract"),
        ("مسکونی نمی‌خوام تجاری می‌خوام", "use", "commercial"),
        ("نه تجاری نه اداری، مسکونی", "use", "residential"),
        ("نه جلفا، بلکه مرداویج", "neighbourhood", "مرداویج"),
        ("خودم نه، وکیلم", "applicant_role", "attorney"),
        ("نه، ۱۲۰ نه ۱۱۰", "land_area_m2", 120),
        ("نه ۰۹۱۳۰۰۰۱۱۲۲ مال خانوممه، واسه خودم ۰۹۱۳۰۰۰۳۳۴۴", "mobile", "09130003344"),
        ("نه اون ۸-۲-۷۰-۳ مال خونه قبلی بود، این ۸-۲-۷۰-۱۳", "nosazi_code", "8-2-70-13"),
        ("۷۵۵۰۲۸۱ ببخشید آخرش ۲ بود یعنی ۷۵۵۰۲۸۲", "request_no", "7550282"),
        ("کد ملیمو اشتباه زدم 9990000026 نبود، 9990000018 درسته", "national_id", "9990000018"),
    ],
)
def test_of_the_answer_too(read, text, slot, value):
    assert read(text, expecting=slot) == {slot: value}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("مسکونیه یا نه؟", {"use": "residential"}),
        ("کاربری زمینم تجاری نیست؟", {"use": "commercial"}),
        ("شنبه نمیشه بیام؟", {"weekday": "saturday"}),
        ("نه طبقه نه واحد", {"floors": 9, "units": 9}),
        ("بیست و نه متر زمین", {"land_area_m2": 29}),
        ("سه طبقه یعنی شش واحد", {"floors": 3, "units": 6}),
        ("زمین ۲۰۰ متر، ببخشید زیربنا ۳۰۰ متر", {"land_area_m2": 200, "building_area_m2": 300}),
    ],
)
def test_what_is_no_correction_stays(read, text, found):
    assert read(text) == found


def test_two_values_that_are_both_wanted_stay(read_all):
    text = "استعلام بانک میخوام، ببخشید استعلام محضر هم میخوام"
    assert read_all(text) == [("inquiry_type", "bank"), ("inquiry_type", "transfer")]


def test_what_is_plainly_denied_is_no_value(read):
    assert read("مالک نیستم") == {}
    assert read("تجاری نیست") == {}


def test_a_correction_stands_between_two_things():
    plain = normalise("ببخشید منطقه ۵ نه").plain
    doc = Doc(normalise(plain), plain, find_numbers(plain), datetime(2025, 10, 12, 8, 0, tzinfo=UTC), None)
    assert corrections(doc) == ()


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("۴ تا نه بابا ۵ تا", "units", 5),
        ("دویست متر نه دویست و ده متر", "land_area_m2", 210),
        ("۴ تا معذرت می خواهم ۵ تا", "units", 5),
        ("۴ منظورم این است ۵", "floors", 5),
    ],
)
def test_an_answer_taken_back_with_its_measure(read_all, text, slot, value):
    assert read_all(text, slot) == [(slot, value)]


def test_a_day_that_shall_not_be_is_none_but_a_use_may_be_feared(read):
    assert read("جمعه نباشه", expecting="date") == {"not_day": "friday"}
    assert read("این زمین فضای سبز نباشه") == {"use": "green"}


def test_the_last_no_may_be_nine(read):
    assert read("هشت تا، نه ببخشید نه تا", expecting="units") == {"units": 9}
    assert read("۸ واحد، نه ببخشید نه واحد") == {"units": 9}
    assert read("۸ واحد، نه ببخشید ۱۰ واحد") == {"units": 10}


def test_two_numbers_with_nothing_taken_back_are_both_given(read_all):
    assert read_all("شماره درخواست ۱۲۳۴۵۶۷ و ۷۶۵۴۳۲۱") == [("request_no", "1234567"), ("request_no", "7654321")]


def test_a_bare_number_takes_the_place_of_what_it_stands_for(read_all):
    assert read_all("به جای دو طبقه سه تا") == [("floors", 3)]
    assert read_all("به جای دو طبقه سه طبقه") == [("floors", 3)]
