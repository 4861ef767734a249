"""An office as a text shows it."""

from datetime import datetime

import pytest

from bot.actions.municipal.office_hours import Moment, is_open, moment_of, shown
from bot.clock import TEHRAN

# Saturday 7 Azar 1405
NOW = datetime(2026, 11, 28, 10, 0, tzinfo=TEHRAN)
AT_NOW, ON_DAY = Moment("now", "1405-09-07", "10:00"), Moment("day", "1405-09-12", "00:00")


def office(**given):
    known = {
        "code": "N1", "name": "دفتر", "type": "counter", "district": 6, "address": None, "phone": "031", "hours": None,
        "distance_m": None, "open": False, "closes_at": None, "next_opening": None, "today": [], "today_reason": None,
        "week": [],
    }  # fmt: skip
    return {**known, **given}


@pytest.mark.parametrize(
    ("day", "time", "moment"),
    [
        (None, None, AT_NOW),
        ("now", None, AT_NOW),
        ("1405-09-07", None, AT_NOW),  # today is now
        ("saturday", None, Moment("day", "1405-09-07", "00:00")),  # «شنبه‌ها» on a Saturday: its hours
        ("thursday", None, ON_DAY),
        ("friday", None, Moment("day", "1405-09-13", "00:00")),
        ("1405-11-22", None, Moment("day", "1405-11-22", "00:00")),
        (None, "17:00", Moment("moment", "1405-09-07", "17:00")),
        ("saturday", "08:00", Moment("moment", "1405-09-14", "08:00")),  # this Saturday's eight o'clock is over
        ("thursday", "08:00", Moment("moment", "1405-09-12", "08:00")),
        ("thursday", "03:30", Moment("moment", "1405-09-12", "15:30")),  # nobody asks for the night
        ("thursday", "00:00", Moment("moment", "1405-09-12", "00:00")),
    ],
)
def test_a_day_and_an_hour_as_they_are_said(day, time, moment):
    assert moment_of(day, time, NOW) == moment


def test_an_hour_before_work_stays_one_when_it_is_said_so():
    assert moment_of("thursday", "06:00", NOW, early=True) == Moment("moment", "1405-09-12", "06:00")


def test_the_day_is_tehrans():
    late = datetime(2026, 11, 28, 22, 0).astimezone(TEHRAN).replace(hour=0, minute=30, day=29)
    assert moment_of(None, None, late).date == "1405-09-08"


@pytest.mark.parametrize(
    ("moment", "told"), [(AT_NOW, (None, None)), (ON_DAY, ("1405-09-12T00:00", "1405-09-12T10:00"))]
)
def test_the_backend_is_asked_for_a_moment_unless_it_is_now(moment, told):
    assert (moment.asked, moment.at_work) == told


def told(moment, **given):
    names = ("open_until", "opens_today", "opens_on", "opens_at", "from", "to", "again_from", "again_to", "reason")
    found = shown(office(**given), moment)
    return {name: found[name] for name in (*names, "shut_days", "ask_at") if found[name] is not None}


def test_only_what_holds_is_there():
    assert told(AT_NOW, open=True, closes_at="16:00") == {"open_until": "16:00"}
    assert told(AT_NOW, next_opening={"date": "1405-09-07", "time": "16:00"}) == {"opens_today": "16:00"}
    later = {"date": "1405-09-08", "time": "08:00"}
    assert told(AT_NOW, next_opening=later, today_reason="تعطیل") == {
        "opens_on": "1405-09-08", "opens_at": "08:00", "reason": "تعطیل",
    }  # fmt: skip
    assert told(AT_NOW) == {"shut_days": 14}


def test_a_whole_day_is_told_by_its_stretches():
    two = [{"opens": "08:00", "closes": "12:00"}, {"opens": "16:00", "closes": "20:00"}]
    assert told(ON_DAY, today=two) == {"from": "08:00", "to": "12:00", "again_from": "16:00", "again_to": "20:00"}
    assert is_open(office(today=two), ON_DAY) is True
    assert told(ON_DAY, next_opening={"date": "1405-09-14", "time": "08:00"})["opens_on"] == "1405-09-14"


def test_hours_nobody_knows_are_said_with_whom_to_ask():
    assert told(AT_NOW, open=None) == {"ask_at": "031"}
    assert told(AT_NOW, open=None, phone=None) == {"ask_at": "137"}
    assert told(AT_NOW, open=None, hours="شنبه تا چهارشنبه") == {}
    assert is_open(office(open=None), AT_NOW) is None


@pytest.mark.parametrize(
    ("metres", "far"),
    [(None, (None, None)), (3, (50, None)), (240, (250, None)), (980, (None, 1.0)), (1820, (None, 1.8))],
)
def test_a_distance_is_rounded(metres, far):
    found = shown(office(distance_m=metres), AT_NOW)
    assert (found["metres"], found["kilometres"]) == far


def test_days_with_the_same_hours_are_one_line():
    usual = [{"weekday": day, "opens": "08:00", "closes": "16:00"} for day in range(5)]
    lines = shown(office(week=[*usual, {"weekday": 5, "opens": "08:00", "closes": "13:00"}]), AT_NOW)["week"]
    assert [(line["day"], line["until"], line["one"], line["closes"]) for line in lines] == [
        (0, 4, None, "16:00"),
        (None, None, 5, "13:00"),
    ]
    assert shown(office(week=usual, hours="شنبه تا چهارشنبه"), AT_NOW)["week"] == []
