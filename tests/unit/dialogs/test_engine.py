"""Events at the door of the engine: buttons, silence, kinds without a meaning; and that nothing is kept."""

from datetime import timedelta

from dialogs.effects import Outcome, WakeAt
from dialogs.engine import advance, begin
from dialogs.events import FileStored, Joined, Pressed, Unsupported, Woke
from dialogs.phrases import UNSUPPORTED
from dialogs.state import State


def test_begin_counts_the_turn_and_advance_does_not(talk):
    state = begin(State("c"), talk.now)
    after, _ = advance(talk.book, state, Joined(), talk.now)
    assert (state.version, state.turn_seq) == (after.version, after.turn_seq) == (1, 1)


def test_the_same_call_gives_the_same_answer(talk):
    talk.says("قیمت", "price")
    again = [advance(talk.book, talk.state, Joined(), talk.now) for _ in range(2)]
    assert again[0] == again[1]


def test_the_first_contact_is_greeted_with_the_menu_and_later_ones_differently(talk):
    assert talk.event(Joined()) == ["common.greeting_new"]
    assert all(choice.payload.startswith("/start:") for choice in talk.effects[0].choices)
    assert talk.event(Joined()) == ["common.greeting_returning"]


def test_coming_back_in_the_middle_offers_to_go_on(talk):
    talk.says("قیمت", "price")
    assert talk.event(Joined()) == ["common.resume_offer"]
    assert talk.press(0) == ["common.resume", "price.ask_use"]
    talk.event(Joined())
    assert talk.says("نه") == ["common.cancelled"]


def test_a_number_of_the_menu_can_be_typed(talk):
    talk.event(Joined())
    assert talk.says("۱")
    assert talk.stack


def test_a_fresh_button_answers(talk):
    talk.says("قیمت", "price")
    assert talk.press(1) == ["price.ask_district"]
    assert talk.slots["use"] == "commercial"


def test_a_stale_button_is_said_and_the_question_asked_again(talk):
    talk.says("قیمت", "price")
    old = talk.state.asked.turn_seq
    talk.press(1)
    assert talk.event(Pressed(f"/press:{old}:0")) == ["common.stale_button", "price.ask_district"]
    assert talk.outcome == "stale"
    assert talk.slots["use"] == "commercial"


def test_garbage_payloads_are_stale_and_change_nothing(talk):
    for payload in ("", "/press:1:99", "/press:x:1", "/start:", "/start:NO", "/press:99999999999999999999999:1"):
        assert talk.event(Pressed(payload))[0] == "common.stale_button"


def test_the_button_of_a_service_that_is_not_there_says_so(talk):
    assert talk.event(Pressed("/start:pay_bill")) == ["common.not_available_yet"]
    assert talk.event(Pressed("/start:sign_in")) == ["common.not_available_yet"]


def test_yes_and_no_can_be_pressed(talk):
    talk.to_confirm()
    assert talk.press(1) == ["common.not_this_one", "register.ask_kind"]
    talk = talk.__class__(talk.book).to_confirm()
    talk.press(0)
    assert len(talk.calls) == 1


def test_every_kind_without_a_meaning_has_its_answer(talk):
    talk.says("قیمت", "price")
    for kind in UNSUPPORTED:
        assert talk.event(Unsupported(kind)) == [f"common.unsupported_{kind}", "price.ask_use"]
        assert talk.outcome == "unsupported"
    assert talk.event(Unsupported("hologram"))[0] == "common.unsupported_other"


def test_a_file_nobody_asked_for_is_said(talk):
    assert talk.event(FileStored("r", "image/png", 10)) == ["common.file_not_needed"]


def test_a_flow_in_hand_asks_to_be_woken_and_a_day_of_silence_ends_it(talk):
    talk.signed_in()
    talk.says("قیمت", "price")
    wake = next(effect.at for effect in talk.effects if isinstance(effect, WakeAt))
    assert wake == talk.now + timedelta(hours=24)
    talk.now += timedelta(hours=1)
    talk.event(Woke())
    assert talk.stack == ["price"]
    assert any(isinstance(effect, WakeAt) for effect in talk.effects)
    talk.now += timedelta(hours=24)
    assert talk.event(Woke()) == []
    assert talk.stack == []
    assert talk.state.identity is None
    assert talk.says("قیمت", "price")[0] == "common.expired"
    assert "common.expired" not in talk.says("۱")


def test_the_expiry_does_not_depend_on_the_wake_up(talk):
    talk.says("قیمت", "price", use="residential")
    talk.now += timedelta(hours=25)
    assert talk.says("۵")[0] == "common.expired"
    assert talk.stack == []


def test_each_step_has_exactly_one_outcome(talk):
    for event in (Joined(), Unsupported("voice"), Pressed("/start:price"), Woke()):
        talk.event(event)
        assert sum(isinstance(effect, Outcome) for effect in talk.effects) == 1


def test_coming_back_in_a_sign_in_names_the_service_that_needs_it(talk):
    talk.says("ثبت", "register")
    talk.event(Joined())
    assert talk.effects[0].args == {"title": {"key": "register.title"}}
