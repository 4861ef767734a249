"""The sign-in on top of a flow, and the one that a single call of a flow asks for."""

from dataclasses import replace

import pytest

from dialogs.book import load_book
from dialogs.ports import Rejected
from tests.unit.dialogs.conftest import Talk

FLOW = "services/register/flow.yaml"


@pytest.fixture
def late(folder):
    """The sample's registration, with nobody asked who they are before it is sent."""
    path = folder / FLOW
    path.write_text(path.read_text("utf-8").replace("assurance: 2", "assurance: 0"), "utf-8")
    return Talk(load_book(folder))


def to_the_call(talk):
    talk.says("ثبت", "register", inquiry_type="transfer", request_no="1234567")
    talk.says("ندارم")
    return talk.says("بله")


def test_the_sign_in_comes_when_the_call_is_reached(late):
    assert to_the_call(late) == ["sign_in.ask_mobile"]
    assert late.calls == []
    assert late.slots["level"] == 2
    assert late.stack == ["register", "sign_in"]


def test_who_is_known_well_enough_is_not_asked(late):
    late.signed_in()
    to_the_call(late)
    assert [call.action for call in late.calls] == ["municipal.register_inquiry"]


def test_a_sign_in_that_came_to_nothing_ends_the_flow_that_asked_for_it(late):
    to_the_call(late)
    late.says("09130000001", mobile="09130000001")
    while not late.calls:
        late.says("9990000018", national_id="9990000018")
    assert late.answer(Rejected("too_many"))[-1] == "common.sign_in_failed"
    assert late.stack == []


def test_numbers_given_with_the_wish_are_not_asked_for_again(talk):
    talk.says("ثبت ۰۹۱۳۰۰۰۰۰۰۱", "register", mobile="09130000001", national_id="9990000018")
    assert [call.action for call in talk.calls] == ["identity.send_code"]


def test_a_number_that_cannot_be_right_is_asked_for(talk):
    assert talk.says("ثبت ۱۲", "register", mobile="12") == ["sign_in.ask_mobile"]


def test_one_sign_in_serves_two_services(talk):
    talk.says("ثبت", "register")
    talk.book = replace(talk.book, flows={**talk.book.flows, "price": replace(talk.book.flows["price"], assurance=1)})
    assert "common.sign_in_serves" in talk.says("قیمت", "price")
    assert talk.stack == ["register", "price", "sign_in"]
    assert talk.slots["level"] == 2
