import pytest


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("می خواهم", "می‌خواهم"),
        ("نمی دونم", "نمی‌دانم"),
        ("نقشه ها", "نقشه‌ها"),
        ("سند های", "سندهای"),
        ("پرونده مون", "پرونده‌مان"),
        ("پرونده ام", "پرونده‌ام"),
        ("مدارک رو فرستادم", "مدارک را فرستادم"),
        ("پرونده رو چطوری ببینم", "پرونده را چطور ببینم"),
    ],
)
def test_what_belongs_together_is_joined(repaired, text, written):
    assert repaired(text) == written


@pytest.mark.parametrize("text", ["سه طبقه رو پیلوت", "رو پشت بام", "برو رو سایت", "من ام", "ها"])
def test_what_may_mean_something_else_stays(repaired, text):
    assert repaired(text) == text
