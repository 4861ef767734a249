"""Calendar files through the whole program: a seat and a visit as the citizen's own calendar gets them, over REST and
as a document of a messenger."""

from __future__ import annotations

import base64

import httpx
import icalendar
import pytest

from bot.clock import TEHRAN
from tests.fakes.citizens import last_code
from tests.fakes.telegram_server import TOKEN, TelegramServer
from tests.journeys.program import start_program
from tests.journeys.test_messengers import PATH, SECRET, eventually

MOBILE, NATIONAL_ID = "09130000001", "9991000003"
NOW = "1404-07-20T10:00"
CITY = {
    "citizens": [{"name": "رضا نمونه", "national_id": NATIONAL_ID, "mobile": MOBILE}],
    "files": [{"owner": NATIONAL_ID, "request_no": "2201101", "type": "پروانه ساختمانی", "stage": "در انتظار بازدید"}],
    "classes": [{"id": "one", "title": "پروانه به زبان ساده (نمونه)", "start": "+10", "capacity": 5, "hour": "16:00"}],
}
CHAT = 7_101


@pytest.fixture(scope="module")
def running():
    with TelegramServer() as server:
        program = start_program(
            {
                "SHAHRYAR_NOW": NOW,
                "SHAHRYAR_TELEGRAM_INTAKE": "webhook",
                "SHAHRYAR_TELEGRAM_TOKEN": TOKEN,
                "SHAHRYAR_TELEGRAM_BASE_URL": server.base_url,
                "SHAHRYAR_TELEGRAM_WEBHOOK_PATH": PATH,
                "SHAHRYAR_TELEGRAM_WEBHOOK_SECRET": SECRET,
            }
        )
        server.world.webhook = {"url": f"{program.url}/webhooks/telegram/{PATH}", "secret": SECRET}
        try:
            httpx.post(f"{program.url}/dev/seed", json=CITY, timeout=30).raise_for_status()
            yield server.world, program
        finally:
            program.stop()


class Talk:
    """Over REST. `event` is the entry of the last calendar file that came."""

    def __init__(self, program):
        self.program, self.event, self.method = program, None, None

    def __call__(self, text):
        body = {"sender": "calendar", "message": text}
        told = httpx.post(f"{self.program.url}/webhooks/rest/webhook", json=body, timeout=30).json()
        for file in (one["attachment"] for one in told if "attachment" in one):
            whole = icalendar.Calendar.from_ical(base64.b64decode(file["data"]))
            self.event, self.method = whole.walk("VEVENT")[0], whole.get("METHOD")
        return "\n".join(one["text"] for one in told).translate(dict.fromkeys((0x2066, 0x2069)))

    def signs_in(self):
        self(MOBILE)
        self(NATIONAL_ID)
        return self(last_code(self.program.folder, MOBILE))


@pytest.mark.timeout(180)
def test_a_visit_goes_into_the_calendar_moves_there_and_is_taken_out(running):
    talk = Talk(running[1])
    talk("بازدید پرونده ۲۲۰۱۱۰۱ رو بذارید برای یکشنبه ساعت ۸")
    talk.signs_in()
    assert "وقت بازدید ثبت شد: یکشنبه ۲۷ مهر ۱۴۰۴" in talk("بله")
    assert "فایل تقویم بازدید ملک: یکشنبه ۲۷ مهر ۱۴۰۴" in talk("توی تقویمم بذار")
    first = talk.event
    assert first.decoded("DTSTART").astimezone(TEHRAN).isoformat() == "2025-10-19T08:00:00+03:30"
    assert (str(first["SUMMARY"]), first["SEQUENCE"], talk.method) == ("بازدید ملک، درخواست ۲۲۰۱۱۰۱", 0, None)
    assert not any(secret in str(first.to_ical(), "utf-8") for secret in (MOBILE, NATIONAL_ID, "رضا"))
    talk("وقت بازدیدم رو عوض کن")
    talk("چهارشنبه ساعت ۱۱")
    assert "وقت بازدید عوض شد" in talk("بله")
    talk("گذاشتن در تقویم")
    assert (talk.event["UID"], talk.event["SEQUENCE"]) == (first["UID"], 1)
    assert talk.event.decoded("DTSTART").astimezone(TEHRAN).isoformat() == "2025-10-15T10:00:00+03:30"
    talk("نوبت بازدیدم رو لغو کن")
    assert "این فایل را هم باز کنید تا از آن برداشته شود" in talk("بله")
    assert (talk.event["UID"], talk.event["SEQUENCE"], talk.method) == (first["UID"], 2, "CANCEL")
    assert "الان وقت بازدیدی ندارید" in talk("بازدیدم رو بذار توی تقویمم")


@pytest.mark.timeout(180)
def test_in_a_messenger_the_seat_of_a_class_comes_as_a_document_under_its_words(running):
    world, program = running

    def hears(said, words):
        before = len(world.texts_to(CHAT))
        world.says(CHAT, said)
        eventually(lambda: any(words in text for text in world.texts_to(CHAT)[before:]))

    hears("می‌خوام تو کلاس پروانه ثبت‌نام کنم", "کدام را می‌خواهید")
    hears("پروانه به زبان ساده", "ثبت‌نامتان کنم")
    hears("بله", "موبایل")
    hears(MOBILE, "کد شش‌رقمی")
    hears(last_code(program.folder, MOBILE), "ثبت‌نامتان در")
    button = eventually(lambda: next((b for b in world.last_to(CHAT).buttons() if "تقویم" in b["text"]), None))
    world.presses(CHAT, button["callback_data"])
    sent = eventually(lambda: next((one for one in world.sent if one.chat == CHAT and one.document), None))
    assert "فایل تقویم کلاس «پروانه به زبان ساده (نمونه)»" in sent.text
    event = icalendar.Calendar.from_ical(sent.document.content).walk("VEVENT")[0]
    assert sent.document.name == "class-1404-07-30.ics"
    assert event.decoded("DTSTART").astimezone(TEHRAN).isoformat() == "2025-10-22T16:00:00+03:30"
