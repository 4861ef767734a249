"""The one rule: the first step that is not done is run."""

from dataclasses import replace

import pytest

from dialogs.book import load_book
from dialogs.engine import NewerFlow
from dialogs.ports import Accepted, Rejected
from dialogs.state import Carried
from dialogs.values import MOST_CHOICES


def price_result(talk):
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    return talk.answer(regional_price_rial=1000)


def test_what_the_first_message_says_is_not_asked_again(talk):
    assert talk.says("قیمت مسکونی", "price", use="residential") == ["price.ask_district"]


def test_a_call_goes_out_as_soon_as_its_arguments_are_there_with_an_id_made_of_the_turn(talk):
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    assert [(call.action, call.args) for call in talk.calls] == [
        ("municipal.block_price", {"district": 5, "use": "residential"})
    ]
    assert talk.outcome == "working"
    assert talk.state.stack[-1].waiting == talk.calls[0].call_id


def test_the_answer_is_saved_said_and_the_flow_ends(talk):
    assert price_result(talk) == ["price.result"]
    assert talk.stack == []
    assert talk.outcome == "answered"


def test_an_argument_without_a_value_is_left_out(talk):
    talk.to_confirm()
    talk.says("بله")
    assert "note" in talk.calls[0].args
    talk = talk.__class__(talk.book).signed_in()
    talk.says("ثبت", "register", inquiry_type="transfer", request_no="1234567")
    talk.says("رد کن")
    talk.says("بله")
    assert "note" not in talk.calls[0].args


def test_a_correction_runs_only_what_depended_on_it_again(talk):
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    first = talk.calls[0]
    talk.says("نه، متراژ ۱۵۰", land_area_m2=150)
    talk.effects = [first]
    assert talk.answer(regional_price_rial=1000) == ["price.result"]
    assert talk.calls == []


def test_a_correction_of_an_argument_while_the_call_runs_calls_again(talk):
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    first = talk.calls[0]
    talk.says("نه، منطقه ۶", district=6)
    talk.effects = [first]
    talk.answer(regional_price_rial=1000)
    assert [call.args["district"] for call in talk.calls] == [6]


def test_an_acting_call_needs_a_yes_to_the_very_values_it_sends(talk):
    talk.to_confirm()
    assert talk.keys == ["register.summary"]
    assert talk.says("نه، بانک", inquiry_type="bank", acts=["deny"]) == ["common.corrected", "register.summary"]
    assert talk.calls == []
    talk.says("بله")
    assert talk.calls[0].args["inquiry_type"] == "bank"


def test_a_low_assurance_puts_the_sign_in_on_top_and_goes_on_after_it(talk):
    assert talk.says("ثبت", "register") == ["sign_in.ask_mobile"]
    assert talk.stack == ["register", "sign_in"]
    assert talk.slots == {"level": 2, "have": 0}


def test_an_idle_identity_is_asked_for_again(talk):
    talk.to_confirm()
    identity = replace(talk.state.identity, used_at=talk.now.replace(year=2024))
    talk.state = talk.state._replace(identity=identity)
    assert talk.says("بله") == ["common.identity_expired", "sign_in.ask_mobile"]
    assert talk.calls == []


def test_using_an_identity_keeps_it_alive(talk):
    talk.to_confirm()
    assert talk.state.identity.used_at == talk.now


def test_a_sign_in_that_comes_to_nothing_ends_what_needed_it_too(talk):
    talk.says("ثبت", "register")
    talk.says("۰۹۱۳۰۰۰۰۰۰۰")
    from dialogs.ports import Rejected

    assert talk.answer(Rejected("too_many")) == ["sign_in.stop", "common.sign_in_failed"]
    assert talk.stack == []


def test_a_state_of_a_newer_program_is_left_alone(talk):
    talk.says("قیمت", "price")
    talk.state = talk.state._replace(stack=(talk.state.stack[0]._replace(flow_version=9),))
    with pytest.raises(NewerFlow):
        talk.says("۵")


