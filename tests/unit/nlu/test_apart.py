"""Where one wish may end and the next begin."""

import pytest

from nlu.apart import ends_a_wish, groupings, only_wishes, pieces
from nlu.text import normalise


def apart(text):
    normal = normalise(text)
    return [normal.plain[start:end].strip() for start, end in pieces(normal)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("وضعیت پرونده را بدانم عوارض را بدهم و تو یک کلاس هم ثبت نام کنم",
         ["وضعیت پرونده را بدانم", "عوارض را بدهم", "تو یک کلاس هم ثبت نام کنم"]),
        ("سطل زباله پر است و وضعیت پرونده هم بگو", ["سطل زباله پر است", "وضعیت پرونده هم بگو"]),
        ("پرونده ام چه شد، قبض را بدهم", ["پرونده ام چه شد", "قبض را بدهم"]),
        ("کلاس می‌خواهم بعدش هم کاربری زمینم", ["کلاس می خواهم", "کاربری زمینم"]),
        ("قبض را بدهم چراغ کوچه هم خاموش است", ["قبض را بدهم", "چراغ کوچه هم خاموش است"]),
        ("پرونده به کجا رسید بعد اینکه یک سوال دیگر هم داشتم کلاس کی شروع می شود",
         ["پرونده به کجا رسید", "کلاس کی شروع می شود"]),
        ("ثبت نام کنم و ببینم پرونده کجاست", ["ثبت نام کنم", "ببینم پرونده کجاست"]),
    ],
)  # fmt: skip
def test_orders_wants_and_questions_end_and_joining_words_begin(text, found):
    assert apart(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "درخواستم را رد کردند، اعتراض دارم",  # a reason, and what is wanted
        "می‌خواهم خانه بسازم، عوارضش چند درمی‌آید",
        "می‌خواهم ببینم پرونده کجاست",
        "پیام بدهید که قبض را بدهم",
        "قبض را بدهم عوارض را بدهم",  # nothing says that something is added
        "تخریب و نوسازی",
    ],
)
def test_reasons_and_what_goes_on_are_not_apart(text):
    assert len(apart(text)) <= 1


def test_a_message_that_says_what_is_not_wanted_is_left_whole():
    assert apart("کلاس نمی‌خواهم، قبض را بدهم") == []


def test_a_wish_is_told_by_its_first_or_last_words():
    assert ends_a_wish("بگو پرونده کجا مانده")
    assert ends_a_wish("قبض را بدهم")
    assert ends_a_wish("گزارش ثبت کنم که چراغ خاموش است")
    assert ends_a_wish("یک گزارشم دارم چراغ خاموش است")
    assert not ends_a_wish("چراغ خاموش است")
    assert not ends_a_wish("هر چه شد")
    assert only_wishes("می خواهم ببینم")
    assert not only_wishes("قبض را ببینم")


def test_groupings_begin_with_the_most():
    assert [*groupings([(0, 1), (2, 3), (4, 5)])] == [
        [(0, 1), (2, 3), (4, 5)],
        [(0, 1), (2, 5)],
        [(0, 3), (4, 5)],
    ]
