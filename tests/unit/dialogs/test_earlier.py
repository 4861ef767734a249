"""The last service that may be varied, after another one has ended."""

from datetime import UTC, datetime

import pytest

from dialogs.draft import Draft
from dialogs.earlier import keep_earlier, meant_earlier
from dialogs.past import ENDED
from dialogs.state import Frame, State
from nlu.types import Act, Entity, Understanding
from tests.book import BOOK

NOW = datetime(2025, 10, 12, tzinfo=UTC)
ESTIMATE = Frame("fee_estimate", 1, {"floors": 3}, step=ENDED)
OFFICE = Frame("office_lookup", 1, step=ENDED)


@pytest.fixture(scope="module")
def real():
    return BOOK


def four_floors(*acts):
    return Understanding("چهار طبقه", "چهار طبقه", acts=acts, entities=(Entity("floors", 4, "چهار طبقه", 0, 9),))


@pytest.mark.parametrize(("before", "after", "kept"), [(ESTIMATE, OFFICE, ESTIMATE), (OFFICE, ESTIMATE, None)])
def test_it_is_kept_when_another_ends_after_it(real, before, after, kept):
    draft = Draft(real, State("c", shelved=before), NOW)
    draft.shelved = after
    keep_earlier(draft)
    assert draft.earlier == kept


def test_it_is_kept_no_longer_when_it_is_the_last_again(real):
    draft = Draft(real, State("c", shelved=OFFICE, earlier=ESTIMATE), NOW)
    draft.shelved = ESTIMATE
    keep_earlier(draft)
    assert draft.earlier is None


def test_a_what_if_of_its_own_values_means_it(real):
    draft = Draft(real, State("c", shelved=OFFICE, earlier=ESTIMATE), NOW)
    assert meant_earlier(draft, four_floors(Act.WHAT_IF)) == ESTIMATE
    assert meant_earlier(draft, four_floors()) is None
    assert meant_earlier(draft, Understanding("اگه", "اگه", acts=(Act.WHAT_IF,))) is None
