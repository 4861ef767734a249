"""One long conversation over the four first services, a sourced answer and a hand-over gives the same replies
over REST, the WebSocket, Telegram and the terminal. Each channel has a program and a city of its own."""

from __future__ import annotations

import re

import pytest

from tests.fakes.citizens import (
    RestCitizen,
    SocketCitizen,
    TelegramCitizen,
    TerminalCitizen,
    last_code,
    wait_for,
)
from tests.fakes.telegram_server import TOKEN, TelegramServer
from tests.journeys.program import ROOT, start_program

MOBILE, NATIONAL_ID = "09130000001", "9991000003"
NOW = "1405-09-02T10:00"
CODE = object()
SCRIPT = [
    "پایان‌کار چیست؟",
    "می‌خوام عوارض پروانه رو حساب کنم",
    "مسکونی",
    "منطقه ۵",
    "۲۰۰ متر",
    "چهارصد و هشتاد متر",
    "۴ طبقه",
    "۴ واحد",
    "پرونده‌ام در چه مرحله‌ای است؟",
    "٠٩١٣٠٠٠٠٠٠١",
    NATIONAL_ID,
    CODE,
    "1",
    "می‌خواهم در کلاس ثبت نام کنم",
    "۳",
    "بله",
    "استعلام نقل و انتقال می‌خواهم",
    "۲",
    "بله",
    "می‌خواهم با کارشناس صحبت کنم",
]
MARKS = {
    0: "پایان‌کار",
    7: "برآورد غیررسمی",
    12: "۱۴۰۵۱۰۰۱۰۱",
    15: "انجام شد",
    18: "پیگیری",
    19: "کارشناس",
}
"""What must be true of the replies to some lines: the conversation really got there."""


def play(citizen, folder, expected=None, *, lines=None):
    """The replies to each line. With `expected`, waits for as many as there were there."""
    citizen.open()
    heard = [wait_for(citizen, 1)]
    for number, line in enumerate(SCRIPT[:lines]):
        before = len(citizen.heard())
        citizen.say(last_code(folder, MOBILE) if line is CODE else line)
        wanted = before + len(expected[number + 1]) if expected else before + 1
        heard.append(wait_for(citizen, wanted)[before:])
    citizen.close()
    # The number of a case comes from its own conversation, so it is the one thing that differs.
    heard[-1] = [re.sub(r"[\u2066-\u2068][۰-۹]+\u2069", "…", text) for text in heard[-1]]
    return heard


def environment(**more):
    return {"SHAHRYAR_NOW": NOW} | {f"SHAHRYAR_{name}": value for name, value in more.items()}


@pytest.fixture(scope="module")
def by_rest():
    program = start_program(environment())
    try:
        yield play(RestCitizen(program.url), program.folder)
    finally:
        program.stop()


@pytest.mark.timeout(180)
def test_the_conversation_gets_somewhere(by_rest):
    for number, mark in MARKS.items():
        assert any(mark in text for text in by_rest[number + 1]), (SCRIPT[number], by_rest[number + 1])


@pytest.mark.timeout(180)
def test_the_socket_says_the_same(by_rest):
    program = start_program(environment())
    try:
        assert play(SocketCitizen(program.url), program.folder, by_rest) == by_rest
    finally:
        program.stop()


@pytest.mark.timeout(180)
@pytest.mark.parametrize(("transport", "lines"), [("ptb", len(SCRIPT)), ("aiogram", 4)])
def test_telegram_says_the_same(by_rest, transport, lines):
    with TelegramServer() as server:
        program = start_program(
            environment(
                TELEGRAM_INTAKE="polling",
                TELEGRAM_TOKEN=TOKEN,
                TELEGRAM_BASE_URL=server.base_url,
                TELEGRAM_TRANSPORT=transport,
            )
        )
        try:
            heard = play(TelegramCitizen(server.world, 7_001), program.folder, by_rest, lines=lines)
            assert heard == by_rest[: lines + 1]
        finally:
            program.stop()


@pytest.mark.timeout(180)
def test_the_terminal_says_the_same(by_rest, tmp_path):
    program = start_program(environment())  # only for its settings: the terminal runs a program of its own
    settings = dict(program.environment) | {"SHAHRYAR_VAR_DIR": str(tmp_path)}
    program.stop()
    assert play(TerminalCitizen(ROOT, settings), tmp_path, by_rest) == by_rest
