"""Typed answers to offered choices."""

import pytest

from dialogs.choices import (
    alike,
    another,
    choose,
    choose_by_label,
    choose_by_number,
    fold,
    is_ordinal,
    names_other,
    place_beside,
    place_told,
    places_named,
    several_named,
)
from dialogs.state import Offer
from nlu.types import Act

OFFERS = tuple(
    Offer(at, label) for at, label in enumerate(["نقل و انتقال (فروش)", "بانک (وام)", "آب، برق، گاز", "دستور نقشه"])
)


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("۳", 2),
        ("٣", 2),
        ("3.", 2),
        ("گزینه ۲", 1),
        ("دومی لطفاً", 1),
        ("آخری", 3),
        ("dovomi", 1),
        ("avali lotfan", None),
        ("akhari", 3),
        ("بانک", 1),
        ("برق", 2),
        ("نقل‌وانتقال", None),
        ("نقل و انتقال", 0),
        ("دستور نقشه می‌خوام", 3),
        ("۹", None),
        ("۰", None),
        ("۱ و ۲", None),
        ("", None),
        ("چیز دیگر", None),
        ("²", None),
    ],
)
def test_a_choice_is_found_or_left_open(text, index):
    assert choose(text, OFFERS) == index


def test_a_word_that_is_in_two_labels_chooses_neither():
    assert choose("باغ", (Offer(1, "باغ بالا"), Offer(2, "باغ پایین"))) is None


def test_yes_and_no_choose_only_where_the_choices_are_yes_and_no():
    yes_no = (Offer(True, "بله"), Offer(False, "نه"))
    assert choose("آره دیگه", yes_no, (Act.AFFIRM,)) == 0
    assert choose("نچ", yes_no, (Act.DENY,)) == 1
    assert choose("آره دیگه", OFFERS, (Act.AFFIRM,)) is None


def test_folding_makes_spellings_alike():
    assert fold("ك\u200cي \u2068۱٢\u2069 آ") == fold("ک ی 12 ا")


USES = (Offer("a", "مسکونی"), Offer("b", "تجاری"), Offer("c", "اداری"))


@pytest.mark.parametrize("text", ["۳ طبقه", "سه طبقه", "۲ واحد", "منطقه ۳"])
def test_a_number_beside_a_foreign_word_is_no_choice(text):
    assert choose(text, USES) is None


@pytest.mark.parametrize(("text", "at"), [("۲ تجاری", 1), ("گزینه ۳", 2), ("سومی لطفا", 2)])
def test_a_number_beside_its_own_label_is_one(text, at):
    assert choose(text, USES) == at


@pytest.mark.parametrize(
    ("text", "at"),
    [("اون یکی چی", 1), ("نه، اون یکی", 1), ("نه", None), ("دومی چطور", 1), ("تجاری", 1), ("۲", None), ("اولی", None)],
)
def test_another_of_two_is_never_the_one_taken(text, at):
    assert another(text, USES[:2], "a") == at


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("دومی رو ثبت نام کن", 1),
        ("آخری رو برام بذار", 2),
        ("دومی رو نمی‌خوام", None),
        ("اولی چی میشه", None),
        ("طبقه دومی", None),
        ("دومی نه اشتباه شد", None),
        ("دومی از طبقه‌های ساختمان من خراب شده", None),
    ],
)
def test_which_one_and_what_is_to_be_done_with_it(text, at):
    assert choose(text, USES) == at


def test_the_other_one_is_not_the_first_one():
    assert choose("اون یکی", USES) is None
    assert choose("یکی", USES) == 0
    assert choose_by_number("اون یکی", (Offer(True, "بله"), Offer(False, "نه"))) is None


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("خودم ادامه میدم", 1),
        ("گفتگو با یه کارشناس", 0),
        ("خودم ادامه نمی‌دهم", None),
        ("ادامه", 1),
        ("خودم چیز دیگه میخوام", None),
    ],
)
def test_all_but_one_of_a_few_words_of_a_label_are_enough(text, index):
    offers = [Offer("human", "گفت‌وگو با کارشناس"), Offer("continue", "خودم ادامه می‌دهم"), Offer("cancel", "لغو")]
    assert choose(text, offers) == index


