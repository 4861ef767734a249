"""Calendar files against RFC 5545, as it stands there and as another reader understands them."""

from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import TEHRAN
from bot.ics import entry_file

ENTRY = {
    "uid": "0d5c", "sequence": 3, "stamp": "2026-01-01T08:00:00+00:00", "start": "2026-01-04T08:00",
    "end": "2026-01-04T10:00", "place": "خیابان نمونه، پلاک ۱۲", "name": "visit-1404-10-14.ics",
}  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x85"), max_size=200)


def written(**changes):
    return entry_file({**ENTRY, **changes}, title="بازدید ملک، درخواست \u2066۱۲۳\u2069", note="خط اول\nخط دوم").content


def read(raw):
    whole = icalendar.Calendar.from_ical(raw)
    return whole, whole.walk("VEVENT")[0]


def test_it_is_one_event_in_tehrans_time_and_says_so_itself():
    whole, event = read(written())
    assert (whole["VERSION"], "METHOD" in whole, len(whole.walk("VTIMEZONE"))) == ("2.0", False, 1)
    assert event.decoded("DTSTART") == datetime(2026, 1, 4, 8, tzinfo=TEHRAN)
    assert event.decoded("DTEND").astimezone(UTC) == datetime(2026, 1, 4, 6, 30, tzinfo=UTC)
    assert event.decoded("DTSTAMP") == datetime(2026, 1, 1, 8, tzinfo=UTC)
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("0d5c", 3, "CONFIRMED")
    assert (event["SUMMARY"], event["DESCRIPTION"]) == ("بازدید ملک، درخواست ۱۲۳", "خط اول\nخط دوم")
    assert event["LOCATION"] == "خیابان نمونه، پلاک ۱۲"
    assert b"TZOFFSETTO:+0330" in written()


def test_a_cancellation_takes_the_same_entry_out():
    whole, event = read(written(cancelled=True))
    assert (whole["METHOD"], event["STATUS"], event["UID"]) == ("CANCEL", "CANCELLED", "0d5c")


def test_an_appointment_without_an_hour_takes_the_day():
    _, event = read(written(start="2026-01-04", end=None, place=None))
    assert event.decoded("DTSTART") == date(2026, 1, 4)
    assert "DTEND" not in event
    assert "LOCATION" not in event


@pytest.mark.parametrize("month", range(1, 13))
def test_the_hour_is_that_of_tehran_all_year(month):
    _, event = read(written(start=f"2026-{month:02d}-04T08:00", end=None))
    assert event.decoded("DTSTART").astimezone(UTC).strftime("%H:%M") == "04:30"


@given(WORDS, WORDS, WORDS)
def test_whatever_the_words_lines_fit_and_nothing_breaks_out_of_its_place(title, note, place):
    raw = entry_file({**ENTRY, "place": place}, title=title, note=note).content
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    whole, event = read(raw)
    assert len(whole.subcomponents) == 2
    assert len(event.subcomponents) == 0
    assert raw.count(b"BEGIN:VEVENT") == 1 or b"BEGIN:VEVENT" in (title + note + place).encode()
