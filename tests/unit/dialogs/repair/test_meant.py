"""Values that could be two things are asked about, by name."""

from dataclasses import replace

import pytest

from dialogs.book import load_book
from dialogs.events import Pressed


@pytest.fixture
def money(folder, talk):
    """The land question takes an amount instead."""
    flow = folder / "services" / "price" / "flow.yaml"
    text = flow.read_text("utf-8").replace("check: positive_number, ", "")
    flow.write_text(text.replace("slot: land_area_m2", "slot: amount_rial"), "utf-8")
    talk.book = load_book(folder)
    talk.says("قیمت", "price", use="residential", district=5)
    talk.says("۵۰ تومن", amount_rial={"value": 500, "fault": "ambiguous_unit"})
    return talk


def test_fifty_toman_is_offered_in_millions_and_thousands(money):
    labels = [offer.label for offer in money.state.asked.offers]
    assert labels[:2] == ["۵۰٬۰۰۰٬۰۰۰ تومان", "۵۰٬۰۰۰ تومان"]
    money.press(0)
    assert money.slots["amount_rial"] == 500_000_000


def test_the_second_choice_can_be_typed_and_none_of_them_asks_again(money):
    money.says("۲")
    assert money.slots["amount_rial"] == 500_000


def test_none_of_them_puts_the_question_again(money):
    assert money.press(2) == ["price.ask_land"]
    assert "amount_rial" not in money.slots


def test_a_neighbourhood_is_confirmed_as_a_district(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("مرداویج", neighbourhood="مرداویج") == ["common.meant_district"]
    assert talk.outcome == "clarified"
    assert talk.says("بله") == ["price.ask_land"]
    assert talk.slots["district"] == 6


def test_a_no_or_another_answer_to_it_goes_to_the_question_itself(talk):
    talk.says("قیمت", "price", use="residential")
    talk.says("مرداویج", neighbourhood="مرداویج")
    assert talk.says("نه") == ["price.ask_district"]
    talk.says("مرداویج", neighbourhood="مرداویج")
    assert talk.says("۵") == ["price.ask_land"]
    assert talk.slots["district"] == 5


def test_a_neighbourhood_on_a_border_gives_both(talk):
    talk.book = replace(talk.book, places={"مرداویج": (6, 5)})
    talk.says("قیمت", "price", use="residential")
    assert talk.says("مرداویج", neighbourhood="مرداویج") == ["common.meant_which_district"]
    talk.press(1)
    assert talk.slots["district"] == 5


def test_an_unknown_neighbourhood_is_no_answer(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("ناکجا", neighbourhood="ناکجا")[0].startswith("common.invalid")


def test_a_code_read_from_its_end_is_asked_about(folder, talk):
    flow = folder / "services" / "price" / "flow.yaml"
    text = flow.read_text("utf-8").replace("check: positive_number, ", "")
    flow.write_text(text.replace("slot: land_area_m2", "slot: nosazi_code"), "utf-8")
    talk.book = load_book(folder)
    talk.says("قیمت", "price", use="residential", district=5)
    code = {"value": "110-2-1-5", "fault": "reversed"}
    assert talk.says("۱۱۰-۲-۱-۵", nosazi_code=code) == ["common.meant_code"]
    talk.press(0)
    assert talk.slots["nosazi_code"] == "5-1-2-110"


def test_its_button_is_stale_once_the_question_is_answered(talk):
    talk.says("قیمت", "price", use="residential")
    talk.says("مرداویج", neighbourhood="مرداویج")
    old = talk.state.asked.turn_seq
    talk.says("۵")
    assert talk.event(Pressed(f"/press:{old}:0"))[0] == "common.stale_button"


def test_a_neighbourhood_that_is_not_in_that_district_is_asked_about(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("مرداویج، منطقهٔ ۵", neighbourhood="مرداویج", district=5) == ["common.meant_other_district"]
    assert [offer.label for offer in talk.state.asked.offers][:2] == ["منطقهٔ ۵", "منطقهٔ ۶"]
    talk.says("منطقهٔ ۶", district=6)
    assert talk.slots["district"] == 6


def test_a_neighbourhood_that_is_in_it_is_taken_as_said(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("مرداویج، منطقهٔ ۶", neighbourhood="مرداویج", district=6) == ["price.ask_land"]
