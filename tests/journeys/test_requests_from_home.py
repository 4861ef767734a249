"""Permits, renewals, inquiries and taking back, over REST through the whole program and its embedded municipality."""

from __future__ import annotations

import re

import pytest

from tests.fakes.citizens import RestCitizen, last_code
from tests.journeys.program import start_program

OWNER, DEBTOR, BUILDER = (
    ("09130000007", "9991000062"),
    ("09130000003", "9991000021"),
    ("09130000004", "9991000038"),
)


@pytest.fixture(scope="module")
def program():
    running = start_program({"SHAHRYAR_NOW": "1405-09-02T10:00"})
    yield running
    running.stop()


@pytest.fixture
def talk(program):
    """Says lines one after the other; the last answer as one text. A person's name signs in."""
    citizen = RestCitizen(program.url)
    citizen.open()

    def say(*lines):
        for line in lines:
            if isinstance(line, tuple):
                citizen.say(line[0])
                citizen.say(line[1])
                citizen.say(last_code(program.folder, line[0]))
            else:
                citizen.say(line)
        return re.sub("[\u2066-\u2069]", "", "\n".join(reply["text"] for reply in citizen.last))

    yield say
    citizen.close()


def number(text):
    return re.search("شمارهٔ پیگیری: ([۰-۹]+)", text)[1]


@pytest.mark.timeout(120)
def test_papers_are_told_to_anyone_and_the_request_is_registered_and_taken_back(talk):
    told = talk("پروانه ساخت می‌خوام")
    assert "آزمایش خاک" in told
    assert "ثبتش کنم؟" in told
    assert "موبایل" in talk("بله")
    assert "۹-۵-۳۱-۱۴" in talk(OWNER)
    summary = talk("9-5-31-14")
    assert "پروانه ساختمانی" in summary
    assert "پلاک ۱۴" in summary
    opened = number(talk("بله"))
    again = talk("برای کد نوسازی ۹-۵-۳۱-۱۴ پروانه ساخت می‌خوام", "بله")
    assert "شمارهٔ درخواست باز: " + opened in again
    assert "پس بگیرم؟" in talk(f"درخواست {opened} رو لغو کنید")
    assert "پس گرفته شد" in talk("بله")


@pytest.mark.timeout(120)
def test_a_declaration_takes_the_place_of_the_visit(talk):
    assert "بدون بازدید" in talk("عدم خلاف برای کد نوسازی 9-5-31-14 ثبت کنید", OWNER)
    assert "بازدید: بدون بازدید" in talk("۱")
    assert number(talk("بله"))


@pytest.mark.timeout(120)
def test_a_debt_is_told_with_its_sum_and_paying_is_offered(talk):
    refused = talk("گواهی معاملات می‌خوام", "بله", DEBTOR, "بله")
    assert "۲٬۴۷۵٬۰۰۰ تومان" in refused
    assert "ثبت نکرد" in refused


@pytest.mark.timeout(120)
def test_what_is_anothers_reads_like_what_does_not_exist(talk):
    foreign = talk("پایان‌کار برای ملک 12-4-53-21", OWNER)
    nowhere = talk("لغو", "پایان‌کار برای ملک 12-4-53-99")
    assert foreign.partition("به نام شما")[2] == nowhere.partition("به نام شما")[2] != ""


@pytest.mark.timeout(120)
def test_a_permit_is_renewed(talk):
    found = talk("تمدید پروانه می‌خوام", "بله", BUILDER)
    assert "۱ آذر ۱۴۰۵" in found
    assert "تمدید پروانه" in found
    assert number(talk("بله"))


@pytest.mark.timeout(120)
def test_an_inquiry_is_registered_on_a_file_and_a_bank_one_is_no_good_for_a_sale(talk):
    about = talk("استعلام بانک می‌خوام", BUILDER)
    assert "معتبر نیست" in about
    assert "۶ ماه اعتبار" in about
    assert "این را ثبت کنم؟" in talk("۱")
    assert number(talk("بله"))


@pytest.mark.timeout(120)
def test_an_inquiry_on_debts_is_refused_with_the_sum(talk):
    assert "کد نوسازی: ۳-۱-۸-۴۴" in talk("استعلام نقل و انتقال برای 3-1-8-44", DEBTOR)
    assert "۲٬۴۷۵٬۰۰۰ تومان" in talk("بله")
