"""What of a citizen's words goes into a message to 137."""

import pytest

from bot.actions.municipal.tickets import written


@pytest.mark.parametrize(
    ("opening", "says_what"),
    [
        ("همسایه‌ام بدون مجوز داره می‌سازه", True),
        ("از کارمند منطقه ۳ شکایت دارم، خیلی بد برخورد کرد", True),
        ("می‌خوام شکایت کنم", False),
        ("شکایت از همسایه", False),
        ("گزارش ساخت‌وساز غیرمجاز", False),
        ("از کارمند منطقه ۳ شکایت دارم", False),
        ("ثبت شکایت ۱۳۷", False),
        ("شاکی‌ام از دستتون، کجا باید شکایتمو بنویسم", False),
        (None, False),
    ],
)
def test_an_opening_that_only_says_that_there_is_a_complaint_is_no_text(opening, says_what):
    assert written(None, {"message": opening}, None).data["text"] == (opening if says_what else None)


def test_what_was_asked_for_and_what_was_added_come_after_it():
    args = {"message": "چراغ سر کوچه یک ماه است خاموش است", "note": "شب‌ها تاریک است", "details": None}
    assert written(None, args, None).data["text"] == f"{args['message']}\n{args['note']}"
    assert written(None, {"message": "شکایت", "details": "خاموش است"}, None).data["text"] == "خاموش است"
    told = "آسفالت کوچه را کنده‌اند و رفته‌اند"
    assert written(None, {"message": "شکایت", "told": told}, None).data["text"] == told


@pytest.mark.parametrize(("district", "elsewhere"), [(13, 6), (6, None), (None, None)])
def test_a_district_the_neighbourhood_does_not_lie_in_is_told(district, elsewhere):
    args = {"quarter": "مرداویج", "place": "کوچهٔ ۴", "district": district}
    assert written(None, args, None).data["elsewhere"] == elsewhere


def test_a_neighbourhood_is_said_once():
    assert written(None, {"quarter": "جلفا", "place": "خیابان خاقانی"}, None).data["quarter"] == "جلفا"
    assert written(None, {"quarter": "جلفا", "place": "جلفا، خیابان خاقانی"}, None).data["quarter"] is None
