"""Bad input, through the whole program and every channel it can come by: a named outcome on /metrics, a Persian
answer that says what to do next, nothing lost, and never a word of what went wrong inside."""

import base64
import os
import re
import socket
import time

import httpx
import pytest
from websockets.sync.client import connect

from tests.fakes.citizens import RestCitizen, SocketCitizen, TelegramCitizen, last_code, wait_for
from tests.fakes.telegram_server import TOKEN, TelegramServer
from tests.fakes.web_client import WebClient
from tests.journeys.program import start_program

pytestmark = pytest.mark.timeout(120)

CHANNELS = ("rest", "web", "telegram")
LONG = "بلند " * 20_000  # 100,000 letters
ESTIMATE = ("می‌خوام عوارض پروانه رو حساب کنم", "مسکونی", "منطقه ۵", "۲۰۰ متر", "۴۸۰ متر", "۴ طبقه", "۴ واحد")
INSIDE = re.compile(r"Traceback|Error|Exception|None|null|\{|\}|internal", re.IGNORECASE)


@pytest.fixture(scope="module")
def telegram():
    with TelegramServer() as server:
        yield server


@pytest.fixture(scope="module")
def program(telegram):
    program = start_program(
        {
            "SHAHRYAR_NOW": "1405-09-02T10:00",
            "SHAHRYAR_TELEGRAM_INTAKE": "polling",
            "SHAHRYAR_TELEGRAM_TOKEN": TOKEN,
            "SHAHRYAR_TELEGRAM_BASE_URL": telegram.base_url,
        }
    )
    yield program
    program.stop()


@pytest.fixture(autouse=True)
def as_before(program):
    yield
    httpx.post(f"{program.url}/dev/backend", json={"fault": "none"})


class Line:
    """A citizen on one channel who has been greeted; `say` gives the answer, and keeps to what a citizen may read."""

    chats = iter(range(9_000, 10_000))

    def __init__(self, channel, program, telegram):
        self.channel, self.program, self.telegram = channel, program, telegram
        self.chat = next(self.chats)
        self.citizen = {
            "rest": lambda: RestCitizen(program.url),
            "web": lambda: SocketCitizen(program.url),
            "telegram": lambda: TelegramCitizen(telegram.world, self.chat),
        }[channel]()
        self.citizen.open()
        wait_for(self.citizen, 1)

    def say(self, text, *, replies=1):
        return self.after(lambda: self.citizen.say(text), replies=replies)

    def after(self, act, *, replies=1):
        before = len(self.citizen.heard())
        act()
        heard = wait_for(self.citizen, before + replies)[before:]
        assert len(heard) >= replies, "an answer"
        for text in heard:
            readable(text)
        return "\n".join(heard)

    def is_alive(self):
        return bool(self.say("سلام"))


@pytest.fixture(params=CHANNELS)
def line(request, program, telegram):
    made = Line(request.param, program, telegram)
    yield made
    made.citizen.close()


def readable(text):
    """Persian for a citizen: nothing of the inside, and every bidi mark that opens also closes."""
    assert re.search("[آ-ی]", text), text
    assert not INSIDE.search(text), text
    assert text.count("\u2066") + text.count("\u2067") + text.count("\u2068") == text.count("\u2069")
    assert not re.search("[\u202a-\u202e]", text)


def count(program, metric, **labels):
    page = httpx.get(f"{program.url}/metrics").text
    inner = ",".join(f'{name}="{value}"' for name, value in sorted(labels.items()))
    found = re.search(rf"^shahryar_{metric}_total{{{re.escape(inner)}}} (\S+)", page, re.MULTILINE)
    return float(found[1]) if found else 0.0


