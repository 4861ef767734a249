"""Told to stop, the program finishes what it has in hand, says good-bye to open lines, and ends well and soon."""

import signal
import threading
import time

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from tests.fakes.telegram_server import TOKEN, TelegramServer
from tests.fakes.web_client import WebClient
from tests.journeys.program import start_program

pytestmark = pytest.mark.timeout(180)
SOON = 20
SERVICE_RESTART = 1012
LINES = (
    "سلام",
    "می‌خوام عوارض پروانه رو حساب کنم",
    "مسکونی",
    "منطقه ۵",
    "۲۰۰ متر",
    "۴۸۰ متر",
    "۴ طبقه",
    "۴ واحد",
    "ممنون",
)


@pytest.fixture
def running(tmp_path):
    with TelegramServer() as server:  # a long poll is always under way
        program = start_program(
            {
                "SHAHRYAR_TELEGRAM_INTAKE": "polling",
                "SHAHRYAR_TELEGRAM_TOKEN": TOKEN,
                "SHAHRYAR_TELEGRAM_BASE_URL": server.base_url,
            },
            folder=tmp_path,
        )
        yield program
        program.stop()


def ask(program, sender, number):
    body = {"sender": sender, "message": LINES[number], "metadata": {"message_id": str(number)}}
    answer = httpx.post(f"{program.url}/webhooks/rest/webhook", json=body, timeout=30)
    return [reply["text"] for reply in answer.raise_for_status().json()]


def end(program, how):
    """Stop it with this signal; its exit code and how long that took."""
    begun = time.monotonic()
    program.process.send_signal(how)
    return program.process.wait(SOON + 5), time.monotonic() - begun


def talk(program, sender, heard):
    """The whole script, until the program is gone."""
    for number in range(len(LINES)):
        try:
            heard[sender, number] = ask(program, sender, number)
        except httpx.TransportError:
            return


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_drains_closes_the_lines_and_ends_with_zero(running, how):
    heard = {}
    senders = [f"citizen-{number}" for number in range(6)]
    with WebClient(running) as client:
        client.hello()
        client.until("event")
        threads = [threading.Thread(target=talk, args=(running, sender, heard)) for sender in senders]
        for thread in threads:
            thread.start()
        while len(heard) < len(senders):
            time.sleep(0.01)
        code, seconds = end(running, how)
        for thread in threads:
            thread.join()
        with pytest.raises(ConnectionClosed) as closed:
            client.until("good-bye")
        assert closed.value.rcvd.code == SERVICE_RESTART
    assert code == 0
    assert seconds < SOON
    assert "Traceback" not in running.log
    assert any((sender, len(LINES) - 1) not in heard for sender in senders), "it was stopped in the middle"
    running.start()
    for sender in senders:
        again = {(sender, number): ask(running, sender, number) for number in range(len(LINES))}
        assert all(again.values()), "every message has its answer"
        assert {key: again[key] for key in again if key in heard} == {
            key: texts for key, texts in heard.items() if key[0] == sender
        }


def test_a_call_that_does_not_come_back_does_not_hold_it_up(running):
    for number in range(7):
        ask(running, "patient", number)
    httpx.post(f"{running.url}/dev/backend", json={"fault": "slow"})
    waiting = threading.Thread(target=talk, args=(running, "other", {}))
    waiting.start()
    threading.Thread(target=lambda: ask(running, "patient", 7), daemon=True).start()
    time.sleep(0.5)
    code, seconds = end(running, signal.SIGTERM)
    waiting.join()
    assert (code, "Traceback" in running.log) == (0, False)
    assert seconds < SOON
    running.start()
    assert ask(running, "patient", 7), "the call was taken up again, or had ended with an answer of its own"
