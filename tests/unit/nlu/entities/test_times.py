import pytest


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("ساعت ۱۰", "10:00"),
        ("ساعت ده", "10:00"),
        ("saat 10", "10:00"),
        ("۱۰:۳۰", "10:30"),
        ("۱۴:۳۰", "14:30"),
        ("١٤:٣٠", "14:30"),
        ("9:05", "09:05"),
        ("ساعت ۱۴.۳۰", "14:30"),
        ("ساعت ده و نیم", "10:30"),
        ("ساعت ده و نیم صبح", "10:30"),
        ("ده و نیم صبح", "10:30"),
        ("۱۰ و نیم صبح", "10:30"),
        ("۴ بعد از ظهر", "16:00"),
        ("۴ بعدازظهر", "16:00"),
        ("۵ عصر", "17:00"),
        ("عصر ساعت ۵", "17:00"),
        ("ساعت ۵ عصر", "17:00"),
        ("ساعت ۵:۳۰ عصر", "17:30"),
        ("ساعت پنج و ربع عصر", "17:15"),
        ("ساعت ۱۱ و بیست دقیقه", "11:20"),
        ("ساعت ۱۱ و ۲۰ دقیقه صبح", "11:20"),
        ("یه ربع به یازده", "10:45"),
        ("یک ربع به ده", "09:45"),
        ("ساعت یه ربع به ده", "09:45"),
        ("ساعت ۱ و نیم ظهر", "13:30"),
        ("بیست دقیقه به ده", "09:40"),
        ("۵ دقیقه مونده به ۹", "08:55"),
        ("۱۲ ظهر", "12:00"),
        ("۱ ظهر", "13:00"),
        ("۱۰ شب", "22:00"),
        ("۱۲ شب", "00:00"),
        ("ساعت ۲ نصف شب", "02:00"),
        ("ساعت حدودای ۹", "09:00"),
        ("10 sobh", "10:00"),
        ("ساعت ۱۰ تا ۱۲", "10:00"),
        ("۸ تا ۱۰ صبح", "08:00"),
        ("از ساعت ۲ تا ۴ بعدازظهر", "14:00"),
        ("بین ۱۰ تا ۱۲ ظهر", "10:00"),
        ("ده الی دوازده ظهر", "10:00"),
    ],
)
def test_times_of_the_day(read, text, time):
    assert read(text) == {"time": time}


def test_hours_from_and_to_are_a_time_beside_a_day_or_when_one_was_asked_for(read):
    assert read("سه‌شنبه ۱۰ تا ۱۲") == {"weekday": "tuesday", "time": "10:00"}
    assert read("۱۰ تا ۱۲", expecting="time") == {"time": "10:00"}
    assert read("۱۰-۱۲", expecting="time") == {"time": "10:00"}
    assert "time" not in read("۱۰ تا ۱۲ واحد")
    assert "time" not in read("۲۰ تا ۲۵ مهر", expecting="date")
    assert "time" not in read("شنبه ۱۰ تا ۱۲ نفر میایم")


def test_a_no_before_a_day_is_no_nine(read):
    assert read("نه شنبه", expecting="date") == {"weekday": "saturday"}
    assert read("نه صبح", expecting="time") == {"time": "09:00"}
    assert "time" not in read("نه عصر باشه", expecting="book_ok")
    assert read("نه ظهر", expecting="book_ok") == {"day_part": "noon"}
    assert read("۹ شب", expecting="time") == {"time": "21:00"}


def test_a_bare_hour_when_a_time_was_asked_for(read):
    assert read("۱۰", expecting="time") == {"time": "10:00"}
    assert read("ده و نیم", expecting="time") == {"time": "10:30"}


@pytest.mark.parametrize(
    "text", ["۱۰ تا", "دو ساعته منتظرم", "۲ ساعت پیش", "دو شب پیش", "صبح سه بار زنگ زدم", "ساعت کاری"]
)
def test_what_is_no_time(read, text):
    assert "time" not in read(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [("نه و بیست", "09:20"), ("۷/۵ صبح", "07:30"), ("حدودای ده و نیم", "10:30"), ("طرفای ده", "10:00")],
)
def test_answers_with_their_minutes(read, text, time):
    assert read(text, expecting="time") == {"time": time}


def test_no_hour_and_minutes_unasked(read):
    assert "time" not in read("نه و بیست")
    assert "time" not in read("۱۲/۴ صبح")


def test_an_hour_with_a_slash_where_one_was_asked_for(read):
    assert read("۱۰/۳۰", expecting="time") == {"time": "10:30"}
    assert "time" not in read("۱۰/۳۰")


@pytest.mark.parametrize("text", ["۵ صبح", "ساعت ۵ صبح", "صبح ساعت ۵", "پنج صبح"])
def test_before_daybreak_the_part_of_the_day_stays_a_value(read, text):
    assert read(text, expecting="time") == {"time": "05:00", "day_part": "morning"}
    assert read("۲ شب", expecting="time") == {"time": "02:00", "day_part": "night"}
    assert read("۸ صبح", expecting="time") == {"time": "08:00"}
