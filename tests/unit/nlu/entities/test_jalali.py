from datetime import UTC, datetime

import pytest
from persiantools.jdatetime import JalaliDate

from nlu.entities.jalali import full_year, iso, moved, on, today, yearless


def test_today_is_tehrans():
    assert iso(today(datetime(2025, 10, 12, 21, 0, tzinfo=UTC))) == "1404-07-21"


@pytest.mark.parametrize(("written", "meant"), [(98, 1398), (2, 1402), (19, 1419), (20, 1320), (1404, 1404)])
def test_short_years(written, meant):
    assert full_year(written) == meant


def test_days_that_are_and_are_not():
    assert on(1403, 12, 30) == ("1403-12-30", True)
    assert on(1404, 12, 30) == ("1404-12-30", False)
    assert on(2025, 10, 12) == ("1404-07-20", True)
    assert on(2025, 2, 30) == ("2025-02-30", False)


@pytest.mark.parametrize(
    ("now", "month", "day", "date"),
    [
        ((1404, 7, 20), 3, 15, "1404-03-15"),
        ((1404, 12, 25), 1, 5, "1405-01-05"),
        ((1404, 1, 5), 12, 20, "1403-12-20"),
    ],
)
def test_a_day_without_a_year_is_the_one_that_lies_nearer(now, month, day, date):
    assert yearless(JalaliDate(*now), month, day, said=None) == (date, True)


def test_a_year_in_words():
    assert yearless(JalaliDate(1404, 7, 20), 3, 15, said="پارسال") == ("1403-03-15", True)
    assert yearless(JalaliDate(1404, 7, 20), 3, 15, said="98") == ("1398-03-15", True)


def test_months_run_over_the_year():
    assert iso(moved(JalaliDate(1404, 12, 20), months=1)) == "1405-01-01"
    assert iso(moved(JalaliDate(1404, 1, 31), months=-1)) == "1403-12-01"
