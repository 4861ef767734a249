from nlu.rasa_data import parse_example
from nlu.slots.marks import Stretch, split_words, stretches, tagged
from nlu.text import normalise


def test_words_know_their_places():
    text = normalise("مرا  جمعه ساعت ۹ بیدار کن").text
    assert [text[word.start : word.end] for word in split_words(text)] == text.split()
    assert split_words("") == []


def test_an_entity_opens_with_b_and_goes_on_with_i():
    row = tagged(parse_example("آهنگ [گل یخ](song) از [ابی](artist)", "play"))
    assert row.tags == ("O", "B-song", "I-song", "O", "B-artist")
    assert (row.words[1], row.intent) == ("گل", "play")


def test_a_mark_inside_a_word_takes_the_word():
    assert tagged(parse_example("[تهران](city)و شیراز", "x")).tags == ("B-city", "O")


def test_an_emoji_between_words_is_no_word():
    row = tagged(parse_example("😀 هوای [یزد](city)", "x"))
    assert row.words == ("هوای", "یزد")
    assert row.tags == ("O", "B-city")


def test_tags_become_stretches_again():
    assert stretches(["B-a", "I-a", "B-a", "O", "I-b"]) == [Stretch("a", 0, 2), Stretch("a", 2, 3), Stretch("b", 4, 5)]
    assert stretches([]) == []
