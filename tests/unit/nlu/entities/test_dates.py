import json
from pathlib import Path

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

VECTORS = Path(__file__).parents[5] / "shared" / "data" / "vectors" / "jalaali_js.json"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("۱۴۰۴/۷/۲۰", {"date": "1404-07-20"}),
        ("20-07-1404", {"date": "1404-07-20"}),
        ("۲۰ مهر ۱۴۰۴", {"date": "1404-07-20"}),
        ("بیست و یکم مهر", {"date": "1404-07-21"}),
        ("۲۰ مهر ماه", {"date": "1404-07-20"}),
        ("دوشنبه ۲۱ مهر", {"date": "1404-07-21"}),
        ("فردا", {"date": "1404-07-21"}),
        ("پس‌فردا", {"date": "1404-07-22"}),
        ("دیروز", {"date": "1404-07-19"}),
        ("سه روز دیگه", {"date": "1404-07-23"}),
        ("دو هفته پیش", {"date": "1404-07-06"}),
        ("شنبه هفته دیگه", {"date": "1404-07-26"}),
        ("شنبه", {"weekday": "saturday"}),
        ("سه‌شنبه", {"weekday": "tuesday"}),
        ("ماه دیگه", {"date_text": "ماه دیگه"}),
        ("سال ۹۵", {"year": 1395}),
        ("قبض ۱۴۰۳", {"year": 1403}),
    ],
)
def test_dates_absolute_relative_and_vague(read, text, found):
    assert read(text) == found


def test_a_day_that_is_not_in_the_calendar_is_reported(faults):
    assert faults("1404/12/30") == {"date": "no_such_day"}
    assert faults("1403/12/30") == {}


@given(st.integers(0, 40_000))
def test_the_calendar_agrees_with_a_second_one(day):
    gregorian = (
        JalaliDate(1300, 1, 1).to_gregorian().fromordinal(JalaliDate(1300, 1, 1).to_gregorian().toordinal() + day)
    )
    ours, other = JalaliDate(gregorian), jdatetime.date.fromgregorian(date=gregorian)
    assert (ours.year, ours.month, ours.day) == (other.year, other.month, other.day)


def test_jalaali_vectors_hold():
    if not VECTORS.exists():
        pytest.skip(f"vectors absent: {VECTORS}")
    tried = 0
    for case in json.loads(VECTORS.read_text("utf-8"))["cases"]:
        args, out = case["args"], case["out"]
        if not all(isinstance(part, int) for part in args) or not 1300 <= args[0] <= 1499:
            continue  # beyond two centuries no citizen's date lies
        if case["fn"] == "isLeapJalaaliYear":
            assert JalaliDate.is_leap(args[0]) == out
        elif case["fn"] == "toGregorian" and isinstance(out, dict):
            made = JalaliDate(*args).to_gregorian()
            assert (made.year, made.month, made.day) == (out["gy"], out["gm"], out["gd"])
        elif case["fn"] == "isValidJalaaliDate":
            assert JalaliDate.check_date(*args) == out
        else:
            continue
        tried += 1
    assert tried > 10
