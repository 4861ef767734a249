"""Raw updates, whole and broken, come out named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.update import Arrived, Ignored, parse
from bot.envelopes import Kind

CHAT = {"id": 7, "type": "private"}


def read(update):
    return parse(update, channel="telegram", bot="42")


def message(**content):
    return {"update_id": 5, "message": {"message_id": 1, "chat": CHAT, "from": {"id": 7}} | content}


def test_a_text_keeps_its_own_words_and_is_keyed_by_bot_and_update():
    inbound = read(message(text=" سلام ")).inbound
    assert (inbound.kind, inbound.body) == (Kind.TEXT, {"text": " سلام "})
    assert (inbound.channel_user, inbound.message_id) == ("7", "42:5")


@pytest.mark.parametrize("text", ["/start", "/start file_1234"])
def test_starting_joins_and_a_deep_link_is_not_read(text):
    assert read(message(text=text)).inbound.kind is Kind.JOINED


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"sticker": {"emoji": "🙂"}}, "sticker"),
        ({"voice": {}}, "voice"),
        ({"audio": {}}, "voice"),
        ({"video_note": {}}, "video"),
        ({"photo": []}, "other"),
        ({"photo": [5, {"file_size": 3}]}, "other"),
        ({"document": {"file_name": "a.exe"}}, "other"),
        ({"document": {"file_id": 5}}, "other"),
        ({"animation": {}, "document": {"file_id": "gif"}}, "video"),
        ({"location": {}}, "location"),
        ({"contact": {"user_id": 9}}, "contact"),
        ({"text": "   "}, "empty"),
        ({"text": "ب" * 5000}, "too_long"),
        ({"new_chat_title": "x"}, "other"),
    ],
)
def test_what_is_not_text_is_named(content, kind):
    inbound = read(message(**content)).inbound
    assert (inbound.kind, inbound.body) == (Kind.UNSUPPORTED, {"kind": kind})


PLACE = {"latitude": 32.65, "longitude": 51.67}


@pytest.mark.parametrize(
    "content", [{"location": PLACE}, {"venue": {"location": PLACE, "title": "خانه"}, "location": PLACE}]
)
def test_a_place_is_its_point_and_nothing_more(content):
    inbound = read(message(**content)).inbound
    assert (inbound.kind, inbound.body) == (Kind.LOCATION, {"lon": 51.67, "lat": 32.65})


@pytest.mark.parametrize("place", [{"latitude": 99, "longitude": 51}, {"latitude": "32", "longitude": 51}, {}, 5, None])
def test_a_place_that_is_none_is_named(place):
    assert read(message(location=place)).inbound.body == {"kind": "location"}


def test_a_live_location_is_answered_once():
    """It goes on being told as edits of the first message."""
    moved = {"update_id": 6, "edited_message": {"chat": CHAT, "location": PLACE}}
    assert read(moved) == Ignored("moved")


SMALL, MIDDLE, LARGE = (
    {"file_id": name, "file_size": size} for name, size in (("S", 900), ("M", 90_000), ("L", 900_000))
)


@pytest.mark.parametrize(
    ("content", "body"),
    [
        ({"photo": [SMALL, MIDDLE, LARGE], "caption": " اینم سند "}, {"file_id": "L", "caption": "اینم سند"}),
        ({"photo": [SMALL, {"file_id": "X", "file_size": 11 * 1024 * 1024}]}, {"file_id": "S"}),
        ({"document": {"file_id": "D", "file_name": "../../x.jpg", "mime_type": "text/html"}}, {"file_id": "D"}),
        ({"document": {"file_id": "D"}, "caption": "ب" * 5000}, {"file_id": "D", "caption": "ب" * 4000}),
    ],
)
def test_a_photo_or_document_is_a_file_to_be_fetched_with_its_caption(content, body):
    inbound = read(message(**content)).inbound
    assert (inbound.kind, inbound.body) == (Kind.FILE, {"channel": "telegram", **body})


def test_a_file_that_says_it_is_too_large_is_not_even_fetched():
    inbound = read(message(document={"file_id": "D", "file_size": 11 * 1024 * 1024})).inbound
    assert (inbound.kind, inbound.body) == (Kind.FILE_REFUSED, {"why": "too_large"})


def test_an_edit_is_not_taken_for_a_new_message():
    edited = {"update_id": 6, "edited_message": {"chat": CHAT, "text": "نه، چهار"}}
    assert read(edited).inbound.body == {"kind": "edited"}


def test_a_press_gives_its_payload_and_must_be_answered():
    press = {"update_id": 8, "callback_query": {"id": "p1", "from": {"id": 7}, "data": "/press:3:1",
                                                 "message": {"chat": CHAT}}}  # fmt: skip
    arrived = read(press)
    assert (arrived.inbound.kind, arrived.inbound.body, arrived.press_id) == (
        Kind.BUTTON,
        {"payload": "/press:3:1"},
        "p1",
    )


@pytest.mark.parametrize("data", ["buy|9", "", None, "/press:x"])
def test_a_press_that_is_not_ours_is_a_stale_button(data):
    press = {"update_id": 8, "callback_query": {"id": "p1", "from": {"id": 7}, "data": data}}
    assert read(press).inbound.body == {"payload": "/press:0:0"}


@pytest.mark.parametrize(
    ("update", "why"),
    [
        ({"update_id": 1, "message": {"chat": {"id": -5, "type": "group"}, "text": "x"}}, "group"),
        ({"update_id": 1, "channel_post": {"chat": {"id": -5}}}, "no_chat"),
        ({"update_id": 1, "my_chat_member": {}}, "membership"),
        ({"message": {}}, "not_an_update"),
        ({"update_id": True}, "not_an_update"),
        (["x"], "not_an_update"),
        (None, "not_an_update"),
    ],
)
def test_what_asks_nothing_of_us_is_ignored_by_name(update, why):
    assert read(update) == Ignored(why)


def test_bale_leaves_fields_out_and_is_still_understood():
    arrived = read({"update_id": 3, "message": {"chat": {"id": 7}, "text": "سلام"}})
    assert isinstance(arrived, Arrived)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["update_id", "message", "chat", "id", "type", "text", "callback_query", "from", "data"]), inner
    ),
    max_leaves=12,
)  # fmt: skip


@given(JSON)
def test_no_json_at_all_breaks_the_parser(update):
    assert isinstance(read(update), Arrived | Ignored)
