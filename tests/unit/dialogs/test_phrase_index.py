"""Which texts a message holds a phrase of."""

import random

import pytest

from dialogs.choices import fold
from dialogs.phrase_index import PhraseIndex

PHRASES = {
    "x.pay": ["پرداخت کردم", "(پول|پولم) … دادم"],
    "x.share": ["قسطی", "قسط بندی"],
    "x.and": ["و قبض"],
    "x.over": ["همین ."],
    "x.only": [". (چقدر|چند) .", ". خب (چقدر|چند) ."],
    "x.two": ["دو", "ب"],
}
INDEX = PhraseIndex(PHRASES)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("قسطی پرداخت کردم", {"x.pay", "x.share"}),
        ("پرداختکردم", {"x.pay"}),
        ("پولم رو دیروز دادم", {"x.pay"}),
        ("پولم را دادند", set()),
        ("قسط‌بندیش کنید", {"x.share"}),
        ("پرونده وقبض", {"x.and"}),
        ("همین", {"x.over"}),
        ("همین را بگو", set()),
        ("چقدر؟", {"x.only"}),
        ("خب چقدر", {"x.only"}),
        ("زیربنا چقدر", set()),
        ("چقدر مانده", set()),
        ("دوم", {"x.two"}),
        ("ب", {"x.two"}),
        ("دوستم بازرس است", set()),
        ("", set()),
    ],
)
def test_every_text_that_is_heard_and_no_other(text, held):
    assert INDEX.held_in(fold(text)) == held


def test_it_finds_what_the_pattern_of_each_text_finds():
    words = [word for lines in PHRASES.values() for line in lines for word in line.strip(".").split() if word != "…"]
    chance = random.Random(7)
    for _ in range(3000):
        joined = "".join(chance.choice(words).strip("()").split("|")[0] + chance.choice(["", " "]) for _ in range(4))
        text = fold(joined)
        assert INDEX.held_in(text) == {key for key in PHRASES if INDEX.pattern(key).search(text)}, text


def test_a_text_that_is_not_listened_for_has_no_pattern():
    assert "x.pay" in INDEX
    with pytest.raises(KeyError):
        INDEX.pattern("x.said")
