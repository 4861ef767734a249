"""Inbound to event, and the line the transcript keeps; secrets and missing parts above all."""

import pytest

from bot.envelopes import Button, Inbound, Kind
from bot.errors import BotError
from bot.hearing import HIDDEN, hear, is_secret, own_line, wiped
from bot.storage.messages import Message
from dialogs.codec import result_to_json
from dialogs.events import (
    CallAnswered,
    FileRefused,
    FileSent,
    FileStored,
    Joined,
    PointShared,
    Pressed,
    StaffReleased,
    StaffSaid,
    StaffTook,
    Unsupported,
    Woke,
)
from dialogs.ports import Rejected
from dialogs.state import Asked, State
from nlu.types import Act
from tests.fakes.mind import NOW, Verbatim

ASKED = State("c", asked=Asked("code", 1, (), secret=True))


def inbound(kind, body=None):
    return Inbound("web", "c1", "m1", kind, body or {})


class Listening(Verbatim):
    def understand(self, text, *, now, expecting=None):
        self.expecting = expecting
        return super().understand(text, now=now)


@pytest.mark.parametrize(
    ("kind", "body", "event"),
    [
        (Kind.JOINED, {}, Joined()),
        (Kind.BUTTON, {"payload": "/press:1:0"}, Pressed("/press:1:0")),
        (Kind.FILE, {"ref": "r", "mime": "image/png", "size": 3}, FileStored("r", "image/png", 3)),
        (Kind.LOCATION, {"lon": 51.6, "lat": 32.6}, PointShared(lon=51.6, lat=32.6)),
        (
            Kind.FILE,
            {"channel": "bale", "file_id": "A"},
            FileSent({"channel": "bale", "file_id": "A", "caption": None}),
        ),
        (Kind.FILE_REFUSED, {"why": "kind"}, FileRefused("kind")),
        (Kind.FILE_REFUSED, {"why": "quota", "call_id": "x"}, FileRefused("quota", "x")),
        (Kind.UNSUPPORTED, {"kind": "voice"}, Unsupported("voice")),
        (
            Kind.CALL_ANSWERED,
            {"call_id": "x", "result": result_to_json(Rejected("no"))},
            CallAnswered("x", Rejected("no")),
        ),
        (Kind.STAFF_TOOK, {"staff": "s1", "name": "N"}, StaffTook("N")),
        (Kind.STAFF_SAID, {"staff": "s1", "text": "t"}, StaffSaid("s1", "t")),
        (Kind.STAFF_RELEASED, {"staff": "s1", "closed": True}, StaffReleased("s1", closed=True)),
        (Kind.WOKE, {}, Woke()),
    ],
)
def test_every_kind_becomes_its_event(kind, body, event):
    assert hear(inbound(kind, body), State("c"), understander=Verbatim(), now=NOW) == event


def test_what_is_written_beside_a_file_is_understood_with_it_as_the_name_of_a_document():
    ear = Listening()
    body = {"ref": "r", "mime": "image/png", "size": 3, "caption": "اینم سند", "call_id": "x"}
    event = hear(inbound(Kind.FILE, body), State("c"), understander=ear, now=NOW)
    assert (event.said.raw, event.call_id, ear.expecting) == ("اینم سند", "x", "doc_type")


@pytest.mark.parametrize("slot", ["@file", "file"])
def test_where_a_file_is_asked_for_words_name_a_document(slot):
    ear = Listening()
    hear(inbound(Kind.TEXT, {"text": "سند"}), State("c", asked=Asked(slot, 1)), understander=ear, now=NOW)
    assert ear.expecting == "doc_type"


@pytest.mark.parametrize(
    ("kind", "body", "line"),
    [
        (Kind.FILE, {"ref": "r"}, "📎"),
        (Kind.FILE, {"channel": "bale", "file_id": "A", "caption": "اینم سند"}, "📎 اینم سند"),
        (Kind.FILE_REFUSED, {"why": "kind"}, "📎"),
        (Kind.FILE, {"ref": "r", "call_id": "x"}, None),
        (Kind.FILE_REFUSED, {"why": "kind", "call_id": "x"}, None),
    ],
)
def test_a_file_is_shown_once_and_not_again_when_it_was_fetched(kind, body, line):
    assert own_line(inbound(kind, body), State("c"), before=()) == line


def test_text_is_understood_with_the_standing_question_as_a_hint():
    understander = Listening()
    event = hear(inbound(Kind.TEXT, {"text": "hi"}), ASKED, understander=understander, now=NOW)
    assert (event.understanding.raw, understander.expecting) == ("hi", "code")


def test_a_place_that_came_along_with_words_is_heard_with_them():
    event = hear(
        inbound(Kind.TEXT, {"text": "hi", "point": {"lon": 51.6, "lat": 32.6}}),
        State("c"),
        understander=Verbatim(),
        now=NOW,
    )
    assert (event.understanding.raw, event.point) == ("hi", PointShared(lon=51.6, lat=32.6))


def test_of_a_place_nothing_stays_once_it_is_answered():
    assert wiped(inbound(Kind.LOCATION, {"lon": 51.6, "lat": 32.6}), State("c")) == {}
    with_words = inbound(Kind.TEXT, {"text": "hi", "point": {"lon": 51.6, "lat": 32.6}})
    assert wiped(with_words, State("c")) == {"text": "hi"}
    assert wiped(with_words, ASKED) == {"text": HIDDEN}
    assert wiped(inbound(Kind.TEXT, {"text": "hi"}), State("c")) is None
    assert own_line(inbound(Kind.LOCATION, {"lon": 51.6, "lat": 32.6}), State("c"), before=[]) == "📍"


def test_a_body_without_what_its_kind_needs_is_a_named_defect():
    with pytest.raises(BotError, match="data_invalid"):
        hear(inbound(Kind.BUTTON), State("c"), understander=Verbatim(), now=NOW)


def test_only_text_under_a_secret_question_is_secret():
    assert is_secret(inbound(Kind.TEXT, {"text": "1"}), ASKED)
    assert not is_secret(inbound(Kind.TEXT, {"text": "1"}), State("c"))
    assert own_line(inbound(Kind.TEXT, {"text": "1"}), ASKED, before=[]) == HIDDEN


def test_the_transcript_shows_labels_signs_and_nothing_for_what_is_not_the_citizens():
    old = Message("c", 1, "bot", "choose", NOW, "t", buttons=(Button("Yes", "/press:1:0"),))
    assert own_line(inbound(Kind.BUTTON, {"payload": "/press:1:0"}), State("c"), before=[old]) == "Yes"
    assert own_line(inbound(Kind.FILE), State("c"), before=[]) == "📎"
    assert own_line(inbound(Kind.UNSUPPORTED, {"kind": "new_thing"}), State("c"), before=[]) == "…"
    assert own_line(inbound(Kind.WOKE), State("c"), before=[]) is None


def test_a_card_number_is_cut_before_anything_reads_the_text():
    said = hear(
        inbound(Kind.TEXT, {"text": "کارت 6037 9912 3456 7890 برای قبض"}), State("c"), understander=Verbatim(), now=NOW
    )
    assert Act.CARD in said.understanding.acts
    assert not any(letter.isdigit() for letter in said.understanding.raw)
    assert "برای قبض" in said.understanding.raw
    assert is_secret(inbound(Kind.TEXT, {"text": "کارت 6037991234567890"}), State("c"))
    assert not is_secret(inbound(Kind.BUTTON, {"payload": "6037991234567890"}), State("c"))
