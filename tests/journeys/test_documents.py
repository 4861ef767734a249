"""Documents handed in from home, through the whole program: real store, real calls, the embedded backend with its demo
city; over REST, and from Telegram with photos that have to be fetched."""

from __future__ import annotations

import base64
import itertools
import json
import sqlite3
import time
from dataclasses import dataclass, replace

import httpx
import pytest

from tests.fakes.citizens import last_code
from tests.fakes.pictures import HTML, picture, png_bomb
from tests.fakes.telegram_server import TOKEN, TelegramServer
from tests.faults.script import mobile, national_id, request_no
from tests.journeys.program import start_program

pytestmark = pytest.mark.timeout(180)

PATH, SECRET = "p" * 32, "s" * 32
CARD, SOIL = picture(size=(1200, 900)), picture("PNG", size=(500, 500))
NUMBERS = itertools.count(100)
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@pytest.fixture(scope="module")
def telegram():
    with TelegramServer() as server:
        yield server


@pytest.fixture(scope="module")
def program(telegram):
    running = start_program(
        {
            "SHAHRYAR_TELEGRAM_INTAKE": "webhook",
            "SHAHRYAR_TELEGRAM_TOKEN": TOKEN,
            "SHAHRYAR_TELEGRAM_BASE_URL": telegram.base_url,
            "SHAHRYAR_TELEGRAM_WEBHOOK_PATH": PATH,
            "SHAHRYAR_TELEGRAM_WEBHOOK_SECRET": SECRET,
        }
    )
    telegram.world.webhook = {"url": f"{running.url}/webhooks/telegram/{PATH}", "secret": SECRET}
    yield running
    running.stop()


@dataclass
class Wanting:
    """A citizen with one request that misses two documents."""

    mobile: str
    national_id: str
    number: str


@pytest.fixture
def wanting(program):
    """One of the test's own: codes by SMS are few a number."""
    number = next(NUMBERS)
    one = Wanting(mobile(number), national_id(number), request_no(number, 0))
    file = {"owner": one.national_id, "request_no": one.number, "type": "پروانه ساختمانی", "district": 6}
    wants = {"stage": "نقص مدارک", "missing_docs": ["soil_test", "national_card"], "address": "نمونه"}
    person = {"name": "شهروند نمونه", "national_id": one.national_id, "mobile": one.mobile}
    done = httpx.post(f"{program.url}/dev/seed", json={"citizens": [person], "files": [file | wants]})
    assert done.json()["seeded"] == {"citizens": 1, "files": 1}
    return one


class Rest:
    """A citizen whose messages may carry files."""

    def __init__(self, program, sender):
        self.url, self.sender, self.folder, self.count = (
            f"{program.url}/webhooks/rest/webhook",
            sender,
            program.folder,
            0,
        )

    def post(self, text=None, *raws, message_id=None):
        files = [{"name": "../x.jpg", "mime": "image/jpeg", "data": base64.b64encode(raw).decode()} for raw in raws]
        self.count += 1
        body = {"sender": self.sender, "message": text or "", "attachments": files}
        body["metadata"] = {"message_id": message_id or f"m{self.count}"}
        return httpx.post(self.url, json=body, timeout=40).json()

    def say(self, text=None, *raws, **more):
        return "\n".join(reply["text"] for reply in self.post(text, *raws, **more))

    def sign_in(self, one):
        self.say(one.mobile)
        self.say(one.national_id)
        return self.say(last_code(self.folder, one.mobile))


def stored(program):
    """What the backend holds: document, type and size, newest last."""
    with sqlite3.connect(program.folder / "reference.db") as database:
        query = "SELECT d.document, d.mime, d.size FROM documents d ORDER BY d.id"
        return [tuple(row) for row in database.execute(query)]


