"""The four results of a call, late ones among them."""

from dialogs.ports import Accepted, Rejected, Unavailable, Unknown


def sent(talk):
    talk.to_confirm()
    talk.says("بله")
    talk.call = talk.calls[0]
    return talk


def test_accepted_is_told_with_its_number(talk):
    assert sent(talk).answer(tracking_no="77") == ["register.registered", "common.anything_else"]


def test_a_refusal_with_clear_asks_anew_and_a_new_summary_must_be_confirmed(talk):
    sent(talk)
    assert talk.answer(Rejected("not_found")) == ["register.not_found", "register.ask_number"]
    assert talk.outcome == "refused"
    assert talk.says("۱۲۳۴۵۶۷") == ["register.summary"]
    assert talk.calls == []


def test_refusals_count_as_attempts_and_end_with_a_human(talk):
    sent(talk)
    for number in ("7654321", "7654322"):
        talk.answer(Rejected("not_found"))
        talk.says(number)
        talk.says("بله")
    assert talk.answer(Rejected("not_found")) == ["register.not_found", "common.attempts_used"]


def test_a_refusal_with_goto_is_remembered(talk):
    sent(talk)
    assert talk.answer(Rejected("already_open")) == ["register.already_open", "common.anything_else"]


def test_a_code_without_its_own_handler_takes_else_and_calls_staff(talk):
    sent(talk)
    assert talk.answer(Rejected("debt")) == ["register.refused"]
    assert [call.action for call in talk.calls] == ["desk.open_case"]
    assert talk.answer(case_no="1", position=2, local=True) == ["common.handoff_waiting"]


def test_unavailable_says_so_and_nothing_is_registered(talk):
    assert sent(talk).answer(Unavailable()) == ["register.down"]
    assert talk.outcome == "unavailable"


def test_unknown_is_said_once_and_the_end_result_follows(talk):
    sent(talk)
    assert talk.answer(Unknown()) == ["register.checking"]
    assert talk.outcome == "checking"
    assert talk.answer(Unknown()) == []
    assert talk.says("چی شد؟") == ["common.call_checking"]
    assert talk.answer(tracking_no="77") == ["register.registered", "common.anything_else"]


def test_a_result_of_a_flow_below_comes_to_the_top_and_then_the_other_goes_on(talk):
    sent(talk)
    talk.answer(Unknown())
    talk.says("قیمت", "price")
    assert talk.stack == ["register", "price"]
    keys = talk.answer(tracking_no="77")
    assert keys == ["register.registered", "common.resume", "price.ask_use"]


def test_the_end_of_an_acting_call_is_told_when_its_flow_is_gone(talk):
    for result, key in [
        (Accepted({}), "common.late_done"),
        (Rejected("debt"), "common.late_rejected"),
        (Unavailable(), "common.late_not_done"),
    ]:
        fresh = sent(talk.__class__(talk.book))
        assert fresh.says("لغو") == ["common.cancelled_sent"]
        assert fresh.answer(result) == [key]
        assert fresh.answer(result) == []


def test_the_end_of_a_call_that_only_asked_is_dropped_when_its_flow_is_gone(talk):
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    call = talk.calls[0]
    talk.says("لغو")
    talk.effects = [call]
    assert talk.answer(regional_price_rial=1) == []
    assert talk.outcome == "quiet"


def test_a_foreign_call_id_changes_nothing(talk):
    sent(talk)
    before = talk.state.stack
    from dialogs.events import CallAnswered

    assert talk.event(CallAnswered("nobody", Accepted({}))) == []
    assert talk.state.stack == before


def test_taken_up_again_after_a_late_answer_it_does_not_register_twice(talk):
    sent(talk)
    talk.says("لغو")
    talk.answer(Accepted({"tracking_no": "77"}))
    from dialogs.events import Pressed

    talk.event(Pressed("/start:register"))
    assert talk.calls == []
    assert talk.slots == {}


def test_with_again_the_named_call_runs_once_more(talk):
    talk.says("ثبت", "register")
    talk.says("۰۹۱۳۰۰۰۰۰۰۰")
    talk.answer(minutes=3)
    talk.says("۱۲۳۴۵۶")
    talk.answer(Rejected("expired"), local=True)
    assert [call.action for call in talk.calls] == ["identity.send_code"]


def test_a_result_while_waiting_for_staff_is_told_at_once(talk):
    sent(talk)
    call = talk.call
    talk.says("کارشناس")
    talk.answer(case_no="1", position=1, local=True)
    talk.effects = [call]
    assert talk.answer(tracking_no="77") == ["common.late_done"]
