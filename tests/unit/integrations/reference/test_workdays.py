from datetime import date, timedelta

from integrations.reference.workdays import load_calendar

WEDNESDAY = date(2025, 10, 8)  # 1404-07-16


def test_fridays_and_holidays_are_not_worked():
    calendar = load_calendar()
    assert not calendar.works(date(2025, 10, 10))  # Friday
    assert not calendar.works(date(2026, 2, 11))  # 22 Bahman, a Wednesday
    assert not calendar.works(date(2025, 7, 5))  # 1404-04-14, a Saturday
    assert calendar.works(date(2025, 10, 9))  # Thursday


def test_days_passed_skip_what_is_not_worked():
    calendar = load_calendar()
    assert calendar.passed(WEDNESDAY, WEDNESDAY) == 0
    assert calendar.passed(WEDNESDAY, WEDNESDAY + timedelta(days=3)) == 2
    assert calendar.passed(WEDNESDAY, WEDNESDAY - timedelta(days=9)) == 0


def test_the_holidays_are_real_jalali_days_in_order():
    days = load_calendar().days
    assert len(days) > 20
    assert all(len(day) == 10 and "01" <= day[5:7] <= "12" and "01" <= day[8:] <= "31" for day in days)
