"""Which of a list is left when it is known which one is not meant."""

from dataclasses import replace

from dialogs.draft import Draft
from dialogs.option import OptionsFrom
from dialogs.other_than import OTHER_THAN, minds_other, only_one
from dialogs.state import Carried, Frame
from dialogs.story import understand


def asked_of(talk, slots, *, take_single=False):
    flow = talk.book.flows["register"]
    source = OptionsFrom(list="l", value="v", label="register.kind_bank", take_single=take_single)
    collect = replace(flow.collect_of("request_no")[1], options_from=source)
    draft = Draft(talk.book, talk.state, talk.now)
    draft.stack = [Frame("register", flow.version, slots=slots)]
    return draft, collect


def listed(*values):
    return [(value, ("register.kind_bank", {})) for value in values]


def test_the_other_of_two_is_taken_and_the_mark_is_gone(talk):
    draft, collect = asked_of(talk, {OTHER_THAN: {"slot": "request_no", "value": "1"}})
    assert only_one(draft, collect, listed("1", "2")) == "2"
    assert OTHER_THAN not in draft.stack[-1].slots


def test_of_three_it_is_asked_and_one_alone_has_no_other(talk):
    for values in (("1", "2", "3"), ("1",), ("2",)):
        draft, collect = asked_of(talk, {OTHER_THAN: {"slot": "request_no", "value": "1"}})
        assert only_one(draft, collect, listed(*values)) is None


def test_a_list_of_one_is_taken_where_the_flow_says_so(talk):
    assert only_one(*asked_of(talk, {}, take_single=True), listed("1")) == "1"
    assert only_one(*asked_of(talk, {}), listed("1")) is None


def test_what_was_just_talked_about_is_not_meant(talk):
    flow = talk.book.flows["register"]
    slots = [collect.slot for _, collect in flow.collects() if collect.options_from]
    draft, _ = asked_of(talk, {})
    draft.carried = Carried(("register",), dict.fromkeys(slots, "1"))
    assert not minds_other(draft, understand("همین یکی", {}))
    assert minds_other(draft, understand("اون یکی", {})) is bool(slots)
