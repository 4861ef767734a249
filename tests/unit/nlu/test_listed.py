"""Where the items of a list stand."""

import pytest

from nlu.listed import enumerated, listed, plainly
from nlu.text import normalise


def items(text):
    normal = normalise(text)
    return [normal.plain[start:end].strip(" ،") for start, end in listed(normal)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("۱- پرونده‌ام ۲- قبضم ۳- کلاس", ["پرونده ام", "قبضم", "کلاس"]),
        ("1. پرونده\n2. قبض", ["پرونده", "قبض"]),
        ("سه کار دارم: یک- پرونده، دو- قبض، سه- بازدید", ["پرونده", "قبض", "بازدید"]),
        ("پرونده‌ام کجاست\nقبضم چقدره", ["پرونده ام کجاست", "قبضم چقدره"]),
        ("اولاً پرونده‌ام دوماً قبضم سوماً کلاس", ["پرونده ام", "قبضم", "کلاس"]),
        ("سلام اول قبضمو بده، بعدش کلاس ثبت نام کن", ["قبضمو بده", "کلاس ثبت نام کن"]),
        ("اول بگو پرونده‌ام کجاست، بعد قبض، آخر سر هم گزارش", ["بگو پرونده ام کجاست", "قبض", "گزارش"]),
        ("می‌خوام هم پرونده‌ام رو ببینم هم قبضم رو بدم", ["پرونده ام رو ببینم", "قبضم رو بدم"]),
        ("پرونده‌ام رو ببینم، بعدشم قبضم رو بدم", ["پرونده ام رو ببینم", "قبضم رو بدم"]),
        ("سه تا کار دارم: پرونده، قبض و کلاس", ["پرونده", "قبض", "کلاس"]),
        ("دو تا کار دارم یکی وقت بازدید یکی هم شکایت", ["وقت بازدید", "شکایت"]),
        ("یکی اینکه پرونده‌ام کجاست یکی دیگه اینکه کلاس دارید", ["پرونده ام کجاست", "کلاس دارید"]),
    ],
)
def test_numbers_lines_and_words_of_order_tell_off(text, found):
    assert items(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "پرونده‌ام کجاست",
        "طبقه اول مسکونی و طبقه دوم تجاری",
        "زمین ۲۰۰ متر، ۳ طبقه، ۲ واحد",
        "کد نوسازی ۶-۲-۱۱۰-۷",
        "منطقه ۱، زمین ۱.۵ هکتار",
        "۲- پرونده ۳- قبض",
    ],
)
def test_values_and_single_wishes_are_no_list(text):
    assert items(text) == []


def test_numbers_and_an_announcement_make_a_plain_list_and_words_of_order_do_not():
    assert plainly(normalise("۱- پرونده ۲- قبض"))
    assert plainly(normalise("سه تا کار دارم: پرونده، قبض، کلاس"))
    assert not plainly(normalise("اول پرونده، بعد قبض"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("پرونده و قبض و کلاس", [["پرونده", "قبض", "کلاس"]]),
        ("1 پرونده 2 قبض 3 کلاس", [["پرونده", "قبض", "کلاس"]]),
        ("پرونده و قبض", [["پرونده", "قبض"]]),
        ("پرونده، قبض", []),
        ("1 پرونده 2 قبض", []),
    ],
)
def test_three_items_without_marks_may_be_a_list(text, found):
    normal = normalise(text)
    assert [[normal.plain[slice(*span)].strip() for span in spans] for spans in enumerated(normal)] == found
