"""What is written after a result."""

from dialogs.ports import Unavailable


def test_a_what_if_after_the_result_computes_again(talk):
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    talk.answer(regional_price_rial=1000)
    assert talk.says("اگه تجاری باشه؟", use="commercial") == ["common.corrected"]
    assert talk.calls[0].args["use"] == "commercial"


def test_a_what_if_about_a_finished_digression_comes_back_to_the_question(talk):
    talk.says("ثبت", "register")
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    assert talk.answer(regional_price_rial=1000)[-1] == "sign_in.ask_mobile"
    assert talk.says("اگه تجاری باشه؟", use="commercial") == ["common.corrected"]
    assert talk.answer(regional_price_rial=9)[-1] == "sign_in.ask_mobile"


def test_after_something_was_registered_a_value_begins_another_and_does_nothing_without_a_yes(talk):
    talk.to_confirm()
    talk.says("بله")
    talk.answer(tracking_no="77")
    talk.says("بانک", inquiry_type="bank")
    assert talk.stack == ["register"]
    assert talk.slots["inquiry_type"] == "bank"
    assert talk.calls == []


def test_what_could_not_be_asked_is_asked_again_with_what_was_said(talk):
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    talk.answer(Unavailable())
    asked = len(talk.calls)
    talk.says("چی شد", acts=["follow_up"])
    assert len(talk.calls) == asked + 1
    assert talk.calls[-1].args["use"] == "residential"
