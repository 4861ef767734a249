from datetime import UTC, datetime

import pytest

from dialogs.daytime import TEHRAN, day_before, is_day, next_morning


def at(day, hour, minute=0):
    return datetime(2025, 10, day, hour, minute, tzinfo=TEHRAN)


@pytest.mark.parametrize(("hour", "day"), [(7, False), (8, True), (20, True), (21, False), (0, False)])
def test_a_citizen_is_written_to_by_day_in_isfahan(hour, day):
    assert is_day(at(12, hour).astimezone(UTC)) is day


def test_the_next_morning_is_today_before_eight_and_tomorrow_after():
    assert next_morning(at(12, 3).astimezone(UTC)) == at(12, 8)
    assert next_morning(at(12, 8)) == at(13, 8)
    assert next_morning(at(12, 23, 59)) == at(13, 8)


def test_the_last_moment_of_day_before_a_moment_of_night():
    assert day_before(at(12, 10)) == at(12, 10)
    assert day_before(at(12, 5)) == at(11, 20)
    assert day_before(at(12, 22)) == at(12, 20)
