from nlu.features import BUCKETS, feature_words, features, known_words
from nlu.text import normalise
from nlu.types import Entity


def words(text):
    return feature_words(normalise(text).plain)


def test_politeness_is_not_heard_when_something_else_is_said():
    assert words("سلام خسته نباشید، پرونده من") == ["پرونده", "من"]
    assert words("سلام") == ["سلام"]


def test_half_space_space_and_nothing_give_the_same_words():
    assert words("می‌خوام پرونده‌ها") == words("می خوام پرونده ها")


def test_digits_are_no_words():
    assert words("پرونده ۱۲۳۴ من") == ["پرونده", "من"]


def test_the_same_text_gives_the_same_buckets():
    found = features("پرونده من چی شد")
    assert found == features("پرونده من چی شد")
    assert all(0 <= bucket < BUCKETS for bucket in found)
    assert features("") == {}


def test_persian_and_finglish_share_features():
    assert set(features("پرونده")) & set(features("parvande"))
    assert known_words("پرونده") == known_words("parvande")


def test_words_about_the_same_thing_share_features():
    assert set(features("خلافی ماشین")) & set(features("کارت سوخت"))
    assert not set(features("خلافی ماشین")) & set(features("ستاره گلدان"))


def test_values_are_features_by_name_and_closed_lists_by_value():
    bank = Entity("inquiry_type", "bank", "بانک", 0, 4)
    guild = Entity("inquiry_type", "guild", "صنف", 0, 3)
    number = Entity("file_no", "1234567", "1234567", 0, 7)
    assert len(features("", [bank])) == 2
    assert len(set(features("", [bank])) & set(features("", [guild]))) == 1
    assert len(features("", [number])) == 1


def test_the_question_that_stands_is_a_feature_by_its_slot():
    alone, at_floors, at_use = features("سه"), features("سه", asked="floors"), features("سه", asked="use")
    assert len(at_floors) == len(alone) + 2
    assert len(set(at_floors) & set(at_use)) == len(alone) + 1
