"""One contract for both Bot API clients, against our strict fake server."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.telegram.aiogram_client import AiogramTransport
from bot.channels.telegram.ptb import PtbTransport
from bot.channels.telegram.transport import (
    BlockedError,
    ConflictError,
    FloodWaitError,
    NoAnswerError,
    RefusedError,
    TooLargeError,
)
from bot.envelopes import Attachment, Button, Link
from tests.fakes.telegram_server import TOKEN, TelegramServer

CHAT = 7_001


@pytest.fixture
def server():
    with TelegramServer() as running:
        running.world.chats.add(CHAT)
        yield running


@pytest.fixture(params=[PtbTransport, AiogramTransport])
async def transport(request, server):
    made = request.param(token=TOKEN, base_url=server.base_url)
    await made.start()
    yield made
    await made.close()


async def test_a_sent_text_arrives_with_its_buttons_and_gives_its_id(transport, server):
    rows = [[Button("بله", "/press:3:0"), Button("خیر", "/press:3:1")], [Button("پرونده", "/start:file_status")]]
    message_id = await transport.send(str(CHAT), "سلام 🌿\nخط دوم", rows)
    sent = server.world.last_to(CHAT)
    assert (message_id, sent.text) == (str(sent.message_id), "سلام 🌿\nخط دوم")
    assert [b["callback_data"] for b in sent.buttons()] == ["/press:3:0", "/press:3:1", "/start:file_status"]


async def test_a_file_arrives_with_its_words_and_its_buttons(transport, server):
    file = Attachment("visit.ics", "text/calendar", "BEGIN:VCALENDAR\r\nSUMMARY:بازدید\r\n".encode())
    message_id = await transport.send_file(str(CHAT), file, "بفرمایید", [[Button("بله", "/press:3:0")]])
    sent = server.world.last_to(CHAT)
    assert (message_id, sent.text) == (str(sent.message_id), "بفرمایید")
    assert (sent.document.name, sent.document.content) == ("visit.ics", file.content)
    assert [b["callback_data"] for b in sent.buttons()] == ["/press:3:0"]


async def test_a_file_whose_sending_is_not_known_is_told_apart(transport, server):
    server.world.faults.drop_responses = 1
    with pytest.raises(NoAnswerError):
        await transport.send_file(str(CHAT), Attachment("a.ics", "text/calendar", b"x"), "", [])


async def test_a_link_is_a_key_that_opens(transport, server):
    await transport.send(str(CHAT), "سلام", [[Link("درگاه", "https://pay.example/1")], [Button("بله", "/press:3:0")]])
    opening, pressing = server.world.last_to(CHAT).buttons()
    assert (opening["url"], opening.get("callback_data")) == ("https://pay.example/1", None)
    assert pressing["callback_data"] == "/press:3:0"


async def test_the_bot_knows_who_it_is(transport):
    assert await transport.who() == 42


async def test_flood_control_names_its_seconds(transport, server):
    server.world.faults.flood[CHAT] = (7, 1)
    with pytest.raises(FloodWaitError) as wait:
        await transport.send(str(CHAT), "یک", [])
    assert wait.value.seconds == 7


async def test_a_citizen_who_blocked_the_bot_is_told_apart(transport, server):
    server.world.faults.blocked.add(CHAT)
    with pytest.raises(BlockedError):
        await transport.send(str(CHAT), "یک", [])


@pytest.mark.parametrize(("chat", "text"), [("999", "یک"), (str(CHAT), "ب" * 4097)])
async def test_what_can_never_be_sent_is_refused(transport, chat, text):
    with pytest.raises(RefusedError):
        await transport.send(chat, text, [])


async def test_a_wrong_token_is_refused(server):
    for kind in (PtbTransport, AiogramTransport):
        transport = kind(token="42:wrong", base_url=server.base_url)
        await transport.start()
        with pytest.raises(RefusedError) as refusal:
            await transport.who()
        assert "wrong" not in str(refusal.value)
        await transport.close()


@pytest.mark.parametrize("fault", ["server_errors", "drop_responses"])
async def test_an_answer_that_never_came_is_not_known(transport, server, fault):
    setattr(server.world.faults, fault, 1)
    with pytest.raises(NoAnswerError):
        await transport.send(str(CHAT), "یک", [])


async def test_polling_confirms_only_what_a_higher_offset_covers(transport, server):
    server.world.says(CHAT, "اول")
    server.world.says(CHAT, "دوم")
    first = await transport.updates(offset=0, wait=1)
    again = await transport.updates(offset=0, wait=1)
    assert [u["update_id"] for u in first] == [u["update_id"] for u in again] == [1, 2]
    rest = await transport.updates(offset=2, wait=1)
    assert [u["message"]["text"] for u in rest] == ["دوم"]


async def test_updates_come_raw_so_that_missing_fields_do_no_harm(transport, server):
    server.world.raw({"message": {"chat": {"id": CHAT}, "text": "بله از Bale"}})
    update = (await transport.updates(offset=0, wait=1))[0]
    assert update["message"] == {"chat": {"id": CHAT}, "text": "بله از Bale"}


async def test_two_pollers_conflict(transport, server):
    first = asyncio.create_task(transport.updates(offset=0, wait=5))
    await asyncio.sleep(0.3)
    other = PtbTransport(token=TOKEN, base_url=server.base_url)
    await other.start()
    second = asyncio.create_task(other.updates(offset=0, wait=1))
    with pytest.raises(ConflictError):
        await first
    assert await second == []
    await other.close()


async def test_polling_while_a_webhook_is_set_conflicts_until_it_is_removed(transport, server):
    await transport.set_webhook("http://127.0.0.1:1/hook", "geheim")
    assert server.world.webhook == {"url": "http://127.0.0.1:1/hook", "secret": "geheim"}
    with pytest.raises(ConflictError):
        await transport.updates(offset=0, wait=0)
    await transport.delete_webhook()
    assert await transport.updates(offset=0, wait=0) == []


async def test_a_press_is_answered_once_known(transport, server):
    server.world.presses(CHAT, "/press:1:0")
    await transport.answer_press("press-1")
    assert server.world.answered_presses == ["press-1"]
    with pytest.raises(RefusedError):
        await transport.answer_press("press-of-another-bot")


async def test_a_file_is_fetched_by_its_name_whatever_its_path(transport, server):
    raw = bytes(range(256)) * 2_000
    assert await transport.fetch(server.world.upload(raw), most=10**6) == raw


async def test_a_file_longer_than_we_take_is_not_downloaded(transport, server):
    file_id = server.world.upload(b"x" * 101)
    with pytest.raises(TooLargeError):
        await transport.fetch(file_id, most=100)
    assert not [call for call in server.calls if call[0] == "download"]


async def test_one_that_is_longer_than_it_was_told_is_given_up(transport, server, monkeypatch):
    told = server._do_getfile
    monkeypatch.setattr(server, "_do_getfile", lambda fields: {"file_path": told(fields)["file_path"]})
    with pytest.raises(TooLargeError):
        await transport.fetch(server.world.upload(b"x" * 200_000), most=100_000)


async def test_a_file_that_is_not_there_or_has_no_path_is_refused(transport, server, monkeypatch):
    with pytest.raises(RefusedError):
        await transport.fetch("no-such-file", most=10)
    file_id = server.world.upload(b"x")
    server.world.files[file_id] = ("gone", b"x")
    monkeypatch.setattr(server, "_do_getfile", lambda fields: {"file_path": "nowhere"})
    with pytest.raises(RefusedError):
        await transport.fetch(file_id, most=10)
    monkeypatch.setattr(server, "_do_getfile", lambda fields: {})
    with pytest.raises(RefusedError):
        await transport.fetch(file_id, most=10)


async def test_a_download_that_fails_may_be_tried_again_and_names_no_token(transport, server):
    server.world.faults.file_errors = 1
    file_id = server.world.upload(b"x")
    with pytest.raises(NoAnswerError) as failure:
        await transport.fetch(file_id, most=10)
    assert TOKEN not in str(failure.value)
    assert await transport.fetch(file_id, most=10) == b"x"


async def test_a_server_that_is_not_there_gives_no_answer():
    transport = PtbTransport(token=TOKEN, base_url="http://127.0.0.1:9")
    await transport.start()
    with pytest.raises(NoAnswerError):
        await transport.who()
    await transport.close()
