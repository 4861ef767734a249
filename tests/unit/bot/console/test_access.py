from datetime import UTC, datetime, timedelta

import pytest

from bot.console.access import AFTERMATH, Reach, reach, until
from bot.storage.cases import Case, Status
from bot.storage.messages import Message
from bot.storage.staff import Staff

NOW = datetime(2026, 10, 12, 6, 30, tzinfo=UTC)
ME = Staff("me", "me", "من", "clerk", enrolled=True)


def case(status, staff_id):
    return Case("1", "c", "r", None, status, staff_id, None, None, NOW, None, None, None, "web", 0)


@pytest.mark.parametrize(
    ("status", "holder", "seen"),
    [
        (Status.WAITING, None, Reach.PREVIEW),
        (Status.HELD, "me", Reach.HELD),
        (Status.HELD, "another", None),
        (Status.CLOSED, "me", Reach.HISTORY),
        (Status.CLOSED, "another", None),
        (Status.CLOSED, None, None),  # the citizen left the queue
    ],
)
def test_who_sees_how_much(status, holder, seen):
    assert reach(case(status, holder), ME) is seen


def line(author, seconds):
    return Message("c", seconds, author, "text", NOW + timedelta(seconds=seconds), "t")


def test_a_closed_case_ends_where_the_citizen_next_speaks():
    said = [line("citizen", -2), line("staff", 1), line("bot", 2), line("citizen", 3), line("bot", 4)]
    assert until(said, NOW) == said[:3]


def test_a_closed_case_ends_soon_after_its_end_even_if_nobody_speaks():
    late = AFTERMATH.seconds + 1
    said = [line("citizen", -2), line("bot", 1), line("bot", late)]
    assert until(said, NOW) == said[:2]


def test_an_open_case_has_no_end():
    said = [line("citizen", 1), line("bot", 1000)]
    assert until(said, None) == said
