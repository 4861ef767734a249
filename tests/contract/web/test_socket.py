"""What /ws/chat promises (docs/protocols/web.md), against a real server."""

import json
import socket as sockets

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.fakes.web_client import WebClient


def test_a_new_visitor_gets_a_ticket_and_is_greeted_once(program):
    with WebClient(program) as client:
        welcome = client.hello()
        assert welcome["type"] == "welcome"
        assert len(welcome["ticket"]) >= 43
        greeting = client.events(1)[0]
        assert greeting["author"] == "bot"
        assert greeting["buttons"][0] == {"title": "پیگیری پرونده", "payload": "/start:file_status"}
    with WebClient(program) as again:
        assert again.hello(client.ticket)["last_seen"] == 1
        assert again.events(1)[0]["seq"] == greeting["seq"]
        with pytest.raises(TimeoutError):
            again.until("event", timeout=0.3)


def test_a_message_is_acknowledged_then_comes_back_with_its_client_id_and_is_answered(program):
    with WebClient(program) as client:
        client.hello()
        client.events(1)
        client.say("سلام", "a-1")
        frames = [client.get() for _ in range(3)]
        assert {"type": "ack", "client_id": "a-1"} in frames
        own, answer = [frame for frame in frames if frame["type"] == "event"]
        assert (own["author"], own["client_id"], own["text"]) == ("citizen", "a-1", "سلام")
        assert answer["text"] == "شنیدم: سلام"
        assert answer["seq"] == own["seq"] + 1
        assert "client_id" not in answer


def test_an_acknowledged_message_is_in_the_store_even_when_nobody_answers_yet(program):
    program.hold.set()
    with WebClient(program) as client:
        client.hello()
        client.say("بماند", "kept")
        assert client.until("ack")["client_id"] == "kept"
    program.hold.clear()
    with WebClient(program) as again:
        again.hello(client.ticket)
        assert [event["text"] for event in again.events(3)][1:] == ["بماند", "شنیدم: بماند"]


def test_a_message_sent_twice_is_acknowledged_twice_and_answered_once(program):
    with WebClient(program) as client:
        client.hello()
        client.events(1)
        client.say("یک بار", "same")
        client.until("ack")
        client.say("یک بار", "same")
        client.say("پایان", "last")
        texts = []
        while not texts or texts[-1] != "شنیدم: پایان":
            texts.append(client.until("event")["text"])
        assert texts == ["یک بار", "شنیدم: یک بار", "پایان", "شنیدم: پایان"]


def test_two_visitors_may_use_the_same_client_id(program):
    with WebClient(program) as one, WebClient(program) as other:
        for client, text in ((one, "از یکی"), (other, "از دیگری")):
            client.hello()
            client.events(1)
            client.say(text, "m1")
            assert [event["text"] for event in client.events(2)] == [text, f"شنیدم: {text}"]


def test_a_second_tab_sees_every_event_of_the_first(program):
    with WebClient(program) as first, WebClient(program) as second:
        first.hello()
        second.hello(first.ticket)
        first.events(1), second.events(1)
        first.say("در زبانهٔ اول", "t1")
        second.say("در زبانهٔ دوم", "t2")
        assert first.events(4) == second.events(4)


def test_coming_back_replays_only_what_was_missed(program):
    with WebClient(program) as client:
        client.hello()
        client.events(1)
    program.hold.set()
    with WebClient(program) as client2:
        client2.hello(client.ticket, last_seen=1)
        client2.say("گم نشود", "x")
        client2.until("ack")
    program.hold.clear()
    with WebClient(program) as client3:
        client3.hello(client.ticket, last_seen=1)
        assert [event["seq"] for event in client3.events(2)] == [2, 3]


def test_a_pressed_button_is_a_message_and_anything_else_in_its_place_is_refused(program):
    with WebClient(program) as client:
        client.hello()
        client.events(1)
        client.send(type="press", client_id="p1", payload="/start:file_status")
        assert client.until("event")["text"] == "پیگیری پرونده"
        client.until("event")
        client.send(type="press", client_id="p2", payload="rm -rf")
        error = client.until("error")
        assert (error["code"], error["client_id"]) == ("bad_request", "p2")


def test_a_place_is_taken_and_anything_else_in_its_place_is_refused(program):
    with WebClient(program) as client:
        client.hello()
        client.events(1)
        client.send(type="locate", client_id="l1", lat=32.65, lon=51.67)
        own = client.until("event")
        assert (own["author"], own["text"], own["client_id"]) == ("citizen", "📍", "l1")
        client.until("event")
        for wrong in ({"lat": 91, "lon": 51}, {"lat": "32", "lon": 51}, {"lat": 32.65}):
            client.send(type="locate", client_id="l2", **wrong)
            error = client.until("error")
            assert (error["code"], error["client_id"]) == ("bad_request", "l2")


def test_staff_are_named_and_marked(program):
    with WebClient(program) as client:
        client.hello()
        client.events(1)
        client.say("کارشناس می‌خواهم")
        staff = client.events(2)[1]
        assert (staff["author"], staff["staff"]) == ("staff", "خانم نمونه")


@pytest.mark.parametrize(("ticket", "keep"), [("never-issued", False), ("x" * 200, False)])
def test_an_unknown_ticket_starts_again_on_the_same_socket(program, ticket, keep):
    with WebClient(program) as client:
        assert client.hello(ticket) == {"type": "reset", "keep_ticket": keep}
        assert client.hello()["type"] == "welcome"


