"""A restart of the server as the web client sees it."""

import pytest
from websockets.exceptions import ConnectionClosed

from tests.fakes.web_client import WebClient
from tests.fakes.web_program import WebProgram


def test_stopping_the_server_closes_lines_with_1012_and_the_conversation_goes_on_afterwards(tmp_path):
    program = WebProgram(tmp_path).start()
    try:
        with WebClient(program) as client:
            client.hello()
            client.events(1)
            program.end_serving()
            with pytest.raises(ConnectionClosed):
                client.until("never")
            assert client.socket.protocol.close_code == 1012
        program.begin_serving()
        with WebClient(program) as again:
            assert again.hello(client.ticket, last_seen=1)["type"] == "welcome"
            again.say("برگشتم")
            assert [event["text"] for event in again.events(2)] == ["برگشتم", "شنیدم: برگشتم"]
    finally:
        program.stop()


def test_a_quiet_line_is_pinged_and_the_answer_is_taken(tmp_path):
    from dataclasses import replace

    from bot.channels.web.deps import Patience

    program = WebProgram(tmp_path)
    program.start()
    program.end_serving()
    program.deps = replace(program.deps, patience=Patience(ping=0.1, hello=0.3))
    program.begin_serving()
    try:
        with WebClient(program) as client:
            client.hello()
            assert client.until("ping") == {"type": "ping"}
            client.send(type="pong")
            client.say("زنده‌ام")
            client.until("ack")
        with WebClient(program) as silent:
            with pytest.raises(ConnectionClosed):
                silent.get()
            assert silent.socket.protocol.close_code == 1008
    finally:
        program.stop()


def test_an_address_has_a_limited_number_of_lines(tmp_path):
    keys = "c2hhaHJ5YXItdGVzdC1rZXktMzItYnl0ZXMtbG9uZyE="
    needed = {"municipal_key": "k", "sms_key": "k", "sms_template": "t"}
    production = {"env": "production", "data_keys": keys, "municipal_url": "https://backend.example"} | needed
    program = WebProgram(tmp_path, settings=production).start()
    try:
        lines = [WebClient(program) for _ in range(20)]
        with WebClient(program) as refused:
            assert refused.get()["code"] == "busy"
        lines.pop().close()
        with WebClient(program) as next_one:
            assert next_one.hello()["type"] == "welcome"
        for line in lines:
            line.close()
    finally:
        program.stop()
