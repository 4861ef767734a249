from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.reference.case.slots import bookable, days, first_day, inspectors, slots
from integrations.reference.workdays import load_calendar
from integrations.reference.written import jalali

SUNDAY = date(2025, 10, 12)  # 1404-07-20


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (SUNDAY, "1404-07-23"),
        # Wednesday: Thursday, Saturday and Sunday; the Friday does not count.
        (SUNDAY + timedelta(days=3), "1404-07-27"),
        # Wednesday 1404-12-27: Thursday, then 5 and 6 Farvardin; 12-29 and 1 to 4 Farvardin are holidays.
        (date(2026, 3, 18), "1405-01-06"),
    ],
)
def test_the_earliest_day_is_the_third_working_day(today, first):
    assert jalali(first_day(today)) == first


@given(st.dates(date(2024, 3, 20), date(2027, 3, 20)))
def test_only_working_days_can_be_chosen_and_at_least_two_lie_between(today):
    found = days(today)
    calendar = load_calendar()
    assert len(found) == 7
    assert found == sorted(set(found))
    assert all(calendar.works(day) and day.isoweekday() != 5 for day in found)
    assert calendar.passed(today, found[0]) == 3


def test_days_and_slots_that_are_not_offered_cannot_be_booked():
    assert bookable("1404-07-23", "08-10", today=SUNDAY) == SUNDAY + timedelta(days=3)
    for day, slot in (
        ("1404-07-22", "08-10"),
        ("1404-07-25", "08-10"),
        ("1404-07-23", "18-20"),
        ("1404-12-30", "08-10"),
    ):
        assert bookable(day, slot, today=SUNDAY) is None
    assert slots() == ["08-10", "10-12", "12-14", "14-16", "16-18"]
    assert inspectors() == 2
