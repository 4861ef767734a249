"""What was before: which of the frames kept of it still counts."""

from datetime import UTC, datetime, timedelta

import pytest

from dialogs.draft import IDLE, Draft
from dialogs.past import (
    ENDED,
    FAILED,
    ended_last,
    half_done,
    just_ended,
    just_failed,
    just_left,
    just_stopped,
    last_one,
    last_topic,
    results,
)
from dialogs.state import Frame, State
from tests.book import BOOK

NOW = datetime(2025, 10, 12, 6, 30, tzinfo=UTC)
OVER = Frame("office_lookup", 1, step=ENDED)
STOPPED = Frame("office_lookup", 1, {"district": "6"}, step="ask")
ARTICLE = Frame("regulation_question", 1, step=ENDED)
ESTIMATE = Frame("fee_estimate", 1, step=ENDED)


@pytest.fixture(scope="module")
def real():
    return BOOK


def draft(real, since=NOW - timedelta(minutes=1), **past):
    return Draft(real, State("a", updated_at=since, **past), NOW)


def test_a_service_that_ended_counts_for_half_an_hour(real):
    assert just_ended(draft(real, shelved=OVER))[1] is OVER
    late = draft(real, NOW - IDLE - timedelta(seconds=1), shelved=OVER)
    assert (just_ended(late), just_left(late)) == (None, None)
    assert ended_last(late) == last_one(late) == (real.flows["office_lookup"], OVER)


def test_one_let_go_of_half_done_has_not_ended_and_may_be_taken_up(real):
    here = draft(real, shelved=STOPPED)
    assert (just_ended(here), ended_last(here), just_stopped(here)) == (None, None, STOPPED)
    assert (half_done(here, "office_lookup"), half_done(here, "fee_estimate")) == (STOPPED, None)
    assert half_done(draft(real, shelved=OVER), "office_lookup") is None


def test_one_the_backend_kept_from_its_end_is_known_by_its_mark(real):
    failed = STOPPED.with_done({FAILED: ""})
    assert just_failed(draft(real, shelved=failed)) == "office_lookup"
    assert just_failed(draft(real, shelved=STOPPED)) is None


def test_what_this_program_does_not_know_was_not_there(real):
    gone = draft(real, shelved=OVER._replace(flow="gone"), topic=OVER._replace(flow="gone"))
    assert (last_one(gone), just_ended(gone), last_topic(gone)) == (None, None, None)


def test_results_are_told_newest_first_while_nothing_is_in_hand(real):
    told = draft(real, shelved=OVER, topic=ARTICLE, earlier=ESTIMATE)
    assert [frame for _, frame in results(told)] == [ARTICLE, OVER, ESTIMATE]
    assert results(draft(real, earlier=ESTIMATE)) == []
    told.stack.append(OVER)
    assert results(told) == []
