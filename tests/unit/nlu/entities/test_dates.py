import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("۱۴۰۴/۷/۲۰", "1404-07-20"),
        ("١٤٠٤/٠٧/٢٠", "1404-07-20"),
        ("1404-07-20", "1404-07-20"),
        ("۱۴۰۴.۷.۲۰", "1404-07-20"),
        ("۱۴۰۴ / ۷ / ۲۰", "1404-07-20"),
        ("20-07-1404", "1404-07-20"),
        ("۲۰/۷/۱۴۰۴", "1404-07-20"),
        ("04/07/28", "1404-07-28"),
        ("۹۸/۵/۲۰", "1398-05-20"),
        ("2025-10-12", "1404-07-20"),
        ("۲۰ مهر ۱۴۰۴", "1404-07-20"),
        ("۲۰ مهر", "1404-07-20"),
        ("۲۰ مهر ماه", "1404-07-20"),
        ("۲۰م مهر", "1404-07-20"),
        ("۲۰ام مهرماه سال ۱۴۰۴", "1404-07-20"),
        ("بیست و یکم مهر", "1404-07-21"),
        ("پونزدهم مهر", "1404-07-15"),
        ("پونزده مهر", "1404-07-15"),
        ("۱۵ خرداد", "1404-03-15"),
        ("۱۵ خرداد ۹۸", "1398-03-15"),
        ("۱۵ خرداد پارسال", "1403-03-15"),
        ("اول آذر ۱۴۰۴", "1404-09-01"),
        ("سی ام مهر", "1404-07-30"),
        ("۲۰/مهر/۱۴۰۴", "1404-07-20"),
        ("1404-Mehr-20", "1404-07-20"),
        ("هفتم آبان", "1404-08-07"),
        ("20 mehr 1404", "1404-07-20"),
        ("۲۵ همین ماه", "1404-07-25"),
        ("دهم ماه بعد", "1404-08-10"),
        ("امروز", "1404-07-20"),
        ("فردا", "1404-07-21"),
        ("farda", "1404-07-21"),
        ("پس‌فردا", "1404-07-22"),
        ("پسون‌فردا", "1404-07-23"),
        ("دیروز", "1404-07-19"),
        ("پریروز", "1404-07-18"),
        ("سه روز دیگه", "1404-07-23"),
        ("۳ روز بعد", "1404-07-23"),
        ("ده روز پیش", "1404-07-10"),
        ("دو هفته پیش", "1404-07-06"),
        ("یه هفته دیگه", "1404-07-27"),
        ("شنبه هفته دیگه", "1404-07-26"),
        ("شنبه هفته بعد", "1404-07-26"),
        ("شنبه‌ی بعدی", "1404-07-26"),
        ("هفته بعد شنبه", "1404-07-26"),
        ("پنجشنبه همین هفته", "1404-07-24"),
        ("همین پنجشنبه", "1404-07-24"),
        ("این شنبه", "1404-07-26"),
        ("شنبه پیش", "1404-07-19"),
        ("شنبه هفته پیش", "1404-07-12"),
    ],
)
def test_dates_absolute_and_relative(read, faults, text, date):
    assert read(text) == {"date": date}
    assert faults(text) == {}


@pytest.mark.parametrize("text", ["دوشنبه ۱۴۰۴/۷/۲۱", "دوشنبه ۲۱ مهر", "دوشنبه، ۲۱ مهر", "دوشنبه 21-mehr-1404"])
def test_a_date_with_its_weekday_gives_both(read, text):
    assert read(text) == {"date": "1404-07-21", "weekday": "monday"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("شنبه", "saturday"),
        ("یکشنبه", "sunday"),
        ("یک‌شنبه", "sunday"),
        ("دوشنبه", "monday"),
        ("۲شنبه", "monday"),
        ("سه‌شنبه", "tuesday"),
        ("سه شنبه ها", "tuesday"),
        ("چارشنبه", "wednesday"),
        ("4 شنبه", "wednesday"),
        ("۵شنبه", "thursday"),
        ("پنج شنبه", "thursday"),
        ("جمعه", "friday"),
        ("doshanbe", "monday"),
        ("se shanbe", "tuesday"),
    ],
)
def test_weekdays(read, text, day):
    assert read(text) == {"weekday": day}


@pytest.mark.parametrize(
    "text",
    [
        "ماه دیگه",
        "اواخر آبان",
        "چند روز دیگه",
        "هفته‌ی بعد",
        "آخر هفته",
        "دو ماه دیگه",
        "دو سه روز دیگه",
        "نیمه دوم مهر",
        "یه روز دیگه",
        "آبان ماه",
        "آبان ۱۴۰۴",
        "پارسال",
        "یه ماه پیش",
        "همین هفته",
        "بعد از عید",
        "قبل عید",
        "بعد از ماه رمضان",
    ],
)
def test_vague_dates_are_given_back_word_for_word(read, text):
    assert read(text) == {"date_text": text}


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("سال ۹۵", 1395),
        ("سال ۰۲", 1402),
        ("قبض ۱۴۰۳", 1403),
        ("سال هشتاد و هشت", 1388),
        ("سال ۱۳۹۸", 1398),
        ("سال هزار و سیصد و نود و هشت", 1398),
        ("sal 98", 1398),
        ("سنه ۱۳۷۰", 1370),
    ],
)
def test_years(read, text, year):
    assert read(text) == {"year": year}


