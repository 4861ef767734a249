"""Answers out of a message."""

from dataclasses import replace

import pytest

from dialogs.book import load_book
from dialogs.draft import Draft
from dialogs.fill import fill
from dialogs.option import Option
from dialogs.story import understand


def test_several_answers_at_once_are_all_taken(talk):
    talk.says("قیمت", "price")
    assert talk.says("مسکونی منطقه ۵ صد متر", use="residential", district=5, land_area_m2=100) == []
    assert talk.calls[0].args == {"district": 5, "use": "residential"}


@pytest.mark.parametrize("text", ["2", "۲", "٢", "دومی", "گزینه دوم", "تجاری", "همون تجاری لطفا"])
def test_a_choice_is_a_digit_a_word_or_its_label(talk, text):
    talk.says("قیمت", "price")
    talk.says(text)
    assert talk.slots["use"] == "commercial"


def test_a_wrong_value_is_said_and_asked_again_up_to_the_cap(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("منطقه ۹۹", district=99) == ["common.invalid_district", "price.ask_district"]
    assert talk.outcome == "not_understood"
    assert talk.says("۹۹") == ["common.attempts_used"]
    assert talk.says("ادامه می‌دهم") or True
    talk.press(1) if talk.state.asked.slot == "@human" else None
    assert talk.keys == ["price.ask_district"]


def test_a_fault_found_by_understanding_is_no_answer(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("۵", district={"value": 5, "fault": "length"})[0] == "common.invalid_district"


def test_money_of_an_unclear_unit_is_asked_about_and_not_guessed(folder, talk):
    flow = folder / "services" / "price" / "flow.yaml"
    price = flow.read_text("utf-8").replace("check: positive_number, ", "")
    flow.write_text(price.replace("slot: land_area_m2", "slot: amount_rial"), "utf-8")
    talk.book = load_book(folder)
    talk.says("قیمت", "price", use="residential", district=5)
    unclear = {"value": 500, "fault": "ambiguous_unit"}
    assert talk.says("۵۰ تومن", amount_rial=unclear) == ["common.meant_which_amount"]
    assert "amount_rial" not in talk.slots
    talk.says("۵۰ میلیون تومن", amount_rial=500_000_000)
    assert talk.slots["amount_rial"] == 500_000_000


def test_about_so_many_is_asked_to_be_one_number(talk):
    talk.says("قیمت", "price", use="residential", district=5)
    about = {"value": 250, "fault": "approximate"}
    assert talk.says("۲۰۰ تا ۲۵۰ متر", land_area_m2=about)[0] == "common.invalid_positive_number_approximate"


def test_a_changed_answer_is_said(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("نه، تجاری", acts=["deny"], use="commercial") == ["common.corrected", "price.ask_district"]
    assert talk.outcome == "corrected"


def test_two_values_for_one_question_are_asked_about(talk):
    talk.says("قیمت", "price", use="residential", district=5)
    assert talk.says("۲۰۰ یا ۳۰۰ متر", land_area_m2=[200, 300]) == ["common.ambiguous_value", "price.ask_land"]
    talk.says("نه ۲۰۰، ۳۰۰ متر", acts=["deny"], land_area_m2=[200, 300])
    assert "land_area_m2" in talk.slots


def test_a_free_text_takes_the_whole_message(talk):
    talk.signed_in()
    talk.says("ثبت", "register", inquiry_type="bank", request_no="1234567")
    text = "لطفاً پیش از ظهر زنگ بزنید، منطقه ۵ هستم"
    talk.says(text, district=5)
    assert talk.slots["note"] == text


def test_the_opening_message_is_the_answer_when_the_flow_says_so(talk):
    talk.says("پروانه چند سال اعتبار دارد؟", "question")
    assert talk.calls[0].args == {"question": "پروانه چند سال اعتبار دارد؟"}


def test_while_an_acting_call_runs_its_values_stay(talk):
    talk.to_confirm()
    talk.says("بله")
    assert talk.says("نه، بانک", acts=["deny"], inquiry_type="bank") == ["common.cannot_change"]
    assert talk.slots["inquiry_type"] == "transfer"


def test_an_opening_with_two_values_for_one_question_is_asked_about(talk):
    assert talk.says("قیمت مسکونی یا تجاری", "price", use=["residential", "commercial"]) == ["price.ask_use"]
    talk.says("منصرف شدم", acts=["cancel"])
    talk.says("نه مسکونی، تجاری", "price", acts=["deny"], use=["residential", "commercial"])
    assert talk.slots["use"] == "commercial"


def test_a_number_that_is_no_national_id_is_the_number_that_is_asked_for(talk):
    talk.signed_in()
    ten_digits = {"value": "1405100101", "fault": "check_digit"}
    talk.says("ثبت برای 1405100101", "register", inquiry_type="bank", national_id=ten_digits)
    assert talk.slots["request_no"] == "1405100101"
    talk.says("ندارم")
    other = {"value": "1405100102", "fault": "check_digit"}
    assert talk.says("1405100102", national_id=other) == ["common.corrected_plain", "register.summary"]
    assert talk.slots["request_no"] == "1405100102"


def test_numbers_in_each_others_place_are_taken_and_that_is_said_once(folder, talk):
    entity = {"value": "1234567", "fault": "swapped"}
    assert talk.signed_in().says("ثبت", "register", inquiry_type="transfer", request_no=entity) == [
        "common.swapped",
        "register.ask_note",
    ]
    assert talk.slots["request_no"] == "1234567"


def test_a_wrong_number_in_the_opening_is_told_when_it_is_asked_for(talk):
    wrong = {"value": "12", "fault": "length"}
    said = talk.signed_in().says("ثبت", "register", inquiry_type="transfer", request_no=wrong)
    assert said == ["common.invalid_request_no", "register.ask_number"]


def test_a_no_is_no_answer_to_a_yes_or_no_that_is_not_asked(talk):
    talk.to_confirm()
    flow = talk.book.flows["register"]
    step, collect = flow.collects()[0]
    asks = replace(step, id="again", does=replace(collect, slot="again", options=(Option(False, "common.answer_no"),)))
    flows = {**talk.book.flows, "register": replace(flow, steps=(*flow.steps, asks))}
    draft = Draft(replace(talk.book, flows=flows), talk.state, talk.now)
    assert not fill(draft, understand("نه، ۱۰ تا", {"acts": ["deny"]})).took
    assert "again" not in draft.stack[-1].slots


def test_words_of_a_choice_are_heard_before_it_is_asked_and_do_not_unmake_it(folder, talk, listening):
    path = folder / "services" / "register" / "flow.yaml"
    text = path.read_text("utf-8").replace("label: kind_bank}", "label: kind_bank, words: words_bank}")
    path.write_text(text, "utf-8")
    bank = load_book(folder).texts.render("register.kind_bank", {})
    talk.book = listening(load_book(folder), "register.words_bank", bank)
    assert talk.signed_in().says(f"ثبت برای {bank} لازم دارم", "register") == ["register.ask_number"]
    assert talk.slots["inquiry_type"] == "bank"
    other = talk.__class__(talk.book).signed_in()
    other.says("ثبت", "register", inquiry_type="transfer")
    other.says(f"در صف {bank} هستم، 1234567", request_no="1234567")
    assert other.slots["inquiry_type"] == "transfer"


def test_a_choice_that_outweighs_is_meant_when_two_are_named(folder, talk):
    flow = folder / "services" / "price" / "flow.yaml"
    text = flow.read_text("utf-8")
    assert "label: use_commercial}" in text
    flow.write_text(text.replace("label: use_commercial}", "label: use_commercial, outweighs: true}"), "utf-8")
    talk.book = load_book(folder)
    assert talk.says("قیمت مسکونی تجاری", "price", use=["commercial", "residential"]) == ["price.ask_district"]
    assert talk.slots["use"] == "commercial"


def test_not_when_another_number_was_given_or_it_could_be_none(talk):
    talk.signed_in()
    wrong = {"value": "1405900839", "fault": "check_digit"}
    talk.says("ثبت", "register", national_id=wrong, request_no="1234567")
    assert talk.slots["request_no"] == "1234567"
    talk.says("لغو")
    talk.says("ثبت", "register", national_id={"value": "12", "fault": "length"})
    assert "request_no" not in talk.slots
