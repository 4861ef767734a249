"""Inspection booking and the citizen's own classes through the whole program over REST: real understanding, real store
and call queue, the reference backend with a city of the test's own."""

from __future__ import annotations

import httpx
import pytest

from tests.fakes.citizens import RestCitizen, last_code
from tests.journeys.program import start_program

MOBILE, NATIONAL_ID = "09130000001", "9991000003"
OTHER_MOBILE, OTHER_ID = "09130000002", "9991000011"
# Of the tests of what is written right after: codes by SMS are few a number.
THIRD_MOBILE, THIRD_ID = "09130000003", "9991000021"
FOURTH_MOBILE, FOURTH_ID = "09130000004", "9991000038"
# Sunday. The first day that can be had is Wednesday the 23rd; the 25th is a Friday.
NOW = "1404-07-20T10:00"
CITY = {
    "citizens": [
        {"name": "رضا نمونه", "national_id": NATIONAL_ID, "mobile": MOBILE},
        {"name": "مینا نمونه", "national_id": OTHER_ID, "mobile": OTHER_MOBILE},
        {"name": "نسرین نمونه", "national_id": THIRD_ID, "mobile": THIRD_MOBILE},
        {"name": "کاظم نمونه", "national_id": FOURTH_ID, "mobile": FOURTH_MOBILE},
    ],
    "files": [
        {"owner": NATIONAL_ID, "request_no": "2201101", "type": "پروانه ساختمانی", "stage": "در انتظار بازدید"},
        {"owner": NATIONAL_ID, "request_no": "2201102", "type": "استعلام بانک", "stage": "محاسبه عوارض"},
        {"owner": THIRD_ID, "request_no": "2201104", "type": "گواهی پایان‌کار", "stage": "در انتظار بازدید"},
        {"owner": FOURTH_ID, "request_no": "2201105", "type": "استعلام بانک", "stage": "محاسبه عوارض"},
        {"owner": OTHER_ID, "request_no": "2201103", "type": "استعلام بانک", "stage": "در انتظار بازدید"},
    ],
    "classes": [{"id": "one", "title": "پروانه به زبان ساده (نمونه)", "start": "+10", "capacity": 1, "hour": "16:00"}],
}


@pytest.fixture(scope="module")
def program():
    program = start_program({"SHAHRYAR_NOW": NOW})
    try:
        httpx.post(f"{program.url}/dev/seed", json=CITY, timeout=30).raise_for_status()
        yield program
    finally:
        program.stop()


class Talk:
    def __init__(self, program, mobile=MOBILE, national_id=NATIONAL_ID):
        self.citizen, self.program = RestCitizen(program.url), program
        self.mobile, self.national_id = mobile, national_id
        self.citizen.open()

    def __call__(self, text):
        before = len(self.citizen.heard())
        self.citizen.say(text)
        plain = "\n".join(self.citizen.heard()[before:])
        return plain.translate(dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069)))

    def signs_in(self, level=2):
        self(self.mobile)
        if level > 1:
            self(self.national_id)
        return self(last_code(self.program.folder, self.mobile))


@pytest.mark.timeout(180)
def test_a_visit_is_booked_shown_moved_and_given_up(program):
    talk = Talk(program)
    talk("بازدید پرونده ۲۲۰۱۱۰۱ رو بذارید برای یکشنبه صبح")
    assert "یکشنبه ۲۷ مهر ۱۴۰۴ چه ساعتی باشد؟" in talk.signs_in()
    assert "ساعت: ۸ تا ۱۰ صبح" in talk("۱")
    assert "وقت بازدید ثبت شد: یکشنبه ۲۷ مهر ۱۴۰۴" in talk("بله")
    assert "وقت بازدید: یکشنبه ۲۷ مهر ۱۴۰۴" in talk("وضعیت پرونده ۲۲۰۱۱۰۱")
    shown = talk("مأمور کی میاد؟")
    assert "منتظر تأیید منطقه" in shown
    assert "همین وقت بماند" in shown
    assert "کدام روز را بگذارم؟" in talk("عوضش کن")
    friday = talk("جمعه")
    assert "جمعه‌ها بازدید انجام نمی‌شود" in friday
    assert "شنبه ۲۶ مهر ۱۴۰۴" in friday
    assert "به این زودی نمی‌شود" in talk("پس‌فردا")
    assert "وقت تازه: چهارشنبه ۲۳ مهر ۱۴۰۴، ساعت ۱۰ صبح تا ۱۲ ظهر" in talk("چهارشنبه ساعت ۱۱")
    assert "وقت بازدید عوض شد" in talk("بله")
    assert "وقت بازدید را لغو کنم؟" in talk("نوبت بازدیدم رو لغو کن")
    assert "لغو شد" in talk("بله")
    assert "هنوز روزی برای بازدید انتخاب نشده است" in talk("وضعیت پرونده ۲۲۰۱۱۰۱")


