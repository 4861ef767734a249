"""Two wishes that nothing but «و» divides, with the whole model: both are heard, in the order they are told."""

from datetime import UTC, datetime

import pytest

NOW = datetime(2025, 10, 12, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("سلام خوبی؟ پروندم چطوره و عوارضم چقد شده؟", ["file_status", "pay_bill"]),
        ("پرونده‌ام در چه وضعیتیه و بدهیم چقدره", ["file_status", "pay_bill"]),
        ("قبضم و وضعیت پرونده‌م رو هم بگو", ["pay_bill", "file_status"]),
        ("پرونده من کجاست عوارضم چقدر شده", ["file_status", "pay_bill"]),
        ("وضعیت پروندم رو بگو قبضم رو هم بگو", ["file_status", "pay_bill"]),
        ("پرونده م کجاس یه کلاس هم میخوام", ["file_status", "class_signup"]),
    ],
)
def test_both_are_heard_in_their_order(trained, text, wishes):
    assert [one.name for one in trained[1].understand(text, now=NOW).intents[:2]] == wishes


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("وضعیت پرونده و قبضم و یه کلاس هم می‌خوام", ["file_status", "pay_bill", "class_signup"]),
        ("1 پرونده ام 2 قبض نوسازی 3 ثبت نام کلاس", ["file_status", "pay_bill", "class_signup"]),
        ("پرونده‌ام کجاست، قبضم چقدره و یه وقت بازدید هم می‌خوام", ["file_status", "pay_bill", "inspection_booking"]),
    ],
)
def test_all_of_three_are_heard_in_their_order(trained, text, wishes):
    assert [one.name for one in trained[1].understand(text, now=NOW).intents[:3]] == wishes


@pytest.mark.parametrize(
    "text",
    [
        "استعلام نقل و انتقال می‌خوام",
        "با هم می‌خوایم تو دوره آموزش استعلام ثبت نام کنیم",
        "زمین ۲۰۰ متر و زیربنا ۳۶۰ متر عوارضش چقدره",
    ],
)
def test_one_wish_stays_one(trained, text):
    first, *others = trained[1].understand(text, now=NOW).intents
    assert all(one.confidence < first.confidence / 2 for one in others)