def test_an_older_flow_version_keeps_its_answers_and_says_nothing_when_nothing_is_asked_again(talk):
    talk.signed_in()
    talk.says("ثبت", "register", inquiry_type="bank")
    talk.state = talk.state._replace(stack=(talk.state.stack[0]._replace(flow_version=1),))
    assert talk.says("۱۲۳۴۵۶۷") == ["register.ask_note"]
    assert talk.state.stack[-1].flow_version == 2


def test_an_older_flow_version_says_so_when_something_new_is_asked(talk):
    talk.to_confirm()
    frame = talk.state.stack[0]
    slots = {name: value for name, value in frame.slots.items() if name != "request_no"}
    talk.state = talk.state._replace(stack=(frame._replace(flow_version=1, slots=slots),), asked=None)
    assert talk.says("سلام", "greeting") == ["common.hello", "common.flow_changed", "register.ask_number"]


def test_a_flow_that_is_gone_is_said_and_let_go(talk):
    talk.says("قیمت", "price")
    talk.state = talk.state._replace(stack=(talk.state.stack[0]._replace(flow="gone"),), asked=None)
    assert "common.flow_gone" in talk.says("۵")
    assert talk.stack == []


def test_the_secret_is_gone_after_the_call_that_used_it(talk):
    talk.says("ثبت", "register")
    talk.says("۰۹۱۳۰۰۰۰۰۰۰")
    talk.answer(minutes=3)
    assert talk.state.asked.secret
    talk.says("۱۲۳۴۵۶")
    assert talk.calls[0].args == {"code": "123456"}
    identity = talk.signed_in(1).state.identity
    talk.state = talk.state._replace(identity=None)
    assert talk.answer(Accepted({}, identity), local=True) == ["sign_in.ask_national"]
    assert "123456" not in str(talk.state)
    assert talk.state.identity.level == 1


def test_only_identity_actions_can_raise_assurance(talk):
    identity = talk.signed_in(2).state.identity
    talk.state = talk.state._replace(identity=None)
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    talk.answer(Accepted({"regional_price_rial": 1}, identity))
    assert talk.state.identity is None


def test_the_number_of_choices_is_bounded():
    assert MOST_CHOICES <= 20


def test_ids_of_calls_in_one_turn_differ_and_are_the_same_for_the_same_turn(talk, book):
    def ids():
        fresh = talk.__class__(book)
        fresh.says("؟", "question")
        first = fresh.calls[0].call_id
        fresh.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
        return first, fresh.calls[0].call_id

    assert ids() == ids()
    assert len(set(ids())) == 2


def changed(folder, old, new):
    path = folder / "services/register/flow.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return load_book(folder)


def test_without_a_confirmed_summary_an_acting_call_never_goes_out(talk, folder):
    talk.book = changed(folder, "  - id: ok\n    confirm: {summary: summary}\n", "")
    talk.signed_in()
    talk.says("ثبت", "register", inquiry_type="bank", request_no="1234567")
    assert talk.says("رد کن") == ["common.skipped", "common.internal_error_not_confirmed"]
    assert (talk.calls, talk.outcome, talk.stack) == ([], "failed", [])


def test_a_flow_that_goes_in_circles_is_apologised_for_and_let_go(talk, folder):
    talk.book = changed(folder, "  - id: kind\n", "  - id: around\n    say: down\n    next: around\n  - id: kind\n")
    talk.signed_in()
    assert talk.says("ثبت", "register") == ["register.down", "common.internal_error_stuck"]
    assert talk.outcome == "failed"


def linked(folder, link):
    path = folder / "services" / "register" / "flow.yaml"
    path.write_text(
        path.read_text("utf-8").replace("  - id: ok\n", f"  - id: cost\n    link: {link}\n  - id: ok\n"), "utf-8"
    )
    return load_book(folder)


LINK = "{flow: price, with: {use: {value: residential}}, save: {cost: price}}"


