"""A summary put right in words; how the services sound then is told by their stories."""

from datetime import UTC, datetime

import pytest

from dialogs.draft import Draft
from dialogs.repair.rewrites import change_named
from dialogs.state import Frame, State
from dialogs.story import understand
from tests.book import BOOK


def test_words_after_a_colon_take_the_place_of_those_that_stand():
    book = BOOK
    slots = {"subject": "levy", "reason": "مدارکم کامل بود"}
    state = State("c", stack=(Frame("objection", book.flows["objection"].version, slots),))
    draft = Draft(book, state, datetime(2025, 10, 12, tzinfo=UTC))
    assert change_named(draft, understand("دلیل رو عوض کن: سند من بدلی نیست", {}))
    assert draft.stack[0].slots["reason"] == "سند من بدلی نیست"


@pytest.mark.parametrize("text", ["بانک نه نقل و انتقال", "چیزی نه چیز دیگر"])
def test_what_is_put_right_sends_nothing(talk, text):
    talk.to_confirm()
    talk.says(text)
    assert not talk.calls
    assert talk.state.stack[-1].flow == "register"
