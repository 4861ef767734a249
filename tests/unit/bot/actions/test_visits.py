from datetime import UTC, datetime

import pytest

from bot.action import Subject
from bot.actions.visits import about_visit, fit_visit
from dialogs.ports import Accepted, Rejected

# Sunday 1404-07-20. Offered from Wednesday the 23rd; the 25th is a Friday, the 28th a holiday.
SUBJECT = Subject("conversation", None, datetime(2025, 10, 12, 6, 30, tzinfo=UTC), "trace")
HOURS = {"08-10": "۸ تا ۱۰ صبح", "10-12": "۱۰ تا ۱۲", "12-14": "۱۲ تا ۲", "14-16": "۲ تا ۴", "16-18": "۴ تا ۶"}


def day(number, *free):
    taken = free or HOURS
    return {
        "day": f"1404-07-{number}",
        "slots": [{"slot": slot, "label": label, "free": int(slot in taken)} for slot, label in HOURS.items()],
    }


DAYS = [day(23), day(24, "08-10"), day(26), day(27), day(29), day(30)]
CLOSED = [
    {"day": "1404-07-20", "reason": "too_early"},
    {"day": "1404-07-21", "reason": "too_early"},
    {"day": "1404-07-22", "reason": "too_early"},
    {"day": "1404-07-25", "reason": "friday"},
    {"day": "1404-07-28", "reason": "holiday"},
]


def fit(date=None, time=None, *, days=DAYS, **standing):
    args = {"days": days, "closed": CLOSED, "date": date, "time": time, "standing": standing or None}
    return fit_visit(None, args, SUBJECT)


def chosen(result):
    assert isinstance(result, Accepted), result
    return result.data["day"], result.data["slot"]


def open_days(result):
    return [each["day"][-2:] for each in result.data["days"]]


def test_without_a_wish_every_day_with_a_free_hour_is_left():
    found = fit(days=[*DAYS, day(31, "no")])
    assert chosen(found) == (None, None)
    assert open_days(found) == ["23", "24", "26", "27", "29", "30"]


@pytest.mark.parametrize(
    ("date", "number"),
    [
        ("1404-07-26", "26"),  # pressed
        ({"date": "1404-07-26"}, "26"),
        ({"weekday": "saturday"}, "26"),
        ({"weekday": "saturday", "date": "1404-07-26"}, "26"),
        ({"weekday": "wednesday"}, "23"),  # the first of two
        ({"day_rank": "earliest"}, "23"),
        ({"date_text": "هفته بعد", "weekday": "wednesday"}, "30"),
        ({"weekday": ["saturday", "wednesday"], "day_rank": "earliest"}, "23"),  # «شنبه یا چهارشنبه», «هر کدوم شد»
        ({"date_text": "هفته بعد", "day_rank": "earliest"}, "26"),  # the earliest of those days, not all of them
    ],
)
def test_a_day_in_the_citizens_words_is_one_of_those_offered(date, number):
    assert chosen(fit(date, {"time": "08:00"})) == (f"1404-07-{number}", "08-10")


@pytest.mark.parametrize(
    ("date", "left"),
    [
        ({"date_text": "این هفته"}, ["23", "24"]),
        ({"date_text": "هفته آینده"}, ["26", "27", "29", "30"]),
        ({"date_text": "اواخر مهر"}, ["23", "24", "26", "27", "29", "30"]),
        ({"weekday": ["saturday", "sunday"]}, ["26", "27"]),
        ({"date": ["1404-07-23", "1404-07-29"]}, ["23", "29"]),
        ({"date_text": "یه روز دیگه"}, ["23", "24", "26", "27", "29", "30"]),  # says no day
    ],
)
def test_a_vague_day_narrows_what_is_offered(date, left):
    found = fit(date)
    assert chosen(found)[0] is None
    assert open_days(found) == left


@pytest.mark.parametrize(
    ("date", "code", "asked"),
    [
        ({"date": "1404-07-25"}, "friday", "1404-07-25"),
        ({"weekday": "friday"}, "friday", "1404-07-25"),
        ({"date": "1404-07-28"}, "holiday", "1404-07-28"),
        ({"date": "1404-07-21"}, "too_early", "1404-07-21"),
        ({"date": "1404-07-20"}, "too_early", "1404-07-20"),
        ({"date": "1404-07-19"}, "past", "1404-07-19"),
        ({"date": "1404-12-01"}, "too_far", "1404-12-01"),
        ({"date_text": "ماه بعد"}, "too_far", None),
        ({"weekday": "monday"}, "holiday", "1404-07-28"),
        ({"weekday": "sunday", "date": "1404-07-26"}, "mismatch", "1404-07-26"),
    ],
)
def test_a_day_that_cannot_be_had_is_told_why(date, code, asked):
    refused = fit(date)
    assert isinstance(refused, Rejected)
    assert (refused.code, refused.data["asked"]) == (code, asked)


