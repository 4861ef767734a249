import pytest

from nlu.words.spelling import SpellingIndex, slips


@pytest.fixture(scope="module")
def index(tables):
    return SpellingIndex.of(tables)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("پرودنه", "پرونده"), ("شهرداریی", "شهرداری"), ("درخاوست", "درخواست"), ("اعتراظ", "اعتراض"),
        ("استعلتم", "استعلام"),
        ("بازذید", "بازدید"), ("ساختمتن", "ساختمان"), ("تمدیدد", "تمدید"), ("عوارظ", "عوارض"),
    ],
)  # fmt: skip
def test_one_slip_is_mended(index, wrong, right):
    assert index.mended(wrong) == right


@pytest.mark.parametrize("word", ["زب", "ققققق", "بلوچستان", "abc", ""])
def test_short_and_distant_words_stay(index, word):
    assert index.mended(word) is None


@pytest.mark.parametrize(
    ("together", "parts"),
    [("پروندهمن", ("پرونده", "من")), ("وضعیتپرونده", ("وضعیت", "پرونده")), ("چقدرباید", ("چقدر", "باید"))],
)
def test_words_run_together(index, together, parts):
    assert index.split(together) == parts


def test_a_short_run_comes_apart_only_where_its_words_are_neighbours(index):
    assert index.split("عرضشد") == ("عرض", "شد")
    assert index.split("دوشد") is None


def test_a_slip_of_the_training_texts_draws_nothing_to_it(index, tables):
    assert {"طرهه", "اعتراصم", "شسیبشسیب"} & index.counts.keys() == set()


def test_prices():
    assert slips("پرودنه", "پرونده") < slips("پروبده", "پروغده")  # swapped, against far keys
    assert slips("سلام", "ثلام") < slips("سلام", "کلام")  # sounds alike
    assert slips("سسلام", "سلام") < slips("سللم", "سلام")  # struck twice


def test_a_word_longer_than_any_other_is_not_searched(index, monkeypatch):
    """Found by fuzzing: leaving out two of a thousand letters in every way took minutes, for one message."""
    asked = []
    monkeypatch.setattr("nlu.words.spelling._rests", lambda word: asked.append(word) or iter((word,)))
    assert index.mended("ضی" * 500) is None
    assert asked == []
    assert index.mended("پرودنه" + "ه" * 3) is None
    assert asked


def test_a_slip_in_a_number_word_is_mended_where_no_other_is_as_near(index):
    assert index.mended("میلیرد") == "میلیارد"
    assert index.mended("پنحاه") == "پنجاه"
    assert index.mended("شیصد") is None  # 300 or 600
