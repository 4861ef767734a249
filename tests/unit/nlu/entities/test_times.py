import pytest


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("ساعت ۱۰", "10:00"),
        ("۱۰:۳۰", "10:30"),
        ("ساعت ده و نیم صبح", "10:30"),
        ("۴ بعد از ظهر", "16:00"),
        ("ساعت پنج و ربع عصر", "17:15"),
    ],
)
def test_times_of_the_day(read, text, time):
    assert read(text) == {"time": time}


def test_a_number_alone_is_no_time(read):
    assert "time" not in read("۱۰ تا")
