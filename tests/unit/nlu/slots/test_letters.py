import time

from nlu.slots.letters import LONGEST, letters
from nlu.text import normalise


def shared(one, other):
    return len(set(letters(one)) & set(letters(other)))


def test_no_words_no_features():
    assert letters("") == letters("   ") == {}


def test_half_spaces_and_madda_make_no_other_message():
    assert letters(normalise("می‌خواهم آب").text) == letters(normalise("میخواهم اب").text)


def test_a_slip_of_the_pen_leaves_most_of_a_message():
    assert shared("آهنگ بعدی را پخش کن", "آهنگ بدی را پخش کن") > shared("آهنگ بعدی را پخش کن", "ساعت چند است الان") + 20


def test_the_order_of_words_counts():
    assert set(letters("نه بله")) != set(letters("بله نه"))


def test_a_long_message_ends_somewhere():
    assert letters("ا ب " * LONGEST) == letters("ا ب " * 2 * LONGEST)
    start = time.perf_counter()
    letters("سلام " * 10**5)
    assert time.perf_counter() - start < 1
