from datetime import UTC, datetime, timedelta

import pytest

from bot.console.words import FILE, day_and_time, load_words, persian, time_of_day
from bot.errors import Defect

NOW = datetime(2025, 10, 12, 6, 30, tzinfo=UTC)  # 1404/07/20, 10:00 in Tehran


@pytest.fixture(scope="module")
def words():
    return load_words({"fee_estimate": "برآورد عوارض"})


def test_unknown_names_have_a_text_too(words):
    assert words.reason("citizen_asked") != words.reason("no such reason") == words.reasons["else"]
    assert words.service("fee_estimate") == "برآورد عوارض"
    assert words.service("no_such_flow") == words.service(None) == words.desk["no_service"]
    assert words.channel("carrier pigeon") == words.channels["else"]
    assert words.outcome("handed_back") != words.outcome("answered")
    assert words.outcome(None) == words.outcomes["other"]


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(seconds=-5), "کمتر از یک دقیقه"),
        (timedelta(seconds=59), "کمتر از یک دقیقه"),
        (timedelta(minutes=12), "۱۲ دقیقه"),
        (timedelta(hours=2), "۲ ساعت"),
        (timedelta(hours=2, minutes=5), "۲ ساعت و ۵ دقیقه"),
        (timedelta(days=3, hours=1), "۳ روز"),
    ],
)
def test_waiting_is_said_as_one_says_it(words, ago, text):
    assert words.waited(NOW - ago, now=NOW) == text


def test_times_are_of_tehran_and_days_are_jalali():
    assert time_of_day(NOW) == "۱۰:۰۰"
    assert day_and_time(NOW - timedelta(hours=1), now=NOW) == "۰۹:۰۰"
    assert day_and_time(NOW - timedelta(days=1), now=NOW) == "۱۴۰۴/۰۷/۱۹، ۱۰:۰۰"
    # After midnight in Tehran it is another day, whatever day it is in UTC.
    late = datetime(2025, 10, 12, 20, 0, tzinfo=UTC)
    assert "۱۴۰۴/۰۷/۲۰" in day_and_time(late, now=late + timedelta(hours=1))


def test_digits_are_persian():
    assert persian("case 1405") == "case ۱۴۰۵"


def test_a_book_with_a_missing_section_is_refused(tmp_path):
    broken = tmp_path / "texts.fa.yaml"
    broken.write_text(FILE.read_text("utf-8").replace("faults:", "falts:"), "utf-8")
    with pytest.raises(Defect, match="faults"):
        load_words({}, broken)


def test_every_citizen_facing_and_staff_text_uses_persian_letters():
    text = FILE.read_text("utf-8")
    assert not set(text) & set("يكةى٠١٢٣٤٥٦٧٨٩")
