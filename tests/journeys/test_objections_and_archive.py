"""Objections, a defence and the archive, over REST through the whole program and its embedded municipality."""

from __future__ import annotations

import re

import pytest

from tests.fakes.citizens import RestCitizen, last_code
from tests.journeys.program import start_program

pytestmark = pytest.mark.timeout(180)
BUILDER, OWNER = ("09130000007", "9991000062"), ("09130000001", "9991000003")


@pytest.fixture(scope="module")
def program():
    running = start_program({"SHAHRYAR_NOW": "1405-09-07T10:00"})
    yield running
    running.stop()


@pytest.fixture
def talk(program):
    """Says lines one after the other; the last answer as one text. A person's two numbers sign in."""
    citizen = RestCitizen(program.url)

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


def test_a_rejection_is_objected_to_once_and_what_came_of_it_is_told(talk):
    assert "مهلت دارد" in talk("درخواستم رو رد کردن، اعتراض دارم")
    assert "۱۴۰۵۱۰۰۱۱۳" in talk(BUILDER)
    summary = talk("ساختمان مطابق پروانه است و اشتباه بازدید شده")
    assert "دلیل: ساختمان مطابق پروانه" in summary
    filed = re.search("شمارهٔ اعتراض: ([۰-۹]+)", talk("بله"))[1]
    assert "باز است" in talk("اعتراض به پرونده 1405100113", "باز هم می‌گویم که اشتباه شده است", "بله")
    told = talk("اعتراضم چی شد")
    assert filed in told
    assert "در دست بررسی" in told


def test_before_the_vote_a_defence_goes_to_the_commission(talk):
    talk("به پرونده ماده صد 1405100111 اعتراض دارم")
    assert "هنوز رأی نداده" in talk(BUILDER)
    assert "فقط یک بار" in talk("بنا مطابق پروانه است و پارکینگ دارد")
    assert "دفاعتان ثبت شد" in talk("بله")


def test_what_is_not_ones_own_or_stands_elsewhere_is_no_ground(talk):
    talk("به پرونده 1405100106 اعتراض دارم")
    assert "پیدا نکردم" in talk(OWNER)


def test_the_archive_of_ones_own_file_and_of_nobody_elses(talk):
    talk("تصویر پرونده 1405100102")
    told = talk(OWNER)
    assert "شمارهٔ تصویر: ۷۰۰۰۰۰۰" in told
    assert "اصفهان من" in told
    assert "پیدا نکردم" in talk("تصویر پرونده 1405100106")
