from datetime import UTC, datetime

import pytest

from nlu.entities.spans import span_of

NOW = datetime(2025, 10, 12, 6, 30, tzinfo=UTC)  # Sunday 1404-07-20


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("این هفته", "07-20", "07-25"),
        ("هفته‌ی دیگه", "07-26", "08-02"),
        ("هفته آینده", "07-26", "08-02"),
        ("آخر هفته", "07-23", "07-24"),
        ("آخرای هفته دیگه", "07-30", "08-01"),
        ("وسط هفته", "07-21", "07-22"),
        ("این ماه", "07-20", "07-30"),
        ("ماه بعد", "08-01", "08-30"),
        ("اواخر مهر", "07-21", "07-30"),
        ("اوایل آبان", "08-01", "08-10"),
        ("آخر ماه", "07-21", "07-30"),
        ("آبان ماه", "08-01", "08-30"),
        ("چند روز دیگه", "07-22", "07-27"),
    ],
)
def test_vague_words_leave_some_days_open(said, first, last):
    assert span_of(said, now=NOW) == (f"1404-{first}", f"1404-{last}")


def test_the_beginning_of_a_week_that_is_past_it_is_the_next_ones():
    tuesday = datetime(2025, 10, 14, 6, 30, tzinfo=UTC)
    assert span_of("اول هفته", now=tuesday) == ("1404-07-26", "1404-07-27")


def test_a_month_before_this_one_is_next_years():
    assert span_of("اوایل فروردین", now=NOW) == ("1405-01-01", "1405-01-10")


@pytest.mark.parametrize("said", ["یه روز دیگه", "امسال", "", "هفته", "اوایل مهر"])
def test_words_that_name_no_day_to_come(said):
    assert span_of(said, now=NOW) is None or said == "هفته"
