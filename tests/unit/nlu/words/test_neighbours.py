import pytest

from nlu.text import normalise
from nlu.words.neighbours import END, NUMBER, START, alone, beside, neighbours_of, pair


@pytest.mark.parametrize(
    ("text", "word", "around"),
    [
        ("منصرف شدم", "منصرف", (START, "شدم")),
        ("منصرف شدم", "شدم", ("منصرف", END)),
        ("زمین 250 متر", "متر", (NUMBER, END)),
        ("زمین 250 متر", "زمین", (START, NUMBER)),
        ("نه، لغو کن!", "لغو", (START, "کن")),
        ("نه، لغو کن!", "کن", ("لغو", END)),
        ("نقشه‌های آبی", "نقشه‌های", (START, "ابی")),
        ("سلام «شهریار» جان", "جان", (START, END)),
    ],
)
def test_what_stands_beside_a_word(text, word, around):
    start = text.index(word)
    assert beside(text, start, start + len(word)) == around


def test_pairs_hold_the_edges_and_say_numbers_alike():
    found = set(neighbours_of(["زمین ۲۵۰ متر"]))
    assert found == {pair(START, "زمین"), pair("زمین", NUMBER), pair(NUMBER, "متر"), pair("متر", END)}


def test_a_word_that_is_a_whole_message_is_known_as_such():
    assert alone("سلام") in set(neighbours_of(["سلام!"]))
    assert alone("سلام") not in set(neighbours_of(["سلام کن", "باز سلام"]))


def test_the_same_text_typed_otherwise_gives_the_same_pairs():
    assert set(neighbours_of(["كلاس‌ها كي؟"])) == set(neighbours_of([normalise("کلاس‌ها کی؟").text]))
