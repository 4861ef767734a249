"""Hours as they are written: open then or not."""

import pytest

from bot.actions.municipal.written_hours import open_by

HOURS = "شنبه تا چهارشنبه ۸ تا ۱۶، پنجشنبه ۸ تا ۱۳"
# 12 Azar 1405 is a Thursday


@pytest.mark.parametrize(
    ("date", "time", "open_then"),
    [
        ("1405-09-12", "14:00", False),
        ("1405-09-12", "12:59", True),
        ("1405-09-12", None, True),
        ("1405-09-13", None, False),
        ("1405-09-11", "16:00", False),
        ("1405-09-11", "08:00", True),
    ],
)
def test_open_by_what_is_written(date, time, open_then):
    assert open_by(HOURS, date, time) is open_then


@pytest.mark.parametrize("written", ["هر روز", "شنبه تا چهارشنبه ۸ تا ۱۶، جمعه با هماهنگی", "۸ تا ۱۶", ""])
def test_what_cannot_be_read_for_sure_says_nothing(written):
    assert open_by(written, "1405-09-12", "14:00") is None
