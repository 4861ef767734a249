"""Which services a message asks for."""

from dataclasses import replace
from pathlib import Path

import pytest

from dialogs.book import load_book
from dialogs.draft import Draft
from dialogs.option import Option
from dialogs.story import understand
from dialogs.wishes import clear_wishes, close_ones, leads
from nlu.types import Act, Intent
from tests.book import BOOK

DIALOGS = Path(__file__).parents[3] / "dialogs"


@pytest.mark.parametrize(
    ("intents", "clear", "close"),
    [
        ({"price": 0.9}, ["price"], []),
        ({"price": 0.44}, [], []),
        ({"price": 0.5, "register": 0.45}, [], ["price", "register"]),
        ({"price": 0.5, "register": 0.2}, ["price"], []),
        ({"price": 0.9, "register": 0.5}, ["price", "register"], []),
        ({"price": 0.7, "register": 0.28}, ["price"], []),
        ({"out_of_scope": 0.6, "price": 0.5}, [], []),
        ({"greeting": 0.9}, [], []),
        ({"pay_bill": 0.9}, ["pay_bill"], []),
        ({"price": 0.3, "register": 0.28, "question": 0.26, "pay_bill": 0.1}, [], ["price", "register", "question"]),
        ({}, [], []),
    ],
)
def test_wishes_are_clear_or_close_or_neither(talk, intents, clear, close):
    draft = Draft(talk.book, talk.state, talk.now)
    said = understand("x", {"intents": intents})
    assert clear_wishes(draft, said) == clear
    assert close_ones(draft, said) == close


def test_a_question_that_stands_is_left_only_for_a_surer_wish(talk):
    talk.says("قیمت", "price")
    draft = Draft(talk.book, talk.state, talk.now)
    assert clear_wishes(draft, understand("x", {"intents": {"register": 0.55}})) == []
    assert clear_wishes(draft, understand("x", {"intents": {"register": 0.65}})) == ["register"]


def test_only_the_best_reading_leads():
    assert leads(understand("x", {"intents": {"thanks": 0.9, "price": 0.1}}), "thanks")
    assert not leads(understand("x", {"intents": {"thanks": 0.4, "price": 0.5}}), "thanks")


def test_saying_who_one_is_adds_no_second_wish(talk):
    both = {"price": 0.9, "register": 0.6}
    talk.says("قیمت، موبایلم ۰۹۱۳۰۰۰۰۰۰۱", intents=both, mobile="09130000001")
    assert talk.state.queued == ()
    other = talk.__class__(talk.book)
    other.says("قیمت، و ثبت", intents=both)
    assert other.state.queued == ("register",)


@pytest.mark.parametrize("second", [0.35, 0.05])
def test_both_of_two_that_the_words_join_are_wished(talk, second):
    draft = Draft(talk.book, talk.state, talk.now)
    said = understand("هم قیمت را می‌خواهم هم ثبت را", {"intents": {"price": 0.45, "register": second}})
    assert clear_wishes(draft, said) == ["price", "register"]
    assert close_ones(draft, said) == []


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("هم خودم هم همسرم", {"price": 0.9, "register": 0.01}),
        ("این هم قیمت", {"price": 0.5, "register": 0.05}),
        ("هم ناهار هم شام", {"out_of_scope": 0.6, "price": 0.2, "register": 0.1}),
    ],
)
def test_the_same_word_without_two_services_means_nothing(talk, text, intents):
    assert len(clear_wishes(Draft(talk.book, talk.state, talk.now), understand(text, {"intents": intents}))) < 2


def test_both_of_an_answer_are_no_wishes(talk):
    talk.says("قیمت", "price")
    draft = Draft(talk.book, talk.state, talk.now)
    assert clear_wishes(draft, understand("هم مسکونی هم تجاری", {"intents": {"price": 0.4, "register": 0.1}})) == []


@pytest.mark.parametrize(
    ("text", "clear"), [("قیمت نمونه", ["price"]), ("لطفاً ثبت نمونه", ["register"]), ("نمونه", [])]
)
def test_the_words_of_a_title_call_its_service_whatever_the_model_reads(talk, text, clear):
    draft = Draft(talk.book, talk.state, talk.now)
    said = understand(text, {"intents": {"question": 0.4, "out_of_scope": 0.3}})
    assert clear_wishes(draft, said) == clear


def test_in_the_middle_of_something_the_words_of_a_title_are_no_wish(talk):
    talk.says("ثبت", "register")
    draft = Draft(talk.book, talk.state, talk.now)
    assert clear_wishes(draft, understand("قیمت نمونه", {"intents": {"question": 0.4}})) == []


def test_nothing_but_codes_that_one_service_asks_for_is_a_wish_for_it(talk):
    draft = Draft(talk.book, talk.state, talk.now)
    assert clear_wishes(draft, understand("1234567", {"entities": {"request_no": "1234567"}})) == ["register"]
    beside = understand("خونه 1234567 رو بگید", {"entities": {"request_no": "1234567"}})
    assert clear_wishes(draft, beside) == []
    number = understand("5", {"entities": {"district": 5}})
    assert clear_wishes(draft, number) == []
    talk.says("قیمت", "price")
    standing = Draft(talk.book, talk.state, talk.now)
    assert clear_wishes(standing, understand("1234567", {"entities": {"request_no": "1234567"}})) == []