def test_a_linked_flow_is_gone_through_and_comes_back_with_what_it_found(folder, talk):
    talk.book = linked(folder, LINK)
    talk.signed_in()
    talk.says("ثبت", "register", inquiry_type="transfer", request_no="1234567")
    assert talk.says("ندارم") == ["price.ask_district"]
    assert talk.stack == ["register", "price"]
    talk.says("۵", district=5)
    talk.says("۱۰۰", land_area_m2=100)
    assert talk.answer(regional_price_rial=1000) == ["price.result", "register.summary"]
    assert (talk.stack, talk.slots["cost"]) == (["register"], {"regional_price_rial": 1000})


def test_a_linked_flow_that_was_begun_already_is_taken_up_with_its_answers(folder, talk):
    talk.book = linked(folder, LINK)
    talk.signed_in()
    talk.says("قیمت", "price", district=5)
    talk.says("ثبت", "register", inquiry_type="transfer", request_no="1234567")
    assert talk.says("ندارم") == ["price.ask_land"]
    assert talk.stack == ["register", "price"]


def test_stopping_a_linked_flow_asks_about_the_one_that_needs_it(folder, talk):
    talk.book = linked(folder, LINK)
    talk.signed_in()
    talk.says("ثبت", "register", inquiry_type="transfer", request_no="1234567")
    talk.says("ندارم")
    assert talk.says("لغو") == ["common.cancelled", "common.resume_offer"]
    assert talk.stack == ["register"]
    assert talk.says("نه") == ["common.cancelled"]


FILES = "  - id: files\n    call: {action: municipal.my_files, with: {}, unavailable: {say: down, end: true}}\n"


@pytest.fixture
def asks_late(folder, talk):
    """`register` with no assurance of its own: the call after the first question brings the sign-in."""
    flow = folder / "services" / "register" / "flow.yaml"
    text = flow.read_text("utf-8").replace("assurance: 2", "assurance: 0", 1)
    flow.write_text(text.replace("  - id: number\n", f"{FILES}  - id: number\n", 1), "utf-8")
    talk.book = load_book(folder)
    return talk


def test_a_call_brings_the_sign_in_that_its_own_level_needs(asks_late):
    assert asks_late.says("ثبت", "register") == ["register.ask_kind"]
    assert asks_late.stack == ["register"]
    assert asks_late.says("۱") == ["sign_in.ask_mobile"]
    assert asks_late.slots["level"] == 2
    assert asks_late.calls == []


def test_who_does_not_sign_in_goes_no_further_and_is_not_asked_for_ever(asks_late):
    asks_late.says("ثبت", "register", inquiry_type="bank")
    asks_late.says("09130000000", mobile="09130000000")
    assert asks_late.answer(Rejected("too_many")) == ["sign_in.stop", "common.sign_in_failed"]
    assert asks_late.stack == []


def test_who_is_signed_in_is_not_asked_and_stays_so_by_asking(asks_late):
    asks_late.signed_in()
    before = asks_late.state.identity.used_at
    asks_late.says("ثبت", "register", inquiry_type="bank")
    assert [call.action for call in asks_late.calls] == ["municipal.my_files"]
    assert asks_late.state.identity.used_at > before


def test_a_question_aside_is_asked_only_when_the_summary_is_to_be_changed(folder, talk):
    flow = folder / "services" / "register" / "flow.yaml"
    flow.write_text(flow.read_text("utf-8").replace("optional: true", "optional: true, aside: true"), "utf-8")
    talk.book = load_book(folder)
    talk.signed_in()
    assert talk.says("ثبت", "register", inquiry_type="transfer", request_no="1234567") == ["register.summary"]
    assert talk.says("خیر") == ["common.not_this_one", "register.ask_kind"], "a question without a label is not offered"
    talk.press(0)
    texts = folder / "services" / "register" / "texts.fa.yaml"
    texts.write_text(texts.read_text("utf-8") + "  label_note: یادداشت\n", "utf-8")
    flow.write_text(flow.read_text("utf-8").replace("why: why_note", "why: why_note, label: label_note"), "utf-8")
    talk.book = load_book(folder)
    talk.says("خیر")
    talk.press([offer.value for offer in talk.state.asked.offers].index("note"))
    assert talk.keys == ["register.ask_note"]
    assert talk.says("زنگ بزنید") == ["register.summary"]
    talk.says("بله")
    assert talk.calls[0].args["note"] == "زنگ بزنید"


