"""What POST /webhooks/rest/webhook promises (docs/protocols/rest.md), against a real server."""

import base64
import json

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.storage import conversations
from bot.storage.tables import files
from tests.fakes.pictures import HTML, PDF, picture
from tests.fakes.web_program import WebProgram

HOOK = "/webhooks/rest/webhook"


@pytest.fixture
def client(program):
    with program.client() as client:
        yield client


def ask(client, sender, message, **more):
    return client.post(HOOK, json={"sender": sender, "message": message, **more})


def test_the_whole_answer_comes_back_in_rasas_shape(client):
    assert ask(client, "r1", "سلام").json() == [{"recipient_id": "r1", "text": "شنیدم: سلام"}]
    assert ask(client, "r1", "گزینه").json()[0]["buttons"] == [
        {"title": "مسکونی", "payload": "/press:4:0"},
        {"title": "تجاری", "payload": "/press:4:1"},
    ]


def test_codes_come_in_latin_digits_beside_the_text(client):
    reply = ask(client, "r2", "کد من").json()[0]
    assert reply["custom"] == {"codes": ["140407201234"]}


def test_a_buttons_payload_sent_as_text_is_a_press(client):
    assert ask(client, "r3", "/start:file_status").json()[0]["text"] == "شنیدم: /start:file_status"


def test_the_same_message_id_gets_the_same_answer_and_is_taken_once(program, client):
    first = ask(client, "r4", "یک بار", metadata={"message_id": "m-1"})
    handled = program.handled
    again = ask(client, "r4", "یک بار", metadata={"message_id": "m-1"})
    assert first.json() == again.json() != []
    assert program.handled == handled
    assert ask(client, "r5", "یک بار", metadata={"message_id": "m-1"}).json()[0]["recipient_id"] == "r5"
    assert program.handled == handled + 1


def test_what_was_said_unasked_comes_first_with_the_next_answer_and_once(program, client):
    ask(client, "r7", "یک")
    home = program.conversation_of("rest", "r7")
    for text in ("خبر یک", "خبر دو"):
        program.staff_says(home, text)
    second = ask(client, "r7", "دو", metadata={"message_id": "m-2"}).json()
    assert [reply["text"] for reply in second] == ["خبر یک", "خبر دو", "شنیدم: دو"]
    assert [reply["text"] for reply in ask(client, "r7", "سه").json()] == ["شنیدم: سه"]
    assert ask(client, "r7", "دو", metadata={"message_id": "m-2"}).json() == second


def test_messages_without_an_id_are_each_taken(program, client):
    ask(client, "r6", "همان")
    handled = program.handled
    ask(client, "r6", "همان")
    assert program.handled == handled + 1


def test_while_staff_hold_the_conversation_the_answer_is_empty(client):
    assert ask(client, "r7", "ساکت").json() == []


def test_what_staff_say_is_marked(client):
    reply = ask(client, "r8", "کارشناس").json()[0]
    assert reply["custom"] == {"author": "staff", "staff": "خانم نمونه"}


def test_a_turn_that_takes_too_long_gives_what_there_is_and_a_repeat_gives_the_rest(tmp_path):
    from dataclasses import replace

    from bot.channels.web.deps import Patience

    program = WebProgram(tmp_path).start()
    program.end_serving()
    program.deps = replace(program.deps, patience=Patience(answer=0.2))
    program.begin_serving()
    try:
        program.hold.set()
        with program.client() as client:
            assert ask(client, "slow", "سلام", metadata={"message_id": "1"}).json() == []
            program.hold.clear()
            replies = []
            while not replies:
                replies = ask(client, "slow", "سلام", metadata={"message_id": "1"}).json()
        assert replies[0]["text"] == "شنیدم: سلام"
        assert program.handled == 1
    finally:
        program.stop()


@pytest.mark.parametrize("sender", ["a" * 200, "۰۹۱۳", "a/b?c=d#e", "user:with:colons", " "])
def test_any_sender_of_sensible_length_will_do(client, sender):
    assert ask(client, sender, "سلام").json()[0]["recipient_id"] == sender


JPG = picture()


def file(name="a.pdf", mime="application/pdf", data=PDF):
    return {"name": name, "mime": mime, "data": base64.b64encode(data).decode()}


def test_a_place_is_taken_with_words_or_alone_and_its_point_does_not_stay(program, client):
    place = {"location": {"lat": 32.65432, "lon": 51.67891}}
    assert ask(client, "r20", "دفتر نزدیک", metadata=place).json()[0]["text"] == "شنیدم: دفتر نزدیک"
    alone = client.post(HOOK, json={"sender": "r20", "metadata": place})
    assert (alone.status_code, alone.json()[0]["text"]) == (200, "شنیدم: 📍 51.67891")
    assert ask(client, "r20", "  ", metadata=place).json()[0]["text"] == "شنیدم: 📍 51.67891"


@pytest.mark.parametrize(
    "place", [5, {}, {"lat": 91, "lon": 5}, {"lat": "32", "lon": 51}, {"lat": True, "lon": 1}, [1, 2]]
)
def test_a_place_that_is_none_is_a_bad_request(client, place):
    assert ask(client, "r21", "سلام", metadata={"location": place}).status_code == 400


