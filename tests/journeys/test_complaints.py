"""A complaint to 137 over REST, through the whole program and its embedded municipality."""

from __future__ import annotations

import re

import pytest

from tests.fakes.citizens import RestCitizen, last_code
from tests.journeys.program import start_program

pytestmark = pytest.mark.timeout(180)
HERE = {"lat": 32.650512, "lon": 51.670512}


@pytest.fixture(scope="module")
def program():
    running = start_program({"SHAHRYAR_NOW": "1405-09-07T10:00"})
    yield running
    running.stop()


@pytest.fixture
def talk(program):
    """Says lines one after the other; the last answer as one text. A mobile signs in, a place is shared."""
    citizen = RestCitizen(program.url)

    def say(*lines):
        for line in lines:
            if isinstance(line, dict):
                citizen.say("", location=line)
            elif re.fullmatch("09[0-9]{9}", line):
                citizen.say(line)
                citizen.say(last_code(program.folder, line))
            else:
                citizen.say(line)
        return re.sub("[\u2066-\u2069]", "", "\n".join(reply["text"] for reply in citizen.last))

    return say


def number(text):
    return re.search("شمارهٔ پیگیری: ([۰-۹]+)", text)[1]


def test_one_message_is_a_whole_complaint_and_a_second_like_it_is_seen(talk):
    summary = talk("چاله وسط خیابون بزرگمهر خطرناکه بیاید درستش کنید", "09130000001")
    assert "محل: خیابون بزرگمهر\n" in summary
    assert "شرح: چاله وسط خیابون بزرگمهر" in summary
    sent = number(talk("بله"))
    assert sent in talk("شکایت دارم، چاله خیابان بزرگمهر هنوز خطرناکه")
    assert "وضعیت: ثبت‌شده" in talk("۱")


def test_asked_for_one_after_the_other_with_a_shared_place(talk):
    assert "دربارهٔ چیست" in talk("می‌خوام شکایت کنم")
    assert "چه شده است" in talk("روشنایی")
    assert "کجاست" in talk("چراغ سر کوچه یک ماه است خاموش است")
    assert "نزدیک‌ترین نشانی: خیابان نمونه" in talk(HERE, "09130000002")
    assert number(talk("بله"))


def test_a_number_of_nobody_and_one_of_somebody_else_read_the_same(talk, program):
    mine = number(talk("از کارمند منطقه ۳ شکایت دارم، جلوی همه سرم داد زد", "09130000003", "بله"))
    told = []
    for asked in (mine, "۲۷۰۹۹۹۹۹"):
        other = RestCitizen(program.url)
        for line in (f"شکایت قبلیم با شماره پیگیری {asked} رسیدگی نشده، شاکی‌ام", "09130000004"):
            other.say(line)
        other.say(last_code(program.folder, "09130000004"))
        told.append([reply["text"] for reply in other.last])
    assert told[0] == told[1]
    assert "پیدا نکردم" in told[0][0]
