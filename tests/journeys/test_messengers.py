"""The whole program behind a webhook: our strict fake of Telegram with its faults, and Telemelya, a fake that
nobody here wrote, in Bale's place."""

from __future__ import annotations

import asyncio
import time

import httpx
import pytest

from bot.channels.telegram.aiogram_client import AiogramTransport
from bot.channels.telegram.ptb import PtbTransport
from tests.fakes.telegram_server import TOKEN, TelegramServer
from tests.fakes.telemelya_server import TOKEN as TELEMELYA_TOKEN
from tests.fakes.telemelya_server import telemelya
from tests.journeys.program import start_program

PATH, SECRET = "p" * 32, "s" * 32
CHAT, OTHER = 7_001, 7_002
pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def running():
    with TelegramServer() as server:
        program = start_program(
            {
                "SHAHRYAR_TELEGRAM_INTAKE": "webhook",
                "SHAHRYAR_TELEGRAM_TOKEN": TOKEN,
                "SHAHRYAR_TELEGRAM_BASE_URL": server.base_url,
                "SHAHRYAR_TELEGRAM_WEBHOOK_PATH": PATH,
                "SHAHRYAR_TELEGRAM_WEBHOOK_SECRET": SECRET,
            }
        )
        server.world.webhook = {"url": f"{program.url}/webhooks/telegram/{PATH}", "secret": SECRET}
        yield server.world, program
        program.stop()


def eventually(condition, *, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)
    return found


def greeted(world, chat):
    """A chat of the test's own that has had its greeting: the tests share a program and come in any order."""
    world.says(chat, "/start")
    eventually(lambda: world.texts_to(chat))
    return chat


def test_a_button_of_the_greeting_starts_its_service(running):
    world, _ = running
    chat = greeted(world, 7_010)
    buttons = {button["text"]: button["callback_data"] for button in world.last_to(chat).buttons()}
    world.presses(chat, buttons["برآورد عوارض پروانه"])
    eventually(lambda: "مسکونی" in world.texts_to(chat)[-1])
    eventually(lambda: world.answered_presses)


def test_a_stale_button_is_told_so_and_the_question_stands(running):
    world, _ = running
    chat = greeted(world, 7_011)
    world.says(chat, "برآورد عوارض")
    eventually(lambda: "مسکونی" in world.texts_to(chat)[-1])
    before = len(world.texts_to(chat))
    world.presses(chat, "/press:1:0")
    eventually(lambda: len(world.texts_to(chat)) >= before + 2)
    assert "مسکونی" in world.texts_to(chat)[-1]


@pytest.mark.parametrize(
    ("content", "kind"),
    [({"sticker": {}}, "message"), ({"voice": {}}, "message"), ({"text": "نه، چهار"}, "edited_message")],
)
def test_what_cannot_be_read_gets_an_answer(running, content, kind):
    world, _ = running
    before = len(world.texts_to(CHAT))
    world.sends_message(CHAT, content, kind=kind)
    eventually(lambda: len(world.texts_to(CHAT)) > before)


def test_flood_control_delays_and_loses_nothing(running):
    world, _ = running
    world.says(OTHER, "سلام")
    before = len(eventually(lambda: world.texts_to(OTHER)))
    world.faults.flood[OTHER] = (1, 2)
    world.says(OTHER, "پایان‌کار چیست؟")
    eventually(lambda: len(world.texts_to(OTHER)) > before and not world.faults.flood)
    assert any("پایان‌کار" in text for text in world.texts_to(OTHER)[before:])


def test_a_server_error_is_repeated_until_it_is_delivered(running):
    world, _ = running
    before = len(world.texts_to(OTHER))
    world.faults.server_errors = 1
    world.says(OTHER, "ممنون")
    eventually(lambda: len(world.texts_to(OTHER)) > before)


def test_a_citizen_who_blocked_the_bot_is_left_in_peace_and_others_are_served(running):
    world, program = running
    blocked, well = 7_003, 7_004
    world.faults.blocked.add(blocked)
    world.says(blocked, "سلام")
    world.says(well, "سلام")
    eventually(lambda: world.texts_to(well))

    def gone():
        page = httpx.get(f"{program.url}/metrics").text
        return 'shahryar_deliveries_total{channel="telegram",result="gone"}' in page

    eventually(gone)
    assert world.texts_to(blocked) == []


def test_a_webhook_without_the_secret_changes_nothing(running):
    world, program = running
    update = {"update_id": 999_999, "message": {"chat": {"id": 7_009}, "text": "سلام"}}
    world.chats.add(7_009)
    wrong = httpx.post(f"{program.url}/webhooks/telegram/{PATH}", json=update)
    assert wrong.status_code == 401
    assert httpx.post(f"{program.url}/webhooks/telegram/{'x' * 32}", json=update).status_code == 404
    time.sleep(0.5)
    assert world.texts_to(7_009) == []


@pytest.mark.parametrize(("transport", "client"), [("ptb", PtbTransport), ("aiogram", AiogramTransport)])
def test_a_fake_nobody_here_wrote_agrees(transport, client):
    with telemelya() as server:
        program = start_program(
            {
                "SHAHRYAR_BALE_INTAKE": "webhook",
                "SHAHRYAR_BALE_TOKEN": TELEMELYA_TOKEN,
                "SHAHRYAR_BALE_BASE_URL": server.url,
                "SHAHRYAR_BALE_WEBHOOK_PATH": PATH,
                "SHAHRYAR_TELEGRAM_TRANSPORT": transport,
            }
        )
        try:
            asyncio.run(set_webhook(client(token=TELEMELYA_TOKEN, base_url=server.url), program))
            server.says(CHAT, command="/start")
            greeting = eventually(lambda: sent(server))[-1]
            keyboard = greeting["reply_markup"]["inline_keyboard"]
            data = next(b["callback_data"] for row in keyboard for b in row if b["text"] == "برآورد عوارض پروانه")
            time.sleep(0.01)  # its update ids are milliseconds
            server.says(CHAT, callback_data=data)
            eventually(lambda: "مسکونی" in sent(server)[-1]["text"])
            eventually(lambda: any(call["method"] == "answerCallbackQuery" for call in server.responses(CHAT)))
        finally:
            program.stop()


async def set_webhook(transport, program):
    await transport.start()
    await transport.set_webhook(f"{program.url}/webhooks/bale/{PATH}", "")
    await transport.close()


def sent(server):
    return [call for call in server.responses(CHAT) if call["method"] == "sendMessage"]
