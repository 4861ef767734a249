"""From effects to messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.envelopes import Link
from bot.render import FILES, render
from dialogs.effects import Ask, Choice, Quote, Say
from dialogs.texts import FILE_KINDS, TextBook, read_text

TEXTS = TextBook(
    {
        key: read_text(key, entry)
        for key, entry in {
            "s.plain": "سلام {name}",
            "s.code": "شماره: {no:code}",
            "s.one": "اولی",
            "s.item": "{title} ({no:code})",
            "s.list": {"text": "این‌ها:\n{l:list}", "each": {"l": "{n:number}. {title}"}},
            "s.link": {"text": "بپردازید:\n{pay.link:link}", "links": {"pay.link": "رفتن به درگاه"}},
            "s.file": {
                "text": "بفرمایید",
                "file": {"kind": "calendar", "of": "made.entry", "title": "s.item", "note": "plain"},
            },
            "common.answer_yes": "بله",
            "common.answer_no": "نه",
        }.items()
    }
)
CHOICES = (Choice("/press:1:0", "s.one"), Choice("/press:1:1", "s.item", {"title": "دوم", "no": "12"}))


def test_choices_are_buttons_and_numbered_lines():
    reply = render(TEXTS, Ask("x", "s.plain", {"name": "ب"}, CHOICES))
    assert reply.text == "سلام ب\n۱. اولی\n۲. دوم (\u2066۱۲\u2069)"
    assert [(button.title, button.payload) for button in reply.buttons] == [
        ("اولی", "/press:1:0"),
        ("دوم (\u2066۱۲\u2069)", "/press:1:1"),
    ]


def test_yes_and_no_are_not_numbered():
    choices = (Choice("/press:1:0", "common.answer_yes"), Choice("/press:1:1", "common.answer_no"))
    assert render(TEXTS, Ask("x", "s.plain", {"name": "ب"}, choices)).text == "سلام ب"


def test_a_text_that_lists_the_choices_itself_is_not_doubled():
    reply = render(TEXTS, Ask("x", "s.list", {"l": [{"title": "یک"}, {"title": "دو"}]}, CHOICES))
    assert reply.text == "این‌ها:\n۱. یک\n۲. دو"


def test_offers_under_a_sentence_are_buttons_only():
    assert render(TEXTS, Say("s.plain", {"name": "ب"}, CHOICES)).text == "سلام ب"


def test_codes_can_be_copied_in_latin_digits_once_each():
    reply = render(TEXTS, Say("s.code", {"no": "۱۲۳"}, (Choice("/start:a", "s.item", {"title": "x", "no": "123"}),)))
    assert reply.codes == ("123",)
    assert "\u2066۱۲۳\u2069" in reply.text


def test_what_staff_wrote_passes_unchanged_and_marked():
    reply = render(TEXTS, Quote("کارشناس", "سلام {name} 12"))
    assert (reply.text, reply.author, reply.staff) == ("سلام {name} 12", "staff", "کارشناس")


@pytest.mark.parametrize("key", ["s.plain", "s.code"])
@given(value=st.text(min_size=1, max_size=40))
def test_isolates_are_balanced_whatever_is_put_in(key, value):
    text = render(TEXTS, Say(key, {"name": value, "no": value})).text
    depth = 0
    for character in text:
        depth += {"\u2066": 1, "\u2068": 1, "\u2069": -1}.get(character, 0)
        assert depth in (0, 1)
    assert depth == 0


def test_a_link_stands_in_the_text_and_beside_it_under_its_title():
    reply = render(TEXTS, Say("s.link", {"pay.link": "https://pay.example/p/1"}))
    assert reply.text == "بپردازید:\nhttps://pay.example/p/1"
    assert reply.links == (Link("رفتن به درگاه", "https://pay.example/p/1"),)


@pytest.mark.parametrize("address", [None, "javascript:alert(1)"])
def test_what_is_no_web_address_opens_nothing(address):
    assert render(TEXTS, Say("s.link", {"pay.link": address})).links == ()


ENTRY = {
    "uid": "u",
    "sequence": 2,
    "stamp": "2026-01-01T08:00:00+00:00",
    "start": "2026-01-04T08:00",
    "name": "visit.ics",
    "title": "بازدید",
    "no": "12",
}


def test_a_text_may_bring_a_file_that_is_made_of_a_value_and_of_other_texts():
    file = render(TEXTS, Say("s.file", {"made.entry": {**ENTRY, "name": "ب"}})).file
    assert file.name == "ب"
    written = file.content.decode().replace("\r\n ", "")
    assert "SUMMARY:بازدید (۱۲)" in written
    assert "DESCRIPTION:سلام ب" in written


def test_no_value_no_file():
    assert render(TEXTS, Say("s.file", {"made.entry": None})).file is None
    assert render(TEXTS, Say("s.plain", {"name": "ب"})).file is None


def test_every_kind_of_file_can_be_made():
    assert set(FILES) == set(FILE_KINDS)
