import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.text import isolate, latin_digits, normalise, persian_digits

VECTORS = Path(__file__).parents[4] / "shared" / "data" / "vectors" / "digits.json"
MESSY = st.text(st.one_of(st.characters(), st.sampled_from("سلامیكيةىأ‌ـ ًٌَّ۰۱٢٣45-.،؟!😀\u200f\u202a‌")), max_size=60)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("كتاب‌هاي عربي", "کتاب‌های عربی"),
        ("مسأله و مؤسسة", "مساله و موسسه"),
        ("۱٢3", "123"),
        ("سلاااااام", "سلام"),
        ("پــرونــده", "پرونده"),
        ("۳ـ۵ـ۱۲", "3-5-12"),
        ("مُحَمَّد", "محمد"),
        ("می‌‌‌شود ‌ خوب", "می‌شود خوب"),
        ("می\u00acشود", "می‌شود"),
        ("  دو   فاصله\n", "دو فاصله"),
        ("چی؟؟؟!!!", "چی؟!"),
        ("\u202bبله\u202c\u200f", "بله"),
        ("ﻼ", "لا"),
        ("بله😀👍", "بله"),
        ("۱۲۰٫۵ و ۱٬۰۰۰", "120.5 و 1,000"),
        ("\U000e0041\U000e0042بله", "بله"),
        ("آ", "آ"),
        ("1000000", "1000000"),
        ("Este'lam sa’at", "estelam saat"),
        ("'نقل' قول", "'نقل' قول"),
    ],
)
def test_folds_every_variant_to_one_form(raw, text):
    assert normalise(raw).text == text


@given(MESSY)
def test_doing_it_twice_changes_nothing(raw):
    once = normalise(raw).text
    assert normalise(once).text == once


@given(MESSY)
def test_offsets_lie_in_the_raw_text_in_order_and_cover_what_they_stand_for(raw):
    normal = normalise(raw)
    assert len(normal.offsets) == len(normal.text) == len(normal.plain)
    places = [place for pair in normal.offsets for place in pair]
    assert all(0 <= start < end <= len(raw) for start, end in normal.offsets)
    starts = places[::2]
    assert starts == sorted(starts)


@given(MESSY, st.data())
def test_the_raw_stretch_of_a_stretch_normalises_to_a_part_of_it(raw, data):
    normal = normalise(raw)
    start = data.draw(st.integers(0, len(normal.text)))
    end = data.draw(st.integers(start, len(normal.text)))
    first, last = normal.raw_span(start, end)
    assert 0 <= first <= last <= len(raw)
    assert (first == last) == (start == end)


def test_a_word_is_found_again_in_the_raw_text():
    raw = "\u200fسلاااام، كد نوسازي‌ من 😀 ۳ـ۵"
    normal = normalise(raw)
    at = normal.text.index("نوسازی")
    assert raw[slice(*normal.raw_span(at, at + 6))] == "نوسازي"
    at = normal.text.index("سلام")
    assert raw[slice(*normal.raw_span(at, at + 4))] == "سلاااام"


def test_emoji_are_kept_apart():
    assert normalise("بله 👍").emoji == ("👍",)


def test_a_surrogate_alone_does_no_harm():
    assert normalise("\ud800بله").text == "بله"


def test_display_digits_and_isolates():
    assert persian_digits("کد 120") == "کد ۱۲۰"
    assert latin_digits("۱۲٣ abc") == "123 abc"
    assert isolate("3-5") == "\u20683-5\u2069"


def test_digit_vectors_of_other_projects_hold():
    if not VECTORS.exists():
        pytest.skip(f"vectors absent: {VECTORS}")
    tried = 0
    for case in json.loads(VECTORS.read_text("utf-8"))["cases"]:
        given_text, wanted = case["args"][0] if case["args"] else None, case["out"]
        if case["fn"] == "digitsEnToFa" and isinstance(given_text, str) and isinstance(wanted, str):
            assert persian_digits(given_text) == wanted
            tried += 1
        if (
            case["fn"] == "digitsFaToEn"
            and isinstance(given_text, str)
            and not any("٠" <= c <= "٩" for c in given_text)
        ):
            assert latin_digits(given_text) == wanted
            tried += 1
    assert tried >= 4