class Counting:
    """`with Counting(program, "turns", outcome=…)`: inside, that was counted at least once."""

    def __init__(self, program, metric, **labels):
        self.program, self.metric, self.labels = program, metric, labels

    def __enter__(self):
        self.before = count(self.program, self.metric, **self.labels)

    def __exit__(self, failure, *_):
        deadline = time.monotonic() + 5
        while not failure and count(self.program, self.metric, **self.labels) <= self.before:
            assert time.monotonic() < deadline, f"{self.metric} {self.labels} was not counted"
            time.sleep(0.05)


# -- what a citizen types ----------------------------------------------------------------------------------


def test_a_text_of_100_kb_is_told_to_be_shorter_and_the_conversation_goes_on(line):
    if line.channel == "web":  # stopped at the door: a frame has its limit
        with Counting(line.program, "refused", channel="web", why="too_large"), WebClient(line.program) as client:
            client.hello()
            client.say(LONG, "long")
            refusal = client.until("error")
        assert refusal["client_id"] == "long"
        readable(refusal["text"])
        assert "کوتاه" in refusal["text"]
    else:
        with Counting(line.program, "turns", outcome="unsupported", channel=line.channel):
            assert "چند خط" in line.say(LONG)
    assert line.is_alive()


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_an_empty_text_is_asked_for_again(line, text):
    with Counting(line.program, "turns", outcome="unsupported", channel=line.channel):
        assert "دوباره بنویسید" in line.say(text)
    assert line.is_alive()


@pytest.mark.parametrize("text", ["😀😀😀", "\u202e\u2066\u200f\u0007\u0001", "…!!؟؟", "\ufeff\u200c\u200c", "ے" * 300])
def test_what_says_nothing_gets_a_next_step(line, text):
    answer = line.say(text)
    assert re.search("بنویسید|بگویید|انتخاب کنید|می‌توانم|کمک|تماس بگیرید", answer), answer
    assert line.is_alive()


def test_marks_that_turn_the_reading_round_cannot_reach_what_we_show(line):
    line.say(ESTIMATE[0])
    line.say("\u202eمسکونی\u202c")
    readable(line.say("\u2067منطقه ۵"))


def test_digits_of_every_script_with_marks_between_them_are_read(line):
    for text in ESTIMATE[:2]:
        line.say(text)
    line.say("منطقه \u200f٥\u200e")
    assert "زیربنا" in line.say("\u2068۲۰0\u2069 متر")


# -- kinds of messages -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["sticker", "voice", "photo", "document", "location", "contact", "poll", "dice"])
def test_what_is_no_text_is_told_what_to_do_instead(program, telegram, kind):
    line = Line("telegram", program, telegram)
    with Counting(program, "turns", outcome="unsupported", channel="telegram"):
        answer = line.after(lambda: telegram.world.sends_message(line.chat, {kind: {}}))
    assert re.search("بنویسید|ببرید", answer)
    assert line.is_alive()


def test_a_file_nobody_asked_for_is_kept_and_asked_about(program):
    body = {"sender": "with-a-file", "message": None}
    body["attachments"] = [{"name": "a.pdf", "mime": "application/pdf", "data": base64.b64encode(b"%PDF").decode()}]
    with Counting(program, "turns", outcome="asked", channel="rest"):
        (reply,) = httpx.post(f"{program.url}/webhooks/rest/webhook", json=body, timeout=20).json()
    assert "فایلتان رسید. مدرک یکی از درخواست‌هایتان" in reply["text"]
    assert [button["title"] for button in reply["buttons"]] == ["بله", "نه"]


def test_an_edited_message_is_answered_and_changes_nothing(program, telegram):
    line = Line("telegram", program, telegram)
    for text in ESTIMATE[:2]:
        line.say(text)
    with Counting(program, "turns", outcome="unsupported", channel="telegram"):
        answer = line.after(
            lambda: telegram.world.sends_message(line.chat, {"text": "تجاری"}, kind="edited_message"), replies=2
        )
    assert "پیامی تازه" in answer
    assert "منطقه" in answer, "the question still stands"


