"""The answers before a what-if; going back to them, the estimate's stories tell."""

from datetime import UTC, datetime

import pytest

from dialogs.draft import Draft
from dialogs.former import FORMER, former, keep_former
from dialogs.past import ENDED
from dialogs.state import Frame, State
from nlu.types import Understanding
from tests.book import BOOK


@pytest.fixture(scope="module")
def real():
    return BOOK


def shelved(*before, floors=3):
    return Frame(
        "fee_estimate", 1, {"floors": floors, FORMER: list(before)} if before else {"floors": floors}, step=ENDED
    )


def test_the_first_and_the_last_are_kept(real):
    kept = shelved({"floors": 2}, {"floors": 9}, floors=4)
    draft = Draft(real, State("c", stack=(kept,)), datetime(2025, 10, 12, tzinfo=UTC))
    keep_former(draft, real.flows["fee_estimate"], kept)
    assert draft.stack[-1].slots[FORMER] == [{"floors": 2}, {"floors": 4}]


@pytest.mark.parametrize(
    ("text", "floors"),
    [
        ("برگرد به حالت اول", 2),
        ("برگرد به قبلی", 4),
        ("همون قبلی رو حساب کن", 4),
        ("برگرد", None),
        ("حالت اول چی بود", None),
    ],
)
def test_which_of_them_is_meant(real, text, floors):
    kept = shelved({"floors": 2}, {"floors": 4}, floors=5)
    draft = Draft(real, State("c", shelved=kept), datetime(2025, 10, 12, tzinfo=UTC))
    found = former(draft, real.flows["fee_estimate"], kept, Understanding(text, text))
    assert (found or {}).get("floors") == floors
