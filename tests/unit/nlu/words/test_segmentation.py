import pytest

from nlu.words.segmentation import Segmenter

COUNTS = {
    "پرونده": 300,
    "من": 200,
    "کجاست": 40,
    "در": 500,
    "رو": 90,
    "خواست": 2,
    "درخواست": 120,
    "میخوام": 90,
    "پایان": 50,
}


@pytest.fixture
def segmenter():
    return Segmenter.of(COUNTS)


@pytest.mark.parametrize(
    ("run", "parts"),
    [
        ("پروندهمنکجاست", ("پرونده", "من", "کجاست")),
        ("درخواستمن", ("درخواست", "من")),
        ("میخوامپروندهرو", ("میخوام", "پرونده", "رو")),
    ],
)
def test_words_written_together_come_apart(segmenter, run, parts):
    assert segmenter.segment(run) == parts


@pytest.mark.parametrize("run", ["", "م", "درخواست", "پروندهققنوس", "خواستمن", "من" * 40])
def test_what_everyday_words_do_not_cover_stays(segmenter, run):
    assert segmenter.segment(run) is None


def test_a_word_the_domain_never_says_may_stand_among_its_own():
    segmenter = Segmenter.of(COUNTS, is_word={"آبی", "سبز", "ققنوس"}.__contains__)
    assert segmenter.segment("پروندهققنوس") == ("پرونده", "ققنوس")
    assert segmenter.segment("ققنوسققنوس") is None  # nothing of ours in it


def test_words_known_side_by_side_are_preferred():
    counts = COUNTS | {"پایا": 50, "نمن": 45}
    assert Segmenter.of(counts).segment("پایانمن") == ("پایان", "من")
    assert Segmenter.of(counts, is_pair={"پایا نمن"}.__contains__).segment("پایانمن") == ("پایا", "نمن")


def test_a_run_that_is_a_word_itself_is_no_cover():
    assert Segmenter.of(COUNTS | {"پروندهمن": 7}).segment("پروندهمن") == ("پرونده", "من")


def test_latin_words_need_be_said_less_often():
    assert Segmenter.of({"javaz": 2, "sakht": 3, "be": 2}).segment("javazsakht") == ("javaz", "sakht")
    assert Segmenter.of({"javaz": 2, "be": 2}).segment("javazbe") is None
