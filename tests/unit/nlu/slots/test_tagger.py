import pytest

from nlu.slots.store import load_tagger
from nlu.slots.tagger import blend
from nlu.text import normalise


@pytest.fixture(scope="module")
def tagger(foreign_model):
    return load_tagger(foreign_model)


def test_entities_stand_where_the_text_has_them(tagger):
    text = "هوای  شيراز چطور است"
    found = tagger.read(normalise(text)).entities
    assert [(one.name, one.value, one.raw) for one in found] == [("city", "شیراز", "شيراز")]
    assert text[found[0].start : found[0].end] == found[0].raw


def test_a_message_without_words_has_no_opinion(tagger):
    found = tagger.read(normalise("😀"))
    assert found.entities == ()
    assert set(found.intents.values()) == {0.5}


def test_blending_hears_both_and_the_network_more():
    assert blend({"a": 0.7, "b": 0.3}, {"a": 0.3, "b": 0.7})["a"] > 0.5
    assert blend({"a": 0.6, "b": 0.4}, {"a": 0.02, "b": 0.98})["b"] > 0.5
    assert sum(blend({"a": 0.6, "b": 0.4}, {"a": 0.5, "b": 0.5}).values()) == pytest.approx(1)


def test_an_intent_one_of_them_does_not_know_is_not_lost():
    assert 0 < blend({"a": 0.9, "b": 0.1}, {"b": 1.0})["a"] < 1
