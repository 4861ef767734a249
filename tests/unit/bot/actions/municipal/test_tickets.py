"""What of a citizen's words goes into a message to 137."""

from datetime import UTC, datetime

import pytest

from bot.action import Subject
from bot.actions.municipal.tickets import ticket_actions, written
from dialogs.ports import Accepted, Identity

NOW = datetime(2025, 10, 12, tzinfo=UTC)
ME = Identity(1, "09130000001", None, NOW, NOW)


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


@pytest.mark.parametrize(
    ("opening", "topic", "text"),
    [
        ("نخاله ریختن", "noise", "نخاله ریختن"),
        ("می‌خوام شکایت کنم", "waste", None),
        ("شکایت از دفتر پیشخوان", "staff", None),
        ("سلام یه گزارش ثبت کن: چراغ کاوه خاموشه", "lighting", "چراغ کاوه خاموشه"),
        ("سلام، وقت بخیر. نخاله ریختن", "noise", "نخاله ریختن"),
        ("گزارش خرابی آسفالت کوچه", "pothole", "گزارش خرابی آسفالت کوچه"),
    ],
)
def test_an_opening_that_names_its_topic_needs_fewer_words_and_no_greeting(opening, topic, text):
    assert written(None, {"message": opening, "complaint_topic": topic}, None).data["text"] == text


def test_what_was_asked_for_and_what_was_added_come_after_it():
    args = {"message": "چراغ سر کوچه یک ماه است خاموش است", "note": "شب‌ها تاریک است", "details": None}
    assert written(None, args, None).data["text"] == f"{args['message']}\n{args['note']}"
    assert written(None, {"message": "شکایت", "details": "خاموش است"}, None).data["text"] == "خاموش است"
    told = "آسفالت کوچه را کنده‌اند و رفته‌اند"
    assert written(None, {"message": "شکایت", "told": told}, None).data["text"] == told


def test_whom_it_is_about_stays_beside_what_was_asked_for():
    opening = "از کارمند باجه ۳ شهرداری منطقه ۱۰ شکایت دارم"
    assert (
        written(None, {"message": opening, "details": "بد برخورد کرد"}, None).data["text"]
        == f"{opening}\nبد برخورد کرد"
    )


@pytest.mark.parametrize(
    ("details", "only_when"),
    [
        ("دوشنبه ساعت ۱۱ صبح بود", True),
        ("همین دیروز عصر", True),
        ("دوشنبه رشوه خواست", False),
        ("بدرفتاری کرد", False),
        (None, False),
    ],
)
def test_a_time_alone_is_no_description(details, only_when):
    assert written(None, {"message": "شکایت", "details": details}, None).data["only_when"] is only_when


class Line:
    """The 137 line with these open tickets."""

    def __init__(self, *tickets):
        self.items = [{"status": "open", **ticket} for ticket in tickets]

    async def my_tickets(self, citizen, limit):
        return Accepted({"items": self.items})


async def alike(line, **args):
    found = await ticket_actions(line)["municipal.tickets_like"](args, Subject("c", ME, NOW, "t"), key="k")
    return [each["ticket_no"] for each in found.data["tickets"]]


async def test_a_message_about_another_place_is_no_earlier_one():
    line = Line({"ticket_no": "1", "kind": "noise", "place": "خیابان نمونه، پلاک ۵", "text": "نخاله"})
    assert await alike(line, complaint_topic="noise", place="خیابان مثال، پلاک ۵") == []
    assert await alike(line, complaint_topic="noise", place="خیابون نمونه") == ["1"]
    assert await alike(line, complaint_topic="noise") == ["1"]


async def test_what_shares_its_kind_with_others_shares_words_too():
    line = Line({"ticket_no": "1", "kind": "other", "place": "منطقه ۱۰", "text": "سگ ولگرد در پارک زیاد است"})
    assert await alike(line, complaint_topic="staff", text="کارمند باجه از من رشوه خواست") == []
    assert await alike(line, complaint_topic="other", text="سگ ولگرد") == ["1"]


@pytest.mark.parametrize(("district", "elsewhere"), [(13, 6), (6, None), (None, None)])
def test_a_district_the_neighbourhood_does_not_lie_in_is_told(district, elsewhere):
    args = {"quarter": "مرداویج", "place": "کوچهٔ ۴", "district": district}
    assert written(None, args, None).data["elsewhere"] == elsewhere


def test_a_neighbourhood_is_said_once():
    assert written(None, {"quarter": "جلفا", "place": "خیابان خاقانی"}, None).data["quarter"] == "جلفا"
    assert written(None, {"quarter": "جلفا", "place": "جلفا، خیابان خاقانی"}, None).data["quarter"] is None