@pytest.mark.timeout(180)
def test_a_visit_of_anothers_file_or_of_none_is_the_same_no(program):
    talk = Talk(program)
    talk("بازدید پرونده ۲۲۰۱۱۰۳ رو بذارید برای شنبه")
    foreign = talk.signs_in()
    assert "به نام شما درخواستی با این شماره پیدا نکردم" in foreign
    assert talk("2209999").splitlines()[0] == foreign.splitlines()[0]
    assert "محاسبه عوارض" in talk("2201102")


@pytest.mark.timeout(180)
def test_a_seat_that_comes_free_goes_to_the_first_in_line(program):
    first, second = Talk(program), Talk(program, OTHER_MOBILE, OTHER_ID)
    # Which classes there are and what one costs is for anybody; a seat is somebody's, so the «بله» brings the sign-in.
    assert "جا دارد" in first("می‌خوام تو کلاس پروانه ثبت‌نام کنم")
    assert "هزینه: رایگان" in first("پروانه به زبان ساده")
    assert "موبایل" in first("بله")
    assert "ثبت‌نامتان در «پروانه به زبان ساده (نمونه)» انجام شد" in first.signs_in(level=1)
    second("می‌خوام تو کلاس پروانه ثبت‌نام کنم")
    assert "این کلاس پر است" in second("پروانه به زبان ساده")
    second("بله")
    assert "نفر ۱ هستید" in second.signs_in(level=1)
    assert "نوبت شما در فهرست انتظار: ۱" in second("وضعیت ثبت‌نام کلاس")
    assert "این ثبت‌نام را لغو کنم؟" in first("لغو ثبت‌نام کلاس")
    assert "لغو شد" in first("بله")
    mine = second("وضعیت ثبت‌نام کلاس")
    assert "ثبت‌نام‌شده" in mine
    assert "فهرست انتظار" not in mine


@pytest.mark.timeout(180)
def test_what_is_written_right_after_is_heard_as_about_it(program):
    """Moved and undone in the citizen's own words, without a word of what it is about."""
    talk = Talk(program, THIRD_MOBILE, THIRD_ID)
    talk("بازدید پرونده ۲۲۰۱۱۰۴ رو بذارید برای دوشنبه ساعت ۹")
    assert "این وقت را بگیرم؟" in talk.signs_in()
    assert "وقت بازدید ثبت شد" in talk("بله")
    assert "شمارهٔ ۲۲۰۱۱۰۴، کدام روز را بگذارم؟" in talk("میخوام عوضش کنم")
    assert "عجله‌ای نیست" in talk("یه لحظه")
    assert "وقت تازه: سه‌شنبه ۲۹ مهر ۱۴۰۴، ساعت ۸ تا ۱۰ صبح" in talk("سه‌شنبه ساعت ۸")
    assert "وقت بازدید عوض شد" in talk("بله")
    assert "وقت بازدید را لغو کنم؟" in talk("لغوش کن")
    assert "لغو شد" in talk("بله")


@pytest.mark.timeout(180)
def test_of_classes_that_were_told_one_is_taken_by_its_number(program):
    talk = Talk(program)
    assert "ثبت‌نام: تا" in talk("چه کلاس‌هایی دارین؟")
    assert "ثبت‌نامتان کنم؟" in talk("دومی")
    assert "کنار گذاشتم" in talk("لغو")
    talk("چه کلاس‌هایی دارین؟")
    assert "کدام را می‌خواهید؟" in talk("ثبت نامم کن")


@pytest.mark.timeout(180)
def test_two_wishes_joined_by_and_also_are_both_taken(program):
    talk = Talk(program)
    first = talk("پرونده‌م کجاست و تو یه کلاس هم ثبت نامم کنید")
    assert "«وضعیت پرونده»" in first
    assert "«ثبت‌نام کلاس» را هم یادداشت کردم" in first


@pytest.mark.timeout(180)
def test_a_number_alone_asks_what_it_is_for_and_is_not_asked_again(program):
    talk = Talk(program, FOURTH_MOBILE, FOURTH_ID)
    assert "وضعیت پرونده" in talk("۲۲۰۱۱۰۵")
    talk("۱")
    assert "شمارهٔ درخواست ۲۲۰۱۱۰۵" in talk.signs_in()
