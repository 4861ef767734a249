"""Against a server on a real socket: one that answers, and one that fails in every way a server can."""

import socket

import pytest

from integrations.rasa.client import LARGEST, NotRead, RasaClient, Why
from nlu.types import Intent

TEXT = "قبض ۱۲۳ رو می‌خوام"


@pytest.fixture
def client(rasa):
    opened = RasaClient(rasa.url)
    yield opened
    opened.close()


def why(client, *, seconds=5.0):
    with pytest.raises(NotRead) as failure:
        client.parse(TEXT, seconds=seconds)
    assert TEXT not in str(failure.value)
    assert failure.value.__suppress_context__ or failure.value.__context__ is None
    return failure.value.why


def test_the_server_gets_the_text_as_it_was_written_and_its_reading_comes_back(rasa, client):
    assert client.parse(TEXT, seconds=5).intents[0] == Intent("pay_bill", 0.9)
    assert rasa.asked == [TEXT]


def test_a_server_that_is_not_there():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        client = RasaClient(f"http://127.0.0.1:{nobody.getsockname()[1]}")
        assert why(client) is Why.DOWN
        client.close()


def test_a_server_that_takes_its_time(rasa, client):
    rasa.slow = 30
    assert why(client, seconds=0.1) is Why.SLOW


def test_a_server_that_gives_a_byte_now_and_then_does_not_outlast_the_deadline(rasa, client):
    rasa.drip = 0.02  # each byte comes in time; the whole would take seconds
    assert why(client, seconds=0.3) is Why.SLOW


@pytest.mark.parametrize("status", [401, 404, 409, 500, 503])
def test_a_server_that_refuses(rasa, client, status):
    rasa.replies = lambda _: status
    assert why(client) is Why.REFUSED


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"\xff\xfe", b"null", b"[" * 5000, b"{}", b" " * (LARGEST + 1)], ids=lambda body: body[:4]
)
def test_a_server_that_is_no_rasa(rasa, client, body):
    rasa.replies = lambda _: body
    assert why(client) is Why.GARBAGE


def test_after_a_failure_the_next_text_is_asked_as_ever(rasa, client):
    replies, rasa.replies = rasa.replies, lambda _: 500
    assert why(client) is Why.REFUSED
    rasa.replies = replies
    assert client.parse(TEXT, seconds=5).intents