@pytest.mark.parametrize(
    ("update", "why"),
    [
        ({"poll_answer": {"poll_id": "1"}}, "no_chat"),
        ({"message_reaction_of_tomorrow": {"chat": {"id": 1}}}, "no_chat"),
        ({"my_chat_member": {"chat": {"id": 9_999}}}, "membership"),
        ({"message": {"chat": {"id": -5, "type": "group"}, "text": "سلام"}}, "group"),
        ({"message": []}, "no_chat"),
    ],
)
def test_an_update_that_asks_nothing_is_counted_and_does_not_block_the_next(program, telegram, update, why):
    line = Line("telegram", program, telegram)
    with Counting(program, "ignored_updates", channel="telegram", why=why):
        telegram.world.raw(update)
    assert line.is_alive()


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"[]", b'"x"', b'{"sender": 5}', b'{"sender":"a","message":7}', b"\xff\xfe", b"[" * 100_000]
)
def test_a_request_that_is_none_is_refused_by_code_and_in_persian(program, raw):
    with Counting(program, "refused", channel="rest", why="bad_request"):
        answer = httpx.post(f"{program.url}/webhooks/rest/webhook", content=raw)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    readable(answer.json()["text"])


@pytest.mark.parametrize("frame", ["", "{", "[]", '{"type":"say"}', '{"type":"fly","client_id":"a"}', "[" * 10_000])
def test_a_frame_that_is_none_is_answered_and_the_line_stays(program, frame):
    with WebClient(program) as client, Counting(program, "refused", channel="web", why="bad_request"):
        client.hello()
        client.socket.send(frame)
        readable(client.until("error")["text"])
        client.say("سلام", "next")
        assert client.until("ack")["client_id"] == "next"


# -- buttons, tabs and lines -------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", ["/press:1:0", "/press:99:7"])
def test_a_button_of_an_earlier_question_is_told_so_and_the_question_stands(line, payload):
    for text in ESTIMATE[:2]:
        line.say(text)
    with Counting(line.program, "turns", outcome="stale", channel=line.channel):
        if line.channel == "telegram":
            answer = line.after(lambda: line.telegram.world.presses(line.chat, payload), replies=2)
        else:
            answer = line.say(payload, replies=2)
    assert "دکمه" in answer
    assert "منطقه" in answer


def test_a_button_of_another_program_is_stale(program, telegram):
    line = Line("telegram", program, telegram)
    with Counting(program, "turns", outcome="stale", channel="telegram"):
        line.after(lambda: telegram.world.presses(line.chat, "vote_5"))
    assert line.is_alive()


def test_a_second_tab_shows_the_same_conversation_and_a_double_is_one_message(program):
    with WebClient(program) as first, WebClient(program) as second:
        first.hello()
        greeting = first.until("event")
        second.hello(ticket=first.ticket)
        assert second.until("event")["text"] == greeting["text"]
        first.say("پایان‌کار چیست؟", "from-first")
        second.say("پایان‌کار چیست؟", "from-first")
        shown = [[(event["seq"], event["text"]) for event in tab.events(2, timeout=10)] for tab in (first, second)]
        assert shown[0] == shown[1]
        second.say("ممنون", "from-second")
        while first.until("event", timeout=10)["text"] != "ممنون":
            pass  # the rest of the first answer


def test_a_line_lost_in_the_middle_of_a_frame_costs_nothing(program):
    with WebClient(program) as client:
        client.hello()
        client.until("event")
        ticket = client.ticket
    broken = cut_frame(program, ticket)
    assert broken, "the line was open"
    with WebClient(program) as client:
        assert client.hello(ticket=ticket)["type"] == "welcome"
        client.say("پایان‌کار چیست؟", "half")
        assert client.until("ack")["client_id"] == "half"
        said = [event for event in client.events(3, timeout=10) if event["author"] == "citizen"]
    assert [event["text"] for event in said] == ["پایان‌کار چیست؟"]


