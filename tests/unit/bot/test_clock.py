"""One clock, movable in development."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock, parse_jalali


def test_a_jalali_moment_is_read_in_tehran():
    assert parse_jalali("1404-07-20T10:00").astimezone(UTC) == datetime(2025, 10, 12, 6, 30, tzinfo=UTC)


def test_a_date_alone_is_midnight():
    assert parse_jalali("1403-12-30").hour == 0


@pytest.mark.parametrize("text", ["", "1404-13-01", "1404-07", "soon", "1404-12-30"])
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(ValueError):
        parse_jalali(text)


def test_a_moved_clock_runs_on():
    clock = Clock(parse_jalali("1404-07-20T10:00"))
    passed = clock.now() - parse_jalali("1404-07-20T10:00")
    assert timedelta() <= passed < timedelta(minutes=1)
