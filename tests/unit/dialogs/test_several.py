"""Several choices of one question told off in a message."""

import pytest

from dialogs.draft import Draft
from dialogs.several import fill_told_off
from dialogs.state import Frame, State
from dialogs.story import understand
from dialogs.taking import put
from tests.book import BOOK
from tests.unit.dialogs.conftest import NOW

FLOW = BOOK.flows["complaint"]


def told(text, **entities):
    draft = Draft(BOOK, State("c1"), NOW)
    draft.stack.append(Frame("complaint", FLOW.version))
    fill_told_off(draft, FLOW, understand(text, {"entities": entities}))
    return dict(draft.stack[0].slots)


def test_the_first_of_the_text_is_taken_and_the_other_waits():
    slots = told("هم چراغ خرابه هم آشغال جمع نمیشه")
    assert slots["complaint_topic"] == "lighting"
    assert slots["other_topics"] == {"next": "waste", "label": "زباله و نظافت", "rest": None}


def test_three_wait_in_their_order():
    slots = told("چاله هست، چراغ هم خاموشه، زباله هم جمع نمیشه")
    assert slots["complaint_topic"] == "pothole"
    others = slots["other_topics"]
    assert (others["next"], others["rest"]["next"], others["rest"]["rest"]) == ("lighting", "waste", None)


def test_a_sentence_of_its_own_tells_off_too():
    slots = told("آشغالا رو نبردن، ۳ روزه! خیابون مشتاق دوم. چراغ کوچه هم سوخته")
    assert (slots["complaint_topic"], slots["other_topics"]["next"]) == ("waste", "lighting")


def test_so_does_what_is_worse_still():
    assert told("سگ ولگرد زیاده خیابون مطهری، تازه چراغ پارک هم سوخته")["other_topics"]["next"] == "lighting"


def test_a_numbered_list_tells_off():
    assert told("۱- چراغ خاموشه ۲- زباله مونده")["other_topics"]["next"] == "waste"


@pytest.mark.parametrize(
    "text",
    ["چاله هست. بچه هم افتاده توی جوب", "درخت افتاده توی جوب", "چراغ خاموشه", "هم من هم بابام از چراغ خاموش شاکی‌ایم"],
)
def test_words_of_two_kinds_that_are_not_told_off_are_one_report(text):
    assert told(text) == {}


def test_each_keeps_its_own_place_where_it_has_one():
    slots = told("یه چاله توی خیابون پروین هست و چراغ کوچه کاوه هم خاموشه")
    assert slots["place"] == "خیابون پروین"
    assert (slots["other_topics"]["place"], slots["other_topics"]["message"]) == ("کوچه کاوه", "چراغ کوچه کاوه خاموشه")


def test_one_and_one_tells_off_too():
    slots = told("یکی چاله خیابون پروین یکی چراغ کوچه کاوه")
    assert (slots["complaint_topic"], slots["place"]) == ("pothole", "خیابون پروین")
    assert (slots["other_topics"]["next"], slots["other_topics"]["place"]) == ("lighting", "کوچه کاوه")


def test_one_place_is_the_place_of_both():
    slots = told("هم چاله هست هم چراغ خیابون پروین خاموشه")
    assert "place" not in slots
    assert slots["other_topics"] == {"next": "lighting", "label": "روشنایی", "rest": None}


def test_what_is_chosen_instead_of_the_first_does_not_wait_any_more():
    draft = Draft(BOOK, State("c1"), NOW)
    draft.stack.append(Frame("complaint", FLOW.version))
    fill_told_off(draft, FLOW, understand("هم چراغ خرابه هم آشغال جمع نمیشه", {}))
    put(draft, FLOW, FLOW.told_off, "waste")
    assert draft.stack[0].slots["other_topics"] is None