def test_the_nearest_days_on_both_sides_come_with_the_refusal():
    told = fit({"date": "1404-07-28"}).data
    assert (told["before"], told["after"]) == ("1404-07-27", "1404-07-29")
    assert (told["first_day"], told["last_day"]) == ("1404-07-23", "1404-07-30")
    early = fit({"date": "1404-07-21"}).data
    assert (early["before"], early["after"]) == (None, "1404-07-23")


def test_a_day_without_a_free_hour_is_full():
    days = [day(23), day(24, "no"), day(26)]
    assert fit({"date": "1404-07-24"}, days=days).code == "full"
    assert fit({"weekday": "thursday"}, days=days).code == "full"
    assert fit(days=[day(23, "no")]).code == "none_free"


@pytest.mark.parametrize(
    ("time", "slots"),
    [
        ("10-12", ["10-12"]),
        ({"time": "08:00"}, ["08-10"]),
        ({"time": "11:30"}, ["10-12"]),
        ({"time": "04:00"}, ["16-18"]),  # nobody inspects at four in the morning
        ({"time": "02:00"}, ["14-16"]),
        ({"day_part": "morning"}, ["08-10", "10-12"]),
        ({"day_part": "noon"}, ["12-14"]),
        ({"day_part": "afternoon"}, ["14-16", "16-18"]),
        ({"time": "10:00", "day_part": "morning"}, ["10-12"]),
        ({"hour_rank": "any"}, ["08-10"]),
        (None, list(HOURS)),
    ],
)
def test_an_hour_in_the_citizens_words_is_one_of_the_free_ones(time, slots):
    found = fit("1404-07-26", time).data
    assert [slot["slot"] for slot in found["slots"]] == slots
    assert found["slot"] == (slots[0] if len(slots) == 1 else None)
    assert found["start"] == (f"{slots[0][:2]}:00" if len(slots) == 1 else None)


def test_an_hour_narrows_the_days_and_a_full_or_impossible_one_is_told():
    assert open_days(fit(None, {"day_part": "afternoon"})) == ["23", "26", "27", "29", "30"]
    assert chosen(fit({"day_rank": "earliest"}, {"time": "16:00"})) == ("1404-07-23", "16-18")
    assert chosen(fit({"date_text": "این هفته"}, {"time": "11:00"})) == ("1404-07-23", "10-12")
    assert fit("1404-07-24", {"time": "11:00"}).code == "hour_full"
    assert fit("1404-07-26", {"time": "20:00"}).code == "hour_closed"
    assert fit("1404-07-26", {"time": "05:00", "day_part": "morning"}).code == "hour_closed"


SATURDAY = {"day": "1404-07-26", "slot": "10-12"}


def test_moving_leaves_what_stands():
    assert chosen(fit({"weekday": ["saturday", "sunday"]}, {"time": "08:00"}, **SATURDAY)) == ("1404-07-27", "08-10")
    # Another hour alone is another hour of the same day, and the one that stands is not offered again.
    assert chosen(fit(None, {"time": "16:00"}, **SATURDAY)) == ("1404-07-26", "16-18")
    assert [slot["slot"] for slot in fit("1404-07-26", **SATURDAY).data["slots"]][:2] == ["08-10", "12-14"]
    # «نوبت شنبه را نمی‌رسم»: the day is named because it cannot be.
    assert len(open_days(fit({"date": "1404-07-26"}, **SATURDAY))) == 6


def test_another_day_is_not_the_one_that_stands():
    assert open_days(fit({"date_text": "یه روز دیگه"}, {"time": "10:30"}, **SATURDAY)) == ["23", "27", "29", "30"]
    assert chosen(fit({"day_rank": "earliest"}, {"time": "08:00"}, day="1404-07-23", slot="10-12"))[0] == "1404-07-24"


def test_sooner_is_before_what_stands():
    assert chosen(fit({"day_rank": "sooner"}, {"time": "08:00"}, **SATURDAY)) == ("1404-07-23", "08-10")
    assert fit({"day_rank": "sooner"}, day="1404-07-23", slot="10-12").code == "soonest"
    assert chosen(fit({"day_rank": "sooner"}, {"time": "08:00"})) == ("1404-07-23", "08-10")  # than nothing


