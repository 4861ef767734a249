"""A place on the map arrives."""

import json
from datetime import timedelta

import pytest

from dialogs.codec import state_to_json
from dialogs.effects import WakeAt
from dialogs.events import CallAnswered, PointShared, StaffTook, UserSaid, Woke
from dialogs.ports import Accepted
from dialogs.story import understand
from tests.book import BOOK
from tests.unit.dialogs.conftest import Talk

HERE, TEHRAN = PointShared(lon=51.67123, lat=32.65456), PointShared(lon=51.4, lat=35.7)
SLOT = {"lon": 51.67123, "lat": 32.65456}
UNKNOWN = {"way": "unknown", "mode": "now", "count": 0, "offices": [], "instead": []}
NEAR = {**UNKNOWN, "way": "near", "count": 1, "offices": [{"name": "دفتر"}]}


@pytest.fixture
def talk():
    return Talk(BOOK)


@pytest.fixture
def asked(talk):
    """Asked where."""
    talk.says("دفتر کجاست", "office_lookup")
    talk.answer(**UNKNOWN)
    return talk


def kept(talk):
    """What a stranger who read the state would know of the place."""
    return "51.67123" in json.dumps(state_to_json(talk.state))


def test_it_answers_a_question_about_a_place(asked):
    asked.event(HERE)
    assert asked.calls[0].args["place"] == SLOT


def test_it_waits_for_a_call_that_is_on_its_way_and_is_not_lost(talk):
    talk.signed_in()
    talk.says("کاربری", "zoning_lookup")
    waiting = talk.calls[0].call_id
    assert talk.event(HERE) == ["common.still_processing"]
    talk.event(CallAnswered(waiting, Accepted({"properties": [], "count": 0})))
    assert talk.calls[0].args["place"] == SLOT


def test_without_a_question_it_is_asked_what_for_and_a_wish_in_words_is_heard_too(talk):
    assert talk.event(HERE) == ["common.location_for_what"]
    assert [offer.value["flow"] for offer in talk.state.asked.offers] == [
        "fee_estimate",
        "zoning_lookup",
        "office_lookup",
        "complaint",
    ]
    talk.says("کاربری این زمین را می‌خواستم", "zoning_lookup")
    assert talk.calls[0].args["place"] == SLOT


def test_it_stands_until_it_is_told_what_for(talk):
    talk.event(HERE)
    assert talk.says("بلابلا") == ["common.cannot_handle_1"]
    talk.event(HERE)
    talk.press(2)
    assert (talk.stack, talk.calls[0].args["place"]) == (["office_lookup"], SLOT)


def test_words_and_a_place_in_one_message_are_one_wish(talk):
    talk.event(UserSaid(understand("نزدیک‌ترین دفتر", {"intent": "office_lookup"}), HERE))
    assert talk.calls[0].args["place"] == SLOT


def test_beside_an_answer_to_another_question_it_is_passed_over(talk):
    talk.says("عوارض", "fee_estimate")
    talk.event(UserSaid(understand("مسکونی", {"entities": {"use": "residential"}}), HERE))
    assert talk.slots == {"use": "residential"}


def test_where_another_question_stands_it_is_said_so_and_the_question_stays(talk):
    question = talk.says("قبض", "pay_bill")
    assert talk.event(HERE) == ["common.location_not_needed", *question]
    assert (talk.outcome, kept(talk)) == ("unsupported", False)


def test_outside_the_city_is_a_try_at_the_question_and_the_third_offers_a_person(asked):
    assert asked.event(TEHRAN) == ["common.location_outside", "office_lookup.ask_where_again"]
    asked.event(TEHRAN)
    assert asked.event(TEHRAN) == ["common.location_outside", "common.attempts_used"]


def test_outside_the_city_with_words_is_said_and_the_words_are_followed(talk):
    talk.event(UserSaid(understand("نزدیک‌ترین دفتر", {"intent": "office_lookup"}), TEHRAN))
    assert talk.keys == ["common.location_outside"]
    assert "place" not in talk.calls[0].args


def test_after_the_result_another_place_is_another_question(asked):
    asked.event(HERE)
    asked.answer(**NEAR)
    asked.event(PointShared(lon=51.7, lat=32.7))
    assert asked.calls[0].args["place"] == {"lon": 51.7, "lat": 32.7}


def test_staff_have_the_conversation_and_nothing_is_answered(talk):
    talk.event(StaffTook("ن"))
    assert (talk.event(HERE), talk.outcome) == ([], "with_staff")


def test_staff_read_that_there_was_a_place_and_not_where(asked):
    asked.event(HERE)
    asked.answer(**{**NEAR, "way": "which_district", "districts": [{"district": 3}, {"district": 4}]})
    asked.says("کارشناس")
    summary = json.dumps(asked.calls[0].args["summary"])
    assert "common.location_shared" in summary
    assert "51.67" not in summary


@pytest.mark.parametrize("ended", [True, False], ids=["after the result", "nobody said what for"])
def test_half_an_hour_later_nobody_knows_any_more_where_it_was(talk, ended):
    talk.event(HERE)
    if ended:
        talk.press(2)
        talk.answer(Accepted(NEAR))
    assert kept(talk)
    wake = next(effect.at for effect in talk.effects if isinstance(effect, WakeAt))
    assert wake <= talk.now + timedelta(minutes=30)
    talk.now = wake
    talk.event(Woke())
    assert not kept(talk)
