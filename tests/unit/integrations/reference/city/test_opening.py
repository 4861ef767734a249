from datetime import date, datetime

from integrations.reference.city.opening import Hours, Special, Timetable, clock, weekday
from integrations.reference.written import TEHRAN

SUNDAY = date(2025, 10, 12)
FROM = date(2021, 3, 21)
USUAL = Hours(1, 480, 960, FROM, None)


def at(hour, minute=0, day=SUNDAY):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TEHRAN)


def test_the_week_begins_on_saturday():
    assert [weekday(date(2025, 10, day)) for day in (11, 12, 17)] == [0, 1, 6]
    assert (clock(0), clock(485), clock(1440)) == ("00:00", "08:05", "24:00")


def test_open_from_the_first_minute_to_the_last():
    table = Timetable((USUAL,), ())
    assert [table.is_open(at(*time)) for time in ((7, 59), (8, 0), (15, 59), (16, 0))] == [False, True, True, False]


def test_two_stretches_of_a_day_and_the_next_opening_between_them():
    table = Timetable((Hours(1, 960, 1140, FROM, None), Hours(1, 480, 720, FROM, None)), ())
    told = table.told(at(13))
    assert (told["open"], told["next_opening"]["time"]) == (False, "16:00")
    assert [stretch["opens"] for stretch in told["today"]] == ["08:00", "16:00"]


def test_a_seasons_hours_replace_the_usual_ones_while_they_hold():
    season = Hours(1, 420, 780, date(2025, 10, 1), date(2025, 10, 31))
    table = Timetable((USUAL, season), ())
    assert not table.is_open(at(15))
    assert table.is_open(at(15, day=date(2025, 11, 2)))


def test_a_day_of_its_own_goes_before_its_weekday_and_before_a_holiday():
    holiday = date(2026, 2, 11)  # 22 Bahman, a Wednesday
    wednesday = Hours(4, 480, 960, FROM, None)
    assert Timetable((wednesday,), ()).on(holiday).stretches == ()
    opened = Timetable((wednesday,), (Special(holiday, 540, 600, "نمونه"),))
    assert opened.on(holiday) == opened.on(holiday)
    assert opened.is_open(at(9, day=holiday))
    assert Timetable((USUAL,), (Special(SUNDAY, None, None, "نمونه"),)).told(at(10))["today_reason"] == "نمونه"


def test_nothing_known_is_not_closed():
    told = Timetable((), ()).told(at(10))
    assert (told["open"], told["next_opening"], told["week"]) == (None, None, [])
    assert Timetable((Hours(1, 480, 960, FROM, date(2022, 1, 1)),), ()).told(at(10))["next_opening"] is None
