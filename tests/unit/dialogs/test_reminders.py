"""Texts said later on their own."""

from datetime import UTC, datetime, timedelta

import pytest

from dialogs.book import load_book
from dialogs.effects import WakeAt
from dialogs.events import StaffReleased, StaffTook, Woke
from dialogs.ports import Accepted

# The sample's registration, with a reminder of the day it was told
STEP = "  - id: day\n    remind: {name: day, at: done.inquiry_label, say: registered}\n  - id: finish\n"


@pytest.fixture
def registered(folder, talk):
    """Registered, and told a date to be reminded of: a Thursday, 12 days ahead."""
    path = folder / "services" / "register" / "flow.yaml"
    path.write_text(path.read_text("utf-8").replace("  - id: finish\n", STEP), "utf-8")
    talk.book = load_book(folder)
    talk.to_confirm()
    talk.says("بله")
    talk.answer(Accepted({"tracking_no": "77", "inquiry_label": "1404-08-01"}))
    return talk


def woken(talk, moment):
    talk.now = moment
    return talk.event(Woke())


def wake(talk):
    return [effect.at for effect in talk.effects if isinstance(effect, WakeAt)][-1]


def test_it_is_said_a_day_before_and_once(registered):
    due = datetime(2025, 10, 22, 8, 0, tzinfo=registered.state.reminders[0].at.tzinfo)
    assert [each.at for each in registered.state.reminders] == [due]
    assert wake(registered) == due
    assert woken(registered, due) == ["register.registered"]
    assert registered.state.reminders == ()
    assert woken(registered, due + timedelta(hours=1)) == []


def test_an_early_ring_sets_the_timer_again(registered):
    at = registered.state.reminders[0].at
    assert woken(registered, at - timedelta(days=1)) == []
    assert wake(registered) == at


def test_what_else_is_due_earlier_rings_first(registered):
    registered.says("قیمت", "price")
    assert wake(registered) == registered.now + timedelta(hours=24)
    assert woken(registered, registered.now + timedelta(hours=25)) == []
    assert registered.stack == []
    assert wake(registered) == registered.state.reminders[0].at


def test_staff_are_not_spoken_into(registered):
    at = registered.state.reminders[0].at
    registered.event(StaffTook("ن"))
    assert woken(registered, at + timedelta(minutes=1)) == []
    registered.event(StaffReleased("ن"))
    assert woken(registered, at + timedelta(hours=2)) == ["register.registered"]


@pytest.mark.parametrize("date", ["1404-07-20", "1403-01-01", "1404-13-01", "فردا", "", None])
def test_a_date_too_near_past_or_unreadable_sets_none(folder, talk, date):
    path = folder / "services" / "register" / "flow.yaml"
    path.write_text(path.read_text("utf-8").replace("  - id: finish\n", STEP), "utf-8")
    talk.book = load_book(folder)
    talk.to_confirm()
    talk.says("بله")
    talk.answer(Accepted({"tracking_no": "77", "inquiry_label": date}))
    assert talk.state.reminders == ()
    assert talk.stack == []


def test_nobody_is_written_to_at_night(folder, talk):
    path = folder / "services" / "register" / "flow.yaml"
    night = STEP.replace("at: done", "hours_before: 10, at: done")
    path.write_text(path.read_text("utf-8").replace("  - id: finish\n", night), "utf-8")
    talk.book = load_book(folder)
    talk.to_confirm()
    talk.says("بله")
    talk.answer(Accepted({"tracking_no": "77", "inquiry_label": "1404-08-01"}))
    assert talk.state.reminders[0].at.astimezone(UTC) == datetime(2025, 10, 22, 16, 30, tzinfo=UTC)  # 20:00 in Tehran
