import pytest

from nlu.words.colloquial import formal, is_known


@pytest.mark.parametrize(
    ("said", "proper"),
    [
        ("میخوام", "می‌خواهم"), ("می‌خوام", "می‌خواهم"), ("میشه", "می‌شود"), ("نمیدونم", "نمی‌دانم"),
        ("بدین", "بدهید"),
        ("بگین", "بگویید"), ("اومدم", "آمدم"), ("نیومد", "نیامد"), ("برم", "بروم"), ("بیام", "بیایم"),
        ("کردین", "کردید"),
        ("میگن", "می‌گویند"), ("هس", "هست"), ("نیس", "نیست"), ("چیه", "چیست"), ("کجاس", "کجاست"), ("چیطو", "چطور"),
        ("چطو", "چطور"), ("چطوری", "چطور"), ("شدس", "شده است"), ("رفتس", "رفته است"), ("اوماده‌س", "آمده است"),
        ("نیمیدونم", "نمی‌دانم"), ("خونه", "خانه"), ("تومن", "تومان"), ("ساختمون", "ساختمان"),
        ("ساختمونمون", "ساختمانمان"),
        ("پروندم", "پرونده‌ام"), ("پروندمون", "پرونده‌مان"), ("پروانشو", "پروانه‌اش را"), ("مدارکمو", "مدارکم را"),
        ("جوابو", "جواب را"), ("مسکونیه", "مسکونی است"), ("کلاسا", "کلاس‌ها"), ("کلاسها", "کلاس‌ها"),
        ("میخواهم", "می‌خواهم"),
        ("میکنم", "می‌کنم"), ("پروندهها", "پرونده‌ها"), ("طبقهای", "طبقه‌ای"), ("پروندهام", "پرونده‌ام"),
        ("منطقهی", "منطقه‌ی"), ("نامهای", "نامه‌ای"), ("کلاسهای", "کلاس‌های"), ("ماههای", "ماه‌های"), ("کار‌ها", "کارها"),
    ],
)  # fmt: skip
def test_spoken_words(tables, said, proper):
    assert formal(said, tables) == proper


@pytest.mark.parametrize(
    "word",
    [
        "گفتن", "زمینم", "پرونده", "پرونده‌ام", "پرونده‌ای", "می‌خواهم", "بیایم", "بیاید", "پروانه", "اداره",
        "شهرداری", "میدان", "میز",
        "استعلام",  # a form with a letter drawn out must not come to stand for it
        "مترو", "خودرو", "رضا", "زهرا", "سمیه", "قانون", "میلیون", "آزمون", "کارها", "باشه", "دارای", "درآمدم",
    ],
)  # fmt: skip
def test_formal_words_and_words_of_two_meanings_stay(tables, word):
    assert formal(word, tables) is None


def test_what_is_formal_stays_formal(tables):
    spoken_again = {
        said: proper
        for said, proper in tables.spoken.items()
        if " " not in proper and formal(proper, tables) is not None
    }
    assert spoken_again == {}


def test_inflected_words_are_known(tables):
    assert is_known("زیربناست", tables)
    assert is_known("کتاب‌هایشان", tables)
    assert not is_known("پرودنه", tables)
