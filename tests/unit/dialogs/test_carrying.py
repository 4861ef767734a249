"""What one service found out, for the one it interrupted."""

import pytest

from dialogs.codec import state_from_json, state_to_json
from dialogs.ports import Accepted
from tests.book import BOOK
from tests.unit.dialogs.conftest import Talk

OFFICE = {
    "way": "district",
    "district": 5,
    "mode": "contact",
    "count": 1,
    "offices": [{"name": "شهرداری"}],
    "instead": [],
}


@pytest.fixture
def back():
    """Asked for the district, away to the offices and back."""
    talk = Talk(BOOK)
    talk.says("عوارض", "fee_estimate", use="residential")
    talk.says("تلفن شهرداری منطقه‌مون", "office_lookup")
    assert talk.answer(Accepted(OFFICE)) == ["office_lookup.list_contact", "common.resume", "common.meant_carried"]
    return talk


def test_a_yes_takes_it(back):
    back.says("آره", acts=["affirm"])
    assert back.slots["district"] == 5


def test_a_no_asks_and_does_not_offer_it_again(back):
    assert back.says("نه", acts=["deny"])[-1].startswith("fee_estimate.ask_district")
    assert "district" not in back.slots
    assert "common.meant_carried" not in back.says("چرا", acts=["explain"])


def test_another_value_in_its_place_is_the_answer(back):
    back.says("۸", district=8)
    assert back.slots["district"] == 8


def test_it_is_kept_between_turns(back):
    assert state_from_json(state_to_json(back.state)) == back.state


def test_what_was_told_itself_is_not_asked_about():
    talk = Talk(BOOK)
    talk.says("عوارض", "fee_estimate", use="residential", district=6)
    talk.answer(Accepted({"way": "said", "district": 6, "districts": [{"district": 6}]}))
    talk.says("تلفن شهرداری منطقه ۸", "office_lookup", district=8)
    assert talk.answer(Accepted({**OFFICE, "district": 8}))[-1] == "fee_estimate.ask_land"
