import pytest

from nlu.entities.numbers import find_numbers, words_to_number
from nlu.text import normalise


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("دویست و پنجاه", 250),
        ("چهار صد", 400),
        ("چهارصد", 400),
        ("صد و بیست", 120),
        ("۱۲۳۴", 1234),
        ("١٢٣", 123),
        ("۱٬۲۵۰٬۰۰۰", 1250000),
        ("دو میلیارد و ۳۰۰ میلیون", 2300000000),
        ("یک میلیون و نیم", 1500000),
        ("نیم میلیارد", 500000000),
        ("هزار", 1000),
        ("شیش", 6),
        ("پونصد", 500),
        ("هیفده", 17),
        ("بیست‌و‌سه", 23),
        ("سوم", 3),
        ("بیست و یکم", 21),
        ("دوتا", 2),
        ("sad", 100),
        ("۲۵۰ هزار", 250000),
        ("-۵", -5),
        ("منفی سه هزار", -3000),
        ("صفر", 0),
        ("دو میلیون و نیم", 2500000),
        ("صد و ۵۰", 150),
        ("صدو بیست", 120),
        ("هزار و دویست میلیارد", 1200 * 10**9),
        ("سه هزارمین", 3000),
        ("منفی سی اُم", -30),
        ("bist o panj", 25),
        ("1.250.000", 1250000),
        ("۱/۲۵۰/۰۰۰", 1250000),
    ],
)
def test_numbers_in_every_writing(text, value):
    assert words_to_number(normalise(text).plain) == value


@pytest.mark.parametrize("text", ["سلام", "", "سه چهار", "پروانه", "میز", "مریم"])
def test_what_is_no_single_number_is_none(text):
    assert words_to_number(normalise(text).plain) is None


def test_neighbouring_numbers_stay_apart():
    assert [int(n.value) for n in find_numbers("سه طبقه و دو واحد، 120 متر")] == [3, 2, 120]
    assert [str(n.value) for n in find_numbers("120/5 متر 1404/7/20")] == ["120.5", "1404", "7", "20"]


def test_a_fraction_said_or_written():
    for text in ("صد و بیست ممیز پنج", "120/5", "120.5", "صد و بیست و نیم"):
        (number,) = find_numbers(text)
        assert str(number.value) == "120.5"


def test_the_second_of_two_rising_words_is_about_as_much():
    assert [n.approximate for n in find_numbers("دو سه")] == [False, True]
    assert [n.approximate for n in find_numbers("منطقه دو سه")] == [False, False]
    assert [n.approximate for n in find_numbers("سه دو")] == [False, False]
    assert [n.approximate for n in find_numbers("2 3")] == [False, False]


def test_units_do_not_follow_ten_to_nineteen():
    assert [int(n.value) for n in find_numbers("پانزده هفت")] == [15, 7]


def test_a_word_glued_to_what_it_counts():
    assert [int(n.value) for n in find_numbers("دوطبقه و پنجواحد")] == [2, 5]


def test_absurdly_long_digits_are_no_number():
    assert find_numbers("9" * 400 + " تومان") == ()


def test_a_trailing_and_belongs_to_no_number():
    number = find_numbers("سه و پروانه")[0]
    assert (number.start, number.end) == (0, 2)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("صدوبیست", 120), ("بیستوپنج", 25), ("هزارودویست", 1200), ("پنجاه میلیونو دویست هزار", 50_200_000),
        ("دویستمتر", 200), ("دیویس", 200),
        ("دوهزار", 2000), ("شصد", 600), ("چل و پنج", 45), ("هیژده", 18), ("هشصد", 800), ("پنجا", 50),
        ("sado bist", 120), ("یکونیم", 1.5),
    ],
)  # fmt: skip
def test_words_run_together_and_as_spoken(text, value):
    assert [number.plain_value for number in find_numbers(text)] == [value]


@pytest.mark.parametrize("text", ["یک سوم", "دو سوم زمین", "سه چهارم", "موضوع", "ورودی"])
def test_a_fraction_or_another_word_is_no_number(text):
    assert find_numbers(text) == ()


def test_a_day_after_an_hour_is_no_fraction():
    assert [int(number.value) for number in find_numbers("ساعت سه چهارم مهر")] == [3, 4]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("هزار و سیصد و هشتاد و پنجه", 1385),
        ("بیست و ششه", 26),
        ("سیصد و دهه", 310),
        ("دویست را پنجاه", 250),  # «دویستو پنجاه» as it is heard
        ("صد و بیست ممیز پنج دهم", 120.5),
        ("دوازدهیم", 12),
        ("دهس", 10),
    ],
)
def test_numbers_with_an_ending(text, value):
    assert [number.plain_value for number in find_numbers(text)] == [value]


@pytest.mark.parametrize("text", ["پنجه", "شیشه", "دهه", "دهیم", "نهیم"])
def test_the_same_letters_alone_are_words(text):
    assert find_numbers(text) == ()


def test_one_or_two_is_about_as_much():
    assert [number.approximate for number in find_numbers("یکی دو هفته")] == [True]
    assert [number.approximate for number in find_numbers("یکی ۲ هفته")] == [False]


def test_the_object_of_a_verb_joins_no_numbers():
    assert [number.plain_value for number in find_numbers("پنج را شش")] == [5, 6]


def test_a_hundred_after_and_is_one_by_itself():
    assert [number.plain_value for number in find_numbers("دو و صد و ده")] == [2, 110]
    assert [number.plain_value for number in find_numbers("چهار صد و ده")] == [410]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("سی وپنج", 35),
        ("نهصد وسیزده", 913),
        ("صد وبیست وپنج", 125),
        ("حشت", 8),
        ("پنجاح", 50),
        ("دویصت", 200),
        ("حزار", 1000),
    ],
)
def test_numbers_written_by_ear_and_with_the_and_glued_on(text, value):
    assert words_to_number(text) == value


@pytest.mark.parametrize("text", ["سد معبر", "شست پا", "ونه", "وام", "حضار"])
def test_words_that_only_sound_like_numbers(text):
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("سیصدو پنجاه سه طبقه", [350, 3]),
        ("زیربنا صد و بیست دو واحد", [120, 2]),
        ("سیصد و پنجاه و سه طبقه", [353]),
        ("سیصد و پنجاه سه متر", [353]),
        ("بیست سه طبقه", [23]),
    ],
)
def test_what_counts_floors_is_no_end_of_the_metres_before_it(text, values):
    assert [number.plain_value for number in find_numbers(normalise(text).plain)] == values