def test_a_client_that_is_ahead_of_us_starts_again_with_its_ticket(program):
    with WebClient(program) as client:
        client.hello()
        client.events(1)
    with WebClient(program) as again:
        assert again.hello(client.ticket, last_seen=99) == {"type": "reset", "keep_ticket": True}
        assert again.hello(client.ticket, last_seen=0)["type"] == "welcome"
        assert again.events(1)[0]["seq"] == 1


def test_the_ticket_reaches_one_conversation_and_is_stored_as_a_digest_only(program):
    with WebClient(program) as one, WebClient(program) as other:
        one.hello(), other.hello()
        assert one.ticket != other.ticket
        one.events(1), other.events(1)
        one.say("راز یک", "m1")
        one.events(2)
        with pytest.raises(TimeoutError):
            other.until("event", timeout=0.3)
    stored = b"".join(path.read_bytes() for path in program.folder.glob("shahryar.db*"))
    assert one.ticket.encode() not in stored


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        (None, True),
        ("https://city.example", True),
        ("https://evil.example", False),
        ("null", False),
        ("https://city.example.evil.example", False),
        ("file://", False),
    ],
)
def test_only_our_own_pages_and_the_listed_ones_may_open_a_line(program, origin, allowed):
    if allowed:
        with WebClient(program, origin=origin) as client:
            assert client.hello()["type"] == "welcome"
    else:
        with pytest.raises(InvalidStatus) as refused:
            WebClient(program, origin=origin)
        assert refused.value.response.status_code == 403


def test_our_own_host_is_an_allowed_origin(program):
    with WebClient(program, origin=program.url) as client:
        assert client.hello()["type"] == "welcome"


def test_saying_something_before_hello_is_answered_not_dropped(program):
    with WebClient(program) as client:
        client.say("سلام", "early")
        error = client.get()
        assert (error["code"], error["client_id"]) == ("ticket_invalid", "early")
        assert client.hello()["type"] == "welcome"


def test_a_100_kb_message_is_refused_by_name_and_the_line_stays_open(program):
    with WebClient(program) as client:
        client.hello()
        client.events(1)
        client.say("ن" * 50_000, "big")
        error = client.until("error")
        assert (error["code"], error["client_id"]) == ("too_large", "big")
        assert "کوتاه" in error["text"]
        client.say("سلام", "small")
        assert client.until("ack")["client_id"] == "small"


@pytest.mark.parametrize(
    ("text", "kept"), [("", "empty"), ("   ", "empty"), ("ب" * 4_001, "too_long"), ("\ud800 نیمه", "\ufffd نیمه")]
)
def test_odd_texts_are_taken_in_under_a_name(program, text, kept):
    with WebClient(program) as client:
        client.hello()
        client.events(1)
        client.say(text, "odd")
        assert client.until("ack")["client_id"] == "odd"
    with WebClient(program) as again:
        again.hello(client.ticket, last_seen=1)
        assert again.events(1)[0]["text"] == kept


def test_a_flood_is_told_to_wait_and_nothing_it_had_acknowledged_is_lost(program):
    with WebClient(program) as client:
        client.hello()
        client.events(1)
        for number in range(40):
            client.say(f"پیام {number}", f"f{number}")
        acked, refused = set(), set()
        while len(acked) + len(refused) < 40:
            frame = client.get()
            if frame["type"] == "ack":
                acked.add(frame["client_id"])
            elif frame["type"] == "error":
                assert frame["code"] == "rate_limited"
                refused.add(frame["client_id"])
        assert len(acked) >= 20
        assert refused
    with WebClient(program) as again:
        again.hello(client.ticket)
        seen = set()
        while seen != acked:
            seen.add(again.until("event").get("client_id"))
            seen.discard(None)


def test_a_socket_cut_in_the_middle_of_a_frame_hurts_nobody(program):
    with WebClient(program) as other:
        other.hello()
        with WebClient(program) as client:
            client.hello()
            client.events(1)
            raw: sockets.socket = client.socket.socket
            raw.sendall(b"\x81\xfe\x10\x00\x01\x02\x03\x04half a frame")
            raw.shutdown(sockets.SHUT_RDWR)
        with WebClient(program) as again:
            assert again.hello(client.ticket, last_seen=1)["type"] == "welcome"
            again.say("هستم")
            again.until("ack")
        other.say("من هم هستم")
        other.until("ack")


def test_too_many_senseless_frames_end_the_line(program):
    with WebClient(program) as client:
        for _ in range(50):
            client.socket.send("؟")
            assert client.get()["code"] == "bad_request"
        with pytest.raises(ConnectionClosed):
            client.get()
        assert client.socket.protocol.close_code == 1008


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
TYPES = st.sampled_from(["hello", "say", "press", "pong", "ping", "welcome", "reset", ""])
FRAMES = st.one_of(
    st.binary(max_size=64),
    st.text(max_size=64),
    JSON.map(json.dumps),
    st.fixed_dictionaries(
        {"type": TYPES},
        optional={"ticket": JSON, "last_seen": JSON, "client_id": JSON, "text": JSON, "payload": JSON},
    ).map(json.dumps),
    st.integers(1, 5_000).map(lambda depth: "[" * depth),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(frames=st.lists(FRAMES, min_size=1, max_size=12), introduced=st.booleans())
def test_no_frames_whatever_kill_the_line_or_go_unanswered(program, frames, introduced):
    with WebClient(program) as client:
        if introduced:
            client.hello()
        for frame in frames:
            try:
                client.socket.send(frame)
            except UnicodeEncodeError:
                continue
        client.say("هنوز؟", "still-here")
        while (answer := client.get()).get("client_id") != "still-here":
            assert answer["type"] in {"error", "event", "ack", "welcome", "reset", "ping"}
        assert answer["type"] in {"ack", "error", "event"}
