"""What the plan says and where the offices are, through the whole program: the real store, the call queue, the embedded
backend, the REST channel. And where a citizen stands is nowhere to be read afterwards."""

import sqlite3

import httpx
import pytest

from tests.fakes.citizens import RestCitizen
from tests.journeys.program import start_program

pytestmark = pytest.mark.timeout(180)

HERE = {"lat": 32.650512, "lon": 51.670512}
FIXTURES = {
    "citizens": [{"name": "زهرا نمونه", "national_id": "9990000018", "mobile": "09130001122"}],
    "files": [
        {"owner": "9990000018", "request_no": "7700123", "nosazi_code": "7-3-21-15", "type": "پروانه ساختمانی"}
        | {"district": 7, "address": "خیابان کاوه، کوچه ۱۴، پلاک ۲۲", "stage": "بررسی مدارک"}
    ],
    "offices": [
        {"code": "72111234", "type": "دفتر پیشخوان", "district": 7, "name": "دفتر پیشخوان ایمان"}
        | {"address": "خیابان کاوه، پلاک ۲۰", "phone": "03134400001"}
    ],
}


@pytest.fixture(scope="module")
def program():
    running = start_program({"SHAHRYAR_NOW": "1405-09-07T10:00", "SHAHRYAR_LOG_LEVEL": "debug"})
    httpx.post(f"{running.url}/dev/seed", json=FIXTURES, timeout=30).raise_for_status()
    yield running
    running.stop()


def said(program, *lines):
    """The last answers to these lines, on one sheet."""
    citizen = RestCitizen(program.url)
    for line in lines:
        citizen.say(line)
    text = "\n".join(reply["text"] for reply in citizen.last)
    return text.translate(dict.fromkeys(range(0x2066, 0x206A)))


def shared(program, message, **place):
    body = {"sender": f"here-{message}-{place}", "message": message, "metadata": {"location": place or HERE}}
    answer = httpx.post(f"{program.url}/webhooks/rest/webhook", json=body, timeout=30).raise_for_status()
    return "\n".join(reply["text"] for reply in answer.json())


def test_what_the_plan_says_of_a_parcel_is_told_as_unofficial_with_its_date(program):
    told = said(program, "کاربری ملک با کد نوسازی ۶-۲-۱۱۰-۷ چیه؟")
    assert "کاربری: مسکونی" in told
    assert "تا ۳ طبقه" in told
    assert "مصوب جمعه ۱ مرداد ۱۴۰۰" in told
    assert "اطلاعات غیررسمی" in told
    assert "استعلام کاربری" in told


def test_a_code_from_its_end_is_asked_about_first(program):
    asked = said(program, "کاربری ملک با کد نوسازی ۷/۱۱۰/۲/۶ چیه؟")
    assert "همین ملک است؟" in asked
    assert "مسکونی" not in asked


def test_a_parcel_that_is_nowhere_is_refused_with_the_other_ways(program):
    refused = said(program, "کاربری ملک با کد نوسازی ۹-۹-۹-۹ چیه؟")
    assert "پلاک ثبتی" in refused
    assert "روی نقشه" in refused


@pytest.mark.parametrize("way", ["کاربری ملک ۷-۳-۲۱-۱۵ چیه", "کاربری خیابان کاوه کوچه ۱۴ پلاک ۲۲ چیه؟"])
def test_a_seeded_file_is_found_and_what_is_not_known_is_said(program, way):
    told = said(program, way)
    assert "۷-۳-۲۱-۱۵" in told
    assert "نمی‌دانم" in told
    assert "زهرا" not in told


def test_a_seeded_office_is_found_by_its_name_and_its_hours_are_not_made_up(program):
    told = said(program, "دفتر پیشخوان ایمان کجاست و الان بازه؟")
    assert "خیابان کاوه، پلاک ۲۰" in told
    assert "ساعت کارش را نمی‌دانم" in told


def test_an_office_that_nobody_knows_is_refused_with_137(program):
    assert "۱۳۷" in said(program, "دفتر نزدیک خیابان ناکجاآباد پلاک ۵ کجاست؟")


def test_thursday_after_today_is_about_the_same_office(program):
    told = said(program, "دفتر پیشخوان منطقه ۶ الان بازه؟", "پنجشنبه چی؟")
    assert "پنجشنبه ۱۲ آذر ۱۴۰۵" in told
    assert "از ساعت ۸ تا ۱۳" in told


def test_a_shared_place_is_asked_about_used_and_forgotten(program):
    assert "برای چه می‌خواهید" in shared(program, "")
    assert "دفتر پیشخوان نمونه ۴" in shared(program, "نزدیک‌ترین دفتر پیشخوان کجاست؟")
    assert "مسکونی" in shared(program, "کاربری این زمین چیه؟")
    assert "بیرون از شهر اصفهان" in shared(program, "", lat=35.7, lon=51.4)
    everything = program.log + httpx.get(f"{program.url}/metrics", timeout=10).text
    with sqlite3.connect(program.folder / "shahryar.db") as database:
        everything += "\n".join(database.iterdump())
    assert "51.670512" not in everything
    assert "32.650512" not in everything