def test_one_after_the_other_until_the_request_goes_on(program, wanting):
    citizen = Rest(program, "happy")
    citizen.say(f"می‌خوام مدارک درخواست {wanting.number} رو بفرستم")
    heard = citizen.sign_in(wanting)
    assert "کارت ملی: نرسیده" in heard
    assert "کدام مدرک را می‌فرستید؟" in heard
    assert "عکس «آزمایش خاک»" in citizen.say("آزمایش خاک")
    heard = citizen.say(None, SOIL)
    assert all(part in heard for part in ("مدرک: آزمایش خاک", "PNG", wanting.number.translate(PERSIAN)))
    heard = citizen.say("بله")
    assert "«آزمایش خاک» رسید" in heard
    assert "عکس «کارت ملی»" in heard
    assert "مدرک: کارت ملی" in citizen.say(None, CARD)
    heard = citizen.say("بله")
    assert "همهٔ مدارک این درخواست رسید" in heard
    assert "بررسی مدارک" in heard
    assert stored(program)[-2:] == [("soil_test", "image/png", len(SOIL)), ("national_card", "image/jpeg", len(CARD))]


def test_a_file_out_of_the_blue_with_words_beside_it_needs_nothing_said_twice(program, wanting):
    citizen = Rest(program, "blue")
    heard = citizen.say(f"اینم کارت ملیم برای درخواست {wanting.number}", CARD)
    if "مدرک یکی از درخواست‌هایتان" in heard:
        citizen.say("آره")
    heard = citizen.sign_in(wanting)
    assert "مدرک: کارت ملی" in heard
    assert "«کارت ملی» رسید" in citizen.say("بله")


def test_a_large_photo_is_made_small_enough_on_the_way(program, wanting):
    photo = picture(size=(3000, 2300), quality=90)
    assert len(photo) > 2_048_000
    citizen = Rest(program, "large")
    citizen.say(f"مدرک برای درخواست {wanting.number} می‌فرستم")
    citizen.sign_in(wanting)
    citizen.say("کارت ملی")
    citizen.say(None, photo)
    assert "«کارت ملی» رسید" in citizen.say("بله")
    document, mime, size = stored(program)[-1]
    assert (document, mime) == ("national_card", "image/jpeg")
    assert size <= 2_000_000


def test_what_is_no_picture_is_refused_with_the_way_on_and_at_the_third_a_person_is_offered(program, wanting):
    citizen = Rest(program, "wrong")
    citizen.say(f"مدرک برای درخواست {wanting.number} می‌فرستم")
    citizen.sign_in(wanting)
    citizen.say("کارت ملی")
    before = stored(program)
    assert "این نوع فایل را نمی‌توانم بگیرم" in citizen.say(None, HTML)
    assert "باز نشد" in citizen.say(None, CARD[:5000])
    assert "کارشناس" in citizen.say(None, png_bomb(40_000, 40_000))
    assert "مدرک: کارت ملی" in citizen.say(None, CARD)
    assert stored(program) == before


def test_too_small_for_the_municipality_is_refused_by_it_and_asked_again(program, wanting):
    citizen = Rest(program, "small")
    citizen.say(f"مدرک برای درخواست {wanting.number} می‌فرستم")
    citizen.sign_in(wanting)
    citizen.say("کارت ملی")
    citizen.say(None, picture("PNG", size=(9, 9)))
    heard = citizen.say("بله")
    assert "کوچک‌تر از آن است که خوانا باشد" in heard
    assert "۲ کیلوبایت" in heard
    citizen.say(None, CARD)
    assert "«کارت ملی» رسید" in citizen.say("بله")


def test_the_same_message_twice_is_one_file_and_one_document(program, wanting):
    citizen = Rest(program, "twice")
    citizen.say(f"مدرک برای درخواست {wanting.number} می‌فرستم")
    citizen.sign_in(wanting)
    citizen.say("کارت ملی")
    assert citizen.say(None, CARD, message_id="f") == citizen.say(None, CARD, message_id="f")
    before = len(stored(program))
    assert citizen.say("بله", message_id="yes") == citizen.say("بله", message_id="yes")
    assert len(stored(program)) == before + 1


def test_somebody_elses_request_is_as_if_there_were_none(program, wanting):
    stranger = replace(wanting, mobile="09130000004", national_id="9991000038")
    citizen = Rest(program, "stranger")
    citizen.say(f"مدرک برای درخواست {wanting.number} می‌فرستم")
    foreign = citizen.sign_in(stranger)
    nothing = citizen.say(f"مدرک برای درخواست {'9' * 9} می‌فرستم")
    assert foreign.splitlines()[0] == nothing.splitlines()[0]
    assert "پیدا نکردم" in foreign