def cut_frame(program, ticket):
    """Speak by hand: a handshake, an introduction, and half of what a client says. Then pull the plug."""
    host, port = program.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 5) as raw:
        key = base64.b64encode(os.urandom(16)).decode()
        raw.sendall(
            f"GET /ws/chat HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\nOrigin: {program.url}\r\n\r\n".encode()
        )
        answer = raw.recv(4096)
        for text in (f'{{"type":"hello","ticket":"{ticket}","last_seen":0}}', '{"type":"say","client_id":"half","te'):
            data = text.encode()
            length = len(data) if text.endswith("}") else len(data) + 40  # promised, never sent
            raw.sendall(bytes([0x81, 0x80 | length]) + bytes(4) + data)  # masked with zeros
        time.sleep(0.2)
        return answer.startswith(b"HTTP/1.1 101")


def test_a_line_that_ends_without_good_bye_and_a_frame_too_large_for_any_client(program):
    address = program.url.replace("http", "ws") + "/ws/chat"
    with connect(address, origin=program.url, compression=None, max_size=None) as line:
        line.send("ش" * 400_000)
        with pytest.raises(Exception, match="1009"):
            line.recv(5)
    assert httpx.get(f"{program.url}/readyz").status_code == 200


# -- neighbours that fail, and codes that do not fit -------------------------------------------------------


@pytest.mark.parametrize("fault", ["down", "error", "reset", "lost_answer"])
def test_a_dead_backend_is_told_with_what_to_do_and_the_answers_are_kept(line, fault):
    for text in ESTIMATE[:-1]:
        line.say(text)
    httpx.post(f"{line.program.url}/dev/backend", json={"fault": fault})
    with Counting(line.program, "turns", outcome="unavailable", channel=line.channel):
        answer = line.say(ESTIMATE[-1])
        if "برآورد" not in answer:
            answer = "\n".join(line.citizen.heard()[-2:])
    assert re.search("دوباره|چند دقیقه|۱۳۷|کارشناس", answer), answer
    httpx.post(f"{line.program.url}/dev/backend", json={"fault": "none"})
    assert line.is_alive()


def sign_in_until_the_code(line, mobile="09130000002", national_id="9991000011"):
    for text in ("پرونده‌ام در چه مرحله‌ای است؟", mobile):
        line.say(text)
    assert "پیامک" in line.say(national_id)
    return last_code(line.program.folder, mobile)


def other(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


@pytest.fixture
def rest(program, telegram):
    return Line("rest", program, telegram)


def test_a_wrong_code_may_be_tried_again(rest):
    code = sign_in_until_the_code(rest, "09130000003", "9991000021")
    with Counting(rest.program, "turns", outcome="refused", channel="rest"):
        assert re.search("یکی نیست", rest.say(other(code)))
    assert "۱۴۰۵" in rest.say(code), "the right one still works"


def test_an_expired_code_is_sent_anew(rest):
    code = sign_in_until_the_code(rest, "09130000004", "9991000038")
    now = httpx.post(f"{rest.program.url}/dev/clock", json={"now": "1405-09-02T11:00"})
    assert now.status_code == 200
    with Counting(rest.program, "turns", outcome="refused", channel="rest"):
        answer = rest.say(code)
    assert re.search("مهلت|گذشته|تازه|دوباره", answer), answer
    fresh = last_code(rest.program.folder, "09130000004")
    assert fresh != code
    assert "۱۴۰۵" in rest.say(fresh)


def test_the_code_of_another_conversation_opens_nothing(rest, program, telegram):
    foreign = sign_in_until_the_code(Line("rest", program, telegram), "09130000005", "9991000046")
    own = sign_in_until_the_code(rest, "09130000006", "9991000054")
    if foreign == own:
        pytest.skip("one in a million: both got the same digits")
    with Counting(program, "turns", outcome="refused", channel="rest"):
        answer = rest.say(foreign)
    assert "۱۴۰۵" not in answer
    assert re.search("یکی نیست", answer)