def test_a_date_and_a_time(read):
    assert read("فردا ساعت ۹ صبح") == {"date": "1404-07-21", "time": "09:00"}
    assert read("۲۸ مهر ساعت ۱۰") == {"date": "1404-07-28", "time": "10:00"}


def test_a_bare_day_is_the_next_one_when_a_day_was_asked_for(read):
    assert read("بیست و هشتم", expecting="date") == {"date": "1404-07-28"}
    assert read("۵", expecting="date") == {"date": "1404-08-05"}
    assert read("بیست و هشتم") == {}


def test_a_run_of_eight_digits_is_a_date_when_one_was_asked_for(read):
    assert read("14040720", expecting="date") == {"date": "1404-07-20"}


def test_a_day_that_is_not_in_the_calendar_is_reported(read, faults):
    assert faults("1404/12/30") == {"date": "no_such_day"}
    assert faults("1403/12/30") == {}
    assert read("۳۱ مهر ۱۴۰۴") == {"date": "1404-07-31"}
    assert faults("۳۱ مهر") == {"date": "no_such_day"}


@pytest.mark.parametrize(
    "text",
    [
        "سه روز بعد از بازدید",
        "کلاس چند شنبه است",
        "سه چهار ماهه",
        "ده روزه",
        "دو ساعته",
        "صد سال طول کشید",
        "۱۴۰۰ متر",
        "مهر شهرداری",
        "۱۴۰۰ تا",
    ],
)
def test_durations_and_other_counts_are_no_dates(read, text):
    assert not {"date", "date_text", "year", "weekday"} & set(read(text))


@given(st.integers(0, 40_000))
def test_the_calendar_agrees_with_a_second_one(day):
    gregorian = (
        JalaliDate(1300, 1, 1).to_gregorian().fromordinal(JalaliDate(1300, 1, 1).to_gregorian().toordinal() + day)
    )
    ours, other = JalaliDate(gregorian), jdatetime.date.fromgregorian(date=gregorian)
    assert (ours.year, ours.month, ours.day) == (other.year, other.month, other.day)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("یک کم آذر ۱۴۰۴", {"date": "1404-09-01"}),  # «یکم» as it is heard
        ("بیست و یکم آذر", {"date": "1404-09-21"}),
        ("یک کم ماه بعد", {"date": "1404-08-01"}),
        ("آخرهای مهر", {"date_text": "آخرهای مهر"}),
        ("آخرای مهر", {"date_text": "آخرای مهر"}),
        ("اول‌های آذر", {"date_text": "اول‌های آذر"}),
        ("وسط هفته", {"date_text": "وسط هفته"}),
        ("اواسط آبان ماه", {"date_text": "اواسط آبان ماه"}),
        ("نیمه دوم آبان", {"date_text": "نیمه دوم آبان"}),
        ("دهه اول آبان", {"date_text": "دهه اول آبان"}),
        ("هفته اول آبان", {"date_text": "هفته اول آبان"}),
        ("آخر هفته دیگه", {"date_text": "آخر هفته دیگه"}),
        ("چند روز دیگر", {"date_text": "چند روز دیگر"}),
        ("یکی دو هفته دیگه", {"date_text": "یکی دو هفته دیگه"}),
        ("hafteye ayande", {"date_text": "hafteye ayande"}),
    ],
)
def test_days_near_an_edge_and_days_said_vaguely(read, text, found):
    assert read(text) == found
    assert read(text, expecting="date") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("۷/۲۵", {"date": "1404-07-25"}),
        ("۲۵/۷", {"date": "1404-07-25"}),
        ("روز بیست و پنجم", {"date": "1404-07-25"}),
        ("۵/۶", {}),  # the fifth of the sixth, or the sixth of the fifth?
        ("بیست روز", {}),
        ("جمعه نباشه", {"not_day": "friday"}),
        ("یه کم صبر کنید", {}),
    ],
)
def test_a_day_that_was_asked_for(read, text, found):
    assert read(text, expecting="date") == found


def test_a_month_and_day_are_no_date_unasked(read):
    assert "date" not in read("۷/۲۵")
    assert "date" not in read("یک کم صبر کنید")


def test_nowadays_is_a_day_only_where_one_was_asked_for(read):
    assert read("این روزا حوصله ندارم") == {}
    assert read("همین روزا", expecting="date") == {"date_text": "همین روزا"}


def test_days_joined_by_or_are_of_the_same_week(read_all):
    """Found in talking: «دوشنبه یا سه‌شنبهٔ هفتهٔ بعد» was taken for a day and a date that do not agree."""
    found = read_all("دوشنبه یا سه‌شنبه هفته بعد")
    assert found == [("date", "1404-07-28"), ("date", "1404-07-29")]
    assert read_all("دوشنبه یا سه‌شنبه") == [("weekday", "monday"), ("weekday", "tuesday")]


def test_the_year_of_building(read):
    assert read("ساخت ۹۲") == {"year": 1392}
    assert "year" not in read("ساخت ۹۲ متر")
