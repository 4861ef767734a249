"""One scripted conversation, the same replies through REST, the socket and the page, from the whole program."""

import html
import re

import httpx
import pytest

from tests.fakes.web_client import WebClient
from tests.journeys.program import start_program

pytestmark = pytest.mark.timeout(240)

SCRIPT = ("سلام", "عوارض پروانه چقدر می‌شود؟", "مسکونی", "منطقه ۵", "بی‌خیال", "asdfgh", "😀", "")


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    program = start_program(folder=tmp_path_factory.mktemp("program"))
    yield program
    program.stop()


def through_rest(program):
    with httpx.Client(base_url=program.url, timeout=30) as client:
        # The other two greet whoever comes; a REST client opens the conversation itself.
        client.post("/webhooks/rest/webhook", json={"sender": "script", "message": "/start"})
        for number, text in enumerate(SCRIPT):
            body = {"sender": "script", "message": text, "metadata": {"message_id": str(number)}}
            yield [reply["text"] for reply in client.post("/webhooks/rest/webhook", json=body).json()]


def through_socket(program, counts):
    with WebClient(program) as client:
        client.hello()
        client.until("event")
        for number, (text, count) in enumerate(zip(SCRIPT, counts, strict=True)):
            client.say(text, f"m{number}")
            replies = []
            while len(replies) < count:
                event = client.until("event", timeout=15)
                if event["author"] == "bot":
                    replies.append(event["text"])
            yield replies


def through_page(program, counts):
    with httpx.Client(base_url=program.url, timeout=30, follow_redirects=True) as client:
        page = client.get("/chat")
        for text, count in zip(SCRIPT, counts, strict=True):
            fields = {name: re.search(rf'name="{name}" value="([^"]+)"', page.text)[1] for name in ("token", "id")}
            page = client.post("/chat", data=fields | {"text": text})
            spoken = re.findall(r'<article class="message bot">.*?<div class="body">(.*?)<time', page.text, re.DOTALL)
            lines = [re.findall(r'<p dir="auto">(.*?)</p>', body) for body in spoken[len(spoken) - count :]]
            yield [html.unescape("\n".join(one)) for one in lines]


def test_the_same_script_gives_the_same_replies_on_every_web_channel(program):
    rest = list(through_rest(program))
    assert all(rest), "every message has an answer"
    counts = [len(replies) for replies in rest]
    assert list(through_socket(program, counts)) == rest
    assert list(through_page(program, counts)) == rest


def test_a_repeated_message_id_gets_the_same_answer(program):
    body = {"sender": "twice", "message": "سلام", "metadata": {"message_id": "1"}}
    first = httpx.post(f"{program.url}/webhooks/rest/webhook", json=body, timeout=30).json()
    assert httpx.post(f"{program.url}/webhooks/rest/webhook", json=body, timeout=30).json() == first != []
