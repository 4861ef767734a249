import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web import frames
from bot.channels.web.frames import BadFrame, Hello, Pong, Pushed, Said, read_frame
from bot.channels.web.texts import load_texts
from bot.envelopes import Button
from bot.errors import Code
from bot.storage.messages import Message


def read(**data):
    return read_frame(json.dumps(data))


def test_each_kind_of_frame_is_read():
    assert read(type="hello", ticket=None, last_seen=0) == Hello(None, 0)
    assert read(type="hello", ticket="abc", last_seen=7) == Hello("abc", 7)
    assert read(type="hello") == Hello(None, 0)
    assert read(type="say", client_id="a-1", text="سلام") == Said("a-1", "سلام")
    assert read(type="press", client_id="a-1", payload="/press:1:0") == Pushed("a-1", "/press:1:0")
    assert read(type="pong") == Pong()


@pytest.mark.parametrize(
    "data",
    [
        {"type": "say", "client_id": "a b", "text": "x"},
        {"type": "say", "client_id": "x" * 65, "text": "x"},
        {"type": "say", "client_id": "a", "text": 5},
        {"type": "say", "text": "x"},
        {"type": "press", "client_id": "a", "payload": "hello"},
        {"type": "hello", "ticket": 5},
        {"type": "hello", "ticket": ""},
        {"type": "hello", "ticket": "ت"},
        {"type": "hello", "last_seen": -1},
        {"type": "hello", "last_seen": True},
        {"type": "hello", "last_seen": 1.5},
        {"type": "unheard of"},
        {},
    ],
)
def test_a_frame_out_of_shape_is_a_bad_request(data):
    with pytest.raises(BadFrame) as bad:
        read(**data)
    assert bad.value.code is Code.BAD_REQUEST


def test_a_frame_that_is_too_large_is_named_with_its_message_when_it_can_be_read():
    with pytest.raises(BadFrame) as bad:
        read_frame(json.dumps({"type": "say", "client_id": "big", "text": "ن" * 9_000}, ensure_ascii=False))
    assert (bad.value.code, bad.value.client_id) == (Code.TOO_LARGE, "big")
    with pytest.raises(BadFrame) as torn:
        read_frame("{" + "x" * 20_000)
    assert (torn.value.code, torn.value.client_id) == (Code.TOO_LARGE, None)


def test_letters_written_as_escapes_count_as_letters():
    assert len(read(type="say", client_id="a", text="ن" * 4_000).text) == 4_000


def test_halves_of_surrogate_pairs_are_replaced_and_whole_ones_kept():
    assert frames.whole("a\ud83d") == "a\ufffd"
    assert frames.whole("\ud83d\ude00") == "😀"


@given(
    st.text()
    | st.integers(1, 3_000).map(lambda depth: "[" * depth)
    | st.integers().map(lambda n: f'{{"type":"hello","last_seen":{n}}}')
)
def test_reading_raises_nothing_but_a_bad_frame(raw):
    with suppress(BadFrame):
        read_frame(raw)


def test_an_event_carries_the_line_and_the_client_id_only_when_it_is_the_clients_own():
    from datetime import UTC, datetime

    message = Message(
        "c", 3, "bot", "متن", datetime(2025, 1, 1, tzinfo=UTC), "t", (Button("بله", "/press:1:0"),), ("123",)
    )
    event = frames.event(message, client_id=None)
    assert event == {
        "type": "event",
        "seq": 3,
        "author": "bot",
        "text": "متن",
        "buttons": [{"title": "بله", "payload": "/press:1:0"}],
        "codes": ["123"],
        "links": [],
        "file": None,
        "staff": None,
        "at": "2025-01-01T00:00:00+00:00",
        "wait": False,
    }
    assert frames.event(message, client_id="a")["client_id"] == "a"


def test_an_error_has_a_persian_text_and_names_the_message_it_is_about():
    texts = load_texts()
    assert frames.error("rate_limited", texts, client_id="a") == {
        "type": "error",
        "code": "rate_limited",
        "text": texts.errors["rate_limited"],
        "client_id": "a",
    }
    assert "client_id" not in frames.error("bad_request", texts)
