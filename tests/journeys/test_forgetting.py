"""A citizen is forgotten while the program runs: by an operator's command, in a process of its own beside it."""

from __future__ import annotations

import subprocess
import sys

import httpx
import pytest

from tests.fakes.web_client import WebClient
from tests.journeys.program import ROOT, start_program

pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
def program():
    running = start_program()
    yield running
    running.stop()


def says(program, text, sender="forget-me"):
    body = {"sender": sender, "message": text}
    told = httpx.post(f"{program.url}/webhooks/rest/webhook", json=body, timeout=30).json()
    return "\n".join(one["text"] for one in told)


def erase(program, *arguments, given=""):
    command = [sys.executable, "-m", "bot", "erase", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=program.environment, input=given, capture_output=True, text=True, timeout=60, check=False
    )


def test_who_was_forgotten_is_somebody_new_and_the_others_are_where_they_were(program):
    says(program, "عوارض پروانه رو حساب کن")
    says(program, "عوارض پروانه رو حساب کن", sender="somebody-else")
    says(program, "مسکونی")
    done = erase(program, "--channel", "rest", given="forget-me\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "messages" in done.stdout
    assert "forget-me" not in done.stdout
    assert "خوش آمدید" in says(program, "سلام")
    assert "منطقه" in says(program, "مسکونی", sender="somebody-else")
    assert "loop_fault" not in program.log
    again = erase(program, "--channel", "rest", given="nobody\n")
    assert (again.returncode, again.stderr.strip()) == (1, "shahryar: not_found what=no such conversation")


def test_a_visitors_page_begins_anew(program):
    with WebClient(program) as visitor:
        visitor.hello()
        ticket = visitor.ticket
        visitor.until("event")
    assert erase(program, "--channel", "web", given=f"{user_of(program, ticket)}\n").returncode == 0
    with WebClient(program) as back:
        assert back.hello(ticket, last_seen=1) == {"type": "reset", "keep_ticket": False}


def user_of(program, ticket):
    from bot.settings import Settings
    from bot.storage import visitors
    from bot.storage.store import open_store

    store = open_store(Settings(var_dir=program.folder))
    try:
        return store.read(lambda tx: visitors.conversation_user(tx, ticket))
    finally:
        store.close()
