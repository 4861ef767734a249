"""Another report while one is being taken down: the first stays as it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dialogs.draft import Draft
from dialogs.repair.reports import another_report
from dialogs.state import Frame, State
from dialogs.story import understand
from tests.book import BOOK

ROOT = Path(__file__).parents[4] / "dialogs"
NOW = datetime(2025, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def real():
    return BOOK


def reporting(book, **slots):
    version = book.flows["complaint"].version
    return Draft(book, State("c", stack=(Frame("complaint", version, {"complaint_topic": "lighting", **slots}),)), NOW)


def test_it_waits_with_its_own_words_and_the_first_keeps_its_topic(real):
    draft = reporting(real)
    said = understand("یه گزارش دیگه هم دارم، سطل آشغال شکسته", {"intent": "complaint"})
    assert another_report(draft, said)
    slots = draft.stack[-1].slots
    assert slots["complaint_topic"] == "lighting"
    waiting = slots[real.flows["complaint"].told_off.others]
    assert waiting["message"] == "سطل آشغال شکسته"


def test_a_third_waits_behind_the_second(real):
    others = real.flows["complaint"].told_off.others
    draft = reporting(real, **{others: {"next": "waste", "label": "زباله", "rest": None}})
    assert another_report(draft, understand("یه گزارش دیگه هم دارم، جوی آب گرفته", {"intent": "complaint"}))
    assert draft.stack[-1].slots[others]["rest"]["message"] == "جوی آب گرفته"


def test_nothing_in_hand_and_an_answer_are_no_other_report(real):
    said = understand("یه گزارش دیگه هم دارم، جوی آب گرفته", {"intent": "complaint"})
    assert not another_report(Draft(real, State("c"), NOW), said)
    assert not another_report(reporting(real), understand("خیابان کاوه", {}))