def test_at_rest_and_in_the_log_there_is_nothing_of_it(program, wanting):
    citizen = Rest(program, "quiet")
    marked = CARD + b"SHABAVIZAN-IN-THE-TAIL"
    citizen.say("اینم کارت ملی شباویزان", marked)
    data = b"".join(path.read_bytes() for path in program.folder.glob("shahryar.db*"))
    assert b"SHABAVIZAN" not in data
    assert CARD[200:260] not in data
    assert "شباویزان" not in program.log
    assert "x.jpg" not in program.log


def eventually(condition, *, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)
    return found


class Chat:
    """A citizen on Telegram. Each doing waits for the words it must lead to."""

    def __init__(self, world, chat):
        self.world, self.chat = world, chat

    def hears(self, part, doing, *args, **more):
        before = len(self.world.texts_to(self.chat))
        doing(self.chat, *args, **more)
        return eventually(lambda: next((t for t in self.world.texts_to(self.chat)[before:] if part in t), None))

    def says(self, text, part):
        return self.hears(part, self.world.says, text)

    def sign_in(self, program, one, part):
        self.says(one.mobile, "کد ملی")
        self.says(one.national_id, "کد شش‌رقمی")
        return self.says(last_code(program.folder, one.mobile), part)


def test_a_photo_from_telegram_is_fetched_and_handed_in(program, telegram, wanting):
    chat = Chat(telegram.world, 9_001)
    chat.says(f"مدرک برای درخواست {wanting.number} می‌فرستم", "موبایل")
    chat.sign_in(program, wanting, "کدام مدرک")
    chat.says("کارت ملی", "عکس «کارت ملی»")
    heard = chat.hears("مدرک: کارت ملی", telegram.world.sends_photo, CARD)
    assert "JPG" in heard
    chat.says("بله", "«کارت ملی» رسید")
    assert stored(program)[-1] == ("national_card", "image/jpeg", len(CARD))


def test_a_download_that_fails_is_tried_again_without_a_word_and_its_caption_is_heard(program, telegram):
    telegram.world.faults.file_errors = 1
    chat = Chat(telegram.world, 9_002)
    chat.hears("موبایل", telegram.world.sends_document, SOIL, "نقشه.png", caption="اینم نقشه")
    assert len(telegram.world.texts_to(9_002)) == 1
    assert telegram.world.faults.file_errors == 0


def test_one_that_cannot_be_fetched_is_told_in_persian_and_may_be_sent_again(program, telegram):
    telegram.world.faults.file_errors = 3
    chat = Chat(telegram.world, 9_003)
    chat.hears("به دستم نرسید", telegram.world.sends_photo, CARD)
    chat.hears("مدرک یکی از درخواست‌هایتان", telegram.world.sends_photo, CARD)


def test_a_page_sent_as_a_document_is_known_by_its_content(program, telegram):
    chat = Chat(telegram.world, 9_004)
    chat.hears("این نوع فایل", telegram.world.sends_document, HTML, "scan.jpg")


def test_a_killed_program_fetches_after_its_restart_and_stores_once(program, telegram):
    telegram.world.faults.file_errors = 2
    chat = Chat(telegram.world, 9_005)
    before = len(telegram.world.texts_to(9_005))
    update = telegram.world.sends_photo(9_005, CARD)
    eventually(lambda: telegram.world.faults.file_errors < 2)
    program.kill()
    program.start()
    eventually(lambda: len(telegram.world.texts_to(9_005)) > before, seconds=60)
    telegram.world.again(update)
    chat.says("نه", "کنار گذاشتم")
    assert [t for t in telegram.world.texts_to(9_005) if "مدرک یکی" in t] == telegram.world.texts_to(9_005)[:1]


def test_the_log_is_json_and_names_no_file(program):
    events = [json.loads(line) for line in program.log.splitlines() if line.startswith("{")]
    assert any(event.get("action") == "files.fetch" for event in events)
    assert not any("file-" in str(event) or "نقشه" in str(event) for event in events)
