"""Which word is asked about, and the form of the glossary."""

import re

import pytest
import yaml

from dialogs.choices import fold
from dialogs.document import read_document
from dialogs.terms import asked_word, read_terms
from tests.book import BOOK
from tests.unit.dialogs.conftest import ROOT

TERMS = BOOK.terms


@pytest.mark.parametrize(
    ("text", "loosely", "name"),
    [
        ("یعنی چی طبقه؟", True, "floor"),
        ("طبقه یعنی چه", False, "floor"),
        ("زیر بنا یعنی چی", False, "built_area"),
        ("زیر‌بنا چیه؟", True, "built_area"),
        ("منظورت از «تراکم» چیه", False, "density"),
        ("ببخشید این بر و کف یعنی چی دقیقا", False, "setback"),
        ("طبقه‌ها یعنی چی", False, "floor"),
        ("tarakom yani chi", False, "density"),
        ("کمیسیون ماده ۱۰۰ یعنی چی", False, "article_100"),
    ],
)
def test_the_word_is_found_however_it_is_asked(text, loosely, name):
    word = asked_word(text, TERMS, loosely=loosely)
    assert word is not None
    assert TERMS.find(word).name == name


@pytest.mark.parametrize(
    ("text", "loosely"),
    [("یعنی چی", True), ("این یعنی چی؟", True), ("تراکم چیه", False), ("۴ طبقه", True), ("", True)],
)
def test_what_asks_for_no_word_is_left_to_others(text, loosely):
    assert asked_word(text, TERMS, loosely=loosely) is None


def test_a_word_the_glossary_does_not_hold_is_no_term():
    assert TERMS.find(asked_word("فلوتاسیون یعنی چی", TERMS, loosely=True)) is None
    assert TERMS.find(asked_word("یعنی چی که هنوز امضا نشده", TERMS, loosely=True)) is None


@pytest.mark.parametrize(
    "text",
    [
        "terms: {a: {names: [x], means: y}}",
        "version: 1\nterms: {a: {names: [], means: y}}",
        "version: 1\nterms: {a: {names: [x]}}",
        "version: 1\nterms: {a: {names: [طبقه], means: y}, b: {names: [طبقه‌ها], means: z}}",
    ],
)
def test_a_broken_glossary_is_complained_about(tmp_path, text):
    path = tmp_path / "terms.fa.yaml"
    path.write_text(text, "utf-8")
    findings = read_terms(read_document(path))[2]
    assert [finding.code for finding in findings] == ["terms_form"]


@pytest.mark.parametrize(
    ("text", "stands"),
    [("گم کردم", True), ("قبضو گمکردم", True), ("گم شدم", False), ("گمکردند", False), ("نگم کردم", False), ("", False)],
)
def test_a_phrase_stands_in_a_text_as_whole_words_with_its_spaces_or_without(text, stands):
    phrases = TERMS.lacking
    assert phrases.stand_in(text) is stands
    assert (re.search(rf"(?<!\S)(?:{phrases.form})(?!\S)", text) is not None) is stands


@pytest.mark.parametrize(
    ("text", "aspect", "beside"),
    [
        ("هزینه‌اش چنده؟", "cost", []), ("هزینه داره؟", "cost", []), ("hazinash chande", "cost", []),
        ("چقد طول میکشه بازدیدش", "duration", ["بازدیدش"]), ("کی میان؟", "when", []), ("کجا باید بیام", "where", []),
        ("بعدا میشه لغوش کرد؟", "undo", []), ("اگه خونه نباشم چی میشه", "undo", []), ("بعدش چی میشه", "next", []),
    ],
)  # fmt: skip
def test_what_is_asked_of_the_matter_in_hand(text, aspect, beside):
    found, rest = TERMS.aspect_of(text)
    assert (found.name, rest) == (aspect, beside)


@pytest.mark.parametrize(("text", "aspect"), [("چقدر؟", "cost"), ("خب چقدر", "cost"), ("زیربنا چقدر", None)])
def test_a_bare_word_asks_for_it_when_nothing_else_is_said(text, aspect):
    found, rest = TERMS.aspect_of(text)
    assert (found and found.name, rest) == (aspect, [])


@pytest.mark.parametrize("text", ["قیمت", "هزینه", "منطقه ۶", "بله", ""])
def test_a_word_for_it_asks_for_nothing_outside_a_question(text):
    assert TERMS.aspect_of(text) == (None, [])


def test_a_line_tells_what_it_begins_with_or_says():
    aspects = {aspect.name: aspect for aspect in TERMS.aspects}
    assert aspects["cost"].is_told_in("هزینه: رایگان")
    assert not aspects["cost"].is_told_in("ساعت: ۱۸")
    assert aspects["duration"].is_told_in("کارش معمولاً حدود ۲۱ روز کاری طول می‌کشد.")


def test_every_phrase_of_an_aspect_is_heard_with_its_spaces_and_without():
    """The words a phrase may begin with are looked for before the phrase is."""
    data = yaml.safe_load((ROOT / "texts/terms.fa.yaml").read_text("utf-8"))["aspects"]
    unheard = []
    for aspect in TERMS.aspects:
        for phrase in data[aspect.name]["asked"]:
            said = fold(phrase.replace("…", " خودش ").replace("*", "ش"))
            together = "".join(said.split()) if "…" not in phrase else said
            unheard += [form for form in (said, together) if not aspect.asked.stand_in(form)]
    assert unheard == []