def going_on(folder, end):
    """The sample's price flow with another end."""
    path = folder / "services" / "price" / "flow.yaml"
    text = path.read_text("utf-8")
    last = text.rindex("    end:")
    path.write_text(text[:last] + f"    end: {end}\n", "utf-8")
    return load_book(folder)


def test_an_end_may_begin_another_service_with_what_is_known(folder, talk):
    talk.book = going_on(folder, "{go: register, with: {inquiry_type: {value: bank}, request_no: district}}")
    talk.signed_in()
    price_result(talk)
    assert talk.stack == ["register"]
    assert talk.slots == {"inquiry_type": "bank", "request_no": 5}


def test_an_end_may_begin_the_same_anew_and_comes_to_rest_at_its_question(folder, talk):
    talk.book = going_on(folder, "{go: price, with: {use: use}}")
    assert price_result(talk) == ["price.result", "price.ask_district"]
    assert talk.slots == {"use": "residential"}


def test_going_on_leaves_what_was_interrupted_below(folder, talk):
    talk.book = going_on(folder, "{go: register}")
    talk.signed_in()
    talk.says("ثبت", "register")
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    talk.answer(regional_price_rial=1000)
    assert "common.resume" not in talk.keys


def test_an_answer_that_passes_is_asked_anew_when_the_flow_is_opened_again(folder, talk):
    flow = folder / "services" / "price" / "flow.yaml"
    text = flow.read_text("utf-8")
    assert "slot: district, ask" in text
    flow.write_text(text.replace("slot: district, ask", "slot: district, passing: true, ask"), "utf-8")
    talk.book = load_book(folder)
    price_result(talk)
    assert talk.says("نه، تجاری", use="commercial") == ["common.corrected", "price.ask_district"]


def with_changes(folder, service, *pairs):
    path = folder / "services" / service / "flow.yaml"
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return load_book(folder)


def test_what_a_flow_carries_is_taken_over_by_what_it_offers(folder, talk):
    talk.book = with_changes(
        folder, "price", ("    end: {}", "    end: {offer: [question], carry: [district, nothing]}")
    )
    price_result(talk)
    assert talk.state.carried == Carried(("question",), {"district": 5})


def test_fixed_options_come_after_those_of_a_list(folder, talk):
    listed = "options_from: {list: price.rows, value: id, label: use_residential, take_single: true}\n      options: [{"
    step = (
        "  - id: more\n    collect:\n      slot: floors\n      ask: ask_use\n      why: why_use\n      check: floors\n"
    )
    step += f"      {listed}value: 60, label: use_commercial}}]\n"
    talk.book = with_changes(folder, "price", ("  - id: result\n", f"{step}  - id: result\n"))
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    talk.answer(regional_price_rial=1000, rows=[{"id": 1}, {"id": 2}])
    assert [offer.value for offer in talk.state.asked.offers] == [1, 2, 60]
    talk.press(2)
    assert talk.state.shelved.slots["floors"] == 60


def test_one_of_a_list_is_taken_though_there_is_a_fixed_option_too(folder, talk):
    step = (
        "  - id: more\n    collect:\n      slot: floors\n      ask: ask_use\n      why: why_use\n      check: floors\n"
    )
    step += "      options_from: {list: price.rows, value: id, label: use_residential, take_single: true}\n"
    step += "      options: [{value: 60, label: use_commercial}]\n"
    talk.book = with_changes(folder, "price", ("  - id: result\n", f"{step}  - id: result\n"))
    talk.says("قیمت", "price", use="residential", district=5, land_area_m2=100)
    assert talk.answer(regional_price_rial=1000, rows=[{"id": 1}]) == ["price.result"]
