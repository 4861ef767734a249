"""A flow that changed under a conversation keeps its answers, as declared."""

import pytest

from dialogs.book import load_book
from dialogs.ports import Accepted
from dialogs.state import Asked, Frame, Offer
from tests.book import BOOK


def changed(folder, service, version, migrate="", *edits):
    """The book after a new version of one flow."""
    path = folder / "services" / service / "flow.yaml"
    text = path.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    old_version = text[text.index("version:") :].partition("\n")[0]
    path.write_text(text.replace(old_version, f"version: {version}\n{migrate}", 1), "utf-8")
    return load_book(folder)


AREA = (
    ("slot: district", "slot: area"),
    ("district: district", "district: area"),
    ("clear: [district]", "clear: [area]"),
)


@pytest.fixture
def begun(talk):
    talk.says("قیمت", "price", use="residential", district=5)
    assert talk.keys == ["price.ask_land"]
    return talk


def test_a_renamed_slot_keeps_its_answer(folder, begun):
    begun.book = changed(folder, "price", 2, "migrate: [{to: 2, slots: {district: area}}]", *AREA)
    begun.says("۱۲۰", land_area_m2=120)
    assert begun.calls[0].args == {"district": 5, "use": "residential"}
    assert begun.slots["area"] == 5
    assert begun.state.stack[-1].flow_version == 2


def test_an_undeclared_rename_asks_again_and_says_why(folder, begun):
    begun.book = changed(folder, "price", 2, "", *AREA)
    assert begun.says("۱۲۰", land_area_m2=120) == ["common.flow_changed", "price.ask_district"]


def test_a_value_that_is_called_otherwise_now_is_carried_over(folder, begun):
    begun.book = changed(
        folder,
        "price",
        2,
        "migrate: [{to: 2, values: {use: {residential: home}}}]",
        ("value: residential", "value: home"),
    )
    begun.says("۱۲۰", land_area_m2=120)
    assert begun.calls[0].args["use"] == "home"


def test_the_standing_question_is_answered_under_its_new_name(folder, begun):
    begun.book = changed(
        folder, "price", 2, "migrate: [{to: 2, slots: {land_area_m2: plot}}]",
        ("slot: land_area_m2,", "slot: plot, entities: [land_area_m2],"),
    )  # fmt: skip
    text = folder / "services" / "price" / "texts.fa.yaml"
    text.write_text(text.read_text("utf-8").replace("{land_area_m2:", "{plot:"), "utf-8")
    begun.book = load_book(folder)
    begun.says("۱۲۰")
    assert begun.slots["plot"] == 120


def test_what_is_dropped_is_gone_and_versions_are_gone_through_in_order(folder, begun):
    begun.book = changed(
        folder, "price", 3, "migrate: [{to: 2, slots: {use: usage}}, {to: 3, drop: [usage]}]",
        ("slot: use", "slot: purpose"), ("use: use", "use: purpose"),
    )  # fmt: skip
    begun.says("۱۲۰", land_area_m2=120)
    assert set(begun.slots) == {"district", "land_area_m2"}


def test_a_call_on_its_way_is_answered_to_the_renamed_step(folder, talk):
    talk.to_confirm()
    talk.says("بله")
    talk.book = changed(folder, "register", 3, "migrate: [{to: 3, steps: {send: submit}}]", ("id: send", "id: submit"))
    assert talk.answer(Accepted({"tracking_no": "77"}))[0] == "register.registered"
    assert talk.calls == []


def test_a_call_already_made_is_not_made_again_after_a_rename(folder, talk):
    talk.to_confirm()
    talk.says("بله")
    talk.answer(Accepted({"tracking_no": "77"}))
    frame = talk.state.shelved
    assert frame is not None
    talk.state = talk.state._replace(stack=(frame._replace(step="told"),), shelved=None)
    talk.book = changed(folder, "register", 3, "migrate: [{to: 3, steps: {send: submit}}]", ("id: send", "id: submit"))
    talk.says("سلام", "greeting")
    assert talk.calls == []


def test_an_inquiry_that_was_being_confirmed_when_its_flow_changed_is_seen_once_more(talk):
    """Version 1 knew files by number alone: nothing is registered on the word given to the old one."""
    talk.book = BOOK
    talk.signed_in()
    slots = {"inquiry_type": "bank", "request_no": "1234567"}
    old = Frame("inquiry_request", 1, slots, {"ok": "of the old summary"}, {}, "ok")
    talk.state = talk.state._replace(stack=(old,), asked=Asked("ok", 0, (Offer(True, "بله"), Offer(False, "خیر"))))
    talk.says("بله")
    assert [call.action for call in talk.calls] == ["municipal.request_type"]
    talk.answer(type="inquiry_bank", type_label="استعلام بانک", documents=[], valid_months=6)
    assert talk.calls[0].args["nosazi_code"] == "1234567"
    talk.answer(nosazi_code="6-2-110-7", request_no="1234567", address="خیابان نمونه", may_declare=False)
    assert talk.keys == ["inquiry_request.confirm_inquiry"]
