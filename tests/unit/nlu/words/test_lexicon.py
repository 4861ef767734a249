import pytest

from nlu.text import ZWNJ, normalise
from nlu.words import lexicon


def test_every_entry_changes_something_and_ends_formal():
    words = lexicon.pairs("colloquial.yaml", "words")
    assert len(words) >= 150
    assert {said: formal for said, formal in words.items() if said == formal} == {}
    again = {said: formal for said, formal in words.items() if formal.replace(ZWNJ, "") in words}
    assert again == {}


@pytest.mark.parametrize(("file", "name"), [("colloquial.yaml", "words"), ("finglish.yaml", "words")])
def test_values_are_in_normal_form(file, name):
    formals = lexicon.pairs(file, name).values()
    assert [formal for formal in formals if normalise(formal).text != formal] == []


def test_an_english_word_is_not_persian_too():
    both = lexicon.listed("finglish.yaml", "english_signs") & lexicon.pairs("finglish.yaml", "words").keys()
    assert both == set()


def test_the_other_lexicons_give_their_phrases():
    phrases = set(lexicon.phrases())
    assert "کاربری مسکونی" in phrases
    assert "residential" in phrases  # a phrase, not the value of that name
    assert "land_area_m2" not in phrases
