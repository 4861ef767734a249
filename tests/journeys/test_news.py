"""Who follows a file hears of it on the very line they asked on, while the desks of the municipality work; who ended
it hears nothing."""

import json
import time
from contextlib import ExitStack

import httpx
import pytest

from tests.fakes.citizens import RestCitizen, SocketCitizen, last_code
from tests.journeys.program import start_program

MOBILE, NATIONAL_ID = "09130000031", "9991000313"
CITY = {
    "citizens": [{"name": "شهروند نمونه", "national_id": NATIONAL_ID, "mobile": MOBILE}],
    "files": [
        {
            "owner": NATIONAL_ID,
            "request_no": "1404200200",
            "nosazi_code": "6-2-110-9",
            "type": "inquiry_land_use",
            "district": 6,
            "address": "خیابان نمونه",
            "stage": "submitted",
            "entered_on": "1404-07-19",
        }
    ],
}


@pytest.fixture
def program():
    running = start_program({"SHAHRYAR_NOW": "1404-07-20T10:00"})
    yield running
    running.stop()


@pytest.fixture
def closing():
    with ExitStack() as stack:
        yield stack


def dev(program, what, body):
    return httpx.post(f"{program.url}/dev/{what}", json=body, timeout=30).raise_for_status().json()


def hears(citizen, part, *, seconds=20):
    """Waits until a text with `part` in it was heard; that text."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for text in citizen.heard():
            if part in text:
                return text
        time.sleep(0.05)
    raise AssertionError(json.dumps(citizen.heard()[-4:], ensure_ascii=False))


def follow(program, citizen):
    citizen.open()
    citizen.say("هر وقت پرونده‌ام جلو رفت خبرم کن")
    hears(citizen, "موبایل")
    citizen.say(MOBILE)
    hears(citizen, "کد ملی")
    citizen.say(NATIONAL_ID)
    hears(citizen, "کد شش‌رقمی")
    citizen.say(last_code(program.folder, MOBILE))
    hears(citizen, "همین‌جا می‌نویسم")


def time_passes(program):
    """Three minutes at a time of the day that came with `advance`: whoever was looked at as it came, before the desks
    had done their work, is not looked at again sooner."""
    hour, minute = 10, 0
    while (hour, minute) < (20, 0):
        minute += 3
        hour, minute = hour + minute // 60, minute % 60
        dev(program, "clock", {"now": f"1404-07-21T{hour:02}:{minute:02}"})
        yield
        time.sleep(0.5)


@pytest.mark.timeout(120)
def test_the_news_comes_by_itself_on_the_widgets_line_once_and_by_day(program, closing):
    dev(program, "seed", CITY)
    citizen = SocketCitizen(program.url)
    closing.callback(citizen.close)
    follow(program, citizen)
    assert dev(program, "advance", {})["moved"] >= 1
    news = next(text for _ in time_passes(program) for text in citizen.heard() if "خبر تازه از شهرداری" in text)
    assert "بررسی شهرسازی" in news
    heard = len(citizen.heard())
    dev(program, "clock", {"now": "1404-07-26T23:00"})
    dev(program, "advance", {"days": 1})  # the night of the 27th
    time.sleep(3)
    assert len(citizen.heard()) == heard, "written to at night"
    dev(program, "clock", {"now": "1404-07-28T08:05"})
    hears(citizen, "صادر شد. شماره")
    time.sleep(2)
    assert sum("صادر شد. شماره" in text for text in citizen.heard()) == 1


@pytest.mark.timeout(120)
def test_over_rest_what_came_meanwhile_is_there_with_the_next_answer(program):
    dev(program, "seed", CITY)
    citizen = RestCitizen(program.url)
    follow(program, citizen)
    dev(program, "advance", {})
    for _ in time_passes(program):
        citizen.say("ممنون")
        texts = [reply["text"] for reply in citizen.last]
        if len(texts) > 1:
            break
    assert "خبر تازه از شهرداری" in texts[0]
    citizen.say("دیگه خبرم نکن")
    assert "دیگر خبری نمی‌فرستم" in citizen.last[0]["text"]
    dev(program, "advance", {"days": 5})
    time.sleep(4)
    citizen.say("سلام")
    assert not any("خبر تازه" in reply["text"] for reply in citizen.last)
