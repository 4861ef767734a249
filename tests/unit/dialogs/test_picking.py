"""A choice named by something other than its number or label."""

from dataclasses import replace

import pytest

from dialogs.draft import Draft
from dialogs.option import OptionsFrom
from dialogs.picking import by_what_is_shown, corrects, plate_in
from dialogs.state import Frame, Offer
from dialogs.story import understand


def draft_of(talk, slots):
    draft = Draft(talk.book, talk.state, talk.now)
    draft.stack = [Frame("register", draft.book.flows["register"].version, slots=slots)]
    return draft, draft.book.flows["register"]


def question(flow, slot):
    return flow.collect_of(slot)[1]


@pytest.fixture
def listed(talk):
    places = [
        {"request_no": "107", "type_label": "پروانه", "address": "خیابان مثال، پلاک ۵"},
        {"request_no": "108", "type_label": "تجمیع", "address": "خیابان مثال، پلاک ۶"},
    ]
    source = OptionsFrom(list="mine.places", value="request_no", label="register.kind_bank")
    asked = replace(question(talk.book.flows["register"], "request_no"), options_from=source)
    draft, _ = draft_of(talk, {"mine": {"places": places}})
    return draft, asked, [Offer("107", "پروانه"), Offer("108", "تجمیع")]


@pytest.mark.parametrize(
    ("text", "at"), [("پلاک ۶", 1), ("پلاک ۵", 0), ("خیابان مثال", None), ("پلاک ۷", None), ("۶", None)]
)
def test_one_of_a_list_by_what_is_shown_of_it(listed, text, at):
    draft, asked, offers = listed
    assert by_what_is_shown(draft, asked, understand(text, {}), offers) == at


def test_another_value_for_an_answer_before_is_a_correction(talk):
    draft, flow = draft_of(talk, {"inquiry_type": "bank"})
    asked = question(flow, "request_no")
    assert corrects(
        draft, flow, asked, understand("نه، انتقال", {"acts": ["deny"], "entities": {"inquiry_type": "transfer"}})
    )
    assert not corrects(draft, flow, asked, understand("نه، بانک", {"entities": {"inquiry_type": "bank"}}))
    assert not corrects(draft, flow, asked, understand("نه", {}))


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("پلاک دوازده", "پلاک 12"),
        ("نه پلاک هشتاد و پنج رو میگم", "پلاک 85"),
        ("پلاک ۶ چی؟", "پلاک 6"),
        ("پلاک یه ساختمون", None),
        ("پلاک ثبتی", None),
    ],
)
def test_a_plate_in_words_is_the_one_in_figures(text, plate):
    assert plate_in(text) == plate
