"""Calling staff, the queue, the silence, and coming back."""

from dataclasses import replace
from datetime import timedelta

import pytest
import yaml

from dialogs.desk import REASONS, summary
from dialogs.draft import Draft
from dialogs.events import Pressed, StaffReleased, StaffSaid, StaffTook, Unsupported, UserSaid
from dialogs.ports import Accepted, Unavailable
from dialogs.state import Frame, Mode, State
from dialogs.story import understand
from tests.book import BOOK
from tests.unit.dialogs.conftest import NOW, ROOT


def queued(talk):
    talk.says("قیمت", "price")
    talk.says("کارشناس")
    talk.answer(case_no="1001", position=2, staff_online=True, local=True)
    return talk


def test_a_human_is_called_from_inside_a_flow_with_its_name(talk):
    talk.says("قیمت", "price")
    talk.says("کارشناس")
    assert [(call.action, call.args) for call in talk.calls] == [
        (
            "desk.open_case",
            {
                "reason": "citizen_asked",
                "flow": "price",
                "summary": {"answers": [], "asked": {"key": "price.label_use"}},
            },
        )
    ]
    assert talk.outcome == "handed_off"


def test_staff_are_told_what_was_answered_and_no_secret(talk):
    talk.says("قیمت", "price", use="residential", district=5)
    talk.says("کارشناس")
    summary = talk.calls[0].args["summary"]
    assert summary["answers"] == [
        {"label": {"key": "price.label_use"}, "value": {"key": "price.use_residential"}},
        {"label": {"key": "price.label_district"}, "value": {"value": 5, "kind": "number"}},
    ]


def test_staff_are_told_what_was_answered_in_every_service_in_hand(talk):
    """Called as a service of its own, which stands above the one that was interrupted."""
    talk.says("قیمت", "price", use="residential")
    draft = Draft(talk.book, talk.state._replace(stack=(*talk.state.stack, Frame("human_handoff", 1))), NOW)
    draft.asked = None
    assert summary(draft) == {
        "answers": [{"label": {"key": "price.label_use"}, "value": {"key": "price.use_residential"}}],
        "asked": {"key": "price.label_district"},
    }


def test_staff_are_shown_no_code_of_the_program():
    """«عوارض پروانه» is heard in an estimate, whose choices are the levies that it does not hold: it was «permit»."""
    book = BOOK
    slots = {"levy_type": "permit", "use": "residential"}
    frame = Frame("fee_estimate", book.flows["fee_estimate"].version, slots=slots)
    told = summary(Draft(book, State("c", stack=(frame,)), NOW))["answers"]
    assert [answer["value"] for answer in told] == [{"key": "fee_estimate.use_residential"}]


def test_every_reason_has_its_words_at_the_desk_and_goes_with_the_case(talk):
    words = yaml.safe_load((ROOT.parent / "bot/console/texts.fa.yaml").read_text("utf-8"))["reasons"]
    assert set(words) >= REASONS
    for _ in range(3):
        talk.says("بلابلا")
    talk.press(0)
    assert talk.calls[0].args["reason"] == "not_understood"
    assert talk.calls[0].args["reason"] in REASONS


def test_the_place_in_the_queue_is_said_and_nobody_at_the_desk_too(talk):
    queued(talk)
    assert talk.keys == ["common.handoff_waiting"]
    assert talk.state.mode is Mode.WAITING_STAFF
    fresh = talk.__class__(talk.book)
    fresh.says("کارشناس")
    assert fresh.answer(case_no="1", position=1, staff_online=False, local=True) == ["common.handoff_waiting_offline"]


def test_without_a_case_the_bot_goes_on(talk):
    talk.says("قیمت", "price")
    talk.says("کارشناس")
    assert talk.answer(Unavailable(), local=True) == ["common.handoff_failed", "price.ask_use"]
    assert talk.state.mode is Mode.BOT


def test_every_message_while_waiting_is_answered_and_the_way_out_is_told_now_and_then(talk):
    queued(talk)
    assert talk.says("هنوز هستید؟") == ["common.still_waiting"]
    assert talk.says("الو") == ["common.kept_for_staff"]
    assert talk.event(Unsupported("sticker")) != []
    assert talk.event(Pressed("/press:1:0")) == ["common.kept_for_staff"]
    talk.now += timedelta(minutes=11)
    assert talk.says("الو") == ["common.still_waiting"]
    assert talk.outcome == "with_staff"


def test_cancel_leaves_the_queue_and_the_step_goes_on(talk):
    queued(talk)
    talk.says("لغو")
    assert [call.action for call in talk.calls] == ["desk.leave_queue"]
    assert talk.answer(Accepted({}), local=True) == ["common.left_queue", "price.ask_use"]


def test_while_staff_have_it_the_bot_is_silent(talk):
    queued(talk)
    assert talk.event(StaffTook("ن")) == ["common.staff_joined"]
    for event in (Unsupported("sticker"), Pressed("/start:price"), Pressed("/press:1:0")):
        assert talk.event(event) == []
    assert talk.says("لغو") == []
    assert talk.event(StaffSaid("ن", "سلام")) == ["staff"]


def test_handing_back_takes_up_the_step(talk):
    queued(talk)
    talk.event(StaffTook("ن"))
    assert talk.event(StaffReleased("ن")) == ["common.staff_released", "price.ask_use"]
    assert talk.state.mode is Mode.BOT


def test_closing_says_so(talk):
    talk.says("کارشناس")
    talk.answer(case_no="1", position=1, local=True)
    talk.event(StaffTook("ن"))
    assert talk.event(StaffReleased("ن", closed=True)) == ["common.staff_closed"]


def test_an_answer_that_comes_while_staff_have_it_is_told_when_they_hand_back(talk):
    talk.to_confirm()
    talk.says("بله")
    call = talk.calls[0]
    talk.event(StaffTook("ن"))
    talk.effects = [call]
    assert talk.answer(tracking_no="77") == []
    assert "register.registered" in talk.event(StaffReleased("ن"))
    assert talk.state.held == ()


@pytest.mark.parametrize("text", ["کارشناس می‌خوام، قیمت رو هم بگو", "قیمت رو بگو، به کارشناس هم وصلم کن"])
def test_what_is_wanted_beside_a_person_is_done_while_they_are_waited_for(talk, text):
    at = text.index("،")
    parts = [(0, at), (at + 1, len(text))]
    person, price = parts if text.startswith("کارشناس") else parts[::-1]
    said = understand(text, {"intents": {"human_handoff": 0.99, "price": 0.98}})
    first, second = said.intents
    said = replace(said, intents=(replace(first, part=person), replace(second, part=price)))
    talk.event(UserSaid(said))
    keys = talk.answer(case_no="1001", position=2, staff_online=True, local=True)
    assert keys == ["common.handoff_waiting", "common.meanwhile", "common.queued_next", "price.ask_use"]
    assert talk.state.mode is Mode.BOT
    assert talk.state.in_line
