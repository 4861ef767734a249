"""Small worlds of a few texts: which near word neighbours speak for. Whole messages are in `test_repair.py`."""

import pytest

from nlu.words.context import BOTH, Context
from nlu.words.membership import HashedWords
from nlu.words.neighbours import END, START, neighbours_of
from nlu.words.segmentation import Segmenter
from nlu.words.spelling import SpellingIndex

TEXTS = ["منصرف شدم", "مصرف آب", "شش قسط", "سلام", "لازم است", "کلاس آنلاین"]
COUNTS = {"منصرف": 16, "مصرف": 4, "قسط": 65, "سلام": 224, "لازم": 70, "کلاس": 183, "کاش": 9}


def index_of(counts):
    return SpellingIndex.of_words(counts, Segmenter.of(counts), spoken={})


def world(texts, index, phrases=()):
    return Context(HashedWords.of(neighbours_of(texts)), HashedWords.of(neighbours_of(phrases)), index)


@pytest.fixture
def context():
    return world(TEXTS, index_of(COUNTS))


@pytest.mark.parametrize(
    ("word", "before", "after", "meant"),
    [("قسی", "شش", END, "قسط"), ("لام", START, END, "سلام"), ("کاس", START, "انلاین", "کلاس")],
)
def test_a_neighbour_tells_which_near_word_is_meant(context, word, before, after, meant):
    assert context.meant(word, before, after, least=1) == meant


def test_a_word_that_can_be_read_gives_way_to_both_neighbours_only(context):
    assert context.meant("مصرف", START, "شدم", least=BOTH) is None  # «مصرف» begins messages too
    assert context.meant("مصرف", START, "شدم", least=1) == "منصرف"
    without = world(["منصرف شدم"], context.spelling)
    assert without.meant("مصرف", "شش", "شدم", least=BOTH) is None
    assert without.meant("مصرف", START, "شدم", least=BOTH) == "منصرف"


def test_without_neighbours_nothing_is_said(context):
    assert context.meant("قسی", "ده", "دارم", least=1) is None


def test_a_phrase_of_the_lexicon_proves_a_word_right_and_no_other_likely(context):
    assert world(["منصرف شدم"], context.spelling, ["مصرف شدم"]).meant("مصرف", START, "شدم", least=1) is None
    assert world([], context.spelling, ["منصرف شدم"]).meant("مصرف", START, "شدم", least=1) is None


def test_a_message_of_one_word_is_known_whole(context):
    asked = world(["لازم است", "خیلی لازم", "سلام"], context.spelling)
    assert asked.meant("لام", START, END, least=1) == "سلام"  # «لازم» begins and ends messages, and is none


def test_of_two_as_likely_words_none_is_chosen():
    context = world(["باز", "باغ"], index_of({"باز": 50, "باغ": 50}))
    assert context.meant("باه", START, END, least=1) is None


def test_a_reading_with_a_neighbour_wins_over_a_little_better_fit(context):
    readings = (("کند", 0.0), ("قسط", 0.2))
    assert context.best(readings, "شش", END) == "قسط"
    assert context.best(readings, "ده", "تا") == "کند"


def test_a_word_with_an_ending_is_known_by_the_neighbours_of_its_stem():
    """«شماره پروانه‌ام ۹۸۴۱۲» was heard as «شماره پرونده‌ام»."""
    both = {"پروانه": 700, "پرونده": 500, "پروانهام": 35, "پروندهام": 52}
    there = world(["شماره پروانه 22", "شماره پرونده‌ام 22"], index_of(both))
    assert there.meant("پروانهام", "شماره", "0", least=BOTH) == "پروندهام"
    assert there.meant("پروانهام", "شماره", "0", least=BOTH, stems=["پروانه"]) is None
