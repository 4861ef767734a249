"""The live line: who may open it, what it says, and that it ends with the session."""

import asyncio
import json
import threading

import pytest
from starlette.websockets import WebSocketDisconnect

from bot.console.accounts import disable_staff
from bot.console.leases import watch_leases
from bot.console.socket import REFUSED, SIGNED_OUT
from bot.storage import cases, staff
from bot.storage.cases import LEASE
from tests.fakes.desk import World, deed, form_token, sign_in

ORIGIN = {"origin": "http://testserver"}


def opened(client, **headers):
    return client.websocket_connect("/console/ws", headers={**ORIGIN, **headers})


def hello(client, line):
    line.send_text(json.dumps({"hello": form_token(client.get("/console").text)}))
    assert line.receive_json() == {"ready": True}


def closed_with(line):
    try:
        while True:
            line.receive_json()
    except WebSocketDisconnect as end:
        return end.code


def test_a_stranger_gets_no_line(browser):
    with pytest.raises(WebSocketDisconnect), opened(browser):
        pass


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil.example", ""])
def test_another_site_gets_no_line_even_with_the_cookie(desk, origin):
    with pytest.raises(WebSocketDisconnect), opened(desk, origin=origin):
        pass


def test_another_host_gets_no_line(store, tmp_path):
    world = World(store, tmp_path, console_host="desk.example")
    world.hire()
    with world.browser(base_url="http://desk.example") as client:
        sign_in(world, client)
        with pytest.raises(WebSocketDisconnect), client.websocket_connect("ws://other.example/console/ws"):
            pass


@pytest.mark.parametrize(
    "first", ['{"hello": "wrong"}', '{"hello": 7}', "{}", "[]", "not json", '{"here": true}', "x" * 5000]
)
def test_a_line_without_the_pages_token_is_closed(desk, first):
    with opened(desk) as line:
        line.send_text(first)
        assert closed_with(line) == REFUSED


def test_a_new_case_shows_without_asking(world, desk):
    with opened(desk) as line:
        hello(desk, line)
        world.ask_for_staff(text="words-of-a-citizen")
        assert line.receive_json() == {"changed": True}


def test_a_new_message_in_a_held_case_shows_and_one_in_anothers_does_not(world, desk):
    number = world.ask_for_staff()
    world.say("c2", "not in the queue")
    deed(desk, number, "claim")
    world.take_turns()
    with opened(desk) as line:
        hello(desk, line)
        world.say("c2", "nobody at the desk hears this")
        world.say("c1", "this they do")
        assert line.receive_json() == {"changed": True}
        world.say("c2", "again nothing")
        disable_staff(world.store, "negar", clock=world.clock)
        assert closed_with(line) == SIGNED_OUT


def test_the_line_ends_when_the_session_is_idle_too_long(world, desk):
    with opened(desk) as line:
        hello(desk, line)
        world.clock.go_on(minutes=16)
        assert closed_with(line) == SIGNED_OUT


def test_the_line_ends_at_sign_out(world, desk):
    with opened(desk) as line:
        hello(desk, line)
        desk.post("/console/sign-out", data={"csrf": form_token(desk.get("/console").text)})
        assert closed_with(line) == SIGNED_OUT


def test_an_open_line_keeps_the_cases_of_its_staff(world, desk):
    number = world.ask_for_staff()
    deed(desk, number, "claim")
    world.clock.go_on(minutes=2)
    with opened(desk) as line:
        hello(desk, line)
        world.ask_for_staff("c2")
        line.receive_json()
    assert world.case(number).lease_until == world.clock.now() + LEASE


def test_a_silent_line_does_not_count_as_somebody_being_there(world, desk):
    account = world.store.read(lambda tx: staff.find(tx, "negar"))
    assert world.store.read(lambda tx: staff.online(tx, now=world.clock.now())) == 1
    world.clock.go_on(minutes=15)
    assert account.enrolled
    assert world.store.read(lambda tx: staff.online(tx, now=world.clock.now())) == 0


async def test_the_watch_over_leases_outlives_a_lost_database(world, monkeypatch):
    account, number = world.hire(), world.ask_for_staff()
    world.store.write(lambda tx: cases.claim(tx, number, by=account, now=world.clock.now()))
    read, failures = world.store.read, iter([True])

    def failing_once(work):
        if threading.current_thread() is not threading.main_thread() and next(failures, False):
            raise ConnectionError
        return read(work)

    monkeypatch.setattr(world.store, "read", failing_once)
    task = asyncio.create_task(watch_leases(world.deps, every=0.01))
    world.clock.go_on(minutes=4)
    for _ in range(500):
        if world.case(number).status == "waiting":
            break
        await asyncio.sleep(0.01)
    assert world.case(number).status == "waiting"
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