def test_words_of_what_one_service_does_settle_an_unsure_reading(talk, listening):
    words = talk.book.texts.render("price.title", {})
    talk.book = listening(talk.book, "price.words_wish", words)
    flow = talk.book.flows["price"]
    step, collect = flow.collects()[0]
    option = Option("ask", "price.title", words="price.words_wish")
    asks = replace(step, id="wish", does=replace(collect, slot="wish", options=(option,)))
    flows = {**talk.book.flows, "price": replace(flow, steps=(asks, *flow.steps))}
    draft = Draft(replace(talk.book, flows=flows), talk.state, talk.now)
    assert clear_wishes(draft, understand(f"{words} رو نشونم بده", {"intents": {"out_of_scope": 0.5}})) == ["price"]
    assert clear_wishes(draft, understand(f"{words} رو نشونم بده", {"intents": {"out_of_scope": 0.9}})) == []
    assert clear_wishes(draft, understand(f"{words} رو نشونم بده", {"intents": {"register": 0.9}})) == ["register"]
    assert clear_wishes(draft, understand("چیز دیگر", {"intents": {"out_of_scope": 0.5}})) == []


def test_words_that_belong_to_one_service_ask_for_it_whatever_the_model_says(folder, talk):
    path = folder / "services" / "price" / "flow.yaml"
    path.write_text(path.read_text("utf-8").replace("version: 1", "version: 1\nsigns: {topic: [stop]}", 1), "utf-8")
    draft = Draft(load_book(folder), talk.state, talk.now)
    means = {"intents": {"cancel": 0.9}, "entities": {"topic": "stop"}}
    assert clear_wishes(draft, understand("x", means)) == ["price"]
    assert clear_wishes(draft, understand("x", {**means, "entities": {"topic": "other"}})) == []
    assert close_ones(draft, understand("x", {**means, "intents": {"price": 0.3, "register": 0.3}})) == []


def test_ending_what_stands_does_not_end_the_flow_in_hand(folder, talk):
    path = folder / "services" / "price" / "flow.yaml"
    path.write_text(path.read_text("utf-8").replace("version: 1", "version: 1\nsigns: {topic: [stop]}", 1), "utf-8")
    talk.book = load_book(folder)
    talk.signed_in()
    talk.says("ثبت", "register")
    talk.says("دیگه خبرم نکن", "cancel", topic="stop")
    assert talk.stack == ["register", "price"]


@pytest.mark.parametrize(
    ("text", "part", "order"),
    [
        ("گزارش چاله بدم بعدش وقت رو عوض کنم", (0, 14), ["register", "price"]),
        ("وقت رو عوض کنم بعدش گزارش چاله بدم", (20, 34), ["price", "register"]),
        ("قبضم رو بدم، قبلش پرونده‌ام رو بگو", (18, 33), ["register", "price"]),
        ("قبضم رو بدم و پرونده‌ام رو هم بگو", (14, 33), ["price", "register"]),
    ],
)
def test_two_wishes_are_done_in_the_order_they_are_told(talk, text, part, order):
    said = understand(text, {"intents": {"price": 0.87, "register": 0.6}})
    said = replace(
        said, intents=tuple(replace(each, part=part if each.name == "register" else None) for each in said.intents)
    )
    assert clear_wishes(Draft(talk.book, talk.state, talk.now), said) == order


@pytest.mark.parametrize(
    ("second", "wishes"),
    [("ثبت کنید برام", ["permit_request"]), ("استعلام هم می‌خوام", ["permit_request", "inquiry_request"])],
)
def test_a_part_that_answers_what_the_first_service_asks_is_no_second_wish(talk, second, wishes):
    text = f"پایان‌کار می‌خوام، {second}"
    said = understand(text, {"intents": {"permit_request": 1.0, "inquiry_request": 0.4}})
    first, other = said.intents
    said = replace(said, intents=(first, replace(other, part=(text.index(second), len(text)))))
    assert clear_wishes(Draft(BOOK, talk.state, talk.now), said) == wishes


def test_what_each_part_surely_wants_is_wished_in_the_order_of_the_text(talk):
    """Also what takes down any words, and what an answer of the first sounds like."""
    text = "ثبت می‌خوام قیمت هم بگو"
    intents = (Intent("register", 0.9, (0, 10)), Intent("price", 0.8, (11, 23)))
    draft = Draft(talk.book, talk.state, talk.now)
    assert clear_wishes(draft, replace(understand(text, {}), intents=intents)) == ["register", "price"]


@pytest.mark.parametrize("named", [{"entities": {"request_type": "permit_new"}}, {}])
def test_papers_asked_for_beside_an_estimate_are_a_second_wish(talk, named):
    """«بکوبم از نو بسازم چقدر میشه و چه مدارکی می‌خواد»: of the kind that is named, or what follows."""
    text = "چقدر پولش میشه و چه مدارکی باید بیارم"
    intents = (Intent("fee_estimate", 0.8, (0, 14)), Intent("regulation_question", 0.8, (15, len(text))))
    said = replace(understand(text, named), intents=intents, acts=(Act.PAPERS,))
    assert clear_wishes(Draft(BOOK, talk.state, talk.now), said) == ["fee_estimate", "permit_request"]
