import pytest

from nlu.words.endings import bare, formal_by_ending

KNOWN = {"مدارک": 50, "پرونده": 90, "کلاس": 40, "مسکونی": 30, "زمین": 40, "طبقه": 60, "طبق": 3, "کجا": 9}


def stem(word, everyday):
    return (word, KNOWN[word]) if word in KNOWN else None


@pytest.mark.parametrize(
    ("said", "formal"),
    [
        ("مدارکمو", "مدارکم را"),
        ("مدارکو", "مدارک را"),
        ("پروندم", "پرونده‌ام"),
        ("پروندمون", "پرونده‌مان"),
        ("پروندشو", "پرونده‌اش را"),
        ("پرونده‌مونو", "پرونده‌مان را"),
        ("پرونده‌س", "پرونده است"),
        ("کلاسا", "کلاس‌ها"),
        ("کلاسامون", "کلاس‌هایمان"),
        ("کلاسهاتون", "کلاس‌هایتان"),
        ("مسکونیه", "مسکونی است"),
        ("طبقس", "طبقه است"),
        ("کجاس", "کجاست"),
    ],
)
def test_spoken_endings(said, formal):
    assert formal_by_ending(said, stem) == formal


@pytest.mark.parametrize("word", ["زمینم", "پرونده‌ام", "پرونده‌ای", "کلاس‌هایم", "بیابان", "سمیه", "مانتو", "پروانه"])
def test_formal_and_foreign_words_have_no_spoken_ending(word):
    assert formal_by_ending(word, stem) is None


def test_a_formal_ending_comes_off():
    assert "کتاب" in set(bare("کتابهایشان"))
    assert list(bare("من")) == []