def heard(response):
    return [reply["text"] for reply in response.json()]


def test_an_attachment_is_known_by_its_content_and_answered_one_by_one(client):
    replies = ask(client, "r9", "", attachments=[file(), file("../../x.html", "text/html", JPG)])
    assert heard(replies) == [f"شنیدم: application/pdf {len(PDF)}", f"شنیدم: image/jpeg {len(JPG)}"]


def test_what_is_written_beside_it_is_heard_with_the_first_that_is_taken(client):
    page = file("scan.jpg", "image/jpeg", HTML)
    replies = ask(client, "r9", "این مدرک است", attachments=[page, file(), file()])
    pdf = f"شنیدم: application/pdf {len(PDF)}"
    assert heard(replies) == ["شنیدم: kind", f"{pdf} این مدرک است", pdf]
    assert heard(ask(client, "r9", "این مدرک است", attachments=[page])) == ["شنیدم: این مدرک است", "شنیدم: kind"]


def test_a_button_beside_a_file_stays_a_button(client):
    assert heard(ask(client, "r9", "/start:file_status", attachments=[file()]))[0] == "شنیدم: /start:file_status"


def test_the_bytes_are_stored_before_the_answer_and_once_for_one_message_id(program, client):
    first = ask(client, "files", "", attachments=[file(), file(data=JPG)], metadata={"message_id": "f1"})
    again = ask(client, "files", "", attachments=[file(), file(data=JPG)], metadata={"message_id": "f1"})
    assert heard(first) == heard(again)
    rows = program.store.read(lambda tx: tx.execute(select(files.c.mime, files.c.size)).all())
    assert {tuple(row) for row in rows if row.size == len(JPG)} >= {("image/jpeg", len(JPG))}
    chat = program.store.read(lambda tx: conversations.find(tx, "rest", "files"))
    mine = program.store.read(lambda tx: tx.execute(select(files.c.ref).where(files.c.conversation_id == chat)).all())
    assert len(mine) == 2


def test_one_above_the_limit_is_told_so_in_the_conversation(client):
    assert heard(ask(client, "r10", "", attachments=[file(data=b"%PDF-" + b"0" * (10 * 1024 * 1024))])) == [
        "شنیدم: too_large"
    ]


BAD = [
    b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b"[" * 100_000,
    *(
        json.dumps(body).encode()
        for body in (
            {}, {"sender": "x"}, {"message": "سلام"}, {"sender": "", "message": "a"},
            {"sender": "x" * 201, "message": "a"},
            {"sender": 1, "message": "a"}, {"sender": "x", "message": 5},
            {"sender": "x", "message": "a", "metadata": [1]},
            {"sender": "x", "message": "a", "metadata": {"message_id": {}}}, {"sender": "x\0", "message": "a"},
            {"sender": "x\ud800", "message": "a"}, {"sender": "x", "message": "a", "attachments": {"a": 1}},
            {"sender": "x", "message": "a", "attachments": [{"name": "a", "mime": "b", "data": "not base64!"}]},
            {"sender": "x", "message": "a", "attachments": [{"name": "a", "data": ""}]},
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("raw", BAD, ids=lambda raw: raw[:60])
def test_a_bad_request_is_refused_with_a_code_and_a_text(client, raw):
    response = client.post(HOOK, content=raw)
    assert response.status_code == 400
    assert response.json()["code"] == "bad_request"
    assert response.json()["text"]


def test_too_much_is_refused_before_it_is_read_whole(client):
    assert ask(client, "big", "a", attachments=[file()] * 6).status_code == 413
    response = client.post(HOOK, content=b" " * (16 * 1024 * 1024))
    assert (response.status_code, response.json()["code"]) == (413, "too_large")


def test_a_page_of_another_site_may_not_post(client):
    response = client.post(HOOK, json={"sender": "x", "message": "a"}, headers={"Origin": "https://evil.example"})
    assert (response.status_code, response.json()["code"]) == (403, "not_allowed")


def test_the_channel_is_not_there_unless_enabled(tmp_path):
    program = WebProgram(tmp_path, settings={"rest_enabled": False}).start()
    try:
        assert httpx.post(program.url + HOOK, json={"sender": "x", "message": "a"}).status_code == 404
    finally:
        program.stop()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.binary(max_size=200)
    | st.text(max_size=100).map(lambda text: json.dumps({"sender": "fz", "message": text}).encode())
)
def test_no_request_whatever_is_a_fault_of_ours(client, raw):
    assert client.post(HOOK, content=raw).status_code in {200, 400}


def test_a_link_comes_with_its_title_and_stands_in_the_text(client):
    reply = ask(client, "r-link", "درگاه").json()[0]
    url = "https://pay.example/p/1?a=1&b=2"
    assert reply["custom"] == {"links": [{"title": "رفتن به صفحهٔ پرداخت", "url": url}]}
    assert url in reply["text"]
