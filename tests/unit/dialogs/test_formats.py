"""How values read, and that they can be read back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from dialogs import formats
from nlu.text import latin_digits


def latin(text):
    return latin_digits(text).replace("٬", "").replace("٫", ".")


@given(st.integers(-(10**15), 10**15))
def test_a_number_can_be_read_back(value):
    assert int(latin(formats.number(value))) == value


@given(st.integers(0, 10**15))
def test_money_holds_the_same_amount_twice(rial):
    toman, in_rial = re.match(r"(\S+) تومان \((\S+) ریال\)\Z", formats.money(rial)).groups()
    assert int(latin(in_rial)) == rial
    assert round(float(latin(toman)) * 10) == rial


@given(st.dates(min_value=JalaliDate(1300, 1, 1).to_gregorian(), max_value=JalaliDate(1450, 12, 1).to_gregorian()))
def test_a_date_can_be_read_back_with_its_weekday(day):
    jalali = JalaliDate(day)
    shown = formats.date(f"{jalali.year}-{jalali.month:02}-{jalali.day:02}")
    weekday, number, month, year = shown.split(" ")
    assert (int(latin_digits(number)), int(latin_digits(year))) == (jalali.day, jalali.year)
    assert formats._MONTHS.index(month) + 1 == jalali.month
    names = ["دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"]
    assert weekday == names[day.weekday()]


@given(st.text(alphabet="0123456789-", min_size=1, max_size=20))
def test_a_code_can_be_read_back_out_of_its_isolates(value):
    shown = formats.code(value)
    assert (shown[0], shown[-1]) == ("\u2066", "\u2069")
    assert latin_digits(shown[1:-1]) == value


@given(st.text(max_size=60))
def test_text_from_outside_cannot_turn_a_line_round(value):
    shown = formats.text(value)
    assert shown.count("\u2068") == shown.count("\u2069") <= 1
    assert not re.search("[\u202a-\u202e\u2066\u2067\u200e\u200f]", shown)


@pytest.mark.parametrize(
    ("show", "value", "expected"),
    [
        (formats.money, 1_230_000, "۱۲۳٬۰۰۰ تومان (۱٬۲۳۰٬۰۰۰ ریال)"),
        (formats.toman, 1_235, "۱۲۳٫۵ تومان"),
        (formats.number, 120.5, "۱۲۰٫۵"),
        (formats.number, 200.0, "۲۰۰"),
        (formats.number, "زیاد", "زیاد"),
        (formats.date, "1404-07-20", "یکشنبه ۲۰ مهر ۱۴۰۴"),
        (formats.date, "1404-13-40", "\u2068۱۴۰۴-۱۳-۴۰\u2069"),
        (formats.mobile, "09131234567", "\u2066۰۹۱۳***۴۵۶۷\u2069"),
        (formats.text, "سلام", "سلام"),
        (formats.text, "ABC 12", "\u2068ABC 12\u2069"),
        (formats.text, True, "بله"),
        (
            formats.prose,
            "تا 1404-07-20، ساعت 08-10 و 12,500,000 ریال",
            "تا یکشنبه ۲۰ مهر ۱۴۰۴، ساعت ۰۸-۱۰ و ۱۲٬۵۰۰٬۰۰۰ ریال",
        ),
        (formats.prose, "ردیف 1404-13-40 و 1,2", "ردیف \u2068۱۴۰۴-۱۳-۴۰\u2069 و ۱,۲"),
        (formats.prose, "فایل plan 2", "\u2068فایل plan ۲\u2069"),
    ],
)
def test_each_kind_reads_as_it_should(show, value, expected):
    assert show(value) == expected


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("https://pay.example/p/1", "https://pay.example/p/1"),
        ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
        ("javascript:alert(1)", ""),
        ("https://a.example/ b", ""),
        ("ftp://a.example", ""),
        (None, ""),
    ],
)
def test_only_a_web_address_is_a_link(value, shown):
    assert formats.link(value) == shown


def test_a_code_with_latin_letters_keeps_its_latin_digits():
    assert formats.code("REF-0012") == "\u2066REF-0012\u2069"
    assert formats.code("0012") == "\u2066۰۰۱۲\u2069"