def test_a_word_of_a_label_with_is_glued_on_is_that_word():
    offers = [Offer(1, "عوارض نوسازی ۱۴۰۳"), Offer(2, "بهای خدمات پسماند ۱۴۰۵")]
    assert choose("اون پسمانده", offers) == 1
    assert choose("خانه", offers) is None


def test_words_and_a_number_that_stand_in_one_label_are_that_one_and_not_the_numbered_one():
    streets = tuple(Offer(at, f"خیابان مثال، پلاک {number}") for at, number in enumerate((3, 1, 2)))
    assert choose("پلاک ۲", streets) == 2
    assert choose("همون پلاک ۳ لطفاً", streets) == 0
    assert choose("۲", streets) == 1
    assert choose("پلاک ۷", streets) is None


def test_of_a_yes_and_a_no_the_last_word_counts():
    offers = [Offer(True, "ثبت کن"), Offer(False, "فقط مدارک")]
    assert choose("باشه نه مرسی", offers, (Act.AFFIRM, Act.DENY)) == 1
    assert choose("نه باشه", offers, (Act.DENY, Act.AFFIRM)) == 0


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [("اولی", True), ("دومی رو", True), ("اوکی دومی", True), ("آخری", True), ("۲", False), ("بله", False)],
)
def test_a_place_in_words_is_told_from_a_number(text, ordinal):
    assert is_ordinal(text) is ordinal


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قبض دوم رو میدم", 1),
        ("همون قبض اول لطفا", 0),
        ("قبضای آخر", -1),
        ("قبض سه", None),
        ("طبقهٔ دوم", None),
        ("دوم قبض", None),
    ],
)
def test_an_ordinal_right_after_what_the_list_is_of_is_a_place_in_it(text, place):
    assert place_beside(text, "قبض") == place


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("اون یکی چی؟", True), ("وضعیت اون یکیو بگو", True), ("oon yeki chi", True), ("پرونده دیگه‌م چطور", True),
        ("این یکی", False), ("الان یکی", False), ("اون یکی که درباره عوارضه", False), ("", False),
    ],
)  # fmt: skip
def test_the_other_one_is_told_from_this_one(text, other):
    assert names_other(text) is other


@pytest.mark.parametrize(
    ("text", "several"),
    [("سومی و چهارمی", True), ("۱ و ۲", True), ("دومی", False), ("دومی دومی", False), ("۳ طبقه", False)],
)
def test_two_places_are_no_choice(text, several):
    assert several_named(text) is several


def test_a_place_may_have_an_ending():
    offers = [Offer("a", "یک"), Offer("b", "دو")]
    assert [choose(text, offers) for text in ("دومیش", "دومیه", "دومیشو")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("word", "other", "one"),
    [("مهندسا", "مهندسان", True), ("تعمیرات", "تعمیراتم", True), ("پرونده", "پروانه", False), ("ماده", "مادر", False)],
)
def test_words_are_alike_but_for_their_endings(word, other, one):
    assert alike(word, other) is one


def test_of_several_that_have_the_words_the_one_where_they_stand_together_is_meant():
    shown = [Offer(0, "خیابان نمونه، پلاک ۲ 13-2-19-2"), Offer(1, "خیابان نمونه، پلاک ۳ 13-2-19-3")]
    assert choose_by_label("پلاک ۲", shown) == 0


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("دومی و چهارمی", [1, 3]),
        ("دومی و اولی رو ثبت نام کن", [1, 0]),
        ("۲ و ۴", [1, 3]),
        ("هم اولی هم سومی", [0, 2]),
        ("دومی یا سومی", []),
        ("دومی نمی‌خوام و سومی", []),
        ("دومی", []),
    ],
)
def test_places_that_are_joined_are_named_in_their_order(text, places):
    assert places_named(text) == places


@pytest.mark.parametrize(
    ("text", "at"),
    [("دوره سوم", 2), ("سومی", 2), ("کلاس شماره ۳", 2), ("کلاس آخر", -1), ("دو دوره", None), ("اول و دوم", None)],
)
def test_a_place_is_told_in_any_form(text, at):
    assert place_told(text) == at
