from datetime import date

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.reference.written import day, fold, jalali, local_day, valid_national_id, whole_number, words
from tests.municipality import NOW

TODAY = date(2025, 10, 12)


@pytest.mark.parametrize("text", ["1404-07-20", "۱۴۰۴/۷/۲۰", "٢٠٢٥-١٠-١٢", "2025.10.12", "+0", "1404-07-20T10:00"])
def test_a_date_is_read_in_either_calendar_any_digits_and_relative(text):
    assert day(text, today=TODAY) == TODAY


@pytest.mark.parametrize("text", ["1404-12-30", "1404-13-01", "2025-02-30", "فردا", "", "+99999"])
def test_what_is_no_day_is_none(text):
    assert day(text, today=TODAY) is None


@given(st.dates(date(1990, 1, 1), date(2070, 1, 1)))
def test_jalali_agrees_with_the_other_library(value):
    assert jalali(value) == str(jdatetime.date.fromgregorian(date=value))
    assert day(jalali(value), today=TODAY) == value


def test_names_in_all_spellings_fold_to_one():
    spellings = ["پایان‌کار", "پايان كار", "پایانکار", " پایان ـ کار"]
    assert {fold(text) for text in spellings[:3]} == {fold(spellings[0])}
    assert fold("Building-Permit") == fold("building_permit")
    assert words("كلاس‌های پروانه، از خانه") == {"کلاس", "های", "پروانه", "خانه"}


@pytest.mark.parametrize(
    ("value", "number"), [("منطقه ۵", 5), (7, 7), ("۱۲٬۳۰۰", 12300), (3.0, 3), (3.5, None), (True, None), ("هفت", None)]
)
def test_whole_numbers_are_found_in_text(value, number):
    assert whole_number(value) == number


def test_national_ids_are_checked_by_their_last_digit():
    assert valid_national_id("9991000003")
    assert not any(valid_national_id(text) for text in ("9991000004", "1111111111", "999100000", "۹۹۹۱۰۰۰۰۰۳"))


def test_the_day_is_isfahans():
    assert local_day(NOW.replace(hour=21)) == date(2025, 10, 13)