def test_the_hours_that_fit_are_told_while_the_day_is_open():
    assert fit(None, {"day_part": "morning"}).data["hours"] == "۸ تا ۱۰ صبح، ۱۰ تا ۱۲"
    assert fit().data["hours"] is None
    assert fit({"weekday": "saturday"}, {"day_part": "night"}).code == "hour_closed"


def test_so_many_days_later_counts_from_what_stands():
    assert chosen(fit({"days_change": 3}, {"time": "08:00"}, day="1404-07-27", slot="10-12")) == ("1404-07-30", "08-10")
    assert open_days(fit({"days_change": 3})) == ["23", "24", "26", "27", "29", "30"]  # than nothing


def test_what_stands_already_is_told_to_be_the_same():
    assert fit({"weekday": "saturday"}, **SATURDAY).code == "same"
    assert fit("1404-07-26", {"time": "10:00"}, **SATURDAY).code == "same"


def test_a_day_that_is_no_date_is_no_crash():
    assert isinstance(fit({"date": "1404-13-40"}), Rejected)
    assert isinstance(fit_visit(None, {}, SUBJECT), Rejected)


def test_days_that_do_not_suit_are_left_out():
    assert open_days(fit({"weekday": "wednesday", "not_day": "wednesday"}, **SATURDAY)) == ["24", "26", "27", "29"]
    assert open_days(fit({"not_day": ["saturday", "1404-07-24"]})) == ["23", "27", "29", "30"]
    # The hour that was said before moves nothing by itself.
    assert chosen(fit({"not_day": "wednesday"}, {"time": "10:00"}, **SATURDAY))[0] is None
    assert chosen(fit({"weekday": "sunday", "not_day": "saturday"}, {"time": "08:00"})) == ("1404-07-27", "08-10")


def test_the_hour_that_stands_may_stay():
    assert chosen(fit({"date": "1404-07-29", "days_change": 3}, **SATURDAY)) == ("1404-07-29", "10-12")
    assert chosen(fit({"weekday": "sunday"}, {"hour_rank": "same"}, **SATURDAY)) == ("1404-07-27", "10-12")
    # It is taken on that day: another is asked for, or refused where it was to be that one.
    full = [*DAYS[:1], day(24, "08-10", "12-14"), *DAYS[2:]]
    assert chosen(fit({"date": "1404-07-24", "days_change": -2}, days=full, **SATURDAY)) == ("1404-07-24", None)
    assert fit({"date": "1404-07-24"}, {"hour_rank": "same"}, days=full, **SATURDAY).code == "hour_full"
    assert chosen(fit({"weekday": "sunday"}, {"hour_rank": "same"}, day="1404-07-26")) == ("1404-07-27", None)


def about(date=None, time=None, asked=None, standing=SATURDAY):
    result = about_visit(None, {"standing": standing, "date": date, "time": time, "asked": asked}, SUBJECT)
    return result.code if isinstance(result, Rejected) else None


@pytest.mark.parametrize(
    ("date", "time", "asked", "code"),
    [
        ({"weekday": "saturday"}, None, True, "that_day"),
        ({"weekday": "sunday"}, None, True, "other_day"),
        ({"date": "1404-07-26"}, {"time": "10:00"}, True, "that_day"),
        ({"date": "1404-07-26"}, {"time": "16:00"}, True, "other_day"),
        ({"date_text": "این هفته"}, None, True, "other_day"),
        (None, {"time": "10:00"}, True, "that_day"),
        ({"days_change": 1}, None, True, "other_day"),  # «فرداش میاین؟»
        ({"weekday": "wednesday", "not_day": "wednesday"}, None, None, "other_day"),
        ({"weekday": "saturday", "not_day": "saturday"}, None, None, None),  # that day cannot be
        ({"weekday": "sunday"}, None, None, None),  # a wish
        ("1404-07-27", None, None, None),  # pressed
        ({"weekday": "sunday", "not_day": "wednesday"}, None, None, None),
    ],
)
def test_what_is_only_asked_about_or_denied_is_no_wish(date, time, asked, code):
    assert about(date, time, asked) == code


def test_an_hour_that_is_not_known_is_not_guessed():
    assert about({"date": "1404-07-26"}, {"time": "10:00"}, asked=True, standing={"day": "1404-07-26"}) == "no_hour"
