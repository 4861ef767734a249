"""The engine's own questions."""

from dialogs.events import Unsupported
from dialogs.questions import ANSWERS


def test_starting_anew_asks_first(talk):
    talk.says("قیمت", "price", use="residential")
    assert talk.says("از اول") == ["common.restart_confirm"]
    assert talk.says("نه") == ["common.restart_kept", "price.ask_district"]
    talk.says("از اول")
    assert talk.says("بله") == ["common.restarted"]
    assert talk.stack == []


def test_a_question_of_the_engine_is_put_again_after_an_interruption(talk):
    talk.says("قیمت", "price")
    talk.says("از اول")
    assert talk.event(Unsupported("voice")) == ["common.unsupported_voice", "common.restart_confirm"]
    talk.says("نه")
    talk.says("مسکونی")
    talk.says("اشتباه گفتم", "correct")
    assert talk.event(Unsupported("voice"))[1] == "common.correct_what"


def test_a_no_to_the_summary_asks_for_the_one_thing_that_can_change(talk):
    talk.to_confirm()
    assert talk.says("نه") == ["common.not_this_one", "register.ask_kind"]
    assert talk.press(1) == ["register.summary"]
    assert talk.slots["inquiry_type"] == "bank"


def test_stopping_a_digression_asks_whether_to_go_on_below(talk):
    talk.says("قیمت", "price")
    talk.signed_in()
    talk.says("ثبت", "register")
    assert talk.says("لغو") == ["common.cancelled", "common.resume_offer"]
    assert talk.says("بله") == ["common.resume", "price.ask_use"]


def test_what_is_already_out_of_our_hands_is_said_when_stopping(talk):
    talk.to_confirm()
    talk.says("بله")
    assert talk.says("لغو") == ["common.cancelled_sent"]


def test_a_stopped_sign_in_stops_what_needed_it(talk):
    talk.says("ثبت", "register")
    assert talk.says("لغو") == ["common.cancelled"]
    assert talk.stack == []


def test_they_all_begin_with_a_sign_no_slot_can_have():
    assert all(slot.startswith("@") for slot in ANSWERS)
